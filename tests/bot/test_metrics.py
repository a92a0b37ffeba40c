"""What Prometheus is told: figures, and nothing about anybody."""

import asyncio
import subprocess
import sys
from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from bot.metrics import render_metrics
from bot.settings import Settings
from storage.database import Database
from storage.notices import REMINDER
from tests.bot.conftest import HOME, WORDS, HandClock, MakeCandour, until

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def scrape(candour: object) -> tuple[Samples, str]:
    body, _ = await render_metrics(candour)  # type: ignore[arg-type]
    families = text_string_to_metric_families(body.decode())
    samples = {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }
    return samples, body.decode()


def labelled(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


async def test_turns_waits_and_messages_are_counted(
    make_candour: MakeCandour, links: dict[str, str], emulator: Emulator, carer: Phone
) -> None:
    candour = make_candour()
    await candour.start()
    polling = asyncio.create_task(candour.run_polling())
    await carer.join(links["staff"])
    await carer.wait_for(HOME)
    await carer.type(WORDS)
    await carer.wait_for("Is this right?")
    await until(lambda: candour.tally.sweeps["done"] == 1)
    samples, text = await scrape(candour)
    said = len([seen for seen in await carer.messages() if seen.from_bot])
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    assert samples[labelled("candour_turns_total", outcome="handled")] == 2
    assert samples[labelled("candour_turn_seconds_count")] == 2
    assert samples[labelled("candour_turn_seconds_bucket", le="+Inf")] == 2
    assert samples[labelled("candour_messages_sent_total", priority="answer")] == said
    assert samples[labelled("candour_sweeps_total", outcome="done")] == 1
    assert samples[labelled("candour_database_up")] == 1
    for personal in ("Amy", "Hart", "Patel", "bathroom", "Rose", str(emulator.world.account("carer").id)):
        assert personal not in text


async def test_what_waits_what_is_late_and_what_is_parked_is_counted(
    make_candour: MakeCandour, database: Database, clock: HandClock
) -> None:
    with database.desk() as desk:
        for number in range(3):
            desk.notices.write(
                chat_id=number,
                content={"text": "x"},
                priority=REMINDER,
                now=clock.now(),
                ready_at=clock.now() - timedelta(minutes=5) if number else None,
            )
        desk.updates.park(
            update_id=1, error_reference="E-1", error="builtins.KeyError", content={}, now=clock.now()
        )
    samples, _ = await scrape(make_candour())
    assert samples[labelled("candour_outbox_depth", priority="reminder")] == 3
    assert samples[labelled("candour_outbox_overdue", priority="reminder")] == 2
    assert samples[labelled("candour_outbox_overdue", priority="red_flag")] == 0
    assert samples[labelled("candour_parked_updates")] == 1


async def test_faults_of_telegram_are_counted_by_class(
    make_candour: MakeCandour, database: Database, emulator: Emulator, clock: HandClock
) -> None:
    chat = emulator.world.account("carer")
    chat.opened = True
    emulator.world.faults.add("blocked", method="sendMessage")
    with database.desk() as desk:
        desk.notices.write(chat_id=chat.id, content={"text": "x"}, priority=REMINDER, now=clock.now())
    candour = make_candour()
    await candour.start()
    await until(lambda: candour.tally.telegram_faults["Forbidden"] == 1)
    samples, _ = await scrape(candour)
    assert samples[labelled("candour_telegram_faults_total", **{"class": "Forbidden"})] == 1


def test_a_bot_that_nobody_scrapes_does_not_load_the_library() -> None:
    check = "import bot.commands.run, sys; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_polling_bot_listens_only_where_it_was_told_to() -> None:
    assert not Settings(_env_file=None).wants_health  # type: ignore[call-arg]
    assert Settings(_env_file=None, candour_listen="127.0.0.1:9000").wants_health  # type: ignore[call-arg]
