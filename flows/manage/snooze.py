"""Remind me tomorrow: the speaker's own reminders wait; nobody else's do."""

from datetime import datetime

from flows.casework.mornings import next_reminding_morning, snooze_key
from flows.casework.pings import case_line, ping_buttons
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Ready
from flows.manage.opened import can_do, opened
from storage.notices import REMINDER
from storage.tables import Case


def _snooze(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "tomorrow")
    until = next_reminding_morning(scene.now, scene.policy)
    if case.handler_id == scene.person_id:
        _put_off_clocks(scene, case, until)
    else:
        scene.tell(
            scene.person,
            "ping-snoozed",
            ping_buttons(case, scene.texts, snoozes=True),
            priority=REMINDER,
            case=case,
            about="reminder",
            once=snooze_key(case, scene.person, until),
            after=until - scene.now,
            line=Ready(case_line(case, scene.texts)),
        )
    scene.clears_buttons = True
    scene.say("snoozed", reference=case.reference, until=until)


def _put_off_clocks(scene: Scene, case: Case, until: datetime) -> None:
    """The handler's clocks are silent until then; what is due first speaks up in any case."""
    assert case.id is not None
    for clock in scene.desk.clocks.running(case_id=case.id):
        clock.snoozed_until = until
        if clock.due_at == case.next_due_at:
            clock.ping_at = until if clock.ping_at is None else min(clock.ping_at, until)
        scene.desk.clocks.save(clock)


FLOW = Flow(name="snooze", action="tomorrow", may="handle_case", begin=can_do("tomorrow"), finish=_snooze)
