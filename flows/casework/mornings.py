"""The morning to which a reminder is put off."""

from datetime import datetime, timedelta

from flows.policy.model import Policy
from flows.policy.quiet_hours import is_reminding_day, local_time, next_morning, on_the_day

_ONE_DAY = timedelta(days=1)


def next_reminding_morning(at: datetime, policy: Policy) -> datetime:
    """The hour for reminders on the next day that has any; aware UTC."""
    day = local_time(next_morning(at, policy, policy.reminders.hour), policy).date()
    while not is_reminding_day(day, policy):
        day += _ONE_DAY
    return on_the_day(day, policy.reminders.hour, policy)
