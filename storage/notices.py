"""The outbox: messages written with the decision to send them, taken back, counted, forgotten."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, func, select, update

from storage.outbox import Outbox, ToSend
from storage.sealing import Vault
from storage.tables import EMPTIED, Notice

RED_FLAG, ANSWER, REMINDER, DIGEST = range(4)
"""Priorities: what is sent first."""
WITHDRAWN = "withdrawn"
"""Why a notice was not sent: there was no more need to."""

_NOTICE = Notice.__table__  # type: ignore[attr-defined]
_WRITE = {
    name: dialect.insert(_NOTICE).on_conflict_do_nothing(index_elements=["key"]).returning(_NOTICE.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class Notices(Outbox):
    def __init__(self, session: Session, vault: Vault) -> None:
        super().__init__(session)
        self._vault = vault
        self.written: list[ToSend] = []
        """What this session has put into the outbox, for the sender to take up after the commit."""
        self.hold: timedelta | None = None
        """How long what is ready at once belongs to this process; nobody else's before then."""

    def chat_hash(self, chat_id: int | str) -> str:
        return self._vault.fingerprint("chat", chat_id)

    def write(
        self,
        *,
        chat_id: int | str,
        content: dict[str, Any],
        priority: int,
        now: datetime,
        key: str | None = None,
        person_id: int | None = None,
        case_id: int | None = None,
        thread: int | None = None,
        about: str = "",
        ready_at: datetime | None = None,
        forget: bool = False,
    ) -> ToSend | None:
        """Puts a message into the outbox. None where a notice of the same key is already there."""
        fields: dict[str, Any] = {
            "key": key,
            "chat_id": str(chat_id),
            "chat_hash": self.chat_hash(chat_id),
            "content": content,
            "priority": priority,
            "made_at": now,
            "ready_at": ready_at or now,
            "person_id": person_id,
            "case_id": case_id,
            "thread": thread,
            "about": about,
            "forget": forget,
            "attempts": 0,
        }
        if self.hold is not None and fields["ready_at"] <= now:
            fields |= {"ready_at": now + self.hold, "attempts": 1}
        # Two processes may decide the same thing at the same time: the unique key lets one of them win.
        connection = self._session.connection()
        number = connection.execute(_WRITE[connection.dialect.name], fields).scalar_one_or_none()
        if number is None:
            return None
        notice = ToSend(id=number, **fields)
        self.written.append(notice)
        return notice

    def hold_written(self, *, now: datetime, hold: timedelta) -> list[ToSend]:
        """Keeps what this session wrote for its own process to send at once. Returns what is ready; what
        is for later stays with everybody."""
        free = [notice for notice in self.written if notice.attempts == 0 and notice.ready_at <= now]
        for notice in free:
            notice.ready_at = now + hold
            notice.attempts = 1
        if free:
            self._session.exec(
                update(Notice)
                .where(col(Notice.id).in_([notice.id for notice in free]))
                .values(ready_at=now + hold, attempts=1)
            )
        return [notice for notice in self.written if notice.attempts == 1]

    def withdraw(self, *, case_id: int, about: Collection[str], at: datetime) -> int:
        """Takes back what waits to be sent about a case, because it was acted on."""
        self.written = [
            notice for notice in self.written if notice.case_id != case_id or notice.about not in about
        ]
        changed = self._session.exec(
            update(Notice)
            .where(
                col(Notice.case_id) == case_id,
                col(Notice.about).in_(about),
                col(Notice.sent_at).is_(None),
                col(Notice.failed_at).is_(None),
            )
            .values(failed_at=at, failure=WITHDRAWN)
        )
        return int(changed.rowcount)

    def waiting_about(self, *, case_id: int, about: Collection[str]) -> list[int]:
        """The numbers of what waits to be sent about a case."""
        waiting = select(Notice.id).where(
            col(Notice.case_id) == case_id,
            col(Notice.about).in_(about),
            col(Notice.sent_at).is_(None),
            col(Notice.failed_at).is_(None),
        )
        found = self._session.exec(waiting.order_by(col(Notice.id))).all()
        return [number for number in found if number is not None]

    def give_back(self, *, notice_ids: Collection[int]) -> None:
        """Lets messages go out after all that were taken back."""
        self._session.exec(
            update(Notice)
            .where(
                col(Notice.id).in_(notice_ids),
                col(Notice.failure) == WITHDRAWN,
                col(Notice.sent_at).is_(None),
            )
            .values(failed_at=None, failure=None)
        )

    def withdraw_keyed(self, *, beginning: str, at: datetime) -> None:
        """Takes back what waits to be sent under keys that begin so: there is no more need to."""
        self.written = [n for n in self.written if not (n.key or "").startswith(beginning)]
        self._session.exec(
            update(Notice)
            .where(
                col(Notice.key).startswith(beginning, autoescape=True),
                col(Notice.sent_at).is_(None),
                col(Notice.failed_at).is_(None),
            )
            .values(failed_at=at, failure=WITHDRAWN)
        )

    def withdraw_unclaimed(self, *, notice_ids: Collection[int], at: datetime) -> bool:
        """Takes back messages of which none is on its way. False, and nothing is changed, where one is."""
        unclaimed = (
            col(Notice.id).in_(notice_ids),
            col(Notice.attempts) == 0,
            col(Notice.sent_at).is_(None),
            col(Notice.failed_at).is_(None),
        )
        found = self._session.exec(select(Notice).where(*unclaimed).with_for_update()).all()
        if len(found) < len(set(notice_ids)):
            return False
        for notice in found:
            self.withdraw_one(notice, at=at)
        return True

    def waiting_for(self, *, person_id: int) -> list[Notice]:
        """What waits to be sent to somebody."""
        return list(
            self._session.exec(
                select(Notice).where(
                    Notice.person_id == person_id,
                    col(Notice.sent_at).is_(None),
                    col(Notice.failed_at).is_(None),
                )
            ).all()
        )

    def withdraw_one(self, notice: Notice, *, at: datetime) -> None:
        """Takes back one message: it is no longer theirs to read."""
        notice.failed_at, notice.failure = at, WITHDRAWN
        self._session.add(notice)

    def get(self, *, notice_id: int) -> Notice | None:
        return self._session.get(Notice, notice_id)

    def was_told(self, *, person_id: int, about: str, at: datetime) -> bool:
        """Whether something of this kind was written to somebody at just that moment."""
        told = select(Notice.id).where(
            Notice.person_id == person_id, Notice.about == about, Notice.made_at == at
        )
        return self._session.exec(told).first() is not None

    def exists(self, *, key: str) -> bool:
        return self._session.exec(select(Notice.id).where(Notice.key == key)).first() is not None

    def waiting_count(self) -> int:
        return self._session.exec(
            select(func.count(col(Notice.id))).where(
                col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None)
            )
        ).one()

    def undelivered(self, *, limit: int = 100) -> list[Notice]:
        return list(
            self._session.exec(
                select(Notice)
                .where(col(Notice.failed_at).is_not(None), col(Notice.failure) != WITHDRAWN)
                .order_by(col(Notice.id).desc())
                .limit(limit)
            ).all()
        )

    def move_chat(self, *, old: int | str, new: int | str) -> None:
        """Sends what still waits for a chat to its new id."""
        waiting = select(Notice).where(
            Notice.chat_hash == self.chat_hash(old),
            col(Notice.sent_at).is_(None),
            col(Notice.failed_at).is_(None),
        )
        for notice in self._session.exec(waiting).all():
            notice.chat_id = str(new)
            notice.chat_hash = self.chat_hash(new)
            self._session.add(notice)

    def settle_all(self, *, at: datetime) -> None:
        """Counts everything that waits as sent: for a past that is only told, not lived."""
        self._session.exec(
            update(Notice)
            .where(col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None))
            .values(sent_at=at)
        )

    def forget_answers_in(self, *, chat_id: int | str, sent_since: datetime) -> list[int]:
        """Deletes what was answered in a chat and sent. Returns the numbers of messages of `sent_since`."""
        here = (col(Notice.chat_hash) == self.chat_hash(chat_id), col(Notice.sent_at).is_not(None))
        known = self._session.exec(
            select(Notice.message_id).where(*here, col(Notice.sent_at) >= sent_since)
        ).all()
        self._session.exec(delete(Notice).where(*here, col(Notice.about) == "answer"))
        return [number for number in known if number is not None]

    def forget_answers_to(self, *, person_id: int) -> None:
        """Deletes what was answered to somebody; what is still on its way, as soon as it is sent."""
        theirs = (col(Notice.person_id) == person_id, col(Notice.about).in_(("answer", "unfinished")))
        done = col(Notice.sent_at).is_not(None) | col(Notice.failed_at).is_not(None)
        self._session.exec(delete(Notice).where(*theirs, done))
        self._session.exec(update(Notice).where(*theirs).values(forget=True))

    def forget_sent_before(self, *, before: datetime) -> int:
        """Empties the words of notices sent before a time. The row stays, as proof that it was sent."""
        changed = self._session.exec(
            update(Notice)
            # Written out and not bound: only so the partial index is used.
            .where(col(Notice.sent_at) < before, col(Notice.about) != literal_column(f"'{EMPTIED}'"))
            .values(content={}, about=EMPTIED)
        )
        return int(changed.rowcount)
