"""What is in the outbox arrives: once, in order, urgent first, through crashes and faults."""

import asyncio
from datetime import timedelta

from sqlmodel import select

from bot.assemble import Candour
from bot.claims import BATCH, Claims
from bot.demo import groups
from bot.demo.emulator import Emulator
from bot.dialogue import HOLD
from bot.in_hand import InHand
from bot.worker import Worker
from storage.database import Database
from storage.notices import ANSWER, DIGEST, RED_FLAG, REMINDER
from storage.sealing import Vault
from storage.tables import Case, Notice
from tests.bot.conftest import HandClock, MakeCandour, until
from tests.talk import Talk


def write(database: Database, clock: HandClock, chat_id: int, *texts: str, priority: int = ANSWER) -> None:
    with database.desk() as desk:
        for text in texts:
            desk.notices.write(
                chat_id=chat_id, content={"text": text, "rows": []}, priority=priority, now=clock.now()
            )


def notices(database: Database) -> list[Notice]:
    with database.desk() as desk:
        return list(desk.session.exec(select(Notice).order_by(Notice.id)).all())


def texts_sent(emulator: Emulator) -> list[str]:
    return [call.params["text"] for call in emulator.world.calls.of("sendMessage") if call.code == 200]


def opened(emulator: Emulator, *keys: str) -> list[int]:
    """Chats in which people have written to the bot."""
    for key in keys:
        emulator.world.account(key).opened = True
    return [emulator.world.account(key).id for key in keys]


async def all_marked(database: Database) -> None:
    def none_waits() -> bool:
        with database.desk(keep=False) as desk:
            return desk.notices.waiting_count() == 0

    await until(lambda: asyncio.to_thread(none_waits))


