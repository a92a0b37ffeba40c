"""A complaint on its way: where it stands, a plan of what to find out, and why it is late."""

from datetime import date

from flows.casework.candour import latest
from flows.casework.dates_to_know import OMBUDSMAN, date_lines, dates_of, is_too_old
from flows.casework.promises import promised_by
from flows.casework.reporter import tell_reporter, will_hear
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.engine.texts import Ready
from flows.manage.days import coming_days, read_day
from flows.manage.opened import act, can_do, can_open, case_of, open_again, opened
from flows.policy.timescales import Length, due_on
from storage.tables import Case


def _show(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers)
    if case is None:
        return
    assert case.id is not None
    texts = scene.texts
    planned = [e for e in scene.desk.timeline.standing(case_id=case.id) if e.act == "plan_enquiry"]
    plans = [texts.say("act-words", words=str(entry.detail.get("words", ""))) for entry in planned]
    by = promised_by(scene.desk, case)
    late = by is not None and by <= scene.now
    time = "explain_lateness" if late else "more_time"
    names = ["plan_enquiry", time, *STEPS.get(case.status, ())] if case.closed_at is None else []
    if is_too_old(scene, case):
        names.insert(0, "too_old")
    if latest(scene.desk, case, "ask_review") is not None:
        names.append("answer_review")
    names += ["known"] if case.closed_at is None else []
    names += ["to_ombudsman"] if OMBUDSMAN in dates_of(scene, case) else []
    scene.say(
        "complaint-steps",
        [
            *([scene.button(f"button-{name}", f"d:{name}:{case.id}")] for name in names),
            *open_again(scene, case),
        ],
        reference=case.reference,
        status=texts.label(f"case-status-{case.status}"),
        promised="yes" if by else "no",
        by=by or scene.now,
        plans=Ready("\n".join(plans) or texts.say("complaint-no-plan")),
        dates=Ready("\n".join(date_lines(scene, case))),
    )


def _plan(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "plan_enquiry")
    words = scene.texts.label(
        "enquiry-line",
        what=answers["find_out"],
        whom=answers["from_whom"],
        by=date.fromisoformat(answers["plan_by"]),
    )
    act(scene, case, "plan_enquiry", words=words)
    more = scene.button("button-plan_more", f"d:plan_enquiry:{case.id}")
    scene.say("enquiry-planned", [[more], *open_again(scene, case)], reference=case.reference)


def _explain(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    told = tell_reporter(
        scene, case, "tell-late", words=answers["late_why"], by=date.fromisoformat(answers["late_until"])
    )
    name = "explain_past_ceiling" if _is_past_ceiling(scene, case, answers) else "explain_lateness"
    act(scene, case, name, words=answers["late_why"], until=answers["late_until"], told=told)
    key = "lateness-explained" if will_hear(case, told) else "not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _is_past_ceiling(scene: Scene, case: Case, answers: Answers) -> bool:
    """Whether they were told of a day beyond the six months: explained in writing, as the law asks."""
    assert case.id is not None
    running = {clock.name: clock.due_at for clock in scene.desk.clocks.running(case_id=case.id)}
    until = due_on(date.fromisoformat(answers["late_until"]), Length(0, "calendar_days"), scene.policy)
    return CEILING in running and until >= running[CEILING]


CEILING = "statutory_ceiling"
STEPS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("new", "acknowledged", "looked_into", "reopened"), ("draft_answer",)),
    "drafted": ("approve_answer", "draft_answer", "send_back"),
    "approved": ("send_answer", "send_back"),
}
"""What leads on to the answer, by the status of the case."""

FLOWS = (
    Flow(name="complaint", action="complaint", may="add_to_case", finish=_show),
    Flow(
        name="plan_enquiry",
        action="plan_enquiry",
        may="handle_case",
        begin=can_do("plan_enquiry"),
        steps=(
            Step("find_out", parse=free_text),
            Step("from_whom", parse=free_text),
            Step("plan_by", parse=read_day, choices=coming_days),
        ),
        finish=_plan,
    ),
    Flow(
        name="explain_lateness",
        action="explain_lateness",
        may="handle_case",
        begin=can_open,
        steps=(
            Step("late_why", parse=free_text),
            Step("late_until", parse=read_day, choices=coming_days),
        ),
        finish=_explain,
    ),
)
