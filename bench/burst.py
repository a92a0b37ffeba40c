"""The 09:00 burst: thousands of reminders at the pace that Telegram allows, while a person types."""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.turns import fresh_environment
from bot.assemble import Candour
from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from bot.settings import Settings
from storage.notices import REMINDER

TYPES_EVERY_S = 2.0


async def type_meanwhile(phone: Phone, waits_s: list[float]) -> None:
    """Somebody asks for the menu again and again, and notes how long each answer took."""
    while True:
        begun = time.perf_counter()
        await phone.type("/menu")
        await phone.wait_for(lambda seen: bool(seen.text), 60)
        waits_s.append(time.perf_counter() - begun)
        await asyncio.sleep(TYPES_EVERY_S)


async def until_sent(candour: Candour, count: int) -> None:
    while candour.tally.sent[REMINDER] < count:
        await asyncio.sleep(0.01)


async def burst(reminders: int) -> None:
    emulator = Emulator(lean=True)
    chats = [emulator.add_account(f"manager{n}", f"Manager {n}").id for n in range(reminders)]
    for n in range(reminders):
        emulator.world.account(f"manager{n}").opened = True
    emulator.add_account("carer", "Amy Hart")
    await emulator.start()
    with tempfile.TemporaryDirectory() as folder:
        env = fresh_environment(folder)
        settings = Settings.model_construct(
            telegram_bot_token=emulator.token,
            telegram_api_url=emulator.base_url,
            database_url=env["DATABASE_URL"],
            candour_secret_key=env["CANDOUR_SECRET_KEY"],
            candour_data_dir=Path(folder),
        )
        candour = Candour(settings)
        pace = candour.policy.sending.per_second
        candour.delivery.keep_pace(pace)
        await candour.start()
        polling = asyncio.create_task(candour.run_polling())
        waits_s: list[float] = []
        async with Phone(emulator.base_url, "carer") as phone:
            await phone.type("/start")
            await phone.wait_for(lambda seen: bool(seen.text), 30)
            now = datetime.now(UTC)
            with candour.database.desk() as desk:
                for chat in chats:
                    desk.notices.write(
                        chat_id=chat,
                        content={"text": "RH-26-0001 · falls · first look by 10:00", "rows": []},
                        priority=REMINDER,
                        now=now,
                    )
            begun, cpu_begun = time.perf_counter(), time.process_time()
            candour.delivery.wake()
            typing = asyncio.create_task(type_meanwhile(phone, waits_s))
            await until_sent(candour, reminders)
            seconds = time.perf_counter() - begun
            cpu = time.process_time() - cpu_begun
            typing.cancel()
        polling.cancel()
        await asyncio.gather(polling, typing, return_exceptions=True)
        await candour.stop()
    await emulator.stop()
    sent = reminders + len(waits_s)
    print("| reminders | allowed a second | sent a second | of that | seconds |\n|---|---|---|---|---|")
    print(
        f"| {reminders:,} | {pace} | {sent / seconds:.1f} | {sent / seconds / pace:.1%} | {seconds:.0f} |\n"
    )
    print(f"CPU, with the emulator in the same process: {cpu:.0f} s\n")
    waits = sorted(wait * 1000 for wait in waits_s)
    print(
        f"somebody who typed {len(waits)} times meanwhile waited {statistics.median(waits):.0f} ms "
        f"(median), {waits[-1]:.0f} ms at most"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int, default=5_000)
    asyncio.run(burst(parser.parse_args().reminders))


if __name__ == "__main__":
    main()
