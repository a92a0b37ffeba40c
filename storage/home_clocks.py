"""Clocks of a home, not of one case: what CQC asked for, the monthly lessons meeting."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from storage.instants import Instant


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
