"""One person's flood slows that person only, and loses nothing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import func, select

from bot.assemble import Candour
from bot.demo.emulator import Emulator
from bot.demo.phone import NothingCame, Phone
from bot.dialogue import Incoming
from bot.queue import Allowances
from bot.turns import TurnsNotTaken
from flows.policy.model import Policy
from flows.policy.running_sections import Flooding
from storage.database import Database
from storage.queue import QueuedUpdate
from storage.tables import Notice, ParkedUpdate, SeenUpdate
from tests.bot.conftest import HandClock, MakeCandour, until

AT_ONCE = 5
FLOOD = 40
SLOW_DOWN = "That is a lot at once"


@pytest.fixture(scope="module")
def policy(policy: Policy) -> Policy:
    return policy.model_copy(update={"flooding": Flooding(at_once=AT_ONCE, per_minute=60)})


@pytest.fixture
async def candour(make_candour: MakeCandour, emulator: Emulator, links: dict[str, str]) -> Candour:
    for key in ("carer", "other"):
        async with Phone(emulator.base_url, key) as phone:
            await phone.type("/start")
    candour = make_candour()
    await candour.start()
    return candour


def message(emulator: Emulator, number: int, text: str = "/menu", *, of: str = "carer") -> dict[str, Any]:
    account = emulator.world.account(of)
    chat = {"id": account.id, "type": "private", "first_name": account.first_name}
    sender = {"id": account.id, "is_bot": False, "first_name": account.first_name}
    body = {"message_id": number, "date": 1_795_000_000, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": body}


def flood(emulator: Emulator, numbers: Sequence[int]) -> list[dict[str, Any]]:
    return [message(emulator, number) for number in numbers]


def count(database: Database, table: Any) -> int:
    with database.desk(keep=False) as desk:
        return desk.session.exec(select(func.count()).select_from(table)).one()


def watch_turns(candour: Candour) -> list[int]:
    """The updates whose turns were taken, in order."""
    taken: list[int] = []
    take_turn = candour.dialogue.take_turn

    def watched(incoming: Incoming) -> Any:
        turn = take_turn(incoming)
        if turn.outcome == "handled":
            taken.append(incoming.update_id)
        return turn

    candour.dialogue.take_turn = watched  # type: ignore[method-assign]
    return taken


async def test_what_is_over_the_allowance_waits_and_is_taken_in_order(
    candour: Candour, emulator: Emulator, database: Database, clock: HandClock
) -> None:
    taken = watch_turns(candour)
    await candour.handle(flood(emulator, range(1, FLOOD + 1)))
    assert len(taken) < FLOOD / 2
    # When `handle` returns, the updates are confirmed to Telegram: by then each is stored.
    assert count(database, SeenUpdate) == FLOOD
    assert len(taken) + count(database, QueuedUpdate) == FLOOD
    clock.move(timedelta(minutes=5))
    await until(lambda: len(taken) == FLOOD)
    assert taken == list(range(1, FLOOD + 1))
    assert count(database, QueuedUpdate) == 0


async def test_it_is_said_kindly_and_once(
    candour: Candour, emulator: Emulator, carer: Phone, database: Database
) -> None:
    for numbers in (range(1, 21), range(21, 41)):
        await candour.handle(flood(emulator, numbers))
    said = await carer.wait_for(SLOW_DOWN, since_start=True)
    assert "999" in said.text
    with database.desk(keep=False) as desk:
        told = desk.session.exec(select(Notice).where(Notice.about == "slow_down")).all()
    assert len(told) == 1


async def test_others_are_answered_while_the_flood_waits(
    candour: Candour, emulator: Emulator, database: Database
) -> None:
    taken = watch_turns(candour)
    batch = [*flood(emulator, range(1, FLOOD + 1)), message(emulator, 100, of="other")]
    await candour.handle(batch)
    # Turns of two chats take turns: one of the flood at most came before.
    assert taken.index(100) <= 1
    await candour.handle([*flood(emulator, range(101, 160)), message(emulator, 200, of="other")])
    assert 200 in taken
    assert count(database, QueuedUpdate) > FLOOD
    async with Phone(emulator.base_url, "other") as other:
        await other.wait_for("What would you like to tell me?", since_start=True)
        with pytest.raises(NothingCame):
            await other.wait_for(SLOW_DOWN, 0.05, since_start=True)


async def test_what_waits_survives_the_process(
    candour: Candour,
    make_candour: MakeCandour,
    emulator: Emulator,
    database: Database,
    clock: HandClock,
) -> None:
    await candour.handle(flood(emulator, range(1, FLOOD + 1)))
    await candour.stop()
    waiting = count(database, QueuedUpdate)
    assert waiting > 0
    clock.move(timedelta(minutes=5))
    next_one = make_candour()
    taken = watch_turns(next_one)
    await next_one.start()
    await until(lambda: len(taken) == waiting)
    assert count(database, QueuedUpdate) == 0
    assert taken == sorted(taken)


async def test_what_comes_while_something_waits_stands_behind_it(
    candour: Candour, make_candour: MakeCandour, emulator: Emulator, database: Database, clock: HandClock
) -> None:
    """Also after a restart, which gives everybody their allowance again."""
    await candour.handle(flood(emulator, range(1, 21)))
    await candour.stop()
    next_one = make_candour()
    taken = watch_turns(next_one)
    await next_one.start()
    await next_one.handle([message(emulator, 21)])
    clock.move(timedelta(minutes=5))
    await until(lambda: 21 in taken)
    assert taken == sorted(taken)
    await until(lambda: next_one.dialogue.queue_is_empty or next_one.worker.is_shared)


async def test_a_repeated_flood_changes_nothing(
    candour: Candour, emulator: Emulator, database: Database, clock: HandClock
) -> None:
    taken = watch_turns(candour)
    for _ in range(2):
        await candour.handle(flood(emulator, range(1, 21)))
    clock.move(timedelta(minutes=5))
    await until(lambda: count(database, QueuedUpdate) == 0)
    assert taken == list(range(1, 21))


async def test_a_waiting_turn_that_fails_is_parked(
    candour: Candour,
    emulator: Emulator,
    database: Database,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(_scene: Any) -> None:
        raise ValueError("a fault")

    taken = watch_turns(candour)
    await candour.handle(flood(emulator, range(1, 11)))
    assert count(database, QueuedUpdate) > 0
    monkeypatch.setattr("bot.dialogue.receive", stumble)
    clock.move(timedelta(minutes=5))
    await until(lambda: count(database, QueuedUpdate) == 0)
    assert count(database, ParkedUpdate) == 10 - len(taken) > 0


async def test_an_outage_loses_nothing_and_costs_nobody_their_allowance(
    candour: Candour, emulator: Emulator, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = watch_turns(candour)

    def away(_incoming: Any) -> None:
        raise OSError("away")

    with monkeypatch.context() as outage:
        outage.setattr(candour.dialogue, "take_turn", away)
        for _ in range(AT_ONCE * 2):
            with pytest.raises(TurnsNotTaken):
                await candour.handle([message(emulator, 1)], patient=False)
    await candour.handle(flood(emulator, range(1, AT_ONCE + 1)))
    assert len(taken) == AT_ONCE
    assert count(database, QueuedUpdate) == 0


@given(
    gaps=st.lists(st.floats(0, 30), min_size=1, max_size=200),
    at_once=st.integers(1, 50),
    per_minute=st.integers(1, 120),
)
def test_nobody_is_taken_faster_than_allowed(gaps: list[float], at_once: int, per_minute: int) -> None:
    allowances = Allowances(Flooding(at_once=at_once, per_minute=per_minute))
    now, taken = 0.0, []
    for gap in gaps:
        now += gap
        if allowances.spend(1, now):
            taken.append(now)
    for first, start in enumerate(taken):
        for last in range(first, len(taken)):
            most = at_once + (taken[last] - start) * per_minute / 60
            assert last - first + 1 <= most + 1e-6


def test_one_persons_flood_leaves_the_others_theirs() -> None:
    allowances = Allowances(Flooding(at_once=2, per_minute=60))
    assert [allowances.spend(1, 0.0) for _ in range(4)] == [True, True, False, False]
    assert [allowances.spend(2, 0.0) for _ in range(2)] == [True, True]
    # Two wait, and take two seconds: whoever writes before that stands behind them.
    assert not allowances.spend(1, 2.0)
    assert allowances.spend(1, 5.0)
