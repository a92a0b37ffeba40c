"""When a meeting's agenda is previewed, posted, reminded of and followed up."""

from datetime import UTC, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from flows.meet.recurrence import occurrences
from flows.meet.stages import AGENDA_POSTED
from flows.policy.model import Policy
from flows.policy.quiet_hours import is_quiet, is_reminding_day, last_slot, local_time, out_of_quiet
from flows.policy.timescales import Length
from flows.policy.working_days import add_working_days
from storage.tables import Meeting

_LOOK_BACK = timedelta(days=14)


def next_start(meeting: Meeting, policy: Policy, after: datetime) -> datetime:
    """The first meeting after a time, at the same local hour on both sides of a clock change."""
    (start,) = occurrences(
        meeting.rule,
        time.fromisoformat(meeting.at),
        meeting.begun_at,
        1,
        after=after,
        zone=policy.calendar.zone,
    )
    return start


def earlier(at: datetime, gap: Length, policy: Policy) -> datetime:
    """So long before `at`; days and months keep the local hour."""
    if gap.unit == "hours":
        return at - timedelta(hours=gap.amount)
    local = local_time(at, policy)
    if gap.unit == "calendar_days":
        day = local.date() - timedelta(days=gap.amount)
    elif gap.unit == "working_days":
        day = add_working_days(local.date(), -gap.amount, policy)
    else:
        day = local.date() - relativedelta(months=gap.amount)
    return datetime.combine(day, local.time(), policy.calendar.zone).astimezone(UTC)


def posting_times(starts_at: datetime, policy: Policy) -> list[datetime]:
    """When the group is written to before a meeting: the agenda first, then the reminders.

    Nothing is posted in the quiet hours, unless the meeting itself is in them: it waits for the morning,
    and falls away where that is no longer before the meeting.
    """
    times = sorted(earlier(starts_at, gap, policy) for gap in policy.meetings.agenda_before)
    if not is_quiet(starts_at, policy):
        times = [out_of_quiet(at, policy) for at in times]
    return sorted({at for at in times if at < starts_at})


def agenda_time(starts_at: datetime, policy: Policy) -> datetime:
    return next(iter(posting_times(starts_at, policy)), starts_at)


def told_until(starts_at: datetime, posted: int, policy: Policy) -> datetime:
    """Up to when the posts of a meeting have told the group what happened; `posted` as in `stages`."""
    times = posting_times(starts_at, policy) or [starts_at]
    return times[min(posted - AGENDA_POSTED, len(times) - 1)]


def preview_time(starts_at: datetime, policy: Policy) -> datetime:
    """When managers see the agenda before the group does: never later than planned, and on a day and at an
    hour at which they are at work."""
    planned = agenda_time(starts_at, policy) - timedelta(hours=policy.meetings.preview_hours)
    if is_reminding_day(local_time(planned, policy).date(), policy) and not is_quiet(planned, policy):
        return planned
    return last_slot(planned - _LOOK_BACK, planned, policy) or planned


def agenda_time_after_preview(previewed_at: datetime, starts_at: datetime, policy: Policy) -> datetime:
    """When the agenda is posted: as planned, as long as managers have half of their time with it; else
    they get all of it, as far as the last posting before the meeting allows."""
    times = posting_times(starts_at, policy)
    if not times:
        return previewed_at
    whole = timedelta(hours=policy.meetings.preview_hours)
    if times[0] - previewed_at >= whole / 2:
        return times[0]
    fair = previewed_at + whole
    if not is_quiet(starts_at, policy):
        fair = out_of_quiet(fair, policy)
    return min(fair, max(times[-1], previewed_at))


def follow_up_time(starts_at: datetime, policy: Policy) -> datetime:
    at = starts_at + timedelta(minutes=policy.meetings.follow_up_minutes)
    return at if is_quiet(starts_at, policy) else out_of_quiet(at, policy)
