"""Meetings, their dates, agenda items and actions."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from storage.sealing import Vault
from storage.tables import Action, AgendaItem, Meeting, Occurrence


class Meetings:
    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def set_up(
        self, *, service_id: int, chat_id: int, thread: int | None, rule: str, at: str, now: datetime
    ) -> Meeting:
        """Sets a group's meeting; the one it had before ends."""
        for former in self.in_chat(chat_id=chat_id, thread=thread):
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
        for occurrence in self._session.exec(
            select(Occurrence).where(
                Occurrence.meeting_id == meeting.id, col(Occurrence.wake_at).is_not(None)
            )
        ).all():
            occurrence.wake_at = None
            self._session.add(occurrence)

    def get(self, *, meeting_id: int) -> Meeting:
        return self._session.get_one(Meeting, meeting_id)

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
                select(Meeting).where(
                    col(Meeting.service_id).in_(service_ids), col(Meeting.ended_at).is_(None)
                )
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

    def occurrence(self, *, occurrence_id: int) -> Occurrence | None:
        return self._session.get(Occurrence, occurrence_id)

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

    def next_occurrence(self, *, meeting_id: int, after: datetime) -> Occurrence | None:
        return self._session.exec(
            select(Occurrence)
            .where(Occurrence.meeting_id == meeting_id, Occurrence.starts_at > after)
            .order_by(col(Occurrence.starts_at))
            .limit(1)
        ).one_or_none()

    def last_occurrence(self, *, meeting_id: int, before: datetime) -> Occurrence | None:
        return self._session.exec(
            select(Occurrence)
            .where(Occurrence.meeting_id == meeting_id, Occurrence.starts_at < before)
            .order_by(col(Occurrence.starts_at).desc())
            .limit(1)
        ).one_or_none()

    def add_item(
        self,
        *,
        service_id: int,
        section: str,
        now: datetime,
        occurrence_id: int | None = None,
        case_id: int | None = None,
        words: str | None = None,
        added_by: int | None = None,
        status: str = "waiting",
    ) -> AgendaItem:
        item = AgendaItem(
            service_id=service_id,
            section=section,
            occurrence_id=occurrence_id,
            case_id=case_id,
            words=words,
            added_by=added_by,
            added_at=now,
            status=status,
        )
        self._session.add(item)
        self._session.flush()
        return item

    def item(self, *, item_id: int) -> AgendaItem | None:
        return self._session.get(AgendaItem, item_id)

    def items_of(self, *, occurrence_id: int) -> list[AgendaItem]:
        return list(
            self._session.exec(
                select(AgendaItem)
                .where(AgendaItem.occurrence_id == occurrence_id)
                .order_by(col(AgendaItem.id))
            ).all()
        )

    def items_waiting(self, *, service_id: int) -> list[AgendaItem]:
        """What waits for the next meeting: suggested, or carried over, and in no occurrence yet."""
        return list(
            self._session.exec(
                select(AgendaItem)
                .where(
                    AgendaItem.service_id == service_id,
                    col(AgendaItem.occurrence_id).is_(None),
                    AgendaItem.status == "waiting",
                )
                .order_by(col(AgendaItem.id))
            ).all()
        )

    def add_action(
        self,
        *,
        service_id: int,
        words: str,
        now: datetime,
        owner_id: int | None = None,
        due_on: date | None = None,
        case_id: int | None = None,
        occurrence_id: int | None = None,
    ) -> Action:
        action = Action(
            service_id=service_id,
            words=words,
            owner_id=owner_id,
            due_on=due_on,
            case_id=case_id,
            occurrence_id=occurrence_id,
            made_at=now,
        )
        self._session.add(action)
        self._session.flush()
        return action

    def action(self, *, action_id: int) -> Action | None:
        return self._session.get(Action, action_id)

    def actions(self, *, service_ids: Collection[int], done_since: datetime | None = None) -> list[Action]:
        """Open actions, and those done since a time."""
        is_open = col(Action.done_at).is_(None)
        wanted = is_open if done_since is None else or_(is_open, col(Action.done_at) >= done_since)
        return list(
            self._session.exec(
                select(Action)
                .where(col(Action.service_id).in_(service_ids), wanted)
                .order_by(col(Action.due_on).asc().nulls_last(), col(Action.id))
            ).all()
        )
