"""The morning to which a reminder is put off, and who has put one off."""

from datetime import datetime, timedelta

from flows.policy.model import Policy
from flows.policy.quiet_hours import is_reminding_day, local_time, next_morning, on_the_day
from storage.desk import Desk
from storage.tables import Case, Person

_ONE_DAY = timedelta(days=1)


def next_reminding_morning(at: datetime, policy: Policy) -> datetime:
    """The hour for reminders on the next day that has any; aware UTC."""
    day = local_time(next_morning(at, policy, policy.reminders.hour), policy).date()
    while not is_reminding_day(day, policy):
        day += _ONE_DAY
    return on_the_day(day, policy.reminders.hour, policy)


def snooze_key(case: Case, person: Person, until: datetime) -> str:
    return f"snooze {case.id} {person.id} {until:%Y-%m-%d}"


def has_put_off(desk: Desk, policy: Policy, case: Case, person: Person, now: datetime) -> bool:
    """Whether somebody who does not have the case asked to be reminded of it later than now."""
    this_morning = on_the_day(local_time(now, policy).date(), policy.reminders.hour, policy)
    mornings = (next_reminding_morning(now, policy), *((this_morning,) if now < this_morning else ()))
    return any(desk.notices.exists(key=snooze_key(case, person, until)) for until in mornings)