async def test_what_waits_is_sent_once_and_marked(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    (chat,) = opened(emulator, "carer")
    write(database, clock, chat, "one", "two")
    await make_candour().start()
    await all_marked(database)
    clock.move(HOLD * 3)
    await make_candour().start()
    write(database, clock, chat, "three")
    await all_marked(database)
    assert texts_sent(emulator) == ["one", "two", "three"]
    assert all(notice.sent_at and notice.message_id for notice in notices(database))


async def test_red_flags_go_before_answers_before_reminders_before_digests(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    carer, other, manager = opened(emulator, "carer", "other", "manager")
    write(database, clock, carer, "digest", priority=DIGEST)
    write(database, clock, other, "reminder", priority=REMINDER)
    write(database, clock, manager, "answer", priority=ANSWER)
    write(database, clock, manager, "red", priority=RED_FLAG)
    candour = make_candour()
    # A message at a time: what is sent first is then seen.
    for _ in range(63):
        await candour.delivery._slots.acquire()
    await candour.start()
    await all_marked(database)
    assert texts_sent(emulator) == ["red", "answer", "reminder", "digest"]


async def test_a_later_message_does_not_overtake_one_that_was_put_off(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    clock.speed = 20
    (chat,) = opened(emulator, "carer")
    emulator.world.faults.add("server_error", method="sendMessage", times=1)
    write(database, clock, chat, "one", "two", "three")
    await make_candour().start()
    await all_marked(database)
    assert texts_sent(emulator) == ["one", "two", "three"]


async def test_a_chat_in_trouble_holds_up_nobody_else(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    slow, other = opened(emulator, "carer", "other")
    emulator.world.faults.add("timeout", method="sendMessage", chat_id=slow, seconds=30, times=None)
    write(database, clock, slow, *(f"slow {number}" for number in range(100)))
    write(database, clock, other, "quick")
    await make_candour().start()
    await until(lambda: texts_sent(emulator) == ["quick"])
    emulator.world.faults.clear()
    assert texts_sent(emulator) == ["quick"]


async def test_a_person_who_blocked_the_bot_is_not_written_to_again_and_the_case_says_so(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock, talk: Talk
) -> None:
    opened(emulator, "manager")
    emulator.world.faults.add("blocked", method="sendMessage", chat_id=talk.carer.account_id, times=None)
    with database.desk() as desk:
        (case,) = desk.session.exec(select(Case)).all()
        desk.notices.write(
            chat_id=talk.carer.account_id,
            content={"text": "about your case", "rows": []},
            priority=ANSWER,
            now=clock.now(),
            case_id=case.id,
            person_id=case.reporter_id,
            about="to_reporter",
        )
    await make_candour().start()
    await until(lambda: any(notice.failed_at for notice in notices(database)))
    with database.desk() as desk:
        acts = [entry.act for entry in desk.timeline.of(case_id=case.id or 0)]
        reporter = desk.people.get(person_id=case.reporter_id or 0)
        told = desk.session.exec(select(Notice).where(Notice.about == "not_delivered")).all()
    assert acts.count("not_delivered") == 1
    assert reporter.unreachable_at is not None
    assert [notice.case_id for notice in told] == [case.id]


async def test_what_a_group_waits_for_follows_it_to_its_new_id(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    group = emulator.add_group("team", "Rose House team", ["manager", "carer"], supergroup=False)
    write(database, clock, group.id, "agenda", "soon")
    groups.migrate(emulator.world, "team")
    await make_candour().start()
    await all_marked(database)
    moved = {int(notice.chat_id) for notice in notices(database)}
    assert texts_sent(emulator) == ["agenda", "soon"]
    assert moved == {emulator.world.chat("team").id}
    assert moved != {group.id}


async def test_a_flood_limit_is_waited_out(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    clock.speed = 20
    (chat,) = opened(emulator, "carer")
    emulator.world.faults.add("too_many_requests", method="sendMessage", times=3, retry_after=1)
    write(database, clock, chat, "one", "two")
    await make_candour().start()
    await all_marked(database)
    assert texts_sent(emulator) == ["one", "two"]


async def dead_process_had_claimed(database: Database, clock: HandClock) -> None:
    with database.desk() as desk:
        assert desk.notices.claim(now=clock.now(), hold=HOLD, limit=BATCH)


async def test_what_a_dead_process_had_claimed_is_sent_by_the_next(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    (chat,) = opened(emulator, "carer")
    write(database, clock, chat, "one")
    await dead_process_had_claimed(database, clock)
    await make_candour().start()
    if not database.is_sqlite:
        # Another process may be alive and at it; it has until the hold ends.
        assert texts_sent(emulator) == []
        clock.move(HOLD)
    await all_marked(database)
    assert texts_sent(emulator) == ["one"]


async def test_a_message_that_may_have_been_sent_twice_is_marked_so_once_in_its_case(
    database: Database, clock: HandClock, talk: Talk
) -> None:
    with database.desk() as desk:
        (case,) = desk.session.exec(select(Case)).all()
        desk.notices.settle_all(at=clock.now())
        notice = desk.notices.write(
            chat_id=1, content={}, priority=ANSWER, now=clock.now(), case_id=case.id, about="to_reporter"
        )
    await dead_process_had_claimed(database, clock)
    worker = Worker(database)
    for _ in range(2):
        clock.move(HOLD * 2)
        claimed = asyncio.Event()
        claiming = asyncio.create_task(Claims(worker, clock, InHand(), claimed.set).claim_for_ever())
        await asyncio.wait_for(claimed.wait(), 10)
        claiming.cancel()
    worker.close()
    with database.desk(keep=False) as desk:
        marks = [e.detail for e in desk.timeline.of(case_id=case.id or 0) if e.act == "resent"]
        assert desk.timeline.broken_at(case_id=case.id or 0) is None
    assert notice is not None
    assert marks == [{"notice": notice.id}]


async def test_a_clean_end_gives_back_what_was_not_sent(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    (chat,) = opened(emulator, "carer")
    write(database, clock, chat, "one")
    with database.desk() as desk:
        claimed = desk.notices.claim(now=clock.now(), hold=HOLD, limit=BATCH)
    candour = make_candour()
    candour.delivery.take(claimed)
    await candour.delivery.finish()
    (notice,) = notices(database)
    assert (notice.sent_at, notice.attempts) == (None, 0)
    assert notice.ready_at <= clock.now()


async def test_a_message_whose_mark_cannot_be_written_is_not_sent_again(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    (chat,) = opened(emulator, "carer")
    candour = make_candour()
    await candour.start()
    await until(lambda: candour.tally.sweeps["done"] == 1)
    write(database, clock, chat, "one")
    with database.desk() as desk:
        claimed = desk.notices.claim(now=clock.now(), hold=HOLD, limit=BATCH)
    with database.engine.begin() as other:
        if not database.is_sqlite:  # SQLite has one lock, and this connection has it already.
            other.exec_driver_sql("LOCK TABLE notice IN ACCESS EXCLUSIVE MODE")
        candour.delivery.take(claimed)
        await until(lambda: texts_sent(emulator) == ["one"])
        clock.move(HOLD * 3)
        candour.delivery.wake()
    await all_marked(database)
    assert texts_sent(emulator) == ["one"]


async def test_after_hours_without_telegram_everything_goes_out_in_order(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    chats = opened(emulator, "carer", "other")
    outage = emulator.world.faults.add("outage", method="send*")
    candour = make_candour()
    await candour.start()
    for hour in range(3):
        for chat in chats:
            write(database, clock, chat, f"{chat} {hour}")
        await until(lambda: all(notice.failure for notice in notices(database) if notice.sent_at is None))
        clock.move(timedelta(hours=1))
    emulator.world.faults.rules.remove(outage)
    clock.move(timedelta(minutes=10))
    await all_marked(database)
    for chat in chats:
        assert [t for t in texts_sent(emulator) if t.startswith(str(chat))] == [
            f"{chat} {h}" for h in range(3)
        ]


async def test_what_was_put_off_before_the_clock_was_set_back_does_not_wait_for_the_old_time(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    (chat,) = opened(emulator, "carer")
    emulator.world.faults.add("server_error", method="sendMessage", times=1)
    write(database, clock, chat, "one")
    await make_candour().start()
    await until(lambda: notices(database)[0].failure == "NetworkError")
    clock.move(-timedelta(hours=2))
    await all_marked(database)
    assert texts_sent(emulator) == ["one"]


async def test_two_processes_share_an_outbox_and_send_nothing_twice(
    make_candour: MakeCandour,
    postgres_url: str,
    secret_key: str,
    emulator: Emulator,
    clock: HandClock,
) -> None:
    database = Database(postgres_url, Vault([secret_key]))
    database.unlock()
    chats = opened(emulator, "carer", "other", "manager")
    for number in range(100):
        for chat in chats:
            write(database, clock, chat, f"{chat} {number}")
    both: list[Candour] = [make_candour(postgres_url), make_candour(postgres_url)]
    await asyncio.gather(*(candour.start() for candour in both))
    await all_marked(database)
    sent = texts_sent(emulator)
    database.close()
    assert len(sent) == len(set(sent)) == 300
    assert all(candour.tally.sent[ANSWER] > 0 for candour in both)
