"""Meetings and their dates; what is on their agendas is in `agenda_items`."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.agenda_items import AgendaItems
from storage.sealing import Vault
from storage.tables import Action, AgendaItem, Meeting, Occurrence


class Meetings(AgendaItems):
    def __init__(self, session: Session, vault: Vault) -> None:
        super().__init__(session)
        self._vault = vault

    def set_up(
        self, *, service_id: int, chat_id: int, thread: int | None, rule: str, at: str, now: datetime
    ) -> Meeting:
        """Sets the meeting of a group or of one of its topics; the one it had before ends."""
        former = self.of_topic(chat_id=chat_id, thread=thread)
        if former is not None:
            self.end(former, now=now)
        meeting = Meeting(
            service_id=service_id,
            chat_id=str(chat_id),
            chat_hash=self._vault.fingerprint("chat", chat_id),
            thread=thread,
            rule=rule,
            at=at,
            begun_at=now,
        )
        self._session.add(meeting)
        self._session.flush()
        return meeting

    def end(self, meeting: Meeting, *, now: datetime) -> None:
        meeting.ended_at = now
        self._session.add(meeting)
        assert meeting.id is not None
        for occurrence in self.dates_to_come(meeting_id=meeting.id):
            occurrence.wake_at = None
            self._session.add(occurrence)

    def get(self, *, meeting_id: int) -> Meeting:
        return self._session.get_one(Meeting, meeting_id)

    def find(self, *, meeting_id: int) -> Meeting | None:
        """A meeting that still goes on, by an id that may be made up."""
        meeting = self._session.get(Meeting, meeting_id)
        return meeting if meeting is not None and meeting.ended_at is None else None

    def of_topic(self, *, chat_id: int, thread: int | None) -> Meeting | None:
        """The meeting of exactly this topic; of the group outside its topics where there is no thread."""
        return next((m for m in self.in_chat(chat_id=chat_id) if m.thread == thread), None)

    def in_chat(self, *, chat_id: int, thread: int | None = None) -> list[Meeting]:
        """The meetings of a group; of one topic where a thread is named."""
        query = select(Meeting).where(
            Meeting.chat_hash == self._vault.fingerprint("chat", chat_id), col(Meeting.ended_at).is_(None)
        )
        if thread is not None:
            query = query.where(Meeting.thread == thread)
        return list(self._session.exec(query).all())

    def of_services(self, *, service_ids: Collection[int]) -> list[Meeting]:
        return list(
            self._session.exec(
                select(Meeting)
                .where(col(Meeting.service_id).in_(service_ids), col(Meeting.ended_at).is_(None))
                .order_by(col(Meeting.id))
            ).all()
        )

    def move_chat(self, *, old: int, new: int) -> None:
        for meeting in self.in_chat(chat_id=old):
            meeting.chat_id = str(new)
            meeting.chat_hash = self._vault.fingerprint("chat", new)
            self._session.add(meeting)

    def add_occurrence(self, *, meeting_id: int, starts_at: datetime, wake_at: datetime) -> Occurrence:
        occurrence = Occurrence(meeting_id=meeting_id, starts_at=starts_at, wake_at=wake_at)
        self._session.add(occurrence)
        self._session.flush()
        return occurrence

    def occurrence(self, *, occurrence_id: int, to_change: bool = False) -> Occurrence | None:
        """One date. `to_change` keeps other processes off its agenda until the transaction ends."""
        return self._session.get(Occurrence, occurrence_id, with_for_update=to_change or None)

    def save(self, row: Occurrence | AgendaItem | Action) -> None:
        self._session.add(row)

    def to_wake(self, *, now: datetime, limit: int = 200) -> list[Occurrence]:
        return list(
            self._session.exec(
                select(Occurrence)
                .where(col(Occurrence.wake_at).is_not(None), col(Occurrence.wake_at) <= now)
                .order_by(col(Occurrence.wake_at))
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
        )

    def next_wake_at(self) -> datetime | None:
        """When something is next to be posted or asked for any meeting."""
        return self._session.exec(select(func.min(col(Occurrence.wake_at)))).one()

    def next_occurrence(self, *, meeting_id: int, after: datetime) -> Occurrence | None:
        return self._session.exec(
            select(Occurrence)
            .where(Occurrence.meeting_id == meeting_id, Occurrence.starts_at > after)
            .order_by(col(Occurrence.starts_at))
            .limit(1)
        ).one_or_none()

    def last_posted(
        self, *, meeting_id: int, least_posted: int, before: datetime | None = None
    ) -> Occurrence | None:
        """The latest date (before a time) that got as far as `least_posted`."""
        query = select(Occurrence).where(
            Occurrence.meeting_id == meeting_id, Occurrence.posted >= least_posted
        )
        if before is not None:
            query = query.where(Occurrence.starts_at < before)
        return self._session.exec(query.order_by(col(Occurrence.starts_at).desc()).limit(1)).one_or_none()

    def dates_to_come(self, *, meeting_id: int) -> list[Occurrence]:
        """The dates that still have something to post, or to ask afterwards."""
        return list(
            self._session.exec(
                select(Occurrence)
                .where(Occurrence.meeting_id == meeting_id, col(Occurrence.wake_at).is_not(None))
                .order_by(col(Occurrence.starts_at))
            ).all()
        )
