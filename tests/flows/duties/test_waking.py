"""Whatever waits for a moment is known before that moment: nothing is said that nobody foresaw."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import SQLModel, col, func, select

from flows.duties.sweep import sweep
from flows.duties.waking import next_due
from storage.check_backs import PUT_RIGHT, CheckBack
from storage.instants import Instant
from storage.kept_back import KeptBack
from storage.tables import Notice, Occurrence
from storage.waking import WAITS
from tests.flows.conftest import PATEL
from tests.flows.manage.conftest import near_miss
from tests.flows.manage.test_home_clocks import asked
from tests.flows.report.test_afterwards import close
from tests.talk import Talk

KNOWN_OTHERWISE = {
    "check_back.ask_at",  # of reporters who can be written to
    "notice.ready_at",  # the outbox
    "retention_review.again_at",  # the daily look at records
}
"""What `next_due` and the outbox know beside `WAITS`."""
NOTHING_SAID = {
    "put_off.until",  # the outbox holds what is said then
    "home_put_off.until", "clock.snoozed_until",  # the clock's ping_at is never later
    "clock.due_at", "clock.first_due_at", "home_clock.due_at", "data_request.due_at",  # see ping_at
    "report_case.next_due_at", "retention_review.due_at", "occurrence.starts_at",  # see the same
    "pending_role.lapses_at", "invite.expires_at", "code_try.wait_until", "code_try.forget_at",  # run out
    "sending.until", "attachment.fetch_at", "queued_update.ready_at",  # not of a sweep
}  # fmt: skip
"""Moments to come at which nothing is said."""
GONE = {
    "acknowledged", "added", "alive", "answered", "asked", "begun", "breached", "closed", "decided",
    "digested", "done", "ended", "failed", "fetched", "frozen", "got", "joined", "linked", "made",
    "met", "parked", "passed_on", "pinged", "proposed", "read", "reminded", "reported", "sent",
    "settled", "started", "stopped", "unreachable", "withdrawn",
}  # fmt: skip
"""Of what was: a red flag's `made_at` and a record's `closed_at` are counted from, and `next_due` does."""
STEP = timedelta(hours=5)
UNSENT = (col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None))


def _of(column: object) -> str:
    return f"{column.table.name}.{column.name}"  # type: ignore[attr-defined]


def test_every_moment_to_come_in_the_tables_is_known_or_says_nothing() -> None:
    """A new column that something waits for has to be named: in `WAITS`, or here with the reason."""
    named = {_of(moment.property.columns[0]) for moment in WAITS} | KNOWN_OTHERWISE | NOTHING_SAID
    there = {
        _of(column)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Instant)
    }
    assert named <= there, "named here, but gone"
    left = {name for name in there - named if name.split(".")[1].removesuffix("_at") not in GONE}
    assert {name.split(".")[1] for name in left} <= {"at", "since"}


def _asked_later(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    with talk.desk() as desk:
        check = desk.check_backs.of(case_id=1, purpose=PUT_RIGHT)
        assert check is not None
        check.ask_at = talk.now + timedelta(days=9, hours=3, minutes=37)  # beside no other reminder
        desk.check_backs.save(check)


def _unnamed(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")


def _red_flag(talk: Talk) -> None:
    talk.carer.says("Mr Lee is choking on his toast and not breathing")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    talk.deputy.says("/menu")
    with talk.desk() as desk:
        for clock in desk.clocks.of(case_id=1):
            clock.ping_at = None
            desk.clocks.save(clock)


def _draft(talk: Talk) -> None:
    talk.carer.says("The hoist in room 4 is broken again")


def _digest(talk: Talk) -> None:
    talk.manager.says("/digest")
    talk.manager.taps("08:00")
    talk.manager.taps("Yes, say")


@pytest.mark.parametrize(
    ("wait", "about"),
    [
        (_asked_later, "to_reporter"),
        (_unnamed, "new_case"),
        (_red_flag, "reminder"),
        (_draft, "unfinished"),
        (_digest, "digest"),
        (asked, "home_clock"),
    ],
)
def test_nothing_is_said_that_was_not_foreseen(talk: Talk, wait: Callable[[Talk], None], about: str) -> None:
    """Between two foreseen moments a sweep every five hours says nothing at all."""
    talk.person("deputy", "manager", name="Dee Puty")
    talk.person("owner", "owner", name="Owen Er")
    wait(talk)
    end, foreseen = talk.now + timedelta(weeks=2), 0
    while talk.now < end:
        with talk.desk(keep=False) as desk:
            wake = next_due(desk, talk.policy, talk.now)
        moment = max(min(wake, talk.now + STEP), talk.now + timedelta(seconds=1))
        with talk.desk() as desk:
            ready = desk.session.exec(select(func.min(Notice.ready_at)).where(*UNSENT)).one()
            talk.clock.at = min(moment, max(ready, talk.now)) if ready else moment
            desk.services.installation().alive_at = talk.now
            last = desk.session.exec(select(func.max(Notice.id))).one() or 0
            sweep(desk, talk.policy, talk.now)
            said = desk.session.exec(select(Notice.about).where(col(Notice.id) > last)).all()
        talk._deliver()
        assert not said or wake <= talk.now, f"{talk.now:%a %d %b %H:%M} {said}"
        foreseen += about in said
    assert foreseen


def test_a_record_that_is_kept_on_comes_up_on_the_day_that_is_foreseen(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    with talk.desk(keep=False) as desk:
        wake = next_due(desk, talk.policy, datetime(2036, 11, 22, 12, tzinfo=UTC))
        assert wake is not None
    talk.clock.at = datetime(2036, 11, 21, 12, tzinfo=UTC)
    talk.sweeps()
    with talk.desk() as desk:
        desk.services.write_journal(at=talk.now, event="retention_looked")
    talk.manager.heard.clear()
    talk.to(datetime(2036, 11, 25, 12, tzinfo=UTC))
    # Closed on Sunday 23 November 2036 ten years before: the next working morning is Monday.
    assert [f"{m.at:%a %d %H:%M}" for m in talk.manager.heard if m.about == "retention"] == ["Mon 24 09:00"]


def test_a_code_holders_question_wakes_nobody(talk: Talk) -> None:
    """They are asked when they come: a moment that nothing ever empties would wake the bot for ever."""
    talk.carer.says("Mrs patel nearly slipt on wet floor by bathroom 4 this mornin i cought her")
    talk.carer.taps("Send without my name")
    talk.moves(hours=10)
    close(talk)
    talk.moves(days=60)
    with talk.desk(keep=False) as desk:
        asked_at = desk.session.exec(select(CheckBack.ask_at)).one()
        assert asked_at is not None
        assert asked_at < talk.now < next_due(desk, talk.policy, talk.now)


def test_the_same_is_known_of_what_waits_in_meetings_and_in_private() -> None:
    assert {Occurrence.wake_at, KeptBack.ready_at} <= set(WAITS)
