"""Clocks of a home, not of one case: what CQC asked for, the monthly lessons meeting."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Index, UniqueConstraint, or_, text
from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage.instants import Instant
from storage.sealing import Sealed


class HomeClock(SQLModel, table=True):
    """A duty of a home with a due time, locked when set. What was done stays as proof."""

    __tablename__ = "home_clock"
    __table_args__ = (
        Index(
            "ix_home_clock_ping",
            "ping_at",
            sqlite_where=text("ping_at IS NOT NULL"),
            postgresql_where=text("ping_at IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    name: str
    started_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    ping_at: datetime | None = Field(default=None, sa_type=Instant)
    """When this clock next speaks; empty when it has nothing more to say."""
    pinged_at: datetime | None = Field(default=None, sa_type=Instant)
    met_at: datetime | None = Field(default=None, sa_type=Instant)
    met_by: int | None = Field(default=None, foreign_key="person.id")
    handler_id: int | None = Field(default=None, foreign_key="person.id")
    """Who has it; where nobody has, it is the managers'."""


class HomePutOff(SQLModel, table=True):
    """Somebody hears of a duty of a home again at this time, not before."""

    __tablename__ = "home_put_off"
    __table_args__ = (UniqueConstraint("clock_id", "person_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    clock_id: int = Field(foreign_key="home_clock.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    until: datetime = Field(sa_type=Instant)


class HomeClockEntry(SQLModel, table=True):
    """What was done about a duty of a home: given to somebody, put off, said why it is late, done. No row is
    ever changed."""

    __tablename__ = "home_clock_entry"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    clock_id: int = Field(foreign_key="home_clock.id", index=True)
    at: datetime = Field(sa_type=Instant)
    act: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    to_id: int | None = Field(default=None, foreign_key="person.id")
    words: str | None = Field(default=None, sa_type=Sealed)


class HomeClocks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, clock: HomeClock) -> HomeClock:
        self._session.add(clock)
        self._session.flush()
        return clock

    def get(self, *, clock_id: int) -> HomeClock | None:
        return self._session.get(HomeClock, clock_id, with_for_update=True)

    def of(self, *, service_ids: Collection[int], name: str = "") -> list[HomeClock]:
        """What is to be done first on top, what was done below it, the latest first."""
        query = select(HomeClock).where(col(HomeClock.service_id).in_(service_ids))
        if name:
            query = query.where(HomeClock.name == name)
        found = self._session.exec(query).all()
        running = sorted((c for c in found if c.met_at is None), key=lambda c: (c.due_at, c.id))
        met = [(c.met_at, c.id, c) for c in found if c.met_at is not None]
        return [*running, *(each[2] for each in sorted(met, reverse=True))]

    def running(self, *, service_ids: Collection[int], name: str = "") -> list[HomeClock]:
        """The same without what was done."""
        query = select(HomeClock).where(
            col(HomeClock.service_id).in_(service_ids), col(HomeClock.met_at).is_(None)
        )
        if name:
            query = query.where(HomeClock.name == name)
        return list(self._session.exec(query.order_by(col(HomeClock.due_at), col(HomeClock.id))).all())

    def to_ping(self, *, now: datetime) -> list[HomeClock]:
        return list(
            self._session.exec(
                select(HomeClock)
                .where(col(HomeClock.ping_at) <= now)
                .order_by(col(HomeClock.ping_at), col(HomeClock.id))
                .with_for_update(skip_locked=True)
            ).all()
        )

    def note(
        self,
        clock: HomeClock,
        act: str,
        *,
        at: datetime,
        person_id: int | None,
        to_id: int | None = None,
        words: str | None = None,
    ) -> None:
        """Keeps what was done about a duty."""
        assert clock.id is not None
        entry = HomeClockEntry(
            clock_id=clock.id, at=at, act=act, person_id=person_id, to_id=to_id, words=words
        )
        self._session.add(entry)
        self._session.flush()

    def entries(self, *, clock_id: int, act: str) -> list[HomeClockEntry]:
        """What was done of one kind, in order."""
        return list(
            self._session.exec(
                select(HomeClockEntry)
                .where(HomeClockEntry.clock_id == clock_id, HomeClockEntry.act == act)
                .order_by(col(HomeClockEntry.id))
            ).all()
        )

    def put_off(self, clock: HomeClock, *, person_id: int, until: datetime) -> None:
        """Leaves one person in peace until then, when the clock speaks to them in any case."""
        assert clock.id is not None
        found = self._session.exec(
            select(HomePutOff).where(HomePutOff.clock_id == clock.id, HomePutOff.person_id == person_id)
        ).one_or_none() or HomePutOff(clock_id=clock.id, person_id=person_id, until=until)
        found.until = until
        clock.ping_at = until if clock.ping_at is None else min(clock.ping_at, until)
        self._session.add(found)
        self.save(clock)

    def waiting(self, *, clock_id: int) -> dict[int, datetime]:
        """Until when people put a duty off."""
        found = self._session.exec(select(HomePutOff).where(HomePutOff.clock_id == clock_id)).all()
        return {one.person_id: one.until for one in found}

    def end_put_off(self, *, clock_id: int, until: datetime | None = None) -> None:
        """Forgets what was put off: all of it, or up to a time."""
        ended = delete(HomePutOff).where(col(HomePutOff.clock_id) == clock_id)
        self._session.exec(ended if until is None else ended.where(col(HomePutOff.until) <= until))

    def missed(
        self, *, service_ids: Collection[int], start: datetime, end: datetime, now: datetime
    ) -> list[HomeClock]:
        """What was up in [start, end) without being done, done later or not, in order of time."""
        return list(
            self._session.exec(
                select(HomeClock)
                .where(_was_missed(start, end, now), col(HomeClock.service_id).in_(service_ids))
                .order_by(col(HomeClock.due_at), col(HomeClock.id))
            ).all()
        )

    def missed_by_service(self, *, start: datetime, end: datetime, now: datetime) -> dict[int, int]:
        return dict(
            self._session.exec(
                select(HomeClock.service_id, func.count(col(HomeClock.id)))
                .where(_was_missed(start, end, now))
                .group_by(col(HomeClock.service_id))
            ).all()
        )

    def count_of(self, *, person_id: int) -> int:
        """How many duties somebody had, or did something about."""
        acted = select(HomeClockEntry.clock_id).where(HomeClockEntry.person_id == person_id)
        theirs = or_(
            col(HomeClock.handler_id) == person_id,
            col(HomeClock.met_by) == person_id,
            col(HomeClock.id).in_(acted),
        )
        return self._session.exec(select(func.count(col(HomeClock.id))).where(theirs)).one()

    def forget(self, *, person_id: int) -> None:
        self._session.exec(delete(HomePutOff).where(col(HomePutOff.person_id) == person_id))


def _was_missed(start: datetime, end: datetime, now: datetime) -> ColumnElement[bool]:
    up = (col(HomeClock.due_at) >= start) & (col(HomeClock.due_at) < end) & (col(HomeClock.due_at) < now)
    return up & or_(col(HomeClock.met_at).is_(None), col(HomeClock.met_at) > col(HomeClock.due_at))
