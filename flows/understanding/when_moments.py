"""Puts neighbouring days, parts of the day and clock times together into the one time they tell."""

import re
from dataclasses import dataclass, replace
from functools import cache

from flows.understanding.when_days import Day
from flows.understanding.when_grammar import Clock, DayPart
from flows.understanding.wordlists import any_of


@dataclass(frozen=True, slots=True)
class Moment:
    """Neighbouring pieces that tell one time together."""

    start: int
    end: int
    day: Day | None = None
    part: DayPart | None = None
    clock: Clock | None = None


@cache
def _between() -> re.Pattern[str]:
    return re.compile(
        r"[\s,(:]*(?:(?:at|about|abt|around|round|approx|roughly|just|after|before|gone|in|the|on|of|by|like|maybe|"
        r"sometime|some\stime|during|early|late|inst\.?|all|"
        rf"{any_of('times.toml', 'rounds')}|@|-|–)[\s,]+)*(?:@)?"
    )


def join_moments(small: str, pieces: list[Day | DayPart | Clock]) -> list[Moment]:
    moments: list[Moment] = []
    for piece in sorted(pieces, key=lambda one: (one.start, -one.end)):
        last = moments[-1] if moments else None
        if last and piece.start < last.end:
            continue
        grown = _grow(last, piece) if last and _between().fullmatch(small, last.end, piece.start) else None
        if grown:
            moments[-1] = grown
        else:
            fresh = _grow(Moment(piece.start, piece.end), piece)
            moments.append(fresh or Moment(piece.start, piece.end))
    return moments


def _grow(moment: Moment, piece: Day | DayPart | Clock) -> Moment | None:
    """The moment with the piece added, or None where the piece tells another time."""
    end = max(moment.end, piece.end)
    if isinstance(piece, Day):
        if moment.day is None:
            meal = moment.part is not None and moment.part.meal and moment.clock is None
            return None if meal and piece.since else replace(moment, day=piece, end=end)
        if piece.weak and piece.part and not moment.day.part and moment.day.on:
            return replace(moment, day=replace(moment.day, part=piece.part), end=end)
        if moment.day.weak and moment.day.part and piece.on and not piece.weak:
            return replace(moment, day=replace(piece, part=piece.part or moment.day.part), end=end)
        if moment.day.weekday and piece.on and not (piece.weak or piece.weekday):
            return replace(moment, day=replace(piece, part=moment.day.part or piece.part), end=end)
        if piece.night and moment.day.on:
            return replace(moment, part=DayPart(piece.start, piece.end, "night"), end=end)
        return None
    if isinstance(piece, Clock):
        return replace(moment, clock=piece, end=end) if moment.clock is None else None
    return replace(moment, part=piece, end=end) if moment.part is None else None
