"""Finds when the event of a message happened, in London time, resolved against the moment of typing."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from flows.understanding.result import When
from flows.understanding.when_days import Day, find_days
from flows.understanding.when_grammar import Clock, DayPart, find_clocks, find_parts
from flows.understanding.wordlists import any_of, lower_in_place, words_of

LONDON = ZoneInfo("Europe/London")
_LONGEST = 4096
_JOIN = re.compile(
    r"[\s,(]*(?:(?:at|about|abt|around|round|approx|roughly|just|after|before|gone|in|the|on|of|by|like|maybe|"
    r"sometime|some\stime|during|early|late|@|-|–)[\s,]+)*(?:@)?"
)
_LEAD = re.compile(
    r"(?:\b(?:at|on|in|over|about|around|abt|since|from|during|approx|just\safter|just\sbefore|after|early|late|the)\s+){1,3}$"
)


@dataclass(frozen=True, slots=True)
class _Moment:
    """Neighbouring pieces that tell one time together."""

    start: int
    end: int
    day: Day | None = None
    part: DayPart | None = None
    clock: Clock | None = None


def _local(now: datetime) -> datetime:
    return now.astimezone(LONDON).replace(tzinfo=None) if now.tzinfo else now


def _join(small: str, pieces: list[Day | DayPart | Clock]) -> list[_Moment]:
    moments: list[_Moment] = []
    for piece in sorted(pieces, key=lambda one: (one.start, -one.end)):
        last = moments[-1] if moments else None
        if last and piece.start < last.end:
            continue
        if last and _JOIN.fullmatch(small, last.end, piece.start):
            grown = _grow(last, piece)
            if grown:
                moments[-1] = grown
                continue
        fresh = _grow(_Moment(piece.start, piece.end), piece)
        if fresh:
            moments.append(fresh)
    return moments


def _grow(moment: _Moment, piece: Day | DayPart | Clock) -> _Moment | None:
    end = max(moment.end, piece.end)
    if isinstance(piece, Day):
        if moment.day is None:
            return replace(moment, day=piece, end=end)
        if moment.day.weekday and piece.on and not piece.weak:
            return replace(moment, day=replace(piece, part=moment.day.part or piece.part), end=end)
        if piece.night and moment.day.on:
            return replace(moment, part=DayPart(piece.start, piece.end, "night"), end=end)
        return None
    if isinstance(piece, Clock):
        return replace(moment, clock=piece, end=end) if moment.clock is None else None
    return replace(moment, part=piece, end=end) if moment.part is None else None


@cache
def _tests() -> dict[str, re.Pattern[str]]:
    def listed(key: str) -> str:
        return any_of("times.toml", key)

    return {
        "deadline": re.compile(rf"\b{listed('deadline')}\s(?:the\s|this\s|about\s)?$"),
        "chasing": re.compile(rf"\b{listed('chasing')}\b[^.!?]{{0,25}}$"),
        "wished": re.compile(rf"\b{listed('wished')}\b"),
        "habit": re.compile(rf"\b{listed('habit')}\s$"),
        "after_habit": re.compile(rf"\s{{0,2}}(?:on\s)?(?:{listed('after_habit')}|{listed('habit')})\b"),
        "label": re.compile(rf"(?:'?s)?\s(?:{'|'.join(sorted(words_of('times.toml', 'labels')))})\b"),
        "clause": re.compile(r"[.!?\n;]"),
    }


def _score(small: str, moment: _Moment) -> float | None:
    """How well the moment fits the event; None where it is something else."""
    tests = _tests()
    before, after = small[max(0, moment.start - 60) : moment.start], small[moment.end : moment.end + 60]
    clause_before = tests["clause"].split(before)[-1]
    clause_after = tests["clause"].split(after)[0]
    day, clock, part = moment.day, moment.clock, moment.part
    if day is None and clock is None:
        return None
    if tests["deadline"].search(before) or tests["label"].match(after):
        return None
    habit = bool(tests["habit"].search(before) or tests["after_habit"].match(after))
    if habit and clock is None:
        return None
    if day is None and clock is not None and clock.bare:
        lead = small[clock.start : clock.end].split()[0]
        if lead not in ("at", "@", "since", "from"):
            return None
    if tests["chasing"].search(clause_before):
        return None
    if (day is None or day.on is not None) and (
        tests["wished"].search(clause_after) or tests["wished"].search(clause_before)
    ):
        return None
    score = 2.0
    if day is not None:
        score += 0.5 if day.weak else 2.0
        score += 0.5 if day.on else 0.0
    if clock is not None:
        score += 1.5
    if part is not None:
        score += 0.5
    return score - moment.start / 10_000 - (3 if habit else 0)


def _resolve(moment: _Moment, now: datetime, habit: bool) -> tuple[date | None, str | None]:
    day, clock = moment.day, moment.clock
    part = moment.part.part if moment.part else (day.part if day else None)
    on = day.on if day else now.date()
    if clock is None:
        return on, part
    hour, minute = clock.hour, clock.minute
    night = (day is not None and day.night) or part == "night"
    if not clock.sure and hour <= 12:
        hour = _hour_of(hour, minute, part, on, now)
    time = f"{hour:02d}:{minute:02d}"
    if habit:
        return None, time
    if day is not None and day.on and day.night and night and hour < 12:
        on = day.on + timedelta(days=1)
    if day is None and datetime(now.year, now.month, now.day, hour, minute) > now:
        on = now.date() - timedelta(days=1)
    return on, time


def _hour_of(hour: int, minute: int, part: str | None, on: date | None, now: datetime) -> int:
    early, late = hour % 12, hour % 12 + 12
    if part == "morning":
        return early
    if part in ("afternoon", "evening"):
        return late
    if part == "night":
        return late if 6 <= hour <= 11 else early
    if on == now.date():
        for candidate in (late, early):
            if (candidate, minute) <= (now.hour, now.minute):
                return candidate
        return late
    return late if hour <= 6 or hour == 12 else early


def find_when(text: str, now: datetime) -> When | None:
    """The time of the event, or None where the words do not say. `now` is aware, or London time if naive."""
    local = _local(now)
    typed = text[:_LONGEST]
    small = lower_in_place(typed)
    pieces: list[Day | DayPart | Clock] = [*find_days(small, local), *find_clocks(small), *find_parts(small)]
    best: tuple[float, _Moment] | None = None
    for moment in _join(small, pieces):
        score = _score(small, moment)
        if score is not None and (best is None or score > best[0]):
            best = (score, moment)
    if best is None:
        return None
    moment = best[1]
    tests = _tests()
    before, after = small[max(0, moment.start - 30) : moment.start], small[moment.end : moment.end + 30]
    habit = bool(tests["habit"].search(before) or tests["after_habit"].match(after))
    on, time = _resolve(moment, local, habit)
    return When(_as_typed(typed, small, moment), on, time)


def _as_typed(typed: str, small: str, moment: _Moment) -> str:
    start = moment.start
    plain_clock = moment.day is None and moment.part is None
    lead = _LEAD.search(small, max(0, start - 30), start)
    if lead and not plain_clock:
        start = lead.start()
    return typed[start : moment.end].strip(" ,(")
