"""When an unfinished conversation is spoken of again, and when it ends."""

from datetime import datetime, timedelta

from flows.policy.model import Policy
from flows.policy.quiet_hours import next_morning


def first_reminder(now: datetime, policy: Policy) -> datetime:
    """The next morning after the last answer."""
    return next_morning(now, policy, policy.conversations.nudge_hour)


def ends_at(begun_at: datetime, policy: Policy) -> datetime:
    return begun_at + timedelta(days=policy.conversations.close_after_days)
