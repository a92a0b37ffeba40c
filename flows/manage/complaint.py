"""A complaint on its way: where it stands, a plan of what to find out, more time with a reason."""

from collections.abc import Sequence
from datetime import date

from flows.casework.acts import NotLater, extend_clock
from flows.casework.candour import latest
from flows.casework.dates_to_know import OMBUDSMAN, date_lines, dates_of, is_too_old
from flows.casework.promises import promised_by
from flows.casework.reporter import tell_reporter, will_hear
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Ready
from flows.manage.days import coming_days, days_ahead, read_day
from flows.manage.opened import act, can_do, can_open, case_of, handling_role, open_again, opened
from flows.policy.clocks import PROMISES
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


def _begin_more_time(scene: Scene, answers: Answers) -> bool:
    """A promise can be moved as long as it is not broken; afterwards it can only be explained."""
    if not can_open(scene, answers):
        return False
    case = opened(scene, answers)
    by = promised_by(scene.desk, case)
    if by is None:
        scene.say("more-time-nothing", open_again(scene, case), reference=case.reference)
        return False
    if by <= scene.now:
        late = scene.button("button-explain_lateness", f"d:explain_lateness:{case.id}")
        scene.say("more-time-too-late", [[late], *open_again(scene, case)], reference=case.reference, by=by)
        return False
    answers["promised"] = scene.texts.moment(by)
    return True


def _days_after_promise(scene: Scene, answers: Answers) -> Sequence[Choice]:
    return days_ahead(scene, promised_by(scene.desk, opened(scene, answers)) or scene.now)


def _more_time(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    if not _begin_more_time(scene, answers):
        return
    assert case.id is not None
    running = {clock.name for clock in scene.desk.clocks.running(case_id=case.id)}
    former = promised_by(scene.desk, case)
    name = next(name for name in PROMISES if name in running)
    try:
        moved = extend_clock(
            scene.desk,
            scene.policy,
            case,
            name,
            reason=answers["more_time_why"],
            until=date.fromisoformat(answers["more_time_until"]),
            now=scene.now,
            actor_id=scene.person_id,
            actor_role=handling_role(scene, case),
        )
    except NotLater:
        scene.say("more-time-not-later", open_again(scene, case), reference=case.reference)
        return
    told = tell_reporter(
        scene, case, "tell-more-time", words=answers["more_time_why"], by=moved.due_at, former=former
    )
    key = "more-time-given" if will_hear(case, told) else "more-time-untold"
    scene.say(key, open_again(scene, case), reference=case.reference, by=moved.due_at)


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
        name="more_time",
        action="more_time",
        may="handle_case",
        begin=_begin_more_time,
        steps=(
            Step("more_time_until", parse=read_day, choices=_days_after_promise),
            Step("more_time_why", parse=free_text),
        ),
        finish=_more_time,
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
