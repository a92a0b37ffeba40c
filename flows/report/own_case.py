"""What reporters can do with their own report, or with one whose code they hold: take it back, make it a
formal complaint, ask for a review."""

from collections.abc import Callable
from functools import partial

from flows.casework.acts import drop_clocks, record_act
from flows.casework.codes import case_of_code
from flows.casework.follow_up import ping_handler, time_of_act
from flows.casework.promises import promised_by
from flows.casework.reopening import CONCERN, make_formal
from flows.casework.reviews import can_ask_review, record_review_asked, review_stage
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed, Step
from flows.policy.clocks import PROMISES
from flows.policy.life import REPORTER, is_allowed, statuses
from storage.tables import Case

Theirs = Callable[[Scene, Answers], Case]
"""The case of a flow, if it is the speaker's. Raises `NotAllowed`."""

OVER_WHEN_TAKEN_BACK = (*PROMISES, "acknowledge")
"""Clocks of what is owed to the reporter; those that keep people safe go on."""
BY_CODE = "check_"
"""How the actions begin that carry a code instead of the number of a case."""


def may_reporter(act: str, case: Case) -> bool:
    """Whether the life of a case leaves its reporter room for an act."""
    return is_allowed(act, case.status, by=REPORTER)


def own_case(scene: Scene, answers: Answers) -> Case:
    case = scene.desk.cases.get(case_id=answers.get("id", 0))
    if case is None or case.reporter_id != scene.person_id or case.status not in statuses():
        raise NotAllowed("status-not-yours")
    return case


def case_held(scene: Scene, answers: Answers) -> Case:
    """The case of the code that a button carries."""
    case = case_of_code(scene, answers.get("extra", ""))
    if case is None or case.status not in statuses():
        raise NotAllowed("not-understood-code")
    return case


def can_make_formal(case: Case) -> bool:
    return case.kind == CONCERN and may_reporter("make_formal", case)


def own_acts(scene: Scene, case: Case, *, code: str = "") -> list[list[Button]]:
    """What can be done with the one report that is shown."""
    possible = {
        "ask_review": can_ask_review(scene, case),
        "formal": can_make_formal(case),
        "withdraw": may_reporter("withdraw", case),
    }
    return [
        [scene.button(f"button-{name}", f"d:{BY_CODE}{name}:0:{code}" if code else f"d:{name}:{case.id}")]
        for name, can in possible.items()
        if can
    ]


def _begin_withdraw(theirs: Theirs, scene: Scene, answers: Answers) -> bool:
    case = theirs(scene, answers)
    answers["reference"] = case.reference
    if not may_reporter("withdraw", case):
        scene.say("withdraw-too-late", reference=case.reference)
        return False
    return True


def _withdraw(theirs: Theirs, scene: Scene, answers: Answers) -> None:
    case = theirs(scene, answers)
    if not _begin_withdraw(theirs, scene, answers):
        return
    record_act(
        scene.desk,
        scene.policy,
        case,
        "withdraw",
        now=time_of_act(scene, case),
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        words=answers.get("withdraw_why") or "",
    )
    drop_clocks(scene.desk, case, OVER_WHEN_TAKEN_BACK, now=scene.now)
    ping_handler(scene, case, "ping-withdrawn")
    scene.say("withdrawn", reference=case.reference)


def _formal(theirs: Theirs, scene: Scene, answers: Answers) -> None:
    case = theirs(scene, answers)
    scene.clears_buttons = True
    if not can_make_formal(case):
        scene.say("formal-not-now", reference=case.reference)
        return
    make_formal(scene, case, role=case.reporter_role, by_reporter=True)
    ping_handler(scene, case, "ping-made-formal")
    by = promised_by(scene.desk, case)
    scene.say("formal", reference=case.reference, by=by or scene.now, promised="yes" if by else "no")


def _begin_review(theirs: Theirs, scene: Scene, answers: Answers) -> bool:
    case = theirs(scene, answers)
    answers["reference"] = case.reference
    if not can_ask_review(scene, case):
        scene.say(f"review-{review_stage(scene, case)}", reference=case.reference)
        return False
    return True


def _ask_review(theirs: Theirs, scene: Scene, answers: Answers) -> None:
    case = theirs(scene, answers)
    if not _begin_review(theirs, scene, answers):
        return
    due = record_review_asked(scene, case, answers["review_why"])
    scene.clears_buttons = True
    scene.say("review-asked", reference=case.reference, timed="yes" if due else "no", by=due or scene.now)


def _flows(prefix: str, theirs: Theirs) -> tuple[Flow, ...]:
    return (
        Flow(
            name=f"{prefix}withdraw",
            action=f"{prefix}withdraw",
            begin=partial(_begin_withdraw, theirs),
            steps=(Step("withdraw_why", parse=free_text, optional=True),),
            forgets=bool(prefix),
            finish=partial(_withdraw, theirs),
        ),
        Flow(
            name=f"{prefix}formal",
            action=f"{prefix}formal",
            forgets=bool(prefix),
            finish=partial(_formal, theirs),
        ),
        Flow(
            name=f"{prefix}ask_review",
            action=f"{prefix}ask_review",
            begin=partial(_begin_review, theirs),
            steps=(Step("review_why", parse=free_text),),
            forgets=bool(prefix),
            finish=partial(_ask_review, theirs),
        ),
    )


FLOWS = (*_flows("", own_case), *_flows(BY_CODE, case_held))
