"""Several processes on one PostgreSQL: nothing twice, nothing lost, the order of a chat kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random
from threading import Barrier
from typing import Any, TypeVar

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.dialogue import HANDLED, REPEATED, Dialogue, Incoming, Turn
from flows.duties.sweep import sweep
from flows.engine.said import Said
from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault
from storage.tables import Case, Notice
from tests.bot.conftest import MONDAY, WORDS
from tests.talk import MovedClock, Talk

T = TypeVar("T")


@pytest.fixture
def processes(postgres_url: str, secret_key: str) -> Iterator[tuple[Database, Database]]:
    """Two databases as two processes would open them."""
    opened = []
    for _ in range(2):
        database = Database(postgres_url, Vault([secret_key]))
        database.unlock()
        opened.append(database)
    yield opened[0], opened[1]
    for database in opened:
        database.close()


@pytest.fixture
def town(processes: tuple[Database, Database], policy: Policy) -> Talk:
    """Rose House with two managers and many carers."""
    town = Talk(processes[0], policy, now=MONDAY)
    for key in ("anna", "bert"):
        town.person(key, "manager")
    for number in range(24):
        town.person(f"carer{number}", "staff")
    return town


@pytest.fixture
def dialogues(processes: tuple[Database, Database], policy: Policy, town: Talk) -> tuple[Dialogue, Dialogue]:
    one, other = (Dialogue(each, policy, MovedClock(town.now), Random(1)) for each in processes)
    return one, other


def at_once(*works: Callable[[], T]) -> list[T]:
    """Does all works at the same moment, each in a thread."""
    gate = Barrier(len(works))

    def begin(work: Callable[[], T]) -> T:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def incoming(town: Talk, number: int, who: str, **said: Any) -> Incoming:
    account = getattr(town, who).account_id
    fields = {"account_id": account, "name": who, "chat_id": account, "is_group": False, "at": town.now}
    return Incoming(number, Said(**fields, message_id=number, **said), {})


def report(town: Talk, dialogue: Dialogue, number: int) -> Turn:
    """A whole report: the words, then the yes."""
    who = f"carer{number}"
    dialogue.take_turn(incoming(town, 2 * number + 1, who, text=f"{WORDS}, number {number}"))
    return dialogue.take_turn(incoming(town, 2 * number + 2, who, text="yes"))


def rows(database: Database, what: type[T]) -> list[T]:
    with database.desk() as desk:
        return list(desk.session.exec(select(what)).all())


def file_reports(town: Talk, dialogues: Sequence[Dialogue], count: int) -> list[Case]:
    """From several threads of both processes at the same time."""

    def work(number: int) -> Callable[[], Turn]:
        return lambda: report(town, dialogues[number % 2], number)

    for first in range(0, count, 6):
        at_once(*(work(number) for number in range(first, min(first + 6, count))))
    return rows(town.database, Case)


def assert_sound(database: Database) -> None:
    with database.desk() as desk:
        assert desk.updates.parked() == []
        assert [number for number in desk.cases.ids() if desk.timeline.broken_at(case_id=number)] == []


def test_references_have_no_gaps_and_repeat_nothing(
    town: Talk, dialogues: tuple[Dialogue, Dialogue], processes: tuple[Database, Database]
) -> None:
    cases = file_reports(town, dialogues, 24)
    assert sorted(case.reference for case in cases) == [f"RH-26-{number:04d}" for number in range(1, 25)]
    assert_sound(processes[0])


def test_an_update_that_reaches_two_processes_is_handled_by_one(
    town: Talk, dialogues: tuple[Dialogue, Dialogue]
) -> None:
    for number in range(12):
        update = incoming(town, number + 1, f"carer{number}", text=WORDS)
        turns = at_once(
            lambda u=update: dialogues[0].take_turn(u), lambda u=update: dialogues[1].take_turn(u)
        )
        assert sorted(turn.outcome for turn in turns) == [HANDLED, REPEATED]
    cards = [n for n in rows(town.database, Notice) if "Is this right" in n.content["text"]]
    assert len(cards) == len({notice.chat_hash for notice in cards}) == 12


def test_a_turn_waits_for_the_turn_before_it_in_its_chat_and_for_no_other(
    town: Talk, dialogues: tuple[Dialogue, Dialogue], processes: tuple[Database, Database]
) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with ThreadPoolExecutor(1) as pool, processes[0].desk() as desk:
        desk.hold_chat(chat_id=town.carer0.account_id)
        second = pool.submit(dialogues[1].take_turn, incoming(town, 2, "carer0", text="yes"))
        assert dialogues[1].take_turn(incoming(town, 3, "carer1", text=WORDS)).outcome == HANDLED
        with processes[1].engine.connect() as watch:
            while not watch.execute(waiting).scalar_one():
                watch.rollback()
        assert not second.done()
        desk.session.commit()
        assert second.result(10).outcome == HANDLED


def test_two_managers_who_take_a_case_at_the_same_time_do_not_both_have_it(
    town: Talk, dialogues: tuple[Dialogue, Dialogue], processes: tuple[Database, Database]
) -> None:
    cases = file_reports(town, dialogues, 8)
    for case in cases:
        taps = [
            incoming(town, 1000 + 2 * (case.id or 0) + place, who, tapped=f"d:take:{case.id}", tap_id="1")
            for place, who in enumerate(("anna", "bert"))
        ]
        at_once(lambda t=taps: dialogues[0].take_turn(t[0]), lambda t=taps: dialogues[1].take_turn(t[1]))
    told = Counter(
        notice.content["text"].partition(" is yours now")[0]
        for notice in rows(town.database, Notice)
        if " is yours now" in notice.content["text"]
    )
    assert told == {case.reference: 1 for case in cases}
    with processes[0].desk() as desk:
        for case in cases:
            acts = [entry.act for entry in desk.timeline.of(case_id=case.id or 0)]
            assert acts.count("take") == 1
    assert_sound(processes[0])


def paragraphs(notices: Sequence[Notice]) -> Counter[tuple[str, str]]:
    """What each chat is told, paragraph by paragraph; heads of lists apart."""
    return Counter(
        (notice.chat_hash, part)
        for notice in notices
        for part in notice.content["text"].split("\n\n")
        if "RH-" in part
    )


@pytest.mark.parametrize("holds", [True, False], ids=["as the bot does", "even without the lock"])
def test_sweeps_of_two_processes_at_the_same_time_remind_once(
    town: Talk,
    dialogues: tuple[Dialogue, Dialogue],
    processes: tuple[Database, Database],
    policy: Policy,
    holds: bool,
) -> None:
    file_reports(town, dialogues, 12)
    known = {notice.id for notice in rows(town.database, Notice)}
    told: list[Notice] = []

    def sweeping(database: Database, now: datetime) -> Callable[[], None]:
        def work() -> None:
            with database.desk() as desk:
                if not holds or desk.hold_sweep():
                    sweep(desk, policy, now)

        return work

    now, reminded = town.now, 0
    for _ in range(4):
        now += timedelta(hours=25)
        at_once(*(sweeping(database, now) for database in (*processes, *processes)))
        new = [notice for notice in rows(town.database, Notice) if notice.id not in known]
        known |= {notice.id for notice in new}
        told += new
        reminders = paragraphs([n for n in new if n.about in ("reminder", "reminders")])
        assert set(reminders.values()) <= {1}
        reminded += len(reminders)
    assert reminded >= 24
    with processes[0].desk() as desk:
        away = desk.services.journal(event="away")
    keys = [notice.key for notice in told if notice.about == "away"]
    assert len(set(keys)) == len(keys) == 2 * 3
    if holds:
        assert len(away) == len({entry.at for entry in away})


def test_an_agenda_is_posted_once_by_two_processes(
    town: Talk, processes: tuple[Database, Database], policy: Policy
) -> None:
    group = -100_200_300
    with town.desk() as desk:
        meeting = desk.meetings.set_up(
            service_id=town.home(),
            chat_id=group,
            thread=None,
            rule="FREQ=WEEKLY;BYDAY=TH",
            at="14:00",
            now=town.now,
        )
        starts_at = datetime(2026, 11, 26, 14, 0, tzinfo=MONDAY.tzinfo)
        desk.meetings.add_occurrence(meeting_id=meeting.id or 0, starts_at=starts_at, wake_at=town.now)

    def sweeping(database: Database, now: datetime) -> Callable[[], None]:
        def work() -> None:
            with database.desk() as desk:
                sweep(desk, policy, now)

        return work

    now = town.now
    while now < starts_at + timedelta(days=2):
        now += timedelta(hours=6)
        at_once(*(sweeping(database, now) for database in (*processes, *processes)))
    posted = [n.content["text"] for n in rows(town.database, Notice) if n.chat_id == str(group)]
    assert posted
    assert len(posted) == len(set(posted))
