"""Posts a meeting's agenda before it and asks afterwards what came of each item."""

from datetime import datetime, timedelta

from flows.engine.say import as_content
from flows.engine.texts import Texts
from flows.meet.agenda import draft_agenda
from flows.meet.follow_up import follow_up
from flows.meet.group_posts import write_to_group
from flows.meet.kept_items import attach, attach_all, mark_posted, news, release
from flows.meet.moments import (
    agenda_time_after_preview,
    follow_up_time,
    next_start,
    posting_times,
)
from flows.meet.people import holders
from flows.meet.planning import plan_next
from flows.meet.showing import agenda_lines, manager_lines, manager_rows, pages, rows_on_last
from flows.meet.stages import AGENDA_POSTED, PLANNED, PREVIEWED
from flows.policy.model import Policy
from flows.policy.timescales import is_quiet, out_of_quiet
from storage.desk import Desk
from storage.notices import REMINDER
from storage.tables import Meeting, Occurrence

_A_MOMENT = timedelta(seconds=1)


def tend_meetings(desk: Desk, policy: Policy, now: datetime) -> int:
    """Does what is due by `now` for every meeting. Returns how many dates had something due.

    An agenda is never posted once its meeting has begun; the next date is planned instead.
    """
    waking = desk.meetings.to_wake(now=now)
    for occurrence in waking:
        meeting = desk.meetings.get(meeting_id=occurrence.meeting_id)
        while occurrence.wake_at is not None and occurrence.wake_at <= now:
            if now >= occurrence.starts_at:
                _tend_after(desk, policy, meeting, occurrence, now)
            elif is_quiet(now, policy) and not is_quiet(occurrence.starts_at, policy):
                occurrence.wake_at = min(out_of_quiet(now, policy), occurrence.starts_at)
            else:
                _tend_before(desk, policy, meeting, occurrence, now)
            desk.meetings.save(occurrence)
    return len(waking)


def _tend_before(desk: Desk, policy: Policy, meeting: Meeting, occurrence: Occurrence, now: datetime) -> None:
    if occurrence.posted == PLANNED:
        _preview(desk, policy, meeting, occurrence, now)
        occurrence.posted = PREVIEWED
        occurrence.wake_at = agenda_time_after_preview(now, occurrence.starts_at, policy)
        return
    if occurrence.posted == PREVIEWED:
        _post_agenda(desk, policy, meeting, occurrence, now)
    else:
        _remind(desk, policy, meeting, occurrence, now)
    times = posting_times(occurrence.starts_at, policy)
    left = [at for at in times if at > now]
    occurrence.posted = max(AGENDA_POSTED, PREVIEWED + len(times) - len(left))
    occurrence.wake_at = left[0] if left else follow_up_time(occurrence.starts_at, policy)


def _tend_after(desk: Desk, policy: Policy, meeting: Meeting, occurrence: Occurrence, now: datetime) -> None:
    was_posted = occurrence.posted >= AGENDA_POSTED
    ask_at = follow_up_time(occurrence.starts_at, policy)
    if not is_quiet(occurrence.starts_at, policy):
        ask_at = max(ask_at, out_of_quiet(now, policy))
    if was_posted and now < ask_at:
        occurrence.wake_at = ask_at
        return
    # After a long time away the next meeting counts, not what came of the last one.
    if was_posted and now < next_start(meeting, policy, occurrence.starts_at):
        follow_up(desk, meeting, occurrence, now)
    release(desk, occurrence)
    occurrence.wake_at = None
    desk.meetings.save(occurrence)
    plan_next(desk, policy, meeting, max(now, occurrence.starts_at + _A_MOMENT))


def _preview(desk: Desk, policy: Policy, meeting: Meeting, occurrence: Occurrence, now: datetime) -> None:
    """Shows managers the agenda before the group sees it, so that they can move an item out."""
    service = desk.services.get(service_id=meeting.service_id)
    post_at = agenda_time_after_preview(now, occurrence.starts_at, policy)
    for person in holders(desk, service):
        texts = Texts(person.language)
        draft = draft_agenda(desk, policy, meeting, occurrence, now=now, texts=texts)
        if draft.is_empty:
            return
        rows = manager_rows(draft, attach_all(desk, meeting, occurrence, draft, now), texts)
        head = texts.say(
            "agenda-preview",
            service=service.name,
            starts=occurrence.starts_at,
            posted=post_at,
            soon="yes" if post_at <= now else "no",
        )
        told = pages([head, *agenda_lines(draft.points, texts), *manager_lines(draft, texts)])
        for page, text in enumerate(told):
            desk.notices.write(
                chat_id=person.account_id,
                content=as_content(text, rows_on_last(page, len(told), rows)),
                priority=REMINDER,
                now=now,
                key=f"agenda-preview {occurrence.id} {person.id} {page}",
                person_id=person.id,
                about="agenda_preview",
            )


def _post_agenda(desk: Desk, policy: Policy, meeting: Meeting, occurrence: Occurrence, now: datetime) -> None:
    texts = Texts()
    draft = draft_agenda(desk, policy, meeting, occurrence, now=now, texts=texts)
    for item, point in attach_all(desk, meeting, occurrence, draft, now):
        mark_posted(desk, item, point)
    service = desk.services.get(service_id=meeting.service_id)
    lines = agenda_lines(draft.points, texts) or ["\n" + texts.say("agenda-empty")]
    head = texts.say("agenda-posted", service=service.name, starts=occurrence.starts_at)
    foot = "\n" + texts.say("agenda-suggest")
    write_to_group(desk, meeting, f"agenda {occurrence.id}", [head, *lines, foot], now)


def _remind(desk: Desk, policy: Policy, meeting: Meeting, occurrence: Occurrence, now: datetime) -> None:
    texts = Texts()
    new = news(draft_agenda(desk, policy, meeting, occurrence, now=now, texts=texts))
    for point in new:
        mark_posted(desk, attach(desk, meeting, occurrence, point, now), point)
    head = texts.say("agenda-soon", starts=occurrence.starts_at, new="yes" if new else "no")
    key = f"agenda-soon {occurrence.id} {occurrence.posted}"
    write_to_group(desk, meeting, key, [head, *agenda_lines(new, texts)], now)
