"""Why this clock: for each clock of a case where the duty and its time come from, in words."""

from flows.casework.clock_names import clock_name
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Ready
from flows.manage.opened import case_of, open_again
from storage.tables import Clock


def _explain(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers, "see_case")
    if case is None:
        return
    assert case.id is not None
    clocks = scene.desk.clocks.of(case_id=case.id)
    lines = [scene.texts.say("why-clocks", reference=case.reference)]
    lines += [_lines(scene, clock) for clock in clocks if clock.name in scene.policy.clocks]
    if len(lines) == 1:
        lines.append(scene.texts.say("why-no-clocks"))
    scene.say_ready("\n\n".join(lines), open_again(scene, case))


def _lines(scene: Scene, clock: Clock) -> str:
    texts = scene.texts
    rule = scene.policy.clocks[clock.name]
    told = [
        texts.say(
            "why-clock",
            clock=Ready(clock_name(texts, scene.policy, clock.name)),
            title=rule.title,
            due=clock.due_at,
        ),
        texts.say(f"ground-{rule.ground}"),
    ]
    if rule.length_from and rule.length_from != rule.ground:
        told.append(texts.say(f"length-from-{rule.length_from}"))
    if rule.note:
        told.append(texts.say("why-clock-note", note=rule.note))
    if clock.first_due_at:
        told.append(texts.say("why-clock-moved", first=clock.first_due_at))
    if clock.frozen_at:
        told.append(texts.say("why-clock-frozen", since=clock.frozen_at))
    return "\n".join(told)


FLOW = Flow(name="why_clock", action="why_clock", may="see_case", finish=_explain)
