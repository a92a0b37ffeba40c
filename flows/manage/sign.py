"""The second signature: somebody else than who reviewed the case says what stops it from happening again."""

from flows.casework.signatures import PREVENT, REVIEW, needs_two_signatures, signatures_of
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed, Step
from flows.manage.opened import act, can_do, open_again, opened
from flows.policy.standing import whom_it_goes_to
from storage.tables import Case


def _why_not_sign(scene: Scene, case: Case) -> str | None:
    """The key of the sentence that says why the speaker is not the second; None where they are."""
    if signatures_of(scene.desk, case).missing == REVIEW:
        return "sign-review-first"
    if not scene.roles(service_id=case.service_id) & set(scene.policy.life.second_signers):
        return "sign-not-yours"
    if signatures_of(scene.desk, case).reviewed_by == scene.person_id and _others(scene, case):
        return "sign-somebody-else"
    return None


def _others(scene: Scene, case: Case) -> bool:
    """Whether somebody else could sign; a home with one manager must be able to close its cases."""
    signers = whom_it_goes_to(scene.desk, case, scene.policy.life.second_signers)
    return any(person.id not in (scene.person_id, case.reporter_id) for person in signers)


def _begin(scene: Scene, answers: Answers) -> bool:
    if not can_do(PREVENT)(scene, answers):
        return False
    case = opened(scene, answers, PREVENT)
    fault = _why_not_sign(scene, case)
    if fault is not None:
        review = (
            [scene.button("button-review", f"d:review:{case.id}")] if fault == "sign-review-first" else []
        )
        scene.say(fault, [review, *open_again(scene, case)], reference=case.reference)
    return fault is None


def _prevent(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, PREVENT)
    fault = _why_not_sign(scene, case)
    if fault is not None:
        raise NotAllowed(fault, reference=case.reference)
    alone = signatures_of(scene.desk, case).reviewed_by == scene.person_id
    act(scene, case, PREVENT, words=answers["prevention"], alone=alone)
    scene.say("signed", open_again(scene, case), reference=case.reference)


def is_signed(scene: Scene, case: Case) -> bool:
    """Whether a case may be closed; says what is missing, with its button, where it may not."""
    if not needs_two_signatures(scene.policy, case):
        return True
    missing = signatures_of(scene.desk, case).missing
    if missing:
        button = scene.button(f"button-{missing}", f"d:{missing}:{case.id}")
        scene.say(f"close-needs-{missing}", [[button], *open_again(scene, case)], reference=case.reference)
    return not missing


FLOW = Flow(
    name="prevent",
    action="prevent",
    may="handle_case",
    begin=_begin,
    steps=(Step("prevention", parse=free_text),),
    finish=_prevent,
)
