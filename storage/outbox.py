"""The outbox on the sender's side: notices claimed, held, marked, put off and given back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import ARRAY, BigInteger, bindparam, case, cast
from sqlmodel import Session, col, func, select, update

from storage.tables import Notice

TIMED_OUT = "TimedOut"
MAY_REPEAT = "may repeat"
"""What is noted of a claimed notice that was on its way before, and nobody knows whether it arrived."""

_NOTICE = Notice.__table__  # type: ignore[attr-defined]
_AS_SENT = {
    "sent_at": bindparam("at"),
    "failure": case((_NOTICE.c.failed_at.is_(None), None), else_=_NOTICE.c.failure),
}
_MARK = (
    _NOTICE.update()
    .where(_NOTICE.c.id == bindparam("marked"))
    .values(_AS_SENT | {"message_id": bindparam("message")})
)
_MARKS = (
    func.unnest(
        cast(bindparam("marked"), ARRAY(BigInteger)),
        cast(bindparam("messages"), ARRAY(BigInteger)),
    )
    .table_valued("id", "message_id")
    .render_derived("mark")
)
_MARK_ALL = (
    _NOTICE.update().where(_NOTICE.c.id == _MARKS.c.id).values(_AS_SENT | {"message_id": _MARKS.c.message_id})
)
"""PostgreSQL's: one way to the server and back, not one for each."""


@dataclass(slots=True)
class ToSend:
    """A notice as its sender needs it. No row: to make one would take a twentieth of a turn."""

    id: int
    key: str | None
    person_id: int | None
    chat_id: str
    chat_hash: str
    thread: int | None
    priority: int
    content: dict[str, Any]
    case_id: int | None
    about: str
    forget: bool
    made_at: datetime
    ready_at: datetime
    attempts: int

    @classmethod
    def of(cls, notice: Notice) -> Self:
        return cls(**{one.name: getattr(notice, one.name) for one in fields(cls)})


class Outbox:
    """Several senders share it: who has claimed a notice has it until the hold ends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, *, now: datetime, hold: timedelta, limit: int, but: Collection[int] = ()) -> list[Notice]:
        """Takes waiting notices for sending, red flags first; nobody else gets them for `hold`. `but` are
        ids that the sender has in hand already.

        A notice that was claimed before without a verdict, because a crash fell in between or the answer
        did not come, carries `MAY_REPEAT` as its failure.
        """
        waiting = (
            select(Notice)
            .where(
                col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None), col(Notice.ready_at) <= now
            )
            .order_by(col(Notice.priority), col(Notice.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = [notice for notice in self._session.exec(waiting).all() if notice.id not in but]
        for notice in claimed:
            may_repeat = notice.attempts > 0 and notice.failure in (None, TIMED_OUT, MAY_REPEAT)
            notice.failure = MAY_REPEAT if may_repeat else None
            notice.ready_at = now + hold
            notice.attempts += 1
            self._session.add(notice)
        return claimed

    def keep(self, *, notice_ids: Collection[int], until: datetime) -> None:
        """Holds on to claimed notices whose turn to be sent has not come yet."""
        self._session.exec(
            update(Notice)
            .where(
                col(Notice.id).in_(notice_ids), col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None)
            )
            .values(ready_at=until)
        )

    def release(self, *, notice_ids: Collection[int], now: datetime) -> None:
        """Gives back claimed notices that were not begun to be sent."""
        self._session.exec(
            update(Notice)
            .where(
                col(Notice.id).in_(notice_ids), col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None)
            )
            .values(ready_at=now, attempts=col(Notice.attempts) - 1)
        )

    def hurry(self, *, now: datetime, later_than: datetime | None = None) -> int:
        """Makes ready what was claimed or put off; where `later_than` is given, only what would wait until
        after that. Returns how many."""
        changed = self._session.exec(
            update(Notice)
            .where(
                col(Notice.sent_at).is_(None),
                col(Notice.failed_at).is_(None),
                col(Notice.attempts) > 0,
                col(Notice.ready_at) > (later_than or now),
            )
            .values(ready_at=now)
        )
        return int(changed.rowcount)

    def hurry_put_off(self, *, now: datetime, failures: Collection[str]) -> int:
        """Makes ready what was put off for one of these failures. Returns how many."""
        changed = self._session.exec(
            update(Notice)
            .where(
                col(Notice.sent_at).is_(None),
                col(Notice.failed_at).is_(None),
                col(Notice.failure).in_(failures),
                col(Notice.ready_at) > now,
            )
            .values(ready_at=now)
        )
        return int(changed.rowcount)

    def mark_sent(self, *, notice_id: int, at: datetime, message_id: int | None) -> None:
        self.mark_all_sent(marks=[(notice_id, message_id)], at=at)

    def mark_all_sent(self, *, marks: Sequence[tuple[int, int | None]], at: datetime) -> None:
        """Marks notices with the ids of their messages; what nothing may be kept of is deleted."""
        connection = self._session.connection()
        ids, messages = [notice_id for notice_id, _ in marks], [message_id for _, message_id in marks]
        connection.execute(_NOTICE.delete().where(_NOTICE.c.id.in_(ids), _NOTICE.c.forget))
        if connection.dialect.name == "postgresql":
            connection.execute(_MARK_ALL, {"marked": ids, "messages": messages, "at": at})
        else:
            connection.execute(
                _MARK,
                [{"marked": number, "message": message, "at": at} for number, message in marks],
            )

    def mark_failed(self, *, notice_id: int, at: datetime, failure: str) -> Notice | None:
        notice = self._session.get(Notice, notice_id)
        if notice is not None and notice.forget:
            # What nothing may be kept of is not kept as undelivered either.
            self._session.delete(notice)
            return None
        if notice is not None:
            notice.failed_at = at
            notice.failure = failure
            self._session.add(notice)
        return notice

    def put_off(self, *, notice_id: int, until: datetime, failure: str) -> None:
        notice = self._session.get(Notice, notice_id)
        if notice is not None:
            notice.ready_at = until
            notice.failure = failure
            self._session.add(notice)

    def depth(self, *, ready_before: datetime | None = None) -> dict[int, int]:
        """How many notices wait, by priority; where `ready_before` is given, only those due before that."""
        query = (
            select(Notice.priority, func.count(col(Notice.id)))
            .where(col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None))
            .group_by(col(Notice.priority))
        )
        if ready_before is not None:
            query = query.where(col(Notice.ready_at) < ready_before)
        return dict(self._session.exec(query).all())
