"""Posts a meeting's agenda before it and asks afterwards what came of each item."""

from datetime import datetime

from flows.policy.model import Policy
from storage.desk import Desk


def tend_meetings(desk: Desk, policy: Policy, now: datetime) -> int:
    return len(desk.meetings.to_wake(now=now))
