"""Finds when the event of a message happened, in London time, resolved against the moment of typing."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.understanding import when_role
from flows.understanding.picking import Features, best_of, weigh
from flows.understanding.result import When
from flows.understanding.when_days import Day, find_days
from flows.understanding.when_features import TimesAround
from flows.understanding.when_grammar import Clock, DayPart, find_clocks, find_parts
from flows.understanding.when_moments import Moment, join_moments
from flows.understanding.wordlists import lower_in_place

LONDON = ZoneInfo("Europe/London")
_LONGEST = 2000
_MOST = 40
_JUST = timedelta(hours=2)
_LEAST_SURE = 0.4
"""Below this probability no time is better than a wrong one (measured across writers)."""
_LEAD = re.compile(
    r"(?:\b(?:at|on|in|over|about|around|abt|since|from|during|approx|just\safter|just\sbefore|after|early|late|the)"
    r"\s+){1,3}$"
)
_LED = re.compile(r"\b(?:on|since|last|from)\s(?:the\s)?")
_BARE_LEADS = ("at", "@", "since", "from", "just", "between", "gone")
_MEAL_HOURS = {"morning": 7, "afternoon": 12, "evening": 16}


def _score(small: str, moment: Moment, now: datetime) -> float | None:
    """How well the moment fits the event; None where it is something else."""
    span = (moment.start, moment.end)
    day, clock, part = moment.day, moment.clock, moment.part
    if day is None and clock is None and not (part and part.at_meal):
        return None
    if when_role.is_deadline(small, *span) or when_role.is_talk(small, *span):
        return None
    if clock is None and (when_role.is_label(small, *span) or _goes_on(small, moment)):
        return None
    if clock is not None and day is None and when_role.is_now(small, *span):
        return None
    habit = when_role.is_habit(small, *span)
    if habit and clock is None:
        return None
    if clock is not None and clock.bare and day is None and part is None:
        lead = small[clock.start : clock.end].split()[0]
        if lead not in _BARE_LEADS:
            return None
    if clock is not None and small[clock.start : clock.end].startswith(("by ", "until ", "till ", "before ")):
        return None
    if day is not None and _is_to_come(small, moment, day, now):
        return None
    score = 2.0 if day is not None or clock is not None else 3.0
    if day is not None:
        score += (0.5 if day.weak else 2.0) + (0.5 if day.on else 0.0)
    if clock is not None:
        score += 1.5
    if part is not None:
        score += 0.5
    return score - moment.start / 10_000 - (3 if habit else 0)


def _goes_on(small: str, moment: Moment) -> bool:
    """A meal, a handover or a night that stands for many."""
    day, span = moment.day, (moment.start, moment.end)
    if day is not None and day.lasting:
        return not when_role.has_lasted(small, *span)
    doubtful = day is None or (day.weak and not day.night)
    return doubtful and when_role.is_ongoing(small, *span)


def _is_to_come(small: str, moment: Moment, day: Day, now: datetime) -> bool:
    """The day is one when somebody should act, or one of a plan."""
    if day.on is None and not day.weekday:
        return False
    span = (moment.start, moment.end)
    led = bool(_LED.search(small, max(0, moment.start - 9), moment.start + 6))
    if moment.clock is not None and day.on == now.date():
        on, at = _resolve(moment, now, habit=False)
        if on == now.date() and at is not None and at <= f"{now:%H:%M}":
            return False
    if day.weekday and when_role.is_that_day(small, *span):
        return True
    if day.weekday and not led and when_role.is_adjective(small, moment.start):
        return True
    doubtful = day.on == now.date() or day.night or (day.weekday and not led)
    past = small[moment.start : moment.end].startswith(("last", "yest", "earlier"))
    if doubtful and not past:
        return when_role.is_wish(small, *span, surely=False)
    return not past and not led and when_role.is_wish(small, *span, surely=True)


def _resolve(moment: Moment, now: datetime, habit: bool) -> tuple[date | None, str | None]:
    day, clock = moment.day, moment.clock
    part = moment.part.part if moment.part else (day.part if day else None)
    on = day.on if day else now.date()
    if clock is None:
        if day is None and part is not None and _MEAL_HOURS.get(part, 0) > now.hour:
            on = now.date() - timedelta(days=1)
        return on, part
    hour, minute = clock.hour, clock.minute
    if not clock.sure and hour <= 12:
        hour = _hour_of(hour, minute, part, on, now)
    at = f"{hour:02d}:{minute:02d}"
    if habit:
        return None, at
    if day is not None and day.on and day.night and part == "night" and hour < 12:
        on = day.on + timedelta(days=1)
    if on is not None and (on > now.date() or (day is None and time(hour, minute) > now.time())):
        on -= timedelta(days=1)
    return on, at


def _hour_of(hour: int, minute: int, part: str | None, on: date | None, now: datetime) -> int:
    """The half of the day that is meant: what the part of the day says, else the latest that has passed."""
    early, late = hour % 12, hour % 12 + 12
    if part == "morning":
        return early
    if part in ("afternoon", "evening"):
        return late
    if part == "night":
        return late if 6 <= hour <= 11 else early
    if on == now.date():
        passed = [half for half in (late, early) if (half, minute) <= (now.hour, now.minute)]
        return passed[0] if passed else late
    return late if hour <= 6 or hour == 12 else early


@dataclass(frozen=True, slots=True)
class PossibleTime:
    """A time that the words name, whether it is the event's or not."""

    when: When
    rule_score: float | None
    features: Features


