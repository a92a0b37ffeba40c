"""Below a reminder: what was done already, outside the bot, and why it is late."""

from flows.casework.clock_names import clock_label, clock_name
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.engine.texts import Ready
from flows.manage.opened import act, can_add, can_do, open_again, opened
from flows.policy.life import is_act
from storage.tables import Clock

WHY_LATE = "why_late"
FLAT_ACT = "note"
"""The act that is recorded where what was done has no better name."""


def _clock(scene: Scene, answers: Answers) -> Clock | None:
    running = scene.desk.clocks.running(case_id=int(answers["id"]))
    return next((clock for clock in running if clock.name == answers.get("extra")), None)


def _can_say(scene: Scene, answers: Answers) -> bool:
    if not can_add(scene, answers):
        return False
    if _clock(scene, answers) is None:
        scene.clears_buttons = True
        scene.say("done-before", reference=answers["reference"])
        return False
    answers["clock_words"] = clock_label(scene.texts, scene.policy, answers["extra"])
    return True


def _can_be_done(scene: Scene, answers: Answers) -> bool:
    """Also whether what would be recorded is allowed in the status that the case has."""
    if not _can_say(scene, answers):
        return False
    name = _act_for(scene, answers["extra"])
    return not is_act(name) or can_do(name)(scene, answers)


def _act_for(scene: Scene, clock: str) -> str:
    met_by = scene.policy.clocks[clock].met_by
    return FLAT_ACT if FLAT_ACT in met_by else met_by[0]


def _done(scene: Scene, answers: Answers) -> None:
    name = _act_for(scene, answers["extra"])
    case = opened(scene, answers, name, even_closed=True)
    clock = _clock(scene, answers)
    if clock is None:
        scene.say("done-before", open_again(scene, case), reference=case.reference)
        return
    act(scene, case, name, words=answers["done_words"], outside=True)
    clock_words = Ready(clock_name(scene.texts, scene.policy, clock.name))
    scene.say("done-noted", open_again(scene, case), reference=case.reference, clock=clock_words)


def _why_late(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    act(scene, case, WHY_LATE, clock=answers["extra"], words=answers["late_words"])
    scene.say("why-late-noted", open_again(scene, case), reference=case.reference)


FLOWS = (
    Flow(
        name="done",
        action="done",
        may="handle_case",
        begin=_can_be_done,
        steps=(Step("done_words", parse=free_text),),
        finish=_done,
    ),
    Flow(
        name=WHY_LATE,
        action=WHY_LATE,
        may="handle_case",
        begin=_can_say,
        steps=(Step("late_words", parse=free_text),),
        finish=_why_late,
    ),
)
