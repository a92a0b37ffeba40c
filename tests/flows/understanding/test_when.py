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
        ("the fire door has been locked since Easter", date(2026, 4, 5), None),
        ("his room has been cold since June", None, None),
        ("she was wet overnight", date(2026, 11, 9), "night"),
        ("he slipped this mornin", date(2026, 11, 10), "morning"),
        ("wet floor by bathroom 2 this mornin", date(2026, 11, 10), "morning"),
    ],
)
def test_british_times_are_resolved(text: str, on: date | None, time: str | None) -> None:
    when = find_when(text, TUESDAY_NOON)
    assert when is not None
    assert (when.on, when.time) == (on, time)


@pytest.mark.parametrize(
    ("typed_at", "text", "on", "time"),
    [
        ("2027-01-01T07:10", "fell at 10pm last night", date(2026, 12, 31), "22:00"),
        ("2027-03-01T09:00", "fell yesterday", date(2027, 2, 28), None),
        ("2028-03-01T09:00", "fell yesterday", date(2028, 2, 29), None),
        ("2026-10-25T06:40", "fell at half 1", date(2026, 10, 25), "01:30"),
        ("2026-03-29T07:00", "fell at 01:30", date(2026, 3, 29), "01:30"),
        ("2026-11-20T03:12", "tonight at 1 she was out of bed", date(2026, 11, 20), "01:00"),
        ("2026-11-20T02:10", "he fell at 23:15", date(2026, 11, 19), "23:15"),
        ("2026-11-10T12:00", "fell half an hour ago", date(2026, 11, 10), "11:30"),
        ("2027-04-03T10:00", "nobody came on good friday", date(2027, 3, 26), None),
        ("2027-01-04T10:00", "on new years eve she fell", date(2026, 12, 31), None),
        ("2026-12-28T10:00", "he fell on the 30th", date(2026, 11, 30), None),
        ("2026-11-10T12:00", "it was wet at handover", date(2026, 11, 10), "afternoon"),
        ("2026-11-10T18:00", "choked at lunch", date(2026, 11, 10), "afternoon"),
        ("2026-11-10T12:00", "a week last thursday he fell", date(2026, 10, 29), None),
        ("2026-11-10T12:00", "every night at 7", None, "19:00"),
    ],
)
def test_times_are_resolved_across_boundaries(typed_at: str, text: str, on: date | None, time: str) -> None:
    when = find_when(text, datetime.fromisoformat(typed_at))
    assert when is not None
    assert (when.on, when.time) == (on, time)


@pytest.mark.parametrize(
    "text",
    [
        "no rush, by friday will do",
        "she comes every night",
        "three weeks now",
        "10/10 for the cake",
        "he needs care 24/7",
        "GP visit is on friday",
        "",
    ],
)
def test_deadlines_habits_and_durations_are_no_time(text: str) -> None:
    assert find_when(text, TUESDAY_NOON) is None


def test_an_aware_now_is_taken_to_london() -> None:
    when = find_when("he fell today", datetime(2026, 7, 31, 23, 30, tzinfo=UTC))
    assert when is not None
    assert when.on == date(2026, 8, 1)


WORDS = [
    "at",
    "on",
    "the",
    "last",
    "10",
    "half",
    "3pm",
    "monday",
    "29/2",
    "31st",
    "feb",
    "night",
    "ago",
    "2",
    "weeks",
    "25:99",
    "since",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_odd_heaps_of_time_words_never_give_a_future_day(words: list[str]) -> None:
    when = find_when(" ".join(words), TUESDAY_NOON)
    assert when is None or when.on is None or when.on <= TUESDAY_NOON.date()


@given(st.text(max_size=300), st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_the_words_of_the_time_stand_in_the_text(text: str, now: datetime) -> None:
    when = find_when(text, now)
    assert when is None or when.text in text