def possible_times(text: str, now: datetime) -> list[PossibleTime]:
    """All times a text names, with what is seen of them. `now` is aware, or London time if naive."""
    local = now.astimezone(LONDON).replace(tzinfo=None) if now.tzinfo else now
    typed = text[:_LONGEST]
    small = lower_in_place(typed)
    pieces: list[Day | DayPart | Clock] = [*find_days(small, local), *find_clocks(small), *find_parts(small)]
    moments = join_moments(small, pieces)[:_MOST]
    scores = [_score(small, moment, local) for moment in moments]
    best = max((score for score in scores if score is not None), default=None)
    around = TimesAround(small, [(moment.start, moment.end) for moment in moments])
    times: list[PossibleTime] = []
    for number, (moment, score) in enumerate(zip(moments, scores, strict=True)):
        span = (moment.start, moment.end)
        many = moment.clock is not None and moment.clock.range and when_role.is_ongoing(small, *span)
        habit = many or when_role.is_habit(small, *span)
        on, at = _resolve(moment, local, habit=habit)
        features = around.features(number)
        features.update({f"is:{mark}": 1.0 for mark in _marks(moment, local, on, at, habit=habit)})
        features.update({f"rule:{mark}": 1.0 for mark in _verdict(score, best)})
        times.append(PossibleTime(When(_as_typed(typed, small, moment), on, at), score, features))
    return times


def _verdict(score: float | None, best: float | None) -> list[str]:
    if score is None:
        return ["refused", "all refused" if best is None else "another taken"]
    return [f"score {round(score)}", "best" if score == best else "second"]


def _marks(moment: Moment, now: datetime, on: date | None, at: str | None, *, habit: bool) -> list[str]:
    """What sort of time it is."""
    day, clock, part = moment.day, moment.clock, moment.part
    marks = ["day" if day else "no day", "clock" if clock else "no clock", "part" if part else "no part"]
    marks.append("".join(mark[0] for mark in marks[:3] if not mark.startswith("no")) or "nothing")
    if day:
        marks += [mark for mark in ("weak", "night", "weekday", "since", "lasting") if getattr(day, mark)]
        marks.append("dated" if day.on else "undated")
    if clock:
        marks += [mark for mark in ("sure", "bare", "range") if getattr(clock, mark)]
    if part:
        marks += [mark for mark in ("meal", "at_meal") if getattr(part, mark)]
    if habit:
        marks.append("habit")
    if on is not None:
        marks.append(
            "that day" if on == now.date() else "day before" if (now.date() - on).days == 1 else "long ago"
        )
        if at and ":" in at and on == now.date():
            past = now - datetime.combine(on, time.fromisoformat(at))
            marks.append("just before" if past < _JUST else "hours before")
    return marks


def find_when(text: str, now: datetime) -> When | None:
    """The time of the event, or None where the words do not say. `now` is aware, or London time if naive."""
    times = possible_times(text, now)
    best = best_of([weigh("when", one.features) for one in times], _LEAST_SURE)
    return times[best].when if best is not None else None


def _as_typed(typed: str, small: str, moment: Moment) -> str:
    start = moment.start
    if moment.day is not None or moment.part is not None:
        lead = _LEAD.search(small, max(0, start - 30), start)
        start = lead.start() if lead else start
    words = typed[start : moment.end].strip(" ,(.")
    return words + ")" if "(" in words and typed.startswith(")", moment.end) else words
