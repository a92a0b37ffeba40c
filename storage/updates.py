"""Which updates were handled, and those that could not be."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from storage.tables import ParkedUpdate, SeenUpdate


class Updates:
    def __init__(self, session: Session) -> None:
        self._session = session

    def see(self, *, update_id: int, on: date) -> bool:
        """Marks an update as handled in this transaction. False where it was handled before."""
        dialect = sqlite if self._session.get_bind().dialect.name == "sqlite" else postgresql
        statement = (
            dialect.insert(SeenUpdate)
            .values(update_id=update_id, seen_on=on)
            .on_conflict_do_nothing(index_elements=["update_id"])
            .returning(SeenUpdate.update_id)
        )
        return self._session.scalars(statement).one_or_none() is not None

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

    def parked(self) -> list[ParkedUpdate]:
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
