"""Every reminder that one clock will send, worked out in advance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.policy.clocks import ClockRule
from flows.policy.due import ahead_of, put_off
from flows.policy.lengths import Point, ShareLeft
from flows.policy.model import Policy
from flows.policy.quiet_hours import last_slot, next_slot

HANDLER = 0
"""The rung of whoever has the case, or of the managers where nobody has."""
MANAGERS = 100
"""Between the handler and the rungs above: the other managers, where somebody has the case."""


@dataclass(frozen=True, slots=True)
class Ping:
    """One reminder of one clock.

    `occurrence` names it among those of its clock and never changes: "before-1", "due", "late-1",
    "climb-1", "urgent-1". It goes to the people on its `rung` of the ladder and to nobody else: 0 is
    whoever has the case (the managers, if nobody has), 1 quality, 2 the owner.
    """

    occurrence: str
    at: datetime
    rung: int


def ping_schedule(
    rule: ClockRule, started_at: datetime, due_at: datetime, policy: Policy, *, urgent: bool
) -> tuple[Ping, ...]:
    """Every reminder of a clock, in order of time; aware UTC.

    Reminders stay out of quiet hours and off days that are not worked, unless the case is urgent and
    the clock runs at any hour then. A reminder before the due time that would be moved past it goes
    out earlier instead, or not at all where there is no earlier moment; of several that would come at
    the same moment only the last one is left.
    """
    if started_at.tzinfo is None or due_at.tzinfo is None:
        raise ValueError("a time without a zone")
    if rule.for_knowing:
        return ()
    started_at, due_at = started_at.astimezone(UTC), due_at.astimezone(UTC)
    any_hour = urgent and rule.any_hour_when_urgent
    pings = [*_before(rule, started_at, due_at, policy, any_hour=any_hour)]
    due = Ping("due", due_at if any_hour else next_slot(due_at, policy), HANDLER)
    pings.append(due)
    pings += _late(rule, due, policy, any_hour=any_hour)
    pings += _climbing(rule, due, policy)
    if any_hour:
        pings += _urgent(started_at, policy)
    return tuple(sorted(pings, key=lambda ping: (ping.at, ping.rung, ping.occurrence)))


def with_managers(schedule: tuple[Ping, ...], rule: ClockRule) -> tuple[Ping, ...]:
    """The reminders of a clock on a case that somebody has: its other managers hear of it with the first
    reminder after the time was up, before it climbs."""
    late = next((ping for ping in schedule if ping.occurrence == "late-1"), None)
    if late is None or not rule.climb_after:
        return schedule
    extra = Ping("climb-managers", late.at, MANAGERS)
    return tuple(sorted((*schedule, extra), key=lambda ping: (ping.at, ping.rung, ping.occurrence)))


def _before(
    rule: ClockRule, started_at: datetime, due_at: datetime, policy: Policy, *, any_hour: bool
) -> Iterator[Ping]:
    by_moment: dict[datetime, Ping] = {}
    for number, point in enumerate(rule.remind_before, start=1):
        at: datetime | None = _moment(point, started_at, due_at, policy)
        if at is not None and not started_at < at < due_at:
            continue
        if at is not None and not any_hour:
            moved = next_slot(at, policy)
            at = moved if moved < due_at else last_slot(started_at, at, policy)
        if at is not None:
            by_moment[at] = Ping(f"before-{number}", at, HANDLER)
    yield from by_moment.values()


def _moment(point: Point, started_at: datetime, due_at: datetime, policy: Policy) -> datetime:
    if isinstance(point, ShareLeft):
        return due_at - timedelta(seconds=round((due_at - started_at).total_seconds() * point.share))
    return ahead_of(due_at, point, policy)


def _late(rule: ClockRule, due: Ping, policy: Policy, *, any_hour: bool) -> Iterator[Ping]:
    at = due.at
    for number, gap in enumerate(policy.urgent.late_after if any_hour else rule.late_after, start=1):
        at = put_off(at, gap, policy)
        if not any_hour:
            at = next_slot(at, policy)
        yield Ping(f"late-{number}", at, HANDLER)


def _climbing(rule: ClockRule, due: Ping, policy: Policy) -> Iterator[Ping]:
    at = due.at
    gaps = rule.climb_after[: len(policy.ladder.rungs) - 1]
    for rung, gap in enumerate(gaps, start=1):
        at = next_slot(put_off(at, gap, policy), policy)
        yield Ping(f"climb-{rung}", at, rung)


def _urgent(started_at: datetime, policy: Policy) -> Iterator[Ping]:
    top = len(policy.ladder.rungs) - 1
    for number, minutes in enumerate(policy.urgent.climb_minutes, start=1):
        at = started_at + timedelta(minutes=minutes)
        yield Ping(f"urgent-{number}", at, min(number - 1, top))
