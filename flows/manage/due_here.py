"""One case out of a message with many: what is due on it, with the buttons of a reminder for each clock."""

from flows.casework.clock_names import clock_label, clock_name
from flows.casework.pings import case_line, more_time_button, ping_buttons, reminder_buttons
from flows.engine.say import Button, in_pairs
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Ready
from flows.manage.opened import case_of, open_again
from flows.policy.clocks import PROMISES, ClockRule
from storage.tables import Case, Clock


def _show(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers)
    if case is None:
        return
    found = _speaking(scene, case)
    if not found:
        scene.say("due-nothing", open_again(scene, case), reference=case.reference)
        return
    lines = [case_line(case, scene.texts)]
    for clock, _ in found:
        state = "late" if clock.due_at <= scene.now else "coming"
        name = Ready(clock_name(scene.texts, scene.policy, clock.name))
        lines.append(scene.texts.say(f"ping-many-{state}", clock=name, due=clock.due_at))
    scene.say_ready("\n".join(lines), _rows(scene, case, found))


def _speaking(scene: Scene, case: Case) -> list[tuple[Clock, ClockRule]]:
    """The running clocks that have spoken already or are late; where none has, the one that is up first."""
    assert case.id is not None
    running = []
    for clock in scene.desk.clocks.running(case_id=case.id):
        rule = scene.policy.clock_rule(clock.name, kind=case.kind, red_flags=case.red_flags)
        if clock.frozen_at is None and rule is not None:
            running.append((clock, rule))
    spoken = [(c, rule) for c, rule in running if c.pinged_at is not None or c.due_at <= scene.now]
    return spoken or running[:1]


def _rows(scene: Scene, case: Case, found: list[tuple[Clock, ClockRule]]) -> list[list[Button]]:
    """Of one clock as below its reminder; of several, done and why late by the name of the clock."""
    texts = scene.texts
    if len(found) == 1:
        clock, rule = found[0]
        return reminder_buttons(case, rule, scene.policy, texts, late=clock.due_at <= scene.now, snoozes=True)
    opening, later = ping_buttons(case, texts, snoozes=True)
    later.append(Button(texts.label("button-later"), f"d:later:{case.id}"))
    rows = [[*opening, Button(texts.label("button-assign"), f"d:assign:{case.id}")], later]
    for clock, rule in found:
        name = clock_label(texts, scene.policy, clock.name)
        row = []
        if case.handler_id is not None or "take" not in rule.met_by:
            row.append(scene.button("button-done_clock", f"d:done:{case.id}:{clock.name}", clock=name))
        if clock.due_at <= scene.now:
            row.append(
                scene.button("button-why_late_clock", f"d:why_late:{case.id}:{clock.name}", clock=name)
            )
        if clock.due_at > scene.now or clock.name not in PROMISES:
            row += more_time_button(
                case, clock.name, scene.policy, texts, "button-more_time_clock", clock=name
            )
        rows += in_pairs(row)
    return [row for row in rows if row]


FLOW = Flow(name="due_here", action="due", may="add_to_case", finish=_show)
