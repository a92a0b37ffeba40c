"""More time, openly and with the reason: for a clock that the policy lets have some, and for the day that a
reporter was promised, who hears the new one."""

from collections.abc import Sequence
from datetime import date

from flows.casework.clock_names import clock_label, clock_name
from flows.casework.promises import promised_by
from flows.casework.reporter import tell_reporter, will_hear
from flows.casework.standing_still import MovedClock, NoSuchClock, NotLater, extend_clock
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Ready
from flows.manage.days import days_ahead, read_day
from flows.manage.opened import can_open, case_of, handling_role, open_again, opened
from flows.policy.clocks import PROMISES
from storage.tables import Case, Clock


def _clock(scene: Scene, answers: Answers) -> Clock | None:
    running = scene.desk.clocks.running(case_id=int(answers["id"]))
    may_have = scene.policy.extension.clocks
    return next((c for c in running if c.name == answers.get("extra") and c.name in may_have), None)


def _begin(scene: Scene, answers: Answers) -> bool:
    case = case_of(scene, answers)
    if case is None:
        return False
    clock = _clock(scene, answers)
    answers["reference"] = case.reference
    if clock is None:
        scene.say("extend-not", open_again(scene, case), reference=case.reference)
        return False
    answers["clock_words"] = clock_label(scene.texts, scene.policy, clock.name)
    answers["due_words"] = scene.texts.moment(clock.due_at)
    return True


def _days(scene: Scene, answers: Answers) -> Sequence[Choice]:
    clock = _clock(scene, answers)
    return days_ahead(scene, max(clock.due_at, scene.now) if clock is not None else scene.now)


def _give(scene: Scene, case: Case, name: str, *, until: str, why: str) -> MovedClock:
    """Raises `NoSuchClock`, `NotLater`."""
    return extend_clock(
        scene.desk,
        scene.policy,
        case,
        name,
        reason=why,
        until=date.fromisoformat(until),
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=handling_role(scene, case),
    )


def _extend(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    clock = _clock(scene, answers)
    try:
        if clock is None:
            raise NoSuchClock
        moved = _give(scene, case, clock.name, until=answers["extend_until"], why=answers["extend_why"])
    except NoSuchClock:
        scene.say("extend-not", open_again(scene, case), reference=case.reference)
    except NotLater:
        scene.say("extend-not-later", open_again(scene, case), reference=case.reference)
    else:
        scene.say(
            "extended",
            open_again(scene, case),
            reference=case.reference,
            clock=Ready(clock_name(scene.texts, scene.policy, moved.name)),
            by=moved.due_at,
            old=moved.old_due_at,
        )


def _begin_promise(scene: Scene, answers: Answers) -> bool:
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


def _promise_more(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    if not _begin_promise(scene, answers):
        return
    assert case.id is not None
    running = {clock.name for clock in scene.desk.clocks.running(case_id=case.id)}
    former, why = promised_by(scene.desk, case), answers["more_time_why"]
    name = next(name for name in PROMISES if name in running)
    try:
        moved = _give(scene, case, name, until=answers["more_time_until"], why=why)
    except NotLater:
        scene.say("more-time-not-later", open_again(scene, case), reference=case.reference)
        return
    told = tell_reporter(scene, case, "tell-more-time", words=why, by=moved.due_at, former=former)
    key = "more-time-given" if will_hear(case, told) else "more-time-untold"
    scene.say(key, open_again(scene, case), reference=case.reference, by=moved.due_at)


FLOWS = (
    Flow(
        name="extend",
        action="extend",
        may="add_to_case",
        begin=_begin,
        steps=(
            Step("extend_until", parse=read_day, choices=_days),
            Step("extend_why", parse=free_text),
        ),
        finish=_extend,
    ),
    Flow(
        name="more_time",
        action="more_time",
        may="handle_case",
        begin=_begin_promise,
        steps=(
            Step("more_time_until", parse=read_day, choices=_days_after_promise),
            Step("more_time_why", parse=free_text),
        ),
        finish=_promise_more,
    ),
)
