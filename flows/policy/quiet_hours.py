"""When people may be reminded: quiet hours, and days on which nobody is at work."""

from datetime import UTC, date, datetime, time, timedelta

from flows.policy.model import Policy
from flows.policy.working_days import is_working_day

_ONE_DAY = timedelta(days=1)
_ONE_MINUTE = timedelta(minutes=1)


def local_time(at: datetime, policy: Policy) -> datetime:
    """`at` on the provider's clock. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(policy.calendar.zone)


def on_the_day(day: date, at: time, policy: Policy) -> datetime:
    """That hour of that day on the provider's clock, as aware UTC."""
    return datetime.combine(day, at, policy.calendar.zone).astimezone(UTC)


def is_quiet(at: datetime, policy: Policy) -> bool:
    """Whether `at` is in the quiet hours; their first minute is, the minute they end is not."""
    clock = local_time(at, policy).time()
    return clock >= policy.quiet.starts or clock < policy.quiet.ends


def out_of_quiet(at: datetime, policy: Policy) -> datetime:
    """`at` itself, or the end of the quiet hours that it falls in; aware UTC."""
    local = local_time(at, policy)
    if not is_quiet(at, policy):
        return at.astimezone(UTC)
    day = local.date() + (_ONE_DAY if local.time() >= policy.quiet.starts else timedelta())
    return on_the_day(day, policy.quiet.ends, policy)


def next_morning(at: datetime, policy: Policy, hour: time) -> datetime:
    """`hour` on the day after `at`, aware UTC. In the small hours the morning still to come is next."""
    local = local_time(at, policy)
    small_hours = local.time() < policy.quiet.ends and local.time() < hour
    return on_the_day(local.date() if small_hours else local.date() + _ONE_DAY, hour, policy)


def is_reminding_day(day: date, policy: Policy) -> bool:
    """Whether reminders go out on `day` at all."""
    return not policy.quiet.working_days_only or is_working_day(day, policy)


def next_slot(at: datetime, policy: Policy) -> datetime:
    """`at` itself, or the first moment after it at which a reminder may go out; aware UTC."""
    moved = out_of_quiet(at, policy)
    day = local_time(moved, policy).date()
    if is_reminding_day(day, policy):
        return moved
    while not is_reminding_day(day, policy):
        day += _ONE_DAY
    return on_the_day(day, policy.quiet.ends, policy)


def last_slot(after: datetime, before: datetime, policy: Policy) -> datetime | None:
    """A moment later than `after` and earlier than `before` at which a reminder may go out, on the
    last day that has one; None where there is none. Aware UTC.

    It is the hour for reminders if that still lies between the two, else the end of the working day,
    else the last minute that does.
    """
    day = local_time(before, policy).date()
    first_day = local_time(after, policy).date()
    while day >= first_day:
        if is_reminding_day(day, policy):
            last = min(before, on_the_day(day, policy.quiet.starts, policy)) - _ONE_MINUTE
            hours = (policy.reminders.hour, policy.calendar.working_day_ends)
            for slot in (*(on_the_day(day, hour, policy) for hour in hours), last):
                if after < slot < before and not is_quiet(slot, policy):
                    return slot.astimezone(UTC)
        day -= _ONE_DAY
    return None
