"""Plans the dates of a meeting."""

from datetime import datetime

from flows.meet.moments import next_start, preview_time
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Meeting, Occurrence


def plan_next(desk: Desk, policy: Policy, meeting: Meeting, after: datetime) -> Occurrence:
    """The next date after a time; planned once, however often it is asked for."""
    assert meeting.id is not None
    planned = desk.meetings.next_occurrence(meeting_id=meeting.id, after=after)
    if planned is not None:
        return planned
    starts_at = next_start(meeting, policy, after)
    return desk.meetings.add_occurrence(
        meeting_id=meeting.id, starts_at=starts_at, wake_at=preview_time(starts_at, policy)
    )


def coming(desk: Desk, policy: Policy, meeting: Meeting, now: datetime) -> tuple[datetime, Occurrence | None]:
    """When a meeting is next, and its date where that is planned already."""
    assert meeting.id is not None
    occurrence = desk.meetings.next_occurrence(meeting_id=meeting.id, after=now)
    if occurrence is not None:
        return occurrence.starts_at, occurrence
    return next_start(meeting, policy, now), None
