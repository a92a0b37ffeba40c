"""Remind me tomorrow: the handler's own reminders wait; what climbs to others does not."""

from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.manage.opened import can_open, opened
from flows.policy.timescales import next_morning


def _snooze(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    assert case.id is not None
    until = next_morning(scene.now, scene.policy, scene.policy.reminders.hour)
    for clock in scene.desk.clocks.running(case_id=case.id):
        clock.snoozed_until = until
        clock.ping_at = until if clock.ping_at is None else min(clock.ping_at, until)
        scene.desk.clocks.save(clock)
    scene.clears_buttons = True
    scene.say("snoozed", reference=case.reference, until=until)


FLOW = Flow(name="snooze", action="tomorrow", may="handle_case", begin=can_open, finish=_snooze)
