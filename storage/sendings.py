"""What was just said to a reporter and has not gone out yet: how the case was before, to go back to."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.instants import Instant
from storage.sealing import SealedJSON


class Sending(SQLModel, table=True):
    """One act on one case with a message that waits. The row goes when the message may leave."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    batch: int = 0
    """The first of those that one tap sent: they are taken back together."""
    case_id: int = Field(foreign_key="report_case.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    """Who sent it, and alone may take it back."""
    until: datetime = Field(sa_type=Instant)
    notices: list[int] = Field(default_factory=list, sa_type=JSON)
    positions: list[int] = Field(default_factory=list, sa_type=JSON)
    """The entries of the timeline that came of it."""
    before: dict[str, Any] = Field(default_factory=dict, sa_type=SealedJSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=SealedJSON)


class Sendings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, sending: Sending, *, batch: int | None) -> int:
        """Returns the number of its batch; a new one where none is given."""
        sending.batch = batch or 0
        self._session.add(sending)
        self._session.flush()
        assert sending.id is not None
        sending.batch = batch or sending.id
        self._session.flush()
        return sending.batch

    def of_batch(self, *, batch: int) -> list[Sending]:
        return list(
            self._session.exec(
                select(Sending).where(Sending.batch == batch).order_by(col(Sending.id)).with_for_update()
            ).all()
        )

    def waiting(self, *, case_id: int, now: datetime) -> list[Sending]:
        """What was done to a case and has not reached its reporter, the first one first."""
        return list(
            self._session.exec(
                select(Sending)
                .where(Sending.case_id == case_id, Sending.until > now)
                .order_by(col(Sending.id))
            ).all()
        )

    def end(self, sendings: Collection[Sending]) -> None:
        for sending in sendings:
            self._session.delete(sending)
        self._session.flush()

    def row(self, model: Any, **known: Any) -> Any:
        """The one row of a case's table that these columns tell apart; None where there is none."""
        return self._session.exec(select(model).filter_by(**known)).one_or_none()

    def put(self, row: SQLModel) -> None:
        self._session.add(row)

    def remove(self, row: SQLModel | None) -> None:
        if row is not None:
            self._session.delete(row)

    def forget(self, *, before: datetime) -> None:
        """Deletes what can no longer be taken back."""
        self._session.exec(delete(Sending).where(col(Sending.until) <= before))
