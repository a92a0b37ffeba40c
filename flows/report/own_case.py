"""What reporters can do with their own report, or with one whose code they hold: take it back, make it a
formal complaint, ask for a review."""

from collections.abc import Callable
from functools import partial

from flows.casework.codes import case_of_code
from flows.casework.promises import promised_after
from flows.casework.reopening import COMPLAINT, CONCERN
from flows.casework.reporter_acts import do_to_own_case, is_waiting
from flows.casework.reviews import can_ask_review, record_review_asked, review_stage
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed, Step
from flows.policy.life import REPORTER, is_allowed, statuses
from flows.report.past_manager import (
    asks_about_reader,
    became_a_report,
    goes_past,
    say_it_waits,
    say_where_it_is,
)
from storage.tables import Case

Theirs = Callable[[Scene, Answers], Case]
"""The case of a flow, if it is the speaker's. Raises `NotAllowed`."""

DONE_AS = {"formal": "make_formal"}
"""Acts that are called otherwise than their buttons."""
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
        if can and not is_waiting(scene.desk, case, DONE_AS.get(name, name))
    ]


def _begin_withdraw(theirs: Theirs, scene: Scene, answers: Answers) -> bool:
    case = theirs(scene, answers)
    answers["_case"], answers["reference"] = case.id, case.reference
    if not may_reporter("withdraw", case):
        scene.say("withdraw-too-late", reference=case.reference)
        return False
    return True


def _withdraw(theirs: Theirs, scene: Scene, answers: Answers) -> None:
    case = theirs(scene, answers)
    if not _begin_withdraw(theirs, scene, answers):
        return
    if became_a_report(scene, case, answers, "withdraw_why"):
        return
    waits = do_to_own_case(
        scene, case, "withdraw", past_manager=goes_past(answers), words=answers.get("withdraw_why") or ""
    )
    scene.say("withdrawn", reference=case.reference)
    say_where_it_is(scene, answers, case, waits=waits)


def _formal(theirs: Theirs, scene: Scene, answers: Answers) -> None:
    case = theirs(scene, answers)
    scene.clears_buttons = True
    if not can_make_formal(case):
        scene.say("formal-not-now", reference=case.reference)
        return
    waits = do_to_own_case(scene, case, "make_formal")
    by = promised_after(scene, case, "answer", kind=COMPLAINT)
    scene.say("formal", reference=case.reference, by=by or scene.now, promised="yes" if by else "no")
    say_it_waits(scene, waits=waits)


def _begin_review(theirs: Theirs, scene: Scene, answers: Answers) -> bool:
    case = theirs(scene, answers)
    answers["_case"], answers["reference"] = case.id, case.reference
    if not can_ask_review(scene, case):
        scene.say(f"review-{review_stage(scene, case)}", reference=case.reference)
        return False
    return True


def _ask_review(theirs: Theirs, scene: Scene, answers: Answers) -> None:
    case = theirs(scene, answers)
    if not _begin_review(theirs, scene, answers):
        return
    if became_a_report(scene, case, answers, "review_why"):
        return
    due, waits = record_review_asked(scene, case, answers["review_why"], past_manager=goes_past(answers))
    scene.clears_buttons = True
    scene.say("review-asked", reference=case.reference, timed="yes" if due else "no", by=due or scene.now)
    say_where_it_is(scene, answers, case, waits=waits)


def _flows(prefix: str, theirs: Theirs) -> tuple[Flow, ...]:
    return (
        Flow(
            name=f"{prefix}withdraw",
            action=f"{prefix}withdraw",
            begin=partial(_begin_withdraw, theirs),
            steps=(Step("withdraw_why", parse=free_text, optional=True), asks_about_reader("withdraw_why")),
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
            steps=(Step("review_why", parse=free_text), asks_about_reader("review_why")),
            forgets=bool(prefix),
            finish=partial(_ask_review, theirs),
        ),
    )


FLOWS = (*_flows("", own_case), *_flows(BY_CODE, case_held))
