"""The time of the event in British speech."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.when import find_when

TUESDAY_NOON = datetime(2026, 11, 10, 12, 0)


@pytest.mark.parametrize(
    ("text", "on", "time"),
    [
        ("fell last night about 10", date(2026, 11, 9), "22:00"),
        ("fell last night at 2", date(2026, 11, 10), "02:00"),
        ("found at half nine", date(2026, 11, 10), "09:30"),
        ("slipped yesterday teatime", date(2026, 11, 9), "evening"),
        ("found at 0200", date(2026, 11, 10), "02:00"),
        ("he fell on monday", date(2026, 11, 9), None),
        ("he fell sat morning", date(2026, 11, 7), "morning"),
        ("it happened 2/11", date(2026, 11, 2), None),
        ("it happened 14/8", date(2026, 8, 14), None),
        ("it happened over the weekend", None, None),
        ("she fell two weeks ago", date(2026, 10, 27), None),
        ("she was wet overnight", date(2026, 11, 9), "night"),
        ("he slipped this mornin", date(2026, 11, 10), "morning"),
    ],
)
def test_british_times_are_resolved(text: str, on: date | None, time: str | None) -> None:
    when = find_when(text, TUESDAY_NOON)
    assert when is not None
    assert (when.on, when.time) == (on, time)


@pytest.mark.parametrize(
    "text", ["no rush, by friday will do", "she comes every night", "three weeks now", ""]
)
def test_deadlines_habits_and_durations_are_no_time(text: str) -> None:
    assert find_when(text, TUESDAY_NOON) is None


def test_an_aware_now_is_taken_to_london() -> None:
    when = find_when("he fell today", datetime(2026, 7, 31, 23, 30, tzinfo=UTC))
    assert when is not None
    assert when.on == date(2026, 8, 1)


@given(st.text(max_size=300), st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_the_words_of_the_time_stand_in_the_text(text: str, now: datetime) -> None:
    when = find_when(text, now)
    assert when is None or when.text in text
