"""When a clock is up: due times, and how waiting and extensions move them."""

from datetime import UTC, date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from flows.policy.clocks import ClockRule
from flows.policy.lengths import Length
from flows.policy.model import Policy
from flows.policy.quiet_hours import local_time, on_the_day
from flows.policy.working_days import add_working_days, on_or_after, working_days_between


def due_at(rule: ClockRule, started_at: datetime, policy: Policy) -> datetime:
    """When a clock that started at `started_at` is up; aware UTC.

    Hours run through clock changes. The day something arrives is not counted (Regulation 16: "28 days
    beginning on the day after"); days end on the provider's clock at `calendar.working_day_ends` or
    `calendar.day_ends`. A month ends on the same date, or on the last day of a shorter month.
    Raises ValueError for a time without a zone.
    """
    return _after(rule.length, started_at, policy, rolls=rule.rolls)


def extend(due: datetime, length: Length, policy: Policy, *, rolls: bool = False) -> datetime:
    """A due time, put off by `length`; aware UTC."""
    return _after(length, due, policy, rolls=rolls)


def due_on(day: date, length: Length, policy: Policy) -> datetime:
    """The end of `day` for a clock whose length is such a one; aware UTC. For a date that a person names."""
    calendar = policy.calendar
    ends = calendar.working_day_ends if length.unit == "working_days" else calendar.day_ends
    return on_the_day(day, ends, policy)


def put_off(at: datetime, length: Length, policy: Policy) -> datetime:
    """When a reminder that is put off at `at` comes again: hours exactly, days at the hour for
    reminders. For snoozes and for gaps between reminders; aware UTC."""
    if not length.in_days:
        return at.astimezone(UTC) + timedelta(hours=length.amount)
    day = day_after(length, local_time(at, policy).date(), policy)
    return on_the_day(day, policy.reminders.hour, policy)


def ahead_of(due: datetime, length: Length, policy: Policy) -> datetime:
    """The moment `length` ahead of a due time: hours exactly, days at the hour for reminders; aware UTC."""
    if not length.in_days:
        return due.astimezone(UTC) - timedelta(hours=length.amount)
    due_on = local_time(due, policy).date()
    if length.unit == "working_days":
        # "0 working days" before a Sunday is a reminder on the Sunday: only whole days are walked back.
        day = add_working_days(due_on, -length.amount, policy) if length.amount else due_on
    elif length.unit == "months":
        day = due_on - relativedelta(months=length.amount)
    else:
        day = due_on - timedelta(days=length.amount)
    return on_the_day(day, policy.reminders.hour, policy)


def due_after_standing(
    rule: ClockRule, due: datetime, frozen_at: datetime, resumed_at: datetime, policy: Policy
) -> datetime:
    """The due time moved on by the time that the clock stood still.

    Hours move by the exact time, working days by the working days and other days by the days that
    passed. A clock that was up before it was frozen stays up: waiting does not undo lateness.
    """
    due = due.astimezone(UTC)
    if frozen_at >= due:
        return due
    moved = _moved_by(rule, due, frozen_at, resumed_at, policy)
    if moved <= resumed_at:
        # Less than a day was left; it is over at the end of this one, or of the next.
        moved = _after(Length(0, rule.length.unit), resumed_at, policy, rolls=rule.rolls)
    return moved


def _moved_by(
    rule: ClockRule, due: datetime, frozen_at: datetime, resumed_at: datetime, policy: Policy
) -> datetime:
    if not rule.length.in_days:
        return due + (resumed_at - frozen_at)
    frozen_on, resumed_on = (local_time(at, policy).date() for at in (frozen_at, resumed_at))
    if rule.length.unit == "working_days":
        stood = Length(working_days_between(frozen_on, resumed_on, policy), "working_days")
    else:
        stood = Length((resumed_on - frozen_on).days, "calendar_days")
    return extend(due, stood, policy, rolls=rule.rolls) if stood.amount else due


def _after(length: Length, at: datetime, policy: Policy, *, rolls: bool) -> datetime:
    local = local_time(at, policy)
    if not length.in_days:
        return at.astimezone(UTC) + timedelta(hours=length.amount)
    day = day_after(length, local.date(), policy)
    if rolls:
        day = on_or_after(day, policy)
    counted_in_working_days = length.unit == "working_days"
    ends = policy.calendar.working_day_ends if counted_in_working_days else policy.calendar.day_ends
    ends_at = on_the_day(day, ends, policy)
    if ends_at <= at:
        # "The same day" that is already over leaves the next one, else it would be late from the start.
        one_more = Length(length.amount + 1, length.unit)
        return _after(one_more, at, policy, rolls=rolls)
    return ends_at


def day_after(length: Length, day: date, policy: Policy) -> date:
    """The day that is `length` after `day`; hours count where they make whole days."""
    if length.unit == "hours":
        return day + timedelta(days=length.amount // 24)
    if length.unit == "working_days":
        return add_working_days(day, length.amount, policy)
    if length.unit == "months":
        return day + relativedelta(months=length.amount)
    return day + timedelta(days=length.amount)
