"""Which updates were handled, and those that could not be."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, func, select, update

from storage.tables import ParkedUpdate, SeenUpdate

_SEEN = SeenUpdate.__table__  # type: ignore[attr-defined]
_SEE = {
    name: dialect.insert(_SEEN)
    .on_conflict_do_nothing(index_elements=["update_id"])
    .returning(_SEEN.c.update_id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_HOLD_AND_SEE = (
    postgresql.insert(_SEEN)
    .from_select(
        ["update_id", "seen_on"],
        select(
            bindparam("update_id", type_=_SEEN.c.update_id.type),
            bindparam("seen_on", type_=_SEEN.c.seen_on.type),
        ).select_from(func.pg_advisory_xact_lock(bindparam("chat", type_=BigInteger)).alias("held")),
    )
    .on_conflict_do_nothing(index_elements=["update_id"])
    .returning(_SEEN.c.update_id)
)
"""Waits for the chat, then marks; conflicts are looked for after the wait."""


class Updates:
    def __init__(self, session: Session) -> None:
        self._session = session

    def see(self, *, update_id: int, on: date, chat: int | None = None) -> bool:
        """Marks an update as handled in this transaction. False where it was handled before. PostgreSQL first
        waits until nobody else holds the number `chat`."""
        connection = self._session.connection()
        row: dict[str, Any] = {"update_id": update_id, "seen_on": on}
        if chat is None:
            seen = connection.execute(_SEE[connection.dialect.name], row)
        else:
            seen = connection.execute(_HOLD_AND_SEE, row | {"chat": chat})
        return seen.one_or_none() is not None

    def park(
        self, *, update_id: int, error_reference: str, error: str, content: dict[str, Any], now: datetime
    ) -> None:
        self._session.add(
            ParkedUpdate(
                update_id=update_id,
                error_reference=error_reference,
                error=error,
                content=content,
                parked_at=now,
            )
        )

    def settle(self, *, update_id: int, at: datetime) -> bool:
        """Marks a parked update as done. False where it is not parked, or was settled before."""
        parked = self._session.exec(
            select(ParkedUpdate)
            .where(ParkedUpdate.update_id == update_id, col(ParkedUpdate.settled_at).is_(None))
            .with_for_update()
        ).one_or_none()
        if parked is None:
            return False
        parked.settled_at = at
        self._session.add(parked)
        return True

    def empty_settled(self, *, before: datetime) -> int:
        """Takes the words out of parked updates that were settled before a time."""
        changed = self._session.exec(
            update(ParkedUpdate).where(col(ParkedUpdate.settled_at) < before).values(content={})
        )
        return int(changed.rowcount)

    def parked_count(self) -> int:
        return self._session.exec(
            select(func.count(col(ParkedUpdate.id))).where(col(ParkedUpdate.settled_at).is_(None))
        ).one()

    def parked(self) -> list[ParkedUpdate]:
        """What waits to be looked at, oldest first."""
        return list(
            self._session.exec(
                select(ParkedUpdate)
                .where(col(ParkedUpdate.settled_at).is_(None))
                .order_by(col(ParkedUpdate.id))
            ).all()
        )

    def forget_before(self, *, before: date) -> int:
        changed = self._session.exec(delete(SeenUpdate).where(col(SeenUpdate.seen_on) < before))
        return int(changed.rowcount)
