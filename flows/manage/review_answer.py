"""The review of a complaint's answer, by somebody who did not write it."""

from flows.casework.answers import PARTS, answer_words, needs_somebody_else, parts_of
from flows.casework.candour import latest
from flows.casework.consent import onward, reminder
from flows.casework.letters import answer_letter
from flows.casework.reporter import tell_reporter, will_hear
from flows.casework.reviews import review_is_asked
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.engine.texts import Ready
from flows.manage.opened import act, case_of, open_again, opened
from storage.tables import Case


def _wrote_it(scene: Scene, case: Case) -> bool:
    return any(
        entry is not None and entry.actor_id == scene.person_id
        for entry in (latest(scene.desk, case, name) for name in ("draft_answer", "answer"))
    )


def _begin(scene: Scene, answers: Answers) -> bool:
    case = case_of(scene, answers)
    if case is None:
        return False
    answers["reference"] = case.reference
    if not review_is_asked(scene, case):
        scene.say("review-nothing", open_again(scene, case), reference=case.reference)
        return False
    if _wrote_it(scene, case) and needs_somebody_else(scene, case):
        scene.say("review-not-first", open_again(scene, case), reference=case.reference)
        return False
    return True


def _card(scene: Scene, answers: Answers) -> str:
    case = opened(scene, answers, even_closed=True)
    parts = {name: answers[name] for name in PARTS}
    card = scene.texts.say("card-review", words=answer_words(scene.texts, parts))
    return "\n\n".join((card, *reminder(case, scene.texts)))


def _send(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    if not _begin(scene, answers):
        return
    parts = parts_of(scene, case, {name: answers[name] for name in PARTS})
    words = answer_words(scene.texts, parts)
    letter = answer_letter(scene, case, parts, what="review")
    below = Ready(onward(scene, case, "ways-onward-last"))
    told = tell_reporter(scene, case, "tell-review", can_reply=False, words=words, ways_onward=below)
    if told:
        # Words beside a file may not be long.
        tell_reporter(scene, case, "tell-answer-letter", can_reply=False, document=letter)
    act(scene, case, "answer_review", words=words, verdict=parts["verdict"], told=told)
    key = "review-sent" if will_hear(case, told) else "answer-sent-untold"
    scene.hand_over(letter, key, open_again(scene, case), reference=case.reference)


FLOW = Flow(
    name="answer_review",
    action="answer_review",
    may="add_to_case",
    begin=_begin,
    steps=(
        Step("verdict", choices=choose("upheld", "partly", "not_upheld")),
        Step("found", parse=free_text),
        Step("sorry", parse=free_text),
        Step("changes", parse=free_text),
    ),
    card=_card,
    finish=_send,
)
