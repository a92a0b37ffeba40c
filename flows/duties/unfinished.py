"""Unfinished conversations: one gentle reminder, then they end and the draft is deleted."""

from datetime import datetime

from flows.engine.say import as_content
from flows.engine.texts import Texts
from flows.engine.unfinished import ends_at
from flows.policy.model import Policy
from storage.desk import Desk
from storage.notices import REMINDER


def tend_unfinished(desk: Desk, policy: Policy, now: datetime) -> int:
    """Reminds of, or ends, the conversations whose time has come. Returns how many."""
    waiting = desk.conversations.to_wake(now=now)
    for conversation in waiting:
        if now >= ends_at(conversation.begun_at, policy):
            desk.conversations.end(person_id=conversation.person_id)
            continue
        person = desk.people.get(person_id=conversation.person_id)
        if (
            conversation.reminded_at is None
            and person.unreachable_at is None
            and _has_words(conversation.answers)
        ):
            texts = Texts(person.language)
            desk.notices.write(
                chat_id=person.account_id,
                content=as_content(texts.say("unfinished"), []),
                priority=REMINDER,
                now=now,
                person_id=person.id,
                about="unfinished",
                key=f"unfinished {conversation.id} {conversation.turn}",
            )
            conversation.reminded_at = now
        conversation.wake_at = ends_at(conversation.begun_at, policy)
        desk.conversations.save(conversation)
    return len(waiting)


def _has_words(answers: dict[str, object]) -> bool:
    """Whether anything would be lost; half a menu tap is not worth a reminder."""
    return bool(answers.get("words") or answers.get("_files"))
