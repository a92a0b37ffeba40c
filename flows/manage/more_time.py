"""More time for one clock of any case, where the policy lets it have some: openly, with the reason."""

from collections.abc import Sequence
from datetime import date

from flows.casework.acts import NoSuchClock, NotLater, extend_clock
from flows.casework.clock_names import clock_label, clock_name
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Ready
from flows.manage.days import days_ahead, read_day
from flows.manage.opened import case_of, handling_role, open_again, opened
from storage.tables import Clock


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


def _extend(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    clock = _clock(scene, answers)
    try:
        if clock is None:
            raise NoSuchClock
        moved = extend_clock(
            scene.desk,
            scene.policy,
            case,
            clock.name,
            reason=answers["extend_why"],
            until=date.fromisoformat(answers["extend_until"]),
            now=scene.now,
            actor_id=scene.person_id,
            actor_role=handling_role(scene, case),
        )
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


FLOW = Flow(
    name="extend",
    action="extend",
    may="add_to_case",
    begin=_begin,
    steps=(
        Step("extend_until", parse=read_day, choices=_days),
        Step("extend_why", parse=free_text),
    ),
    finish=_extend,
)
