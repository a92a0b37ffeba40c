"""Builds the agenda of a meeting out of what happened since the last one. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.engine.say import cut
from flows.engine.texts import Texts
from flows.meet.circles import Circles
from flows.meet.handlers_words import HandlersWords
from flows.meet.moments import told_until
from flows.meet.stages import AGENDA_POSTED
from flows.meet.themes import (
    OF_SECTION,
    OPEN_GOES_TO,
    OPEN_KINDS,
    OPEN_WAYS,
    section_words,
)
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import AgendaItem, Case, Meeting, Occurrence

SECTIONS = (
    "actions",
    "complaints",
    "incidents",
    "thanks",
    "lessons",
    "overdue",
    "suggested",
    "suggested_privately",
    "carried",
)
COUNTING = ("actions", "complaints", "incidents", "thanks", "overdue")
"""Sections of numbers, one item each. In the others every item is somebody's words."""
SUGGESTED = ("suggested", "suggested_privately")
LASTING = (*SUGGESTED, "carried")
"""Items that go on to the next meeting by themselves until somebody has ticked them off."""


@dataclass(frozen=True, slots=True)
class Point:
    """One item as it would be read out now; `words` may have several lines. `item` where it has a row."""

    section: str
    words: str
    item: AgendaItem | None = None
    case_id: int | None = None

    @property
    def is_posted(self) -> bool:
        return self.item is not None and self.item.status != "waiting"


@dataclass(slots=True)
class Draft:
    """An agenda as it stands. What is kept from the team is there for managers only."""

    at: datetime
    points: list[Point] = field(default_factory=list)
    left_out: list[Point] = field(default_factory=list)
    held: list[AgendaItem] = field(default_factory=list)
    """Suggested in private and perhaps naming somebody: a manager decides."""
    untold_lessons: list[Case] = field(default_factory=list)
    points_at_few: bool = False
    """Whether so few work here that whoever reads a lesson may know whose it is."""

    @property
    def is_empty(self) -> bool:
        return not (self.points or self.held or self.untold_lessons)


def draft_agenda(
    desk: Desk,
    policy: Policy,
    meeting: Meeting,
    occurrence: Occurrence | None,
    *,
    now: datetime,
    texts: Texts,
) -> Draft:
    """The agenda of the next date of a meeting, in the order of SECTIONS."""
    assert meeting.id is not None
    starts_at = occurrence.starts_at if occurrence is not None else now
    last = desk.meetings.last_posted(meeting_id=meeting.id, before=starts_at, least_posted=AGENDA_POSTED)
    since = (
        told_until(last.starts_at, last.posted, policy)
        if last is not None
        else now - timedelta(days=policy.meetings.lately_days)
    )
    rows = _rows(desk, meeting, occurrence)
    circles = Circles(desk, policy, service_id=meeting.service_id)
    draft = Draft(
        at=now,
        held=desk.meetings.items_waiting(service_id=meeting.service_id, status="held"),
        points_at_few=circles.are_workers_few,
    )
    cases = desk.cases.reported_between(
        service_id=meeting.service_id, start=since, end=now, ways=OPEN_WAYS, for_whom=OPEN_GOES_TO
    )
    late = desk.meetings.tellers_of_late_clocks(
        service_id=meeting.service_id, now=now, ways=OPEN_WAYS, kinds=OPEN_KINDS, goes_to=OPEN_GOES_TO
    )
    handlers = HandlersWords(desk, policy, service_id=meeting.service_id, since=since)
    counted = {
        "actions": handlers.actions_words(now, texts, few=circles.are_workers_few),
        **{section: section_words(section, cases, circles, policy, texts) for section in OF_SECTION},
        "overdue": _late_words(late, circles, texts),
    }
    found = [
        Point(section, words, next((row for row in rows if row.section == section), None))
        for section, words in counted.items()
        if words
    ]
    found += _lessons(handlers, rows, policy, draft)
    found += [
        Point(row.section, row.words or "", row) for row in rows if row.section in SUGGESTED and row.words
    ]
    found += _carried(desk, last, rows, texts, few=circles.are_workers_few)
    for point in sorted(found, key=lambda point: SECTIONS.index(point.section)):
        is_out = point.item is not None and point.item.status == "left_out"
        (draft.left_out if is_out else draft.points).append(point)
    draft.points = _as_many_as_fit(draft.points, policy)
    return draft


def _late_words(teller_roles: Sequence[str], circles: Circles, texts: Texts) -> str:
    """How many answers and checks are late; "" for none."""
    if not teller_roles:
        return ""
    if circles.would_point(teller_roles):
        return texts.label("agenda-overdue-some")
    return texts.label("agenda-overdue", count=len(teller_roles))


def _rows(desk: Desk, meeting: Meeting, occurrence: Occurrence | None) -> list[AgendaItem]:
    """The items of this date, and those of the service that wait for any."""
    rows = desk.meetings.items_waiting(service_id=meeting.service_id)
    if occurrence is not None and occurrence.id is not None:
        rows = [*desk.meetings.items_of(occurrence_id=occurrence.id), *rows]
    return rows


def _lessons(
    handlers: HandlersWords, rows: Sequence[AgendaItem], policy: Policy, draft: Draft
) -> list[Point]:
    """Lessons in their handlers' words. Those that could point at somebody go to `untold_lessons`."""
    row_of = {row.case_id: row for row in rows if row.section == "lessons" and row.case_id is not None}
    points = []
    for case in handlers.cases_with_lessons(until=draft.at, and_of=row_of):
        if handlers.is_tellable(case.lesson or "", case):
            words = cut(case.lesson or "", policy.meetings.item_characters)
            points.append(Point("lessons", words, row_of.get(case.id or 0), case.id))
        else:
            draft.untold_lessons.append(case)
    return points


def _carried(
    desk: Desk, last: Occurrence | None, rows: Sequence[AgendaItem], texts: Texts, *, few: bool
) -> list[Point]:
    """What the last meeting did not get to, and what was carried here before."""
    points = {
        row.words or "": Point("carried", row.words or "", row) for row in rows if row.section == "carried"
    }
    if last is not None and last.id is not None:
        for item in desk.meetings.items_of(occurrence_id=last.id):
            if is_carried_on(item) and item.words:
                words = carried_words(item, texts, few=few)
                points.setdefault(words, Point("carried", words))
    return list(points.values())


def is_carried_on(item: AgendaItem) -> bool:
    """Whether an item goes to the next meeting: by a tap, or because nobody said what came of it."""
    return item.status == "carried_over" or (item.status == "posted" and item.section in LASTING)


def carried_words(item: AgendaItem, texts: Texts, *, few: bool) -> str:
    """In one line. Where `few` work here by now, what was a number then is none any more."""
    words = " ".join((item.words or "").split("\n"))
    if item.section in LASTING:
        return words
    if few and item.section in COUNTING:
        words = texts.label("agenda-some")
    return texts.label("agenda-carried", title=texts.label(f"agenda-title-{item.section}"), words=words)


def _as_many_as_fit(points: list[Point], policy: Policy) -> list[Point]:
    """All numbers, and so many items in words as one meeting can hold; the rest waits for the next."""
    room = policy.meetings.most_items
    kept = []
    for point in points:
        if point.section in COUNTING:
            kept.append(point)
        elif room:
            kept.append(point)
            room -= 1
    return kept
