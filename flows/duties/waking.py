"""When a sweep next has something to do: what waits in the tables, and what hangs on the calendar."""

from datetime import datetime, timedelta

from flows.duties.digest import next_listing
from flows.duties.retention import next_look
from flows.policy.model import Policy
from storage.desk import Desk
from storage.waking import next_unread, next_wake


def next_due(desk: Desk, policy: Policy, after: datetime) -> datetime:
    """The next moment at which anything may be due; in the past where something has waited since then."""
    sent_at = next_unread(desk.session)
    moments = (
        next_wake(desk.session),
        next_listing(policy, after),
        next_look(desk, policy, after),
        sent_at + timedelta(minutes=policy.urgent.unread_minutes) if sent_at is not None else None,
    )
    return min(at for at in moments if at is not None)
