"""Reads one message: puts the meaning, the people, the place, the time and the language together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.understanding.language import language_of
from flows.understanding.meaning import begin_reading, read_meaning, thresholds
from flows.understanding.result import Understanding
from flows.understanding.split import split_worries
from flows.understanding.when import find_when
from flows.understanding.where import choose_place, possible_places
from flows.understanding.who import find_people


@dataclass(frozen=True)
class KnownWords:
    """What a provider adds: the people and places it knows, and its own slang in plain words."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    slang: Mapping[str, str] = field(default_factory=dict)


def understand(text: str, role: str, now: datetime, *, known: KnownWords | None = None) -> Understanding:
    """What the message says. `role` is who types it, `now` the local time in England. Never raises."""
    known = known or KnownWords()
    by_encoder = begin_reading(text, role, known.slang)
    people = find_people(text, known.people)
    places = possible_places(text)
    when = find_when(text, now)
    meaning = read_meaning(text, role, known.slang, by_encoder)
    place = choose_place(
        text, places, by_encoder.result(), thresholds().encoder_counts["place"], known.places
    )
    return Understanding(
        kind=meaning.kinds[0],
        kinds=meaning.kinds,
        categories=meaning.categories,
        red_flags=meaning.red_flags,
        harm=meaning.harm,
        spoken=meaning.spoken,
        people=people,
        place=place,
        when=when,
        parts=split_worries(text),
        language=language_of(text),
        sure_of_kind=meaning.sure_of_kind,
        sure_of_category=meaning.sure_of_category,
    )
