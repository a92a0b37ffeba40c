"""Red flags that were sent and that nobody has tapped on: they go to the next person."""

from datetime import datetime, timedelta

from flows.casework.alerts import pass_on_unread
from flows.policy.model import Policy
from storage.desk import Desk


def tend_unread(desk: Desk, policy: Policy, now: datetime) -> int:
    """Returns how many pings went unseen for as long as the policy allows."""
    sent_before = now - timedelta(minutes=policy.urgent.unread_minutes)
    return pass_on_unread(desk, policy, now, sent_before=sent_before)
