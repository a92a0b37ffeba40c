"""An agenda in words: for the group, and with buttons for managers."""

from collections.abc import Iterable, Sequence

from flows.casework.pings import case_line
from flows.engine.say import LONGEST_TEXT, Button, Rows
from flows.engine.texts import Ready, Texts
from flows.meet.agenda import COUNTING, SECTIONS, SUGGESTED, Draft, Point
from storage.tables import AgendaItem

ROOM = LONGEST_TEXT - 200
"""Characters of one message, with some left for the channel's own count."""
LONGEST_LABEL = 30


def heading_of(section: str) -> str:
    """Whether it was suggested in private or before everybody, the agenda does not say."""
    return "suggested" if section in SUGGESTED else section


def agenda_lines(points: Sequence[Point], texts: Texts) -> list[str]:
    """HTML, one line or block each, in the order of SECTIONS."""
    lines = []
    last_heading = ""
    for point in sorted(points, key=lambda p: SECTIONS.index(p.section)):
        heading = heading_of(point.section)
        if heading != last_heading:
            lines.append(
                "\n" + texts.say("agenda-heading", title=Ready(texts.say(f"agenda-title-{heading}")))
            )
            last_heading = heading
        key = "agenda-numbers" if point.section in COUNTING else "agenda-item"
        lines.append(texts.say(key, words=point.words))
    return lines


def manager_lines(draft: Draft, texts: Texts) -> list[str]:
    """What only managers read: what is kept from the team, and why."""
    lines = []
    if draft.points_at_few and any(point.section == "lessons" for point in draft.points):
        lines.append("\n" + texts.say("agenda-points-at-few"))
    if draft.held:
        # Their words may name somebody, and a preview shows on a locked phone.
        lines.append("\n" + texts.say("agenda-held", count=len(draft.held)))
    if draft.untold_lessons:
        lines.append("\n" + texts.say("agenda-untold"))
        lines += [case_line(case, texts) for case in draft.untold_lessons]
    if draft.left_out:
        lines.append("\n" + texts.say("agenda-left-out"))
        lines += [texts.say("agenda-item", words=short_name(point, texts)) for point in draft.left_out]
    return lines


def manager_rows(
    draft: Draft, rows_of_points: Iterable[tuple[AgendaItem, Point]], texts: Texts
) -> list[list[Button]]:
    """Leave out, look, put back, and open: one button each."""

    def button(key: str, action: str, item: AgendaItem, name: str) -> Button:
        return Button(texts.label(key, name=_shortened(name)), f"d:{action}:{item.id}")

    rows = [
        [button("button-agenda-out", "agenda_out", item, short_name(point, texts))]
        for item, point in rows_of_points
    ]
    rows += [[Button(texts.label("button-agenda-look"), f"d:agenda_item:{item.id}")] for item in draft.held]
    rows += [
        [button("button-agenda-back", "agenda_in", point.item, short_name(point, texts))]
        for point in draft.left_out
        if point.item is not None
    ]
    rows += [
        [Button(texts.label("button-agenda-open", reference=case.reference), f"d:open:{case.id}")]
        for case in draft.untold_lessons
    ]
    return rows


def short_name(point: Point, texts: Texts) -> str:
    return texts.label(f"agenda-title-{point.section}") if point.section in COUNTING else point.words


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LABEL else line[:LONGEST_LABEL].rstrip() + "…"


def pages(lines: Sequence[str]) -> list[str]:
    """The lines in as few messages as hold them; none is torn apart."""
    found: list[str] = []
    for line in lines:
        if found and len(found[-1]) + 1 + len(line) <= ROOM:
            found[-1] += "\n" + line
        else:
            found.append(line.lstrip("\n"))
    return found


def rows_on_last(page: int, count: int, rows: Rows) -> Rows:
    return rows if page == count - 1 else ()
