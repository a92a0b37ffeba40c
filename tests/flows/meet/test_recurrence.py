"""Recurring meetings: what words mean, and when the meetings take place."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.meet.recurrence import Recurrence, RecurrenceWords, occurrences, read_recurrence, say

LONDON = ZoneInfo("Europe/London")
_WORDS = (
    "every",
    "2",
    "weeks",
    "month",
    "monday",
    "first",
    "last",
    "31st",
    "at",
    "half",
    "nine",
    "14:00",
    "to",
    "-",
)
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


@pytest.mark.parametrize(
    ("words", "rule", "at"),
    [
        ("every first Tuesday 14:00", "FREQ=MONTHLY;BYDAY=+1TU", "14:00"),
        ("every other monday at 2pm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "14:00"),
        ("weekly on thursdays half past nine", "FREQ=WEEKLY;BYDAY=TH", "09:30"),
        ("last friday of the month 3.30pm", "FREQ=MONTHLY;BYDAY=-1FR", "15:30"),
        ("every weekday 7:30", WEEKDAYS, "07:30"),
        ("daily at 07:15", "FREQ=DAILY", "07:15"),
        ("monthly on the 12th at 10am", "FREQ=MONTHLY;BYMONTHDAY=12", "10:00"),
        ("tues 2pm", "FREQ=WEEKLY;BYDAY=TU", "14:00"),
        ("Every second Tuesday of the month, 2 p.m.", "FREQ=MONTHLY;BYDAY=+2TU", "14:00"),
        ("every second tuesday 2pm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "14:00"),
        ("first and third monday 1400", "FREQ=MONTHLY;BYDAY=+1MO,+3MO", "14:00"),
        ("every 2 weeks on wednesday at 10", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "10:00"),
        ("every third week on monday 9am", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", "09:00"),
        ("fortnightly wensday quarter to three", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "14:45"),
        ("alternate fridays 1.15pm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "13:15"),
        ("mon-fri 0730", WEEKDAYS, "07:30"),
        ("Monday to Friday 9am", WEEKDAYS, "09:00"),
        ("every morning at 9", "FREQ=DAILY", "09:00"),
        ("each evening at 7", "FREQ=DAILY", "19:00"),
        ("mondays and thursdays 2pm-3pm", "FREQ=WEEKLY;BYDAY=MO,TH", "14:00"),
        ("every tuesday from 14:00 until 15:00", "FREQ=WEEKLY;BYDAY=TU", "14:00"),
        ("31st of every month 9am", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "09:00"),
        ("every other month on the first tuesday 11am", "FREQ=MONTHLY;INTERVAL=2;BYDAY=+1TU", "11:00"),
        ("quarterly first monday 2pm", "FREQ=MONTHLY;INTERVAL=3;BYDAY=+1MO", "14:00"),
        ("half two every friday", "FREQ=WEEKLY;BYDAY=FR", "14:30"),
        ("every friday twenty past 3", "FREQ=WEEKLY;BYDAY=FR", "15:20"),
        ("every wed @ 14.00", "FREQ=WEEKLY;BYDAY=WE", "14:00"),
        ("weds 2 o'clock", "FREQ=WEEKLY;BYDAY=WE", "14:00"),
        ("every tuesday 06:30", "FREQ=WEEKLY;BYDAY=TU", "06:30"),
        ("every tuesday 6:30", "FREQ=WEEKLY;BYDAY=TU", "18:30"),
        ("every tuesday at midnight", "FREQ=WEEKLY;BYDAY=TU", "00:00"),
        ("every tuesday 12am", "FREQ=WEEKLY;BYDAY=TU", "00:00"),
        ("every tuesday 12pm", "FREQ=WEEKLY;BYDAY=TU", "12:00"),
        ("staff meeting every first tuesday 14:00 in the lounge", "FREQ=MONTHLY;BYDAY=+1TU", "14:00"),
    ],
)
def test_plain_words_name_the_days_and_the_time(words: str, rule: str, at: str) -> None:
    assert read_recurrence(words) == Recurrence(rule, time.fromisoformat(at))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2pm",
        "every tuesday",
        "monthly 2pm",
        "monthly tuesday 2pm",
        "weekly 2pm",
        "i had a fall on tuesday at 2pm",
        "every tuesday 2pm or 3pm",
        "every tuesday 10am and 3pm",
        "not every tuesday 2pm",
        "every tuesday except bank holidays 2pm",
        "every fifth tuesday 2pm",
        "every tuesday 25:00",
        "every tuesday 14:75",
        "every tuesday 13am",
        "tuesday 12th 2pm",
        "every other day 9am",
        "every month on the 32nd at 9am",
        "every 0 weeks on monday 9am",
        "every 99 weeks on monday 9am",
    ],
)
def test_words_that_name_no_single_recurrence_are_not_guessed_at(words: str) -> None:
    assert read_recurrence(words) is None


@given(st.text(max_size=60) | st.lists(st.sampled_from(_WORDS)).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_whatever_is_read_has_meetings_at_its_time(words: str) -> None:
    found = read_recurrence(words)
    start = datetime(2026, 11, 21, 12, tzinfo=UTC)
    if found is not None:
        moments = occurrences(found.rule, found.at, start, 3)
        assert len(moments) == 3
        assert {moment.astimezone(LONDON).time() for moment in moments} == {found.at}
        assert say(found).args["time"] == found.at.strftime("%H:%M")


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("daily at 07:15", RecurrenceWords("recurrence-daily", {"time": "07:15"})),
        ("every weekday 7:30", RecurrenceWords("recurrence-weekdays", {"time": "07:30"})),
        (
            "every other monday and friday at 2pm",
            RecurrenceWords("recurrence-weekly", {"time": "14:00", "interval": 2}, ("monday", "friday")),
        ),
        (
            "first and last tuesday 2pm",
            RecurrenceWords(
                "recurrence-monthly-day", {"time": "14:00", "interval": 1}, ("tuesday",), (1, -1)
            ),
        ),
        (
            "monthly on the 12th at 10am",
            RecurrenceWords("recurrence-monthly-date", {"time": "10:00", "interval": 1, "date": 12}),
        ),
        (
            "last day of the month at 4pm",
            RecurrenceWords("recurrence-monthly-date", {"time": "16:00", "interval": 1, "date": 31}),
        ),
    ],
)
def test_a_recurrence_is_said_in_parts(words: str, spoken: RecurrenceWords) -> None:
    found = read_recurrence(words)
    assert found is not None
    assert say(found) == spoken


def test_meetings_keep_their_local_time_across_both_clock_changes() -> None:
    spring = occurrences("FREQ=WEEKLY;BYDAY=MO", time(14), datetime(2027, 3, 20, tzinfo=UTC), 2)
    autumn = occurrences("FREQ=WEEKLY;BYDAY=MO", time(14), datetime(2026, 10, 18, 23, tzinfo=UTC), 2)
    assert spring == (datetime(2027, 3, 22, 14, tzinfo=UTC), datetime(2027, 3, 29, 13, tzinfo=UTC))
    assert autumn == (datetime(2026, 10, 19, 13, tzinfo=UTC), datetime(2026, 10, 26, 14, tzinfo=UTC))


def test_first_tuesdays_by_hand() -> None:
    start = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert occurrences("FREQ=MONTHLY;BYDAY=+1TU", time(14), start, 3) == (
        datetime(2026, 12, 1, 14, tzinfo=UTC),
        datetime(2027, 1, 5, 14, tzinfo=UTC),
        datetime(2027, 2, 2, 14, tzinfo=UTC),
    )


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    found = read_recurrence("31st of every month 9am")
    assert found is not None
    days = [at.date() for at in occurrences(found.rule, found.at, datetime(2027, 1, 31, 12, tzinfo=UTC), 3)]
    assert [(day.month, day.day) for day in days] == [(2, 28), (3, 31), (4, 30)]


def test_a_meeting_at_this_very_moment_counts_and_an_earlier_one_today_does_not() -> None:
    start = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert occurrences("FREQ=WEEKLY;BYDAY=MO", time(14), start, 1) == (start,)
    late = start + timedelta(minutes=1)
    assert occurrences("FREQ=WEEKLY;BYDAY=MO", time(14), late, 1) == (start + timedelta(days=7),)


def test_every_other_week_counts_from_its_first_meeting_whenever_it_is_asked() -> None:
    rule, start = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", datetime(2026, 11, 24, tzinfo=UTC)
    three = occurrences(rule, time(14), start, 3)
    assert [at.day for at in three] == [30, 14, 28]
    for first, second in pairwise(three):
        assert occurrences(rule, time(14), start, 1, after=first) == (second,)
        assert occurrences(rule, time(14), start, 1, after=second - timedelta(minutes=1)) == (second,)


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        occurrences("FREQ=DAILY", time(9), datetime(2026, 11, 24), 1)
