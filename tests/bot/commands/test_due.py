import re
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from bot.commands.due import TICK, foresee
from flows.duties.digest import next_listing
from flows.policy.model import Policy
from storage.backup_rows import digest_of, sheets_of
from storage.database import Database
from storage.snapshot import snapshot
from tests.bot.commands.conftest import Run, report
from tests.talk import Talk

ONE_CLOCK = re.compile(r"RH-\d\d-\d+ [a-z_]+ (?:before|due|late|climb)")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def everything(database: Database) -> dict[str, tuple[str, int]]:
    with snapshot(database) as connection:
        return {sheet.name: digest_of(connection, sheet) for sheet in sheets_of(connection)}


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


@pytest.mark.usefixtures("talk")
def test_reminders_to_come_are_printed_with_role_service_reference_and_clock(candour: Run) -> None:
    ran = candour("due", "--at", in_days(40))
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert any("manager, Rose House" in line and "RH-" in line and "private chat" in line for line in lines)
    assert any(line.split("  ")[1].startswith("owner") for line in lines)
    assert any(ONE_CLOCK.search(line) for line in lines)
    assert [line[4:20] for line in lines] == sorted(line[4:20] for line in lines)


@pytest.mark.usefixtures("talk")
def test_no_name_and_no_word_of_the_report_is_printed(candour: Run) -> None:
    out = candour("due", "--at", in_days(40)).out
    for secret in ("Tester", "Aldous", "bathroom", "slipped", "7000000"):
        assert secret not in out


def test_nothing_is_changed_or_sent(talk: Talk, candour: Run) -> None:
    before = everything(talk.database)
    assert candour("due", "--at", in_days(40)).status == 0
    assert everything(talk.database) == before


def test_nothing_due_is_said_where_nothing_is(here: Path, candour: Run) -> None:
    assert candour("due").out == "nothing due\n"


def test_a_notice_that_waits_in_the_outbox_is_printed(talk: Talk, candour: Run) -> None:
    with talk.desk() as desk:
        person = talk.manager.person
        desk.notices.write(
            chat_id=person.account_id,
            content={"text": "words", "rows": []},
            priority=2,
            now=datetime.now(UTC),
            ready_at=datetime.now(UTC) + timedelta(hours=3),
            person_id=person.id,
            about="digest",
        )
    assert "digest" not in candour("due").out
    assert "digest" in candour("due", "--at", in_days(1)).out


def heard_of_clocks(talk: Talk) -> int:
    """What the manager and the owner were told of cases: the monthly list and the lessons meeting hang on the
    calendar and on the first day of the bot."""
    heard = (*talk.manager.heard, *talk.owner.heard)
    return sum(message.about not in ("breaches", "home_clock") for message in heard)


def test_the_bot_speaks_when_it_was_foreseen_and_not_a_tick_before(
    database: Database, policy: Policy
) -> None:
    talk = Talk(database, policy, now=MONDAY)
    talk.person("manager", "manager")
    talk.person("owner", "owner")
    talk.person("carer", "staff")
    report(talk)
    with database.desk(keep=False) as desk:
        lines = list(foresee(desk, policy, now=MONDAY, until=MONDAY + timedelta(days=30)))
    foreseen = [line for line in lines if line.what not in ("breaches", "home clock")]
    assert len(foreseen) > 5
    spoken = 0
    for at, here in groupby(foreseen, key=lambda line: line.at):
        talk.clock.at = at - TICK
        talk.sweeps()
        assert heard_of_clocks(talk) - 1 == spoken
        talk.clock.at = at
        talk.sweeps()
        spoken += len(list(here))
        assert heard_of_clocks(talk) - 1 == spoken


def test_steps_between_reminders_are_not_taken_for_time_away(talk: Talk, candour: Run) -> None:
    talk.sweeps()
    assert "away" not in candour("due", "--at", in_days(40)).out


@pytest.mark.parametrize("at", ["tomorrow", "2026-13-40", "", "25:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_is_none_is_one_plain_line(here: Path, candour: Run, at: str) -> None:
    ran = candour("due", "--at", at)
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1


def test_the_monthly_list_is_foreseen_at_its_own_hour(talk: Talk, policy: Policy) -> None:
    with talk.desk(keep=False) as desk:
        now, until = talk.now, talk.now + timedelta(days=75)
        lines = [line for line in foresee(desk, policy, now=now, until=until) if "breaches" in line.what]
    # The first working days of the months after; nothing else wakes the bot at eight.
    assert lines
    assert all(line.at - next_listing(policy, line.at - timedelta(days=1)) < TICK for line in lines)


def test_a_time_without_zone_is_englands(talk: Talk, candour: Run) -> None:
    with talk.desk() as desk:
        desk.notices.write(
            chat_id=-5,
            content={"text": "words", "rows": []},
            priority=2,
            now=datetime.now(UTC),
            ready_at=datetime(2027, 6, 1, 8, 30, tzinfo=UTC),
            about="agenda",
        )
    assert "agenda" not in candour("due", "--at", "2027-06-01T09:29").out
    line = next(
        line for line in candour("due", "--at", "2027-06-01T09:30").out.splitlines() if "agenda" in line
    )
    assert line == "Tue 2027-06-01 09:30  team group  agenda  (group chat)"


def test_without_a_database_setup_is_named(
    place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch, secret_key: str
) -> None:
    monkeypatch.setenv("CANDOUR_SECRET_KEY", secret_key)
    ran = candour("due")
    assert (ran.status, ran.err) == (2, "There is no database yet. `candour setup` makes it.\n")
    assert not (place / "candour.db").exists()
