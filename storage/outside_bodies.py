"""Whom outside the home somebody has to tell of a case, and what became of each: the register."""

from datetime import date, datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.instants import Instant
from storage.sealing import Sealed
from storage.sight import Sight
from storage.tables import Case

DONE, NOT_NEEDED = "done", "not_needed"


class BodyDuty(SQLModel, table=True):
    """One telling to one outside body that was proposed for a case, by rules or by a person."""

    __tablename__ = "body_duty"
    __table_args__ = (UniqueConstraint("case_id", "duty"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id", index=True)
    duty: str
    rules: list[str] = Field(default_factory=list, sa_type=JSON)
    """The rules of the policy that call for it; none where a handler added it."""
    proposed_at: datetime = Field(sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_by: int | None = Field(default=None, foreign_key="person.id")
    outcome: str | None = None
    """done or not_needed; empty while it is open."""
    told_on: date | None = None
    told_by: str | None = Field(default=None, sa_type=Sealed)
    reference: str | None = Field(default=None, sa_type=Sealed)
    reason: str | None = Field(default=None, sa_type=Sealed)
    """Why it was not needed."""


class OutsideDuties:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, case_id: int, duty: str, rules: list[str], now: datetime) -> BodyDuty:
        row = BodyDuty(case_id=case_id, duty=duty, rules=rules, proposed_at=now)
        self._session.add(row)
        self._session.flush()
        return row

    def save(self, row: BodyDuty) -> None:
        self._session.add(row)
        self._session.flush()

    def get(self, *, duty_id: int) -> BodyDuty | None:
        return self._session.get(BodyDuty, duty_id, with_for_update=True)

    def of_case(self, *, case_id: int) -> list[BodyDuty]:
        return list(
            self._session.exec(
                select(BodyDuty).where(BodyDuty.case_id == case_id).order_by(col(BodyDuty.id))
            ).all()
        )

    def register(self, *, sight: Sight, offset: int = 0, limit: int) -> list[tuple[BodyDuty, Case]]:
        """What was proposed for cases that somebody may know of: the open first, then the newest on top."""
        rows = self._session.exec(
            select(BodyDuty, Case)
            .join(Case, col(Case.id) == col(BodyDuty.case_id))
            .where(sight.where())
            .order_by(
                col(BodyDuty.settled_at).is_not(None),
                col(BodyDuty.proposed_at).desc(),
                col(BodyDuty.id).desc(),
            )
            .offset(offset)
            .limit(limit)
        ).all()
        return [(row, case) for row, case in rows]

    def count(self, *, sight: Sight, open_only: bool = False) -> int:
        query = (
            select(func.count(col(BodyDuty.id)))
            .join(Case, col(Case.id) == col(BodyDuty.case_id))
            .where(sight.where())
        )
        if open_only:
            query = query.where(col(BodyDuty.settled_at).is_(None))
        return self._session.exec(query).one()
