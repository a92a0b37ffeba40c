"""Unfinished conversations: one a person, answers kept after every turn."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select, update

from storage.tables import Attachment, Conversation

_OF_PERSON = select(Conversation).where(Conversation.person_id == bindparam("person_id"))


class Conversations:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, *, person_id: int) -> Conversation | None:
        return self._session.exec(_OF_PERSON, params={"person_id": person_id}).one_or_none()

    def begin(
        self, *, person_id: int, flow: str, now: datetime, wake_at: datetime, inherits: int | None = None
    ) -> Conversation:
        """Begins a conversation; an unfinished one of the same person is dropped.

        What was sent as files during the conversation `inherits` goes to the new one.
        """
        files = (
            self._session.exec(select(Attachment).where(Attachment.conversation_id == inherits)).all()
            if inherits
            else []
        )
        self.end(person_id=person_id)
        conversation = Conversation(
            person_id=person_id, flow=flow, mode="asking", begun_at=now, wake_at=wake_at, answers={}
        )
        self._session.add(conversation)
        self._session.flush()
        for file in files:
            file.conversation_id = conversation.id
            self._session.add(file)
        return conversation

    def save(self, conversation: Conversation) -> None:
        # The answers are changed in place, which a JSON column does not notice by itself.
        flag_modified(conversation, "answers")
        self._session.add(conversation)

    def end(self, *, person_id: int, only: int | None = None) -> None:
        """Deletes a person's draft; where `only` is given, only if it is that one."""
        unfinished = self.of(person_id=person_id)
        if unfinished and only in (None, unfinished.id):
            # Its photos belong to nobody now; the next clearing away takes them.
            self._session.exec(
                update(Attachment)
                .where(col(Attachment.conversation_id) == unfinished.id)
                .values(conversation_id=None)
            )
            self._session.delete(unfinished)
            self._session.flush()

    def to_wake(self, *, now: datetime, limit: int = 500) -> list[Conversation]:
        return list(
            self._session.exec(
                select(Conversation)
                .where(Conversation.wake_at <= now)
                .order_by(col(Conversation.wake_at))
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
        )
