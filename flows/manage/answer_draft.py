"""The answer to a complaint: drafted from the findings, approved by somebody else, sent back or sent."""

from collections.abc import Iterable
from dataclasses import replace

from flows.casework.answers import PARTS, PLAIN, answer_words, draft_of, needs_somebody_else, parts_of
from flows.casework.consent import onward, reminder
from flows.casework.letters import answer_letter
from flows.casework.pings import case_line
from flows.casework.reporter import tell_reporter, will_hear
from flows.casework.standing_in import HANDLER, Hearers
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.engine.texts import Ready, Texts
from flows.manage.answer import send_answer
from flows.manage.opened import act, can_do, open_again, opened
from flows.manage.templates import worded
from flows.policy.standing import may_person, whom_it_goes_to
from flows.policy.timescales import out_of_quiet
from storage.notices import REMINDER
from storage.tables import Case, Person


def _is_complaint(scene: Scene, answers: Answers) -> bool:
    return opened(scene, answers, "draft_answer").kind == "complaint"


def _is_other(scene: Scene, answers: Answers) -> bool:
    return not _is_complaint(scene, answers)


def _parts(scene: Scene, answers: Answers) -> dict[str, str]:
    return {name: answers[name] for name in (PARTS if _is_complaint(scene, answers) else (PLAIN,))}


def _draft_card(scene: Scene, answers: Answers) -> str:
    parts = _parts(scene, answers)
    return _with_reminder(
        scene, answers, scene.texts.say("card-draft", words=answer_words(scene.texts, parts))
    )


def _with_reminder(scene: Scene, answers: Answers, card: str) -> str:
    """Words that will go to a relative, with what may be told them."""
    case = opened(scene, answers, even_closed=True)
    return "\n\n".join((card, *reminder(case, scene.texts)))


def _draft(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "draft_answer")
    parts = _parts(scene, answers)
    act(scene, case, "draft_answer", **parts)
    other = needs_somebody_else(scene, case)
    if other:
        _ping(scene, case, whom_it_goes_to(scene.desk, case), "ping-approve", "approve_answer")
    approve = [] if other else [[scene.button("button-approve_answer", f"d:approve_answer:{case.id}")]]
    rows = [*approve, *open_again(scene, case)]
    whose = "yes" if other else "no"
    if PLAIN in parts:
        scene.say("draft-kept", rows, reference=case.reference, lettered="no", other=whose)
        return
    letter = answer_letter(scene, case, parts_of(scene, case, dict(parts)))
    scene.hand_over(letter, "draft-kept", rows, reference=case.reference, lettered="yes", other=whose)


def _ping(scene: Scene, case: Case, people: Iterable[Person], key: str, button: str) -> None:
    """Tells colleagues what is next, but for whoever has just acted. No names, no words."""
    for person in people:
        if person.id == scene.person_id:
            continue
        texts = Texts(person.language)
        scene.tell(
            person,
            key,
            [[Button(texts.label(f"button-{button}"), f"d:{button}:{case.id}")]],
            priority=REMINDER,
            case=case,
            about="approve",
            after=out_of_quiet(scene.now, scene.policy) - scene.now,
            line=Ready(case_line(case, texts)),
        )


def _begin_approve(scene: Scene, answers: Answers) -> bool:
    if not can_do("approve_answer")(scene, answers):
        return False
    case = opened(scene, answers, "approve_answer")
    draft = draft_of(scene, case)
    if draft is None:
        return False
    if draft.actor_id == scene.person_id and needs_somebody_else(scene, case):
        scene.say("approve-not-own", open_again(scene, case), reference=case.reference)
        return False
    answers["words"] = answer_words(scene.texts, parts_of(scene, case, draft.detail))
    answers["drafter"] = scene.name_of(draft.actor_id)
    return True


def _approve_card(scene: Scene, answers: Answers) -> str:
    card = scene.texts.say("card-approve", words=answers["words"], name=answers["drafter"])
    return _with_reminder(scene, answers, card)


def _approve(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "approve_answer")
    if not _begin_approve(scene, answers):
        return
    act(scene, case, "approve_answer")
    send = scene.button("button-send_answer", f"d:send_answer:{case.id}")
    scene.say("answer-approved", [[send], *open_again(scene, case)], reference=case.reference)
    handlers = Hearers(scene.desk, scene.policy, scene.now).of(case, HANDLER)
    _ping(scene, case, handlers, "ping-approved", "send_answer")


def _send_back(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "send_back")
    writers = _writers(scene, case)
    act(scene, case, "send_back", words=answers["send_back_why"])
    scene.say("sent-back", open_again(scene, case), reference=case.reference)
    _ping(scene, case, writers, "ping-sent-back", "open")


def _writers(scene: Scene, case: Case) -> list[Person]:
    """Who wrote the draft; whoever has the case, where they are gone."""
    draft = draft_of(scene, case)
    if draft is not None and draft.actor_id is not None:
        writer = scene.desk.people.get(person_id=draft.actor_id)
        if writer.unreachable_at is None and may_person(scene.desk, "handle_case", draft.actor_id, case):
            return [writer]
    return Hearers(scene.desk, scene.policy, scene.now).of(case, HANDLER)


def _begin_send(scene: Scene, answers: Answers) -> bool:
    if not can_do("answer")(scene, answers):
        return False
    case = opened(scene, answers, "answer")
    if draft_of(scene, case) is None or case.status != "approved":
        scene.say("send-not-approved", open_again(scene, case), reference=case.reference)
        return False
    return True


def _send(scene: Scene, answers: Answers) -> None:
    """The approved answer as a message and as a letter; the handler gets the letter as well."""
    case = opened(scene, answers, "answer")
    draft = draft_of(scene, case)
    if draft is None or not _begin_send(scene, answers):
        return
    parts = parts_of(scene, case, draft.detail)
    words = answer_words(scene.texts, parts)
    if PLAIN in parts:
        send_answer(scene, case, words)
        return
    letter = answer_letter(scene, case, parts)
    told = tell_reporter(
        scene,
        case,
        "tell-answer",
        words=words,
        also=[[scene.button("button-ask_review", f"d:ask_review:{case.id}")]],
        ways_onward=Ready(onward(scene, case, "ways-onward")),
    )
    if told:
        tell_reporter(scene, case, "tell-answer-letter", can_reply=False, document=letter)
    act(scene, case, "answer", words=words, verdict=parts["verdict"], told=told, review_by=parts["review_by"])
    key = "answer-sent" if will_hear(case, told) else "answer-sent-untold"
    scene.hand_over(letter, key, open_again(scene, case), reference=case.reference)


FLOWS = (
    Flow(
        name="draft_answer",
        action="draft_answer",
        may="handle_case",
        begin=can_do("draft_answer"),
        steps=(
            Step("verdict", choices=choose("upheld", "partly", "not_upheld"), ask_if=_is_complaint),
            *(replace(worded(name), ask_if=_is_complaint) for name in PARTS[1:]),
            replace(worded(PLAIN), ask_if=_is_other),
        ),
        card=_draft_card,
        finish=_draft,
    ),
    Flow(
        name="approve_answer",
        action="approve_answer",
        may="handle_case",
        begin=_begin_approve,
        card=_approve_card,
        finish=_approve,
    ),
    Flow(
        name="send_back",
        action="send_back",
        may="handle_case",
        begin=can_do("send_back"),
        steps=(Step("send_back_why", parse=free_text),),
        finish=_send_back,
    ),
    Flow(name="send_answer", action="send_answer", may="handle_case", begin=_begin_send, finish=_send),
)
