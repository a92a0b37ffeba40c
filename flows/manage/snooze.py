"""Remind me tomorrow, or another time: the speaker's own reminders wait; nobody else's do."""

from collections.abc import Sequence
from datetime import datetime

from flows.casework.mornings import next_reminding_morning
from flows.casework.pings import case_line, ping_buttons
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Ready
from flows.manage.opened import can_do, opened
from flows.policy.timescales import Length, next_slot, put_off, read_length
from storage.notices import REMINDER
from storage.tables import Case


def _until_tomorrow(scene: Scene, answers: Answers) -> None:
    _snooze(scene, answers, next_reminding_morning(scene.now, scene.policy))


def _until_then(scene: Scene, answers: Answers) -> None:
    _snooze(scene, answers, later_moment(scene, answers["later"]))


def later_moment(scene: Scene, chosen: str) -> datetime:
    """When somebody is reminded again who chose one of `later_choices`."""
    unit, _, amount = chosen.rpartition("-")
    length = read_length(f"{amount} {unit.replace('_', ' ')}")
    return next_slot(put_off(scene.now, length, scene.policy), scene.policy)


def later_choices(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    """The policy's lengths, each with the moment at which it ends."""
    found: dict[datetime, Choice] = {}
    for length in scene.policy.snooze.choices:
        until = next_slot(put_off(scene.now, length, scene.policy), scene.policy)
        label = scene.texts.label("snooze-until", until=until)
        found.setdefault(until, Choice(_as_value(length), label))
    return list(found.values())


def _as_value(length: Length) -> str:
    return f"{length.unit}-{length.amount}"


def _snooze(scene: Scene, answers: Answers, until: datetime) -> None:
    case = opened(scene, answers, "tomorrow")
    assert case.id is not None
    if case.handler_id == scene.person_id:
        _put_off_clocks(scene, case, until)
    else:
        scene.desk.habits.put_off(case_id=case.id, person_id=scene.person_id, until=until)
        scene.tell(
            scene.person,
            "ping-snoozed",
            ping_buttons(case, scene.texts, snoozes=True),
            priority=REMINDER,
            case=case,
            about="reminder",
            once=f"snooze {case.id} {scene.person_id} {until:%Y-%m-%d-%H%M}",
            after=until - scene.now,
            line=Ready(case_line(case, scene.texts)),
        )
    scene.clears_buttons = True
    scene.say("snoozed", reference=case.reference, until=until)


def _put_off_clocks(scene: Scene, case: Case, until: datetime) -> None:
    """The handler's clocks are silent until then; what is due first speaks up in any case."""
    assert case.id is not None
    for clock in scene.desk.clocks.running(case_id=case.id):
        if clock.frozen_at is not None:
            continue
        clock.snoozed_until = until
        if clock.due_at == case.next_due_at:
            clock.ping_at = until if clock.ping_at is None else min(clock.ping_at, until)
        scene.desk.clocks.save(clock)


FLOWS = (
    Flow(
        name="snooze", action="tomorrow", may="handle_case", begin=can_do("tomorrow"), finish=_until_tomorrow
    ),
    Flow(
        name="snooze_until",
        action="later",
        may="handle_case",
        begin=can_do("tomorrow"),
        steps=(Step("later", choices=later_choices),),
        finish=_until_then,
    ),
)
