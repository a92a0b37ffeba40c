"""Every reminder of a clock: when, to whom, in which order."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.policy.clocks import ClockRule
from flows.policy.loading import load_policy
from flows.policy.model import Policy
from flows.policy.timescales import Ping, due_at, ping_schedule
from flows.understanding.result import KINDS
from tests.flows.policy.by_hand import london, works

ENGLAND = load_policy()
MOMENTS = st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 1), timezones=st.just(UTC))
RULES = [
    rule
    for name in sorted(ENGLAND.clocks)
    for kind in KINDS
    for flags in ((), ("assault",))
    if (rule := ENGLAND.clock_rule(name, kind=kind, red_flags=flags)) and not rule.for_knowing
]


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def schedule(
    name: str, kind: str, started: str, *, flags: tuple[str, ...] = (), policy: Policy = ENGLAND
) -> list[tuple[str, str, int]]:
    rule = policy.clock_rule(name, kind=kind, red_flags=flags)
    assert rule is not None
    pings = ping_schedule(
        rule, utc(started), due_at(rule, utc(started), policy), policy, urgent=policy.is_urgent(flags)
    )
    return [(ping.occurrence, ping.at.strftime("%d %b %H:%M"), ping.rung) for ping in pings]


def test_a_complaint_before_christmas_is_reminded_of_on_working_mornings() -> None:
    assert schedule("acknowledge", "complaint", "2026-12-23T10:00") == [
        ("before-1", "29 Dec 09:00", 0),
        ("before-2", "30 Dec 09:00", 0),
        ("due", "30 Dec 17:00", 0),
        ("late-1", "31 Dec 09:00", 0),
        ("climb-1", "04 Jan 09:00", 1),
        ("late-2", "05 Jan 09:00", 0),
        ("climb-2", "07 Jan 09:00", 2),
        ("late-3", "08 Jan 09:00", 0),
        ("late-4", "15 Jan 09:00", 0),
        ("late-5", "29 Jan 09:00", 0),
        ("late-6", "26 Feb 09:00", 0),
    ]


def test_a_red_flag_at_night_climbs_at_15_30_and_60_minutes() -> None:
    pings = schedule("seen", "incident", "2026-11-21T02:00", flags=("assault",))
    assert [ping for ping in pings if ping[0].startswith("urgent")] == [
        ("urgent-1", "21 Nov 02:15", 0),
        ("urgent-2", "21 Nov 02:30", 1),
        ("urgent-3", "21 Nov 03:00", 2),
    ]
    assert ("due", "21 Nov 03:00", 0) in pings
    assert ("late-1", "21 Nov 04:00", 0) in pings


def test_the_slow_clocks_of_an_urgent_case_still_keep_quiet_hours() -> None:
    pings = schedule("review", "incident", "2026-11-20T22:00", flags=("assault",))
    assert pings[:3] == [
        ("before-1", "23 Nov 07:00", 0),
        ("before-2", "23 Nov 18:00", 0),
        ("due", "24 Nov 07:00", 0),
    ]


def test_a_weekend_reminder_that_would_come_too_late_comes_on_the_friday() -> None:
    assert schedule("seen", "incident", "2026-11-20T16:00")[:2] == [
        ("before-1", "20 Nov 17:00", 0),
        ("due", "23 Nov 07:00", 0),
    ]


def test_a_clock_that_starts_and_ends_in_one_weekend_is_reminded_of_when_it_is_over() -> None:
    assert schedule("seen", "incident", "2026-11-20T22:00")[0] == ("due", "23 Nov 07:00", 0)


def test_a_share_of_the_time_left_is_counted_from_both_ends(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[clocks.seen]\nremind_before = ["25% left"]\n')
    assert schedule("seen", "incident", "2026-11-23T10:00", policy=load_policy(own))[0] == (
        "before-1",
        "24 Nov 07:00",
        0,
    )
    assert schedule("seen", "near_miss", "2026-11-23T10:00", policy=load_policy(own))[0] == (
        "before-1",
        "25 Nov 16:00",
        0,
    )


def test_a_short_ladder_is_not_climbed_beyond_its_top(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[ladder]\nrungs = ["handler", "quality"]\n')
    pings = schedule("seen", "incident", "2026-11-23T10:00", flags=("missing",), policy=load_policy(own))
    assert {rung for _, _, rung in pings} == {0, 1}


def test_thanks_never_climb() -> None:
    assert {rung for _, _, rung in schedule("passed_on", "compliment", "2026-11-23T10:00")} == {0}


@pytest.mark.parametrize("name", ["review_window", "ombudsman", "complaint_too_old"])
def test_of_a_date_to_know_nobody_is_reminded(name: str) -> None:
    assert schedule(name, "complaint", "2026-11-23T09:00") == []


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        ping_schedule(RULES[0], datetime(2026, 11, 21, 9), utc("2026-11-24T09:00"), ENGLAND, urgent=False)


@st.composite
def schedules(draw: st.DrawFn) -> tuple[ClockRule, datetime, datetime, bool, tuple[Ping, ...]]:
    rule, started, urgent = draw(st.sampled_from(RULES)), draw(MOMENTS), draw(st.booleans())
    due = due_at(rule, started, ENGLAND)
    return rule, started, due, urgent, ping_schedule(rule, started, due, ENGLAND, urgent=urgent)


@given(schedules())
@settings(max_examples=300)
def test_occurrences_are_unique_and_in_order_of_time(
    drawn: tuple[ClockRule, datetime, datetime, bool, tuple[Ping, ...]],
) -> None:
    *_, pings = drawn
    assert len({ping.occurrence for ping in pings}) == len(pings)
    assert [ping.at for ping in pings] == sorted(ping.at for ping in pings)
    assert {ping.at.tzinfo for ping in pings} == {UTC}


@given(schedules())
@settings(max_examples=300)
def test_nobody_is_reminded_at_night_or_on_a_day_off_unless_it_is_urgent(
    drawn: tuple[ClockRule, datetime, datetime, bool, tuple[Ping, ...]],
) -> None:
    rule, _, _, urgent, pings = drawn
    at_night = [
        ping.occurrence
        for ping in pings
        if not (7 <= london(ping.at).hour < 21 and works(london(ping.at).date()))
    ]
    assert not at_night or (urgent and rule.any_hour_when_urgent)


@given(schedules())
@settings(max_examples=300)
def test_before_is_before_and_after_is_after(
    drawn: tuple[ClockRule, datetime, datetime, bool, tuple[Ping, ...]],
) -> None:
    _, started, due, _, pings = drawn
    before = [ping.at for ping in pings if ping.occurrence.startswith("before")]
    at_due = [ping.at for ping in pings if ping.occurrence == "due"]
    after = [ping.at for ping in pings if ping.occurrence.startswith(("late", "climb"))]
    assert all(started < at < due for at in before)
    assert len(at_due) == 1
    assert at_due[0] >= due
    assert all(at > at_due[0] for at in after)


@given(MOMENTS)
def test_there_is_a_reminder_before_wherever_there_is_a_waking_minute_for_one(started: datetime) -> None:
    rule = ENGLAND.clock_rule("seen", kind="incident")
    assert rule is not None
    due = due_at(rule, started, ENGLAND)
    first_minute = started.replace(second=0, microsecond=0) + timedelta(minutes=1)
    minutes = [first_minute + timedelta(minutes=number) for number in range(24 * 60 - 1)]
    waking = any(7 <= london(at).hour < 21 and works(london(at).date()) for at in minutes)
    pings = ping_schedule(rule, started, due, ENGLAND, urgent=False)
    assert waking is any(ping.occurrence.startswith("before") for ping in pings)


@given(schedules())
@settings(max_examples=200)
def test_late_reminders_go_to_the_handler_and_come_to_an_end(
    drawn: tuple[ClockRule, datetime, datetime, bool, tuple[Ping, ...]],
) -> None:
    rule, _, _, urgent, pings = drawn
    late = [ping for ping in pings if ping.occurrence.startswith("late")]
    urgent_now = urgent and rule.any_hour_when_urgent
    assert [ping.occurrence for ping in late] == [
        f"late-{number + 1}"
        for number, _ in enumerate(ENGLAND.urgent.late_after if urgent_now else rule.late_after)
    ]
    assert [ping.rung for ping in late] == [0] * len(late)
