"""When and how each handler is reminded: the digest's hour, what was put off, the last reminder."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage.instants import Instant


class Habit(SQLModel, table=True):
    """One handler's own settings. Made as soon as somebody has to be told something."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    digest_at: str | None = None
    """Local time "HH:MM"; empty for the policy's hour, "never" for none."""
    all_clear: bool = False
    """Whether a digest comes where there is nothing to say."""
    digest_next: datetime | None = Field(default=None, sa_type=Instant, index=True)
    digested_at: datetime | None = Field(default=None, sa_type=Instant)
    reminded_at: datetime | None = Field(default=None, sa_type=Instant)


class PutOff(SQLModel, table=True):
    """Somebody who does not have a case hears of it again at this time, not before."""

    __tablename__ = "put_off"
    __table_args__ = (
        UniqueConstraint("case_id", "person_id"),
        Index("ix_put_off_until", "until"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    until: datetime = Field(sa_type=Instant)


class Habits:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, *, person_id: int) -> Habit:
        found = self._session.get(Habit, person_id)
        if found is None:
            found = Habit(person_id=person_id)
            self._session.add(found)
            self._session.flush()
        return found

    def of_all(self, *, person_ids: Collection[int]) -> list[Habit]:
        """The settings of some people, in the order of the people."""
        found = {
            habit.person_id: habit
            for habit in self._session.exec(select(Habit).where(col(Habit.person_id).in_(person_ids))).all()
        }
        return [found.get(person_id) or Habit(person_id=person_id) for person_id in person_ids]

    def save_all(self, habits: Collection[Habit]) -> None:
        self._session.add_all(habits)
        self._session.flush()

    def known_of(self, *, person_id: int) -> tuple[Habit | None, int]:
        """What somebody set, and how many cases they put off; nothing is made for asking."""
        put_off = select(func.count(col(PutOff.id))).where(PutOff.person_id == person_id)
        return self._session.get(Habit, person_id), self._session.exec(put_off).one()

    def save(self, habit: Habit) -> None:
        self._session.add(habit)
        self._session.flush()

    def to_digest(self, *, now: datetime, limit: int) -> list[Habit]:
        """Whose digest is due; so many at a time."""
        due = (
            select(Habit)
            .where(col(Habit.digest_next) <= now)
            .order_by(col(Habit.digest_next), col(Habit.person_id))
        )
        return list(self._session.exec(due.limit(limit)).all())

    def last_reminded(self, *, person_ids: Collection[int], since: datetime) -> dict[int, datetime]:
        """Who of some people was reminded later than `since`, and when."""
        found = self._session.exec(
            select(Habit).where(col(Habit.person_id).in_(person_ids), col(Habit.reminded_at) > since)
        ).all()
        return {habit.person_id: habit.reminded_at for habit in found if habit.reminded_at is not None}

    def put_off(self, *, case_id: int, person_id: int, until: datetime) -> None:
        found = self._session.exec(
            select(PutOff).where(PutOff.case_id == case_id, PutOff.person_id == person_id)
        ).one_or_none() or PutOff(case_id=case_id, person_id=person_id, until=until)
        found.until = until
        self._session.add(found)
        self._session.flush()

    def put_off_at(self, *, now: datetime) -> set[tuple[int, int]]:
        """Which (case, person) wait for a later time."""
        return set(
            self._session.exec(select(PutOff.case_id, PutOff.person_id).where(PutOff.until > now)).all()
        )

    def forget_put_off(self, *, before: datetime) -> None:
        self._session.exec(delete(PutOff).where(col(PutOff.until) < before))

    def forget(self, *, person_id: int) -> None:
        self._session.exec(delete(Habit).where(col(Habit.person_id) == person_id))
        self._session.exec(delete(PutOff).where(col(PutOff.person_id) == person_id))
