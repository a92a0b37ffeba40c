"""What a reporter can do with their own report: take it back, or make it a formal complaint."""

from flows.casework.acts import drop_clocks, record_act
from flows.casework.follow_up import ping_handler
from flows.casework.promises import promised_by
from flows.casework.reopening import CONCERN, make_formal
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.policy.clocks import PROMISES
from flows.report.status import may_reporter, own_case
from storage.tables import Case

OVER_WHEN_TAKEN_BACK = (*PROMISES, "acknowledge")
"""Clocks of what is owed to the reporter; those that keep people safe go on."""


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
    if not _begin_withdraw(scene, answers):
        return
    record_act(
        scene.desk,
        scene.policy,
        case,
        "withdraw",
        now=scene.now,
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        words=answers.get("withdraw_why") or "",
    )
    drop_clocks(scene.desk, case, OVER_WHEN_TAKEN_BACK, now=scene.now)
    ping_handler(scene, case, "ping-withdrawn")
    scene.say("withdrawn", reference=case.reference)


def _formal(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    scene.clears_buttons = True
    if not can_make_formal(case):
        scene.say("formal-not-now", reference=case.reference)
        return
    make_formal(scene, case, role=case.reporter_role, by_reporter=True)
    ping_handler(scene, case, "ping-made-formal")
    by = promised_by(scene.desk, case)
    scene.say("formal", reference=case.reference, by=by or scene.now, promised="yes" if by else "no")


FLOWS = (
    Flow(
        name="withdraw",
        action="withdraw",
        begin=_begin_withdraw,
        steps=(Step("withdraw_why", parse=free_text, optional=True),),
        finish=_withdraw,
    ),
    Flow(name="formal", action="formal", finish=_formal),
)
