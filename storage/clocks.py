"""The clocks of the cases and what is due."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import Session, col, func, select

from storage.sight import SHOWN, Place, Sight
from storage.tables import Case, Clock


class Clocks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def start(
        self,
        *,
        case: Case,
        name: str,
        started_at: datetime,
        due_at: datetime,
        ping_at: datetime | None,
        for_knowing: bool = False,
    ) -> Clock:
        assert case.id is not None
        clock = Clock(
            case_id=case.id,
            name=name,
            started_at=started_at,
            due_at=due_at,
            ping_at=ping_at,
            for_knowing=for_knowing,
        )
        self._session.add(clock)
        self._session.flush()
        self.refresh_next_due(case=case)
        return clock

    def of(self, *, case_id: int) -> list[Clock]:
        return list(
            self._session.exec(
                select(Clock).where(Clock.case_id == case_id).order_by(col(Clock.due_at))
            ).all()
        )

    def running(self, *, case_id: int) -> list[Clock]:
        """What was not done yet; those that stand still are among them. Dates to know are no duty."""
        return [clock for clock in self.not_met(case_id=case_id) if not clock.for_knowing]

    def not_met(self, *, case_id: int) -> list[Clock]:
        """What was not done yet, and the dates to know that no act has ended."""
        return [clock for clock in self.of(case_id=case_id) if clock.met_at is None]

    def next_names(self, *, case_ids: Collection[int]) -> dict[int, str]:
        """What is due first of some cases, by case; nothing where nothing runs."""
        running = (
            select(Clock.case_id, Clock.name)
            .where(
                col(Clock.case_id).in_(case_ids),
                col(Clock.met_at).is_(None),
                col(Clock.frozen_at).is_(None),
                ~col(Clock.for_knowing),
            )
            .order_by(col(Clock.due_at).desc(), col(Clock.id).desc())
        )
        return dict(self._session.exec(running).all())

    def to_know(self, *, case_id: int) -> dict[str, datetime]:
        """The dates to know of a case, by name, but for those that an act has ended."""
        found = self.not_met(case_id=case_id)
        return {clock.name: clock.due_at for clock in found if clock.for_knowing}

    def meet(self, *, case: Case, names: Collection[str], at: datetime) -> list[str]:
        """Stops the named clocks of a case for good. Returns those that were running."""
        assert case.id is not None
        met = [clock for clock in self.not_met(case_id=case.id) if clock.name in names]
        for clock in met:
            clock.met_at = at
            clock.ping_at = None
            clock.frozen_at = None
            self._session.add(clock)
        self._session.flush()
        self.refresh_next_due(case=case)
        return [clock.name for clock in met]

    def move(
        self, clock: Clock, *, case: Case, started_at: datetime, due_at: datetime, ping_at: datetime | None
    ) -> None:
        """Gives a clock other times; it runs, and its reminders begin anew."""
        clock.started_at = started_at
        clock.due_at = due_at
        clock.met_at = None
        clock.frozen_at = None
        clock.ping_at = ping_at
        clock.pinged_at = None
        clock.snoozed_until = None
        self._session.add(clock)
        self._session.flush()
        self.refresh_next_due(case=case)

    def freeze(self, clock: Clock, *, case: Case, at: datetime) -> None:
        """Lets a running clock stand still: it says nothing, and it cannot become late."""
        clock.frozen_at = at
        clock.ping_at = None
        clock.snoozed_until = None
        self._session.add(clock)
        self._session.flush()
        self.refresh_next_due(case=case)

    def resume(
        self, clock: Clock, *, case: Case, due_at: datetime, ping_at: datetime | None, at: datetime
    ) -> None:
        """Lets a clock that stands still run on to another due time."""
        self.put_off(clock, case=case, due_at=due_at, ping_at=ping_at, at=at)
        clock.frozen_at = None
        self.refresh_next_due(case=case)

    def put_off(
        self, clock: Clock, *, case: Case, due_at: datetime, ping_at: datetime | None, at: datetime
    ) -> None:
        """Moves a due time openly, to a later one; the first one is kept, and whether it was late."""
        if clock.frozen_at is None and clock.due_at <= at and clock.breached_at is None:
            clock.breached_at = clock.due_at
        if due_at != clock.due_at and clock.first_due_at is None:
            clock.first_due_at = clock.due_at
        clock.due_at = due_at
        clock.ping_at = ping_at
        clock.pinged_at = at
        clock.snoozed_until = None
        self._session.add(clock)
        self._session.flush()
        self.refresh_next_due(case=case)

    def drop(self, *, case: Case, names: Collection[str]) -> None:
        """Removes running clocks of a case, as if they had never begun."""
        assert case.id is not None
        for clock in self.not_met(case_id=case.id):
            if clock.name in names:
                self._session.delete(clock)
        self._session.flush()
        self.refresh_next_due(case=case)

    def refresh_next_due(self, *, case: Case) -> None:
        assert case.id is not None
        running = [clock for clock in self.running(case_id=case.id) if clock.frozen_at is None]
        case.next_due_at = min((clock.due_at for clock in running), default=None)
        self._session.add(case)

    def to_ping(self, *, now: datetime, limit: int = 500) -> list[Clock]:
        """Clocks that have something to say by now, the most overdue first; locked for this sweep."""
        return list(
            self._session.exec(
                select(Clock)
                .where(col(Clock.ping_at).is_not(None), col(Clock.ping_at) <= now)
                .order_by(col(Clock.ping_at), col(Clock.id))
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
        )

    def save(self, clock: Clock) -> None:
        self._session.add(clock)

    def became_due(self, *, after: datetime, until: datetime) -> dict[int, int]:
        """How many clocks of the homes' ordinary cases were up in a span of time, by service."""
        counted = (
            select(Case.service_id, func.count(col(Clock.id)))
            .join(Case, col(Case.id) == col(Clock.case_id))
            .where(
                Clock.due_at > after,
                Clock.due_at <= until,
                ~col(Clock.for_knowing),
                col(Clock.met_at).is_(None),
                col(Clock.frozen_at).is_(None),
                col(Case.closed_at).is_(None),
                col(Case.hidden_until).is_(None),
                Case.goes_to == "home",
                ~col(Case.keeps_out),
            )
            .group_by(col(Case.service_id))
        )
        return dict(self._session.exec(counted).all())

    def missed(
        self, *, sight: Sight, start: datetime, end: datetime, now: datetime, limit: int, offset: int = 0
    ) -> list[tuple[Clock, Case]]:
        """Clocks that were up in [start, end) without the act, done later or not, in order of time; so many
        of them at most, without the first `offset`."""
        found = self._session.exec(
            select(Clock, Case)
            .join(Case, col(Case.id) == col(Clock.case_id))
            .where(_was_missed(start, end, now), sight.where())
            .order_by(col(Clock.due_at), col(Clock.id))
            .offset(offset)
            .limit(limit)
        ).all()
        return [(clock, case) for clock, case in found]

    def count_missed(self, *, sight: Sight, start: datetime, end: datetime, now: datetime) -> int:
        return self._session.exec(
            select(func.count(col(Clock.id)))
            .join(Case, col(Case.id) == col(Clock.case_id))
            .where(_was_missed(start, end, now), sight.where())
        ).one()

    def missed_by_place(self, *, start: datetime, end: datetime, now: datetime) -> dict[Place, int]:
        """The same, counted once for all who are told of it."""
        walled = case((col(Case.keeps_out), col(Case.id)), else_=None)
        place = (col(Case.service_id), col(Case.goes_to), col(Case.is_safeguarding), walled)
        found = self._session.exec(
            select(*place, func.count(col(Clock.id)))  # type: ignore[call-overload]
            .join(Case, col(Case.id) == col(Clock.case_id))
            .where(_was_missed(start, end, now), SHOWN)
            .group_by(*place)
        ).all()
        return {Place(*row[:-1]): row[-1] for row in found}


def _was_missed(start: datetime, end: datetime, now: datetime) -> ColumnElement[bool]:
    """The condition that a clock was up in [start, end) without the act, or was put off after that."""
    late = or_(col(Clock.met_at).is_(None), col(Clock.met_at) > col(Clock.due_at))
    was_up = and_(
        col(Clock.due_at) >= start,
        col(Clock.due_at) < end,
        col(Clock.due_at) < now,
        late,
        ~col(Clock.for_knowing),
        col(Clock.frozen_at).is_(None),
    )
    was_put_off = and_(col(Clock.breached_at) >= start, col(Clock.breached_at) < end)
    return or_(was_up, was_put_off)
