"""After a meeting: what came of each item."""

from datetime import datetime

from flows.engine.say import Button
from flows.engine.texts import Texts
from flows.meet.agenda import SECTIONS, Point
from flows.meet.group_posts import write_to_group
from flows.meet.showing import short_name
from storage.desk import Desk
from storage.tables import Meeting, Occurrence


def follow_up(desk: Desk, meeting: Meeting, occurrence: Occurrence, now: datetime) -> None:
    """Asks the group what came of each item that was posted; says nothing where there was none."""
    assert occurrence.id is not None
    rows = desk.meetings.items_of(occurrence_id=occurrence.id)
    items = sorted(
        (row for row in rows if row.status == "posted"), key=lambda row: SECTIONS.index(row.section)
    )
    if not items:
        return
    texts = Texts()
    lines = [texts.say("agenda-after")]
    lines += [
        texts.say(
            "agenda-after-item", number=number, words=short_name(Point(item.section, item.words or ""), texts)
        )
        for number, item in enumerate(items, start=1)
    ]
    buttons = [
        [
            Button(texts.label("button-item-done", number=number), f"d:item_done:{item.id}"),
            Button(texts.label("button-item-carry", number=number), f"d:item_carry:{item.id}"),
        ]
        for number, item in enumerate(items, start=1)
    ]
    buttons.append([Button(texts.label("button-items-done"), f"d:items_done:{occurrence.id}")])
    lines.append(texts.say("agenda-after-hint"))
    write_to_group(desk, meeting, f"agenda-after {occurrence.id}", lines, now, buttons)
