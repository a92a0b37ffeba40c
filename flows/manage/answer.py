"""What a handler says to the reporter: acknowledges, asks, answers."""

from typing import Any

from flows.casework.answers import needs_somebody_else
from flows.casework.consent import onward, reminder
from flows.casework.promises import promised_by
from flows.casework.reporter import QUESTION, tell_reporter, will_hear
from flows.engine.registry import all_flows
from flows.engine.runner import begin
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Ready, Texts
from flows.manage.opened import act, can_do, has_happened, open_again, opened
from flows.manage.templates import worded
from flows.policy.life import is_allowed
from storage.tables import Case


def acknowledge_case(scene: Scene, case: Case, words: str = "") -> bool:
    """Tells the reporter that it arrived, who has it and when they hear, and `words` where there are some.
    False where no message could reach them."""
    if case.handler_id is None:
        case.handler_id = scene.person_id
    assert case.handler_id is not None
    handler = scene.desk.people.get(person_id=case.handler_id)
    by = promised_by(scene.desk, case)
    key = scene.texts.first(f"tell-acknowledged-{case.kind}", "tell-acknowledged")
    facts: dict[str, Any] = {
        "handler": handler.name,
        "promised": "yes" if by else "no",
        "by": by or scene.now,
    }
    if not words:
        told = tell_reporter(scene, case, key, **facts)
        act(scene, case, "acknowledge", told=told)
        return told
    lead = Ready(_reporters_texts(scene, case).say(key, reference=case.reference, **facts))
    told = tell_reporter(scene, case, "tell-acknowledged-words", lead=lead, words=words)
    act(scene, case, "acknowledge", words=words, told=told)
    return told


def _reporters_texts(scene: Scene, case: Case) -> Texts:
    if case.reporter_id is None:
        return scene.texts
    return Texts(scene.desk.people.get(person_id=case.reporter_id).language)


def _is_new(scene: Scene, case: Case) -> bool:
    """Nobody is told twice that it arrived."""
    if has_happened(scene, case, "acknowledge"):
        scene.say("acknowledged-before", open_again(scene, case), reference=case.reference)
        return False
    return True


def _begin_words(scene: Scene, answers: Answers) -> bool:
    return can_do("acknowledge")(scene, answers) and _is_new(scene, opened(scene, answers, "acknowledge"))


def _words_card(scene: Scene, answers: Answers) -> str:
    case = opened(scene, answers, "acknowledge")
    words = answers["first_words"]
    card = scene.texts.say("card-acknowledge_words", reference=case.reference, words=words)
    return "\n\n".join((card, *reminder(case, scene.texts)))


def _acknowledge(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "acknowledge")
    scene.clears_buttons = True
    if not _is_new(scene, case):
        return
    told = acknowledge_case(scene, case, answers.get("first_words", ""))
    key = "acknowledged" if told else "acknowledged-not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _begin_to_ask(scene: Scene, answers: Answers) -> bool:
    """Typed, a question goes out at once: what may be told is said before it is typed."""
    if not can_do("ask")(scene, answers):
        return False
    for words in reminder(opened(scene, answers, "ask"), scene.texts):
        scene.say_ready(words)
    return True


def _ask(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "ask")
    told = tell_reporter(scene, case, QUESTION, words=answers["question"])
    act(scene, case, "ask", words=answers["question"], told=told)
    key = "asked" if will_hear(case, told) else "not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _begin_answer(scene: Scene, answers: Answers) -> bool:
    """What somebody else has to approve is drafted, and not sent from here."""
    if not can_do("answer")(scene, answers):
        return False
    case = opened(scene, answers, "answer")
    if needs_somebody_else(scene, case) and is_allowed("draft_answer", case.status):
        scene.say("answer-drafted-first", reference=case.reference)
        begin(scene, all_flows()["draft_answer"], {"id": case.id})
        return False
    return True


def _answer(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "answer")
    if not _begin_answer(scene, answers):
        return
    send_answer(scene, case, answers["answer"])


def send_answer(scene: Scene, case: Case, words: str) -> None:
    """Tells the reporter in one piece, with what they can do if they are not content."""
    is_complaint = case.kind == "complaint"
    below = onward(scene, case, "ways-onward" if is_complaint else "ways-onward-other")
    formal = [[scene.button("button-formal", f"d:formal:{case.id}")]] if case.kind == "concern" else []
    told = tell_reporter(scene, case, "tell-answer", words=words, also=formal, ways_onward=Ready(below))
    act(scene, case, "answer", words=words, told=told)
    key = "answered" if will_hear(case, told) else "not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _question_card(scene: Scene, answers: Answers) -> str:
    case = opened(scene, answers, "ask")
    card = scene.texts.say("card-ask_drafted", words=answers["question"])
    return "\n\n".join((card, *reminder(case, scene.texts)))


def _preview(scene: Scene, answers: Answers) -> str:
    case = opened(scene, answers, "answer")
    preview = scene.texts.say("card-answer-preview", words=answers["answer"])
    return "\n\n".join((preview, *reminder(case, scene.texts)))


_QUESTION = worded("question", then_flow="ask_drafted")
"""Typed, a question goes out at once; from a template it is shown first."""

FLOWS = (
    Flow(
        name="acknowledge",
        action="acknowledge",
        may="handle_case",
        begin=can_do("acknowledge"),
        finish=_acknowledge,
    ),
    Flow(
        name="acknowledge_words",
        action="acknowledge_words",
        may="handle_case",
        begin=_begin_words,
        steps=(worded("first_words"),),
        card=_words_card,
        finish=_acknowledge,
    ),
    Flow(
        name="ask",
        action="ask",
        may="handle_case",
        begin=_begin_to_ask,
        steps=(_QUESTION,),
        finish=_ask,
    ),
    Flow(name="ask_drafted", may="handle_case", steps=(_QUESTION,), card=_question_card, finish=_ask),
    Flow(
        name="answer",
        action="answer",
        may="handle_case",
        begin=_begin_answer,
        steps=(worded("answer"),),
        card=_preview,
        finish=_answer,
    ),
)
