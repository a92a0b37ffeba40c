"""Keeps the items of an agenda: attached to a date, posted, and what goes on to the next one."""

from datetime import datetime

from flows.engine.texts import Texts
from flows.meet.agenda import COUNTING, LASTING, Draft, Point, carried_words, is_carried_on
from flows.meet.circles import Circles
from flows.meet.stages import AGENDA_POSTED
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import AgendaItem, Meeting, Occurrence

RELEASED = (*LASTING, "lessons")
"""Items that wait for another date where theirs did not get to them."""


def attach(desk: Desk, meeting: Meeting, occurrence: Occurrence, point: Point, now: datetime) -> AgendaItem:
    """The row of a point, in this date's agenda."""
    item = point.item
    if item is None:
        return desk.meetings.add_item(
            service_id=meeting.service_id,
            section=point.section,
            occurrence_id=occurrence.id,
            case_id=point.case_id,
            words=point.words if point.section == "carried" else None,
            now=now,
        )
    if item.occurrence_id is None:
        item.occurrence_id = occurrence.id
        desk.meetings.save(item)
    return item


def attach_all(
    desk: Desk, meeting: Meeting, occurrence: Occurrence, draft: Draft, now: datetime
) -> list[tuple[AgendaItem, Point]]:
    return [(attach(desk, meeting, occurrence, point, now), point) for point in draft.points]


def mark_posted(desk: Desk, item: AgendaItem, point: Point) -> None:
    """From now on the item keeps the words that the team read."""
    item.words = point.words
    item.status = "posted"
    desk.meetings.save(item)


def news(draft: Draft) -> list[Point]:
    """What is new or has changed since the agenda was posted."""
    return [
        point
        for point in draft.points
        if not point.is_posted
        or (point.section in COUNTING and point.item is not None and point.item.words != point.words)
    ]


def release(desk: Desk, occurrence: Occurrence) -> None:
    """Lets go of what a date's agenda never got to show."""
    assert occurrence.id is not None
    for item in desk.meetings.items_of(occurrence_id=occurrence.id):
        if item.status == "waiting" and item.section in RELEASED:
            item.occurrence_id = None
            desk.meetings.save(item)


def hand_on(desk: Desk, policy: Policy, meeting: Meeting, texts: Texts, now: datetime) -> None:
    """A meeting ends for good or is set anew: what it did not get to waits for the service's next one."""
    assert meeting.id is not None
    for occurrence in desk.meetings.dates_to_come(meeting_id=meeting.id):
        release(desk, occurrence)
    last = desk.meetings.last_posted(meeting_id=meeting.id, least_posted=AGENDA_POSTED)
    if last is None or last.id is None:
        return
    few = Circles(desk, policy, service_id=meeting.service_id).are_workers_few
    for item in desk.meetings.items_of(occurrence_id=last.id):
        if is_carried_on(item) and item.words:
            desk.meetings.add_item(
                service_id=item.service_id,
                section="carried",
                words=carried_words(item, texts, few=few),
                now=now,
            )
