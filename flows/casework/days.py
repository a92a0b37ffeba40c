"""What a day and a month hold: counts for the digest, the span of a month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta

from flows.policy.model import Policy
from flows.policy.quiet_hours import local_time, on_the_day
from storage.desk import Desk
from storage.sight import Sight


@dataclass(frozen=True)
class DayCount:
    """One service's day in numbers."""

    service: str
    new: int
    due: int
    late: int
    waiting: int

    @property
    def has_something(self) -> bool:
        return bool(self.new or self.due or self.late or self.waiting)


def day_counts(
    desk: Desk,
    policy: Policy,
    sight: Sight,
    *,
    since: datetime,
    now: datetime,
    kept: Collection[int] = (),
) -> list[DayCount]:
    """By service: new since, due by the end of today, late, waiting; with the homes' own duties where
    somebody keeps them (`kept`: services)."""
    ends = on_the_day(local_time(now, policy).date(), policy.calendar.day_ends, policy)
    counted = desk.cases.day_counts(sight=sight, since=since, now=now, until=ends)
    found = []
    duties = desk.home_clocks.running(service_ids=kept)
    for number in sight.service_ids:
        new, due, late, waiting = counted.get(number, (0, 0, 0, 0))
        here = [clock.due_at for clock in duties if clock.service_id == number and clock.due_at <= ends]
        overdue = sum(at <= now for at in here)
        name = desk.services.get(service_id=number).name
        found.append(DayCount(name, new, due + len(here) - overdue, late + overdue, waiting))
    return found


def month_of(number: int, policy: Policy) -> tuple[datetime, datetime]:
    """The start of month 202611 and of the one after it; aware UTC. Raises ValueError."""
    first = date(number // 100, number % 100, 1)
    midnight = time()
    return (
        on_the_day(first, midnight, policy),
        on_the_day(first + relativedelta(months=1), midnight, policy),
    )
