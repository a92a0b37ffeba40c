"""Who has opened which case, and on which day: watching a case leaves a trace."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.instants import Instant
from storage.tables import Case


class Look(SQLModel, table=True):
    """Somebody opened a case; the first time on a day counts. It is no act: it stops no clock."""

    __tablename__ = "look"
    __table_args__ = (UniqueConstraint("case_id", "person_id", "day"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    day: date
    role: str
    at: datetime = Field(sa_type=Instant)


class Watching:
    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, *, case: Case, person_id: int, role: str, day: date, now: datetime) -> None:
        """Notes that somebody opened a case; once a person and day."""
        assert case.id is not None
        known = select(Look.id).where(Look.case_id == case.id, Look.person_id == person_id, Look.day == day)
        if self._session.exec(known).first() is None:
            self._session.add(Look(case_id=case.id, person_id=person_id, role=role, day=day, at=now))
            self._session.flush()

    def of(self, *, case_id: int) -> list[Look]:
        """In the order in which they looked."""
        return list(
            self._session.exec(select(Look).where(Look.case_id == case_id).order_by(col(Look.id))).all()
        )
