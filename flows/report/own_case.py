"""What a reporter can do with their own report: take it back, or make it a formal complaint."""

from flows.casework.promises import promised_after
from flows.casework.reopening import COMPLAINT, CONCERN
from flows.casework.reporter_acts import do_to_own_case
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.report.past_manager import (
    asks_about_reader,
    became_a_report,
    goes_past,
    say_it_waits,
    say_where_it_is,
)
from flows.report.status import may_reporter, own_case
from storage.tables import Case


def can_withdraw(case: Case) -> bool:
    return may_reporter("withdraw", case)


def can_make_formal(case: Case) -> bool:
    return case.kind == CONCERN and may_reporter("make_formal", case)


def _begin_withdraw(scene: Scene, answers: Answers) -> bool:
    case = own_case(scene, answers)
    answers["reference"] = case.reference
    if not can_withdraw(case):
        scene.say("withdraw-too-late", reference=case.reference)
        return False
    return True


def _withdraw(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    if not _begin_withdraw(scene, answers) or became_a_report(scene, case, answers, "withdraw_why"):
        return
    waits = do_to_own_case(
        scene, case, "withdraw", past_manager=goes_past(answers), words=answers.get("withdraw_why") or ""
    )
    scene.say("withdrawn", reference=case.reference)
    say_where_it_is(scene, answers, case, waits=waits)


def _formal(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    scene.clears_buttons = True
    if not can_make_formal(case):
        scene.say("formal-not-now", reference=case.reference)
        return
    waits = do_to_own_case(scene, case, "make_formal")
    by = promised_after(scene, case, "answer", kind=COMPLAINT)
    scene.say("formal", reference=case.reference, by=by or scene.now, promised="yes" if by else "no")
    say_it_waits(scene, waits=waits)


FLOWS = (
    Flow(
        name="withdraw",
        action="withdraw",
        begin=_begin_withdraw,
        steps=(Step("withdraw_why", parse=free_text, optional=True), asks_about_reader("withdraw_why")),
        finish=_withdraw,
    ),
    Flow(name="formal", action="formal", finish=_formal),
)
