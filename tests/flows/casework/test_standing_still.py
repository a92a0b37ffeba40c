"""Clocks that wait, run on, and are given more time; dates counted by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from flows.casework.acts import record_act
from flows.casework.clocks import start_clocks_on
from flows.casework.standing_still import NoSuchClock, NotLater, extend_clock, freeze_clocks, resume_clocks
from flows.policy.lengths import Length
from storage.desk import Desk
from storage.tables import Case, Clock
from tests.flows.conftest import FALL
from tests.flows.manage.conftest import complaint
from tests.talk import Talk

WHY = "The GP sends her letter next week"


@pytest.fixture
def desk(talk: Talk) -> Iterator[Desk]:
    """A complaint of Monday 23 November 2026, 10:00: due to be answered by Monday 21 December."""
    complaint(talk)
    with talk.desk() as desk:
        yield desk


def the_case(desk: Desk) -> Case:
    case = desk.cases.get(case_id=1)
    assert case is not None
    return case


def clock(desk: Desk, name: str) -> Clock:
    return next(clock for clock in desk.clocks.of(case_id=1) if clock.name == name)


def waits(talk: Talk, desk: Desk) -> list[str]:
    return freeze_clocks(
        desk, talk.policy, the_case(desk), reason=WHY, now=talk.now, actor_id=1, actor_role="manager"
    )


def goes_on(talk: Talk, desk: Desk) -> list[tuple[str, datetime, datetime]]:
    moved = resume_clocks(desk, talk.policy, the_case(desk), now=talk.now, actor_id=1, actor_role="manager")
    return [(each.name, each.old_due_at, each.due_at) for each in moved]


def test_only_what_the_policy_names_stands_still(talk: Talk, desk: Desk) -> None:
    assert waits(talk, desk) == ["answer"]
    assert clock(desk, "answer").ping_at is None
    assert clock(desk, "acknowledge").frozen_at is None
    assert the_case(desk).next_due_at == clock(desk, "acknowledge").due_at
    assert waits(talk, desk) == []


def test_working_days_that_were_left_are_still_left(talk: Talk, desk: Desk) -> None:
    talk.clock.at = datetime(2026, 12, 10, 15, tzinfo=UTC)
    waits(talk, desk)
    # Thursday 10th: seven working days are left. From Wednesday 16th they end on Wednesday 30th,
    # for the 25th and 28th are bank holidays.
    talk.clock.at = datetime(2026, 12, 16, 9, tzinfo=UTC)
    assert goes_on(talk, desk) == [
        ("answer", datetime(2026, 12, 21, 17, tzinfo=UTC), datetime(2026, 12, 29, 17, tzinfo=UTC))
    ]
    answer = clock(desk, "answer")
    assert answer.first_due_at == datetime(2026, 12, 21, 17, tzinfo=UTC)
    assert answer.breached_at is None
    assert answer.ping_at is not None


def test_the_reason_and_both_dates_stand_on_the_timeline(talk: Talk, desk: Desk) -> None:
    waits(talk, desk)
    talk.clock.at = datetime(2026, 11, 26, 9, tzinfo=UTC)
    goes_on(talk, desk)
    entries = {entry.act: entry.detail for entry in desk.timeline.of(case_id=1)}
    assert entries["freeze"] == {"clocks": ["answer"], "reason": WHY}
    moved = {
        "clock": "answer",
        "old": "2026-12-21T17:00:00+00:00",
        "new": "2026-12-24T17:00:00+00:00",
    }
    assert entries["resume_clocks"] == {"moved": [moved]}


def test_what_is_late_already_does_not_wait(talk: Talk, desk: Desk) -> None:
    talk.clock.at = datetime(2026, 12, 21, 18, tzinfo=UTC)
    assert waits(talk, desk) == []
    assert clock(desk, "answer").frozen_at is None


def test_a_clock_that_had_an_hour_left_is_up_at_the_end_of_the_day_not_before_it_runs_on(
    talk: Talk, desk: Desk
) -> None:
    talk.clock.at = datetime(2026, 12, 21, 16, tzinfo=UTC)
    waits(talk, desk)
    talk.clock.at = datetime(2026, 12, 21, 19, tzinfo=UTC)
    assert goes_on(talk, desk)[0][2] == datetime(2026, 12, 22, 17, tzinfo=UTC)


def test_waiting_is_looked_at_again_and_each_look_begins_it_anew(talk: Talk, desk: Desk) -> None:
    waits(talk, desk)
    assert clock(desk, "look_again").due_at == datetime(2026, 11, 30, 17, tzinfo=UTC)
    talk.clock.at = datetime(2026, 11, 30, 11, tzinfo=UTC)
    record_act(
        desk,
        talk.policy,
        the_case(desk),
        "note",
        now=talk.now,
        actor_id=1,
        actor_role="manager",
        words="rang",
    )
    assert clock(desk, "look_again").due_at == datetime(2026, 12, 7, 17, tzinfo=UTC)
    goes_on(talk, desk)
    assert clock(desk, "look_again").met_at == talk.now


def test_an_extension_keeps_the_old_date_and_the_reason(talk: Talk, desk: Desk) -> None:
    moved = extend_clock(
        desk,
        talk.policy,
        the_case(desk),
        "answer",
        by=Length(5, "working_days"),
        reason=WHY,
        now=talk.now,
        actor_id=1,
        actor_role="manager",
    )
    assert moved.due_at == datetime(2026, 12, 30, 17, tzinfo=UTC)
    assert clock(desk, "answer").first_due_at == moved.old_due_at == datetime(2026, 12, 21, 17, tzinfo=UTC)
    last = desk.timeline.of(case_id=1)[-1]
    assert (last.act, last.detail["words"], last.detail["clock"]) == ("extend", WHY, "answer")


def test_more_time_after_the_day_does_not_hide_that_it_was_missed(talk: Talk, desk: Desk) -> None:
    talk.clock.at = datetime(2026, 12, 22, 9, tzinfo=UTC)
    moved = extend_clock(
        desk,
        talk.policy,
        the_case(desk),
        "answer",
        until=date(2027, 1, 8),
        reason=WHY,
        now=talk.now,
        actor_id=1,
        actor_role="manager",
    )
    assert moved.due_at == datetime(2027, 1, 8, 17, tzinfo=UTC)
    assert clock(desk, "answer").breached_at == moved.old_due_at


@pytest.mark.parametrize(("name", "fault"), [("answer", NotLater), ("review", NoSuchClock)])
def test_a_date_that_is_not_later_and_a_clock_that_does_not_run_are_refused(
    talk: Talk, desk: Desk, name: str, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        extend_clock(
            desk,
            talk.policy,
            the_case(desk),
            name,
            until=date(2026, 12, 21),
            reason=WHY,
            now=talk.now,
            actor_id=1,
            actor_role="manager",
        )


def test_a_clock_that_waits_says_nothing_but_that_it_is_to_be_looked_at(talk: Talk) -> None:
    complaint(talk)
    with talk.desk() as desk:
        case = the_case(desk)
        record_act(desk, talk.policy, case, "acknowledge", now=talk.now, actor_id=1, actor_role="manager")
        waits(talk, desk)
    talk.manager.heard.clear()
    talk.moves(days=50)
    told = [m.text for m in talk.manager.heard if m.about in ("reminder", "reminders")]
    assert told
    assert all("look again at what you wait for" in text for text in told)


def test_another_act_starts_its_clocks_once(talk: Talk) -> None:
    talk.carer.says(FALL)
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        case = the_case(desk)
        first = start_clocks_on(desk, talk.policy, case, "waiting", now=talk.now)
        assert first == ["look_again"]
        assert start_clocks_on(desk, talk.policy, case, "waiting", now=talk.now) == []
