"""One sweep over everything that is due. Time is an argument; running it twice says nothing twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.casework.check_backs import ask_due
from flows.duties.agenda import tend_meetings
from flows.duties.away import note_time_away, tell_time_away
from flows.duties.data_requests import remind_of_requests
from flows.duties.digest import list_breaches, tend_digests
from flows.duties.home_clocks import tend_home_clocks
from flows.duties.kept_back import show_kept_back
from flows.duties.reminders import remind
from flows.duties.retention import tend_retention
from flows.duties.unfinished import tend_unfinished
from flows.duties.unread import tend_unread
from flows.policy.model import Policy
from storage.desk import Desk


@dataclass(frozen=True)
class Swept:
    """How much of each duty was done."""

    unread: int
    reminders: int
    digests: int
    conversations: int
    meetings: int
    data_requests: int
    retention: int
    check_backs: int
    kept_back: int
    home_clocks: int
    has_more: bool
    """Whether there may be more to do at once: a sweep takes so many at a time."""


def sweep(desk: Desk, policy: Policy, now: datetime) -> Swept:
    """Writes every notice that is due by `now` into the outbox."""
    away_since = note_time_away(desk, policy, now)
    desk.updates.forget_before(before=(now - timedelta(days=policy.running.forget_updates_after_days)).date())
    desk.sendings.forget(before=now)
    # First, so that no clock of a case speaks before the case itself.
    kept_back = show_kept_back(desk, policy, now)
    home_clocks = tend_home_clocks(desk, policy, now)
    if away_since is not None:
        tell_time_away(desk, policy, away_since, now)
    unread = tend_unread(desk, policy, now)
    reminders = remind(desk, policy, now)
    digests = tend_digests(desk, policy, now) + list_breaches(desk, policy, now)
    return Swept(
        unread=unread,
        reminders=reminders,
        digests=digests,
        conversations=tend_unfinished(desk, policy, now),
        meetings=tend_meetings(desk, policy, now),
        data_requests=remind_of_requests(desk, policy, now),
        retention=tend_retention(desk, policy, now),
        check_backs=ask_due(desk, policy, now),
        kept_back=kept_back,
        home_clocks=home_clocks,
        has_more=reminders > 0 or bool(desk.habits.to_digest(now=now, limit=1)),
    )
