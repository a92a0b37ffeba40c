"""What a handler says to the reporter: acknowledges, asks, answers."""

from flows.casework.consent import onward, reminder
from flows.casework.promises import promised_by
from flows.casework.reporter import QUESTION, tell_reporter
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.engine.texts import Ready
from flows.manage.opened import act, can_do, has_happened, open_again, opened


def _acknowledge(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "acknowledge")
    scene.clears_buttons = True
    if has_happened(scene, case, "acknowledge"):
        scene.say("acknowledged-before", open_again(scene, case), reference=case.reference)
        return
    if case.handler_id is None:
        case.handler_id = scene.person_id
    assert case.handler_id is not None
    handler = scene.desk.people.get(person_id=case.handler_id)
    by = promised_by(scene.desk, case)
    told = tell_reporter(
        scene,
        case,
        scene.texts.first(f"tell-acknowledged-{case.kind}", "tell-acknowledged"),
        handler=handler.name,
        promised="yes" if by else "no",
        by=by or scene.now,
    )
    act(scene, case, "acknowledge", told=told)
    key = "acknowledged" if told else "acknowledged-not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _ask(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "ask")
    told = tell_reporter(scene, case, QUESTION, words=answers["question"])
    act(scene, case, "ask", words=answers["question"], told=told)
    key = "asked" if told or case.code_hash else "not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _answer(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "answer")
    told = tell_reporter(
        scene,
        case,
        "tell-answer",
        words=answers["answer"],
        ways_onward=Ready(onward(scene, case, "ways-onward")),
    )
    act(scene, case, "answer", words=answers["answer"], told=told)
    key = "answered" if told or case.code_hash else "not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _preview(scene: Scene, answers: Answers) -> str:
    case = opened(scene, answers, "answer")
    preview = scene.texts.say("card-answer-preview", words=answers["answer"])
    return "\n\n".join((preview, *reminder(case, scene.texts)))


FLOWS = (
    Flow(
        name="acknowledge",
        action="acknowledge",
        may="handle_case",
        begin=can_do("acknowledge"),
        finish=_acknowledge,
    ),
    Flow(
        name="ask",
        action="ask",
        may="handle_case",
        begin=can_do("ask"),
        steps=(Step("question", parse=free_text),),
        finish=_ask,
    ),
    Flow(
        name="answer",
        action="answer",
        may="handle_case",
        begin=can_do("answer"),
        steps=(Step("answer", parse=free_text),),
        card=_preview,
        finish=_answer,
    ),
)
