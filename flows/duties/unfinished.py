"""Unfinished conversations: one gentle reminder, then they end and the draft is deleted."""

from datetime import datetime

from flows.engine.registry import flow_named
from flows.engine.say import Button, as_content, one_each
from flows.engine.texts import Texts
from flows.engine.unfinished import LAST_WORD_AT, ends_at, would_be_lost
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.notices import REMINDER
from storage.tables import Conversation


def tend_unfinished(desk: Desk, policy: Policy, now: datetime) -> int:
    """Reminds of, or ends, the conversations whose time has come. Returns how many.

    A reminder is given once; who goes on after it and stops again is left alone until the end.
    """
    waiting = desk.conversations.to_wake(now=now)
    for conversation in waiting:
        end = ends_at(_last_word_at(conversation), policy)
        if not _is_worth_keeping(conversation) or now >= end:
            desk.conversations.end(person_id=conversation.person_id)
            continue
        if conversation.reminded_at is None:
            _remind(desk, policy, conversation, now)
            conversation.reminded_at = now
        conversation.wake_at = end
        desk.conversations.save(conversation)
    return len(waiting)


def _last_word_at(conversation: Conversation) -> datetime:
    noted = conversation.answers.get(LAST_WORD_AT)
    return datetime.fromisoformat(noted) if noted else conversation.begun_at


def _is_worth_keeping(conversation: Conversation) -> bool:
    """A report that was begun, or anything typed; half a menu tap is nothing to remind of."""
    flow = flow_named(conversation.flow)
    return (
        flow is not None
        and not flow.forgets
        and (flow.may == "report" or would_be_lost(conversation.answers))
    )


def _remind(desk: Desk, policy: Policy, conversation: Conversation, now: datetime) -> None:
    person = desk.people.get(person_id=conversation.person_id)
    if person.unreachable_at is not None:
        return
    texts = Texts(person.language)
    rows = one_each(
        Button(texts.label("button-go-on"), "d:go_on"), Button(texts.label("button-delete"), "d:cancel")
    )
    desk.notices.write(
        chat_id=person.account_id,
        content=as_content(texts.say("unfinished"), rows),
        priority=REMINDER,
        now=now,
        ready_at=out_of_quiet(now, policy),
        person_id=person.id,
        about="unfinished",
        key=f"unfinished {conversation.id}",
    )
