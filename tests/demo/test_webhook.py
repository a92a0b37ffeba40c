"""Updates pushed to a webhook: the secret, the retries, the order."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram.error import BadRequest, Conflict
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.phone import Phone
from tests.demo.conftest import until


class Receiver:
    """A bot's webhook that answers with `statuses` in turn, then with 200."""

    def __init__(self) -> None:
        self.url = ""
        self.statuses: list[int] = []
        self.got: list[tuple[int, str, int]] = []
        self.secrets: set[str] = set()
        self.at_once = self.most_at_once = 0
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.go_on.wait()
        self.at_once -= 1
        status = self.statuses.pop(0) if self.statuses else 200
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        self.got.append((update["update_id"], update["message"]["text"], status))
        return web.Response(status=status)

    @property
    def accepted(self) -> list[str]:
        return [text for _, text, status in self.got if status == 200]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_an_update_is_pushed_until_it_is_accepted_with_the_secret(
    emulator: Emulator, bot: ExtBot, carer: Phone, receiver: Receiver
) -> None:
    receiver.statuses = [500, 503]
    await bot.set_webhook(receiver.url, secret_token="hush")
    await carer.type("one")
    await carer.type("two")
    await until(lambda: len(receiver.accepted) == 2)
    assert [(text, status) for _, text, status in receiver.got] == [
        ("one", 500),
        ("one", 503),
        ("one", 200),
        ("two", 200),
    ]
    assert len({number for number, text, _ in receiver.got if text == "one"}) == 1
    assert receiver.secrets == {"hush"}
    await until(lambda: not emulator.world.updates.pending)


async def test_what_waited_before_the_webhook_is_pushed_or_dropped_as_asked(
    bot: ExtBot, carer: Phone, receiver: Receiver
) -> None:
    await carer.type("dropped")
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    await bot.delete_webhook()
    await carer.type("kept")
    await bot.set_webhook(receiver.url)
    await until(lambda: len(receiver.got) == 1)
    assert receiver.accepted == ["kept"]


async def test_no_more_connections_than_asked_and_chats_side_by_side(
    emulator: Emulator, bot: ExtBot, carer: Phone, receiver: Receiver
) -> None:
    receiver.go_on.clear()
    await bot.set_webhook(receiver.url, max_connections=2)
    for account in ("carer", "relative", "manager"):
        await Phone(emulator.base_url, account, session=carer.open()).type("hello")
    await until(lambda: receiver.at_once == 2)
    receiver.go_on.set()
    await until(lambda: len(receiver.got) == 3)
    assert receiver.most_at_once == 2


async def test_polling_is_refused_while_a_webhook_is_set(bot: ExtBot, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url)
    assert (await bot.get_webhook_info()).url == receiver.url
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()


async def test_setting_a_webhook_ends_a_held_poll(
    emulator: Emulator, bot: ExtBot, receiver: Receiver
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: emulator.world.updates.holds_poll)
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="setWebhook"):
        await asyncio.wait_for(poll, 5)


async def test_a_webhook_must_be_https_outside_this_machine(bot: ExtBot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)https"):
        await bot.set_webhook("http://example.org/hook")


async def test_a_duplicate_is_pushed_twice(
    emulator: Emulator, bot: ExtBot, carer: Phone, receiver: Receiver
) -> None:
    emulator.world.faults.add("duplicate_update")
    await bot.set_webhook(receiver.url)
    await carer.type("once")
    await until(lambda: len(receiver.got) == 2)
    assert set(Counter(number for number, _, _ in receiver.got).values()) == {2}
