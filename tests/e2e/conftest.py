"""Real processes for the tests: an emulator, and `candour run` in a fresh folder."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.demo.phone import Phone
from tests.bot_process import BotProcess, EmulatorProcess, bot_env, found_home, free_port

StartBot = Callable[..., Awaitable[BotProcess]]


@pytest.fixture
async def emulator(tmp_path: Path) -> AsyncIterator[EmulatorProcess]:
    """A Bot API of this test's own."""
    process = await EmulatorProcess(tmp_path).start()
    yield process
    await process.close()


@pytest.fixture
def links(database_url: str, secret_key: str) -> dict[str, str]:
    """A home in the database; the links by which `staff` and a `manager` join it."""
    return found_home(database_url, secret_key)


@pytest.fixture
async def start_bot(
    tmp_path: Path, emulator: EmulatorProcess, database_url: str, secret_key: str, links: dict[str, str]
) -> AsyncIterator[StartBot]:
    """Starts `candour run` on this test's database and waits until it is ready; again after its end.

    Keywords: `webhook` serves one; further ones are settings, such as `CANDOUR_LISTEN`; `waits=False`
    returns at once.
    """
    started: list[BotProcess] = []

    async def start(*, webhook: bool = False, waits: bool = True, **env: str) -> BotProcess:
        listen = f"127.0.0.1:{free_port()}" if webhook else ""
        surroundings = bot_env(
            tmp_path,
            api_url=emulator.base_url,
            database_url=database_url,
            secret_key=secret_key,
            webhook=f"http://{listen}/hook" if webhook else "",
            listen=listen,
        )
        process = BotProcess(tmp_path, surroundings | env)
        started.append(process)
        await process.start()
        return await process.ready() if waits else process

    yield start
    for process in started:
        await process.close()


@pytest.fixture
async def bot_process(start_bot: StartBot) -> BotProcess:
    """`candour run` by polling, ready."""
    return await start_bot()


@pytest.fixture
async def carer(emulator: EmulatorProcess) -> AsyncIterator[Phone]:
    """The phone of somebody who has not joined yet."""
    async with Phone(emulator.base_url, "carer") as phone:
        await phone.act("add_account", key="carer", name="Amy Hart")
        yield phone


@pytest.fixture
async def manager(emulator: EmulatorProcess) -> AsyncIterator[Phone]:
    async with Phone(emulator.base_url, "manager") as phone:
        await phone.act("add_account", key="manager", name="Ravi Shah")
        yield phone
