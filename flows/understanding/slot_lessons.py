"""What the labelled messages teach about places, times and names: the candidates, and which one is right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.understanding.picking import Features
from flows.understanding.when import possible_times
from flows.understanding.where import possible_places
from flows.understanding.who import possible_names

NO_TIMES_WRITERS = ("writer_g", "writer_h", "writer_i", "writer_j", "writer_k", "writer_q")
"""Written to teach the meaning or the place; their times made known cases worse."""
PLACES_LABELLED_CLOSELY = ("examples", *(f"writer_{letter}" for letter in "abdeqrstu"))
"""Where the message names a room they seldom leave the place empty, as the guide's author does: only they
teach when there is none."""


def teaches(slot: str, row: Mapping[str, Any]) -> bool:
    """Whether the labels of this message are close enough to the guide to teach the slot."""
    if slot == "place":
        return bool(row["place"]) or row["file"] in PLACES_LABELLED_CLOSELY
    return slot == "name" or ("when" in row and row["file"] not in NO_TIMES_WRITERS)


@dataclass(frozen=True)
class Lesson:
    """`right` is the candidate that is the one, or None where none of them is."""

    candidates: Sequence[Features]
    right: int | None


def teach_place(row: Mapping[str, Any]) -> list[Lesson]:
    wanted = (row["place"] or "").lower()
    places = possible_places(row["text"])
    hits = [
        index
        for index, place in enumerate(places)
        if row["text"][place.start : place.end].strip().lower() == wanted
    ]
    if wanted and not hits:
        return []
    right = max(hits, key=lambda index: (places[index].rule_score, -index)) if hits else None
    return [Lesson([place.features for place in places], right)]


def teach_when(row: Mapping[str, Any]) -> list[Lesson]:
    label = row["when"]
    times = possible_times(row["text"], datetime.fromisoformat(row["now"]))
    hits = [
        index
        for index, one in enumerate(times)
        if label
        and (one.when.on.isoformat() if one.when.on else None, one.when.time)
        == (label["date"], label["time"])
    ]
    if label and not hits:
        return []
    right = max(hits, key=lambda index: times[index].rule_score or 0.0) if hits else None
    return [Lesson([one.features for one in times], right)]


def teach_name(row: Mapping[str, Any]) -> list[Lesson]:
    """Each possible name is a lesson of its own; half of a name teaches nothing."""
    text = row["text"].lower()
    wanted = {name.lower() for name in row["people"]}
    lessons = []
    for one in possible_names(row["text"]):
        name = text[one.start : one.end]
        if name in wanted:
            lessons.append(Lesson([one.features], 0))
        elif not any(
            set(name.split()) & set(other.split()) or name in other or other in name for other in wanted
        ):
            lessons.append(Lesson([one.features], None))
    return lessons


LESSONS: dict[str, Callable[[Mapping[str, Any]], list[Lesson]]] = {
    "place": teach_place,
    "when": teach_when,
    "name": teach_name,
}
