"""Nothing that somebody typed, sent or is known by can be read in what the process left behind."""

import asyncio
import base64
import contextlib
import gzip
import io
import os
import re
import sys
import tarfile
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.demo.emulator import DEMO_TOKEN
from bot.demo.phone import NothingCame, Phone
from flows.engine.registry import all_flows
from storage.database import Database
from storage.sealing import Vault
from tests.bot_process import (
    CANDOUR,
    ROOT,
    WEBHOOK_SECRET,
    BotProcess,
    EmulatorProcess,
    bot_env,
    found_home,
    free_port,
)
from tests.security.canaries import Canaries, files_below, look, opened_values
from tests.security.robot import Robot, picture

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="function")]

CARER_ID, MANAGER_ID, STRANGER_ID = 6_471_809_352, 6_583_920_417, 6_695_031_528
STORY = "{} slipped on the wet floor by {} this morning and {} caught her, nobody hurt"
REFERENCE = re.compile(r"RH-\d\d-\d{4}")


class Site:
    """A bot in a folder of its own, with its temporary files there too."""

    def __init__(
        self, folder: Path, emulator: EmulatorProcess, secret_key: str, form: str, *, webhook: bool
    ) -> None:
        self.folder, self.secret_key = folder, secret_key
        self.url = f"sqlite:///{folder / 'candour.db'}"
        self.links = found_home(self.url, secret_key)
        (folder / "tmp").mkdir()
        self.listen = f"127.0.0.1:{free_port()}"
        self.hook = f"http://{self.listen}/hook" if webhook else ""
        self.env = bot_env(
            folder,
            api_url=emulator.base_url,
            database_url=self.url,
            secret_key=secret_key,
            webhook=self.hook,
            listen=self.listen,
        ) | {
            "CANDOUR_LOG_LEVEL": "DEBUG",
            "CANDOUR_LOG_FORMAT": form,
            "TMPDIR": str(folder / "tmp"),
            "PYTHONFAULTHANDLER": "1",
        }
        self.printed: list[tuple[str, bytes]] = []

    async def start(self) -> BotProcess:
        self.process = await BotProcess(self.folder, self.env).start()
        await self.process.line(lambda line: "polling" in line or "webhook served" in line)
        return self.process

    def keep_lines(self, name: str) -> None:
        self.printed.append((name, "\n".join(self.process.lines).encode()))

    async def command(self, *arguments: str) -> None:
        """`candour …` on the same place; what it prints is looked through too."""
        made = await asyncio.create_subprocess_exec(
            sys.executable,
            *CANDOUR,
            *arguments,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **self.env},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await made.communicate()
        self.printed.append((f"candour {arguments[0]}", said))

    async def fetch(self, path: str) -> None:
        async with aiohttp.ClientSession() as web, web.get(f"http://{self.listen}{path}") as answer:
            self.printed.append((path, await answer.read()))

    def database(self) -> Database:
        database = Database(self.url, Vault([self.secret_key]))
        database.unlock()
        return database


@pytest.fixture
async def emulator(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmulatorProcess]:
    """Telegram's side: its folder is not looked through."""
    process = await EmulatorProcess(tmp_path_factory.mktemp("telegram")).start()
    yield process
    await process.close()


async def report(robot: Robot, canaries: Canaries) -> None:
    names = [robot.word(part) for part in ("a person's name", "a place", "the story")]
    await robot.says(STORY.format(*names))
    with contextlib.suppress(NothingCame):
        seen = await robot.phone.last()
        if "belong" in seen.text:
            await robot.taps("Something new")
    await robot.taps("Yes, send it")


async def use_everything(carer: Robot, manager: Robot, stranger: Robot, canaries: Canaries) -> str:
    """Every flow, with a canary in every one of its inputs."""
    await report(carer, canaries)
    await carer.phone.send_photo(picture(carer.word("EXIF")), caption=f"The bed of {carer.word('a caption')}")
    await carer.answer()
    with contextlib.suppress(NothingCame):
        await carer.goes_through("a photo's report", "Something new")
    await carer.goes_through("photo report", "The hoist in the wet room stopped half way")
    await carer.phone.send_document(
        carer.word("inside a document").encode() * 40, f"{carer.word('the name of a file')}.pdf"
    )
    await carer.answer()
    await carer.says("/cancel")
    await carer.phone.send_voice(carer.word("a voice note").encode() * 100)
    await carer.answer()
    typed = await carer.phone.type(f"The fire door by {carer.word('words before an edit')} is propped open")
    await carer.answer()
    await carer.phone.edit(typed, f"The fire door by {carer.word('words after an edit')} is propped open")
    await carer.answer()
    await carer.goes_through("edited report", "yes")
    await carer.says("/cancel")
    for words in ("a command", "a made-up command", "a start word", "a code"):
        command = {"a command": "/status", "a start word": "/start", "a code": "/check"}.get(words)
        await carer.says(f"{command or '/' + carer.word(words)} {carer.word(words)}")
        await carer.says("/cancel")
    await report(stranger, canaries)
    await stranger.says(f"My neighbour {stranger.word('a stranger')} was not washed for a week")
    await stranger.goes_through("stranger", "yes")
    await stranger.says("/cancel")
    await stranger.says(STORY.format(*(stranger.word("an unnamed report") for _ in range(3))))
    with contextlib.suppress(Exception):
        await stranger.taps("Something new")
    with contextlib.suppress(Exception):
        last = await stranger.taps("Send without my name")
        if last is not None and (code := re.search(r"\d{4} \d{4} \d{4} \d{4}", last.text)):
            canaries.watch(code.group().replace(" ", ""), "the code of an unnamed report")
            await stranger.goes_through("check", f"/check {code.group()}")
    for robot in (carer, manager, stranger):
        for flow in all_flows().values():
            if flow.where == "group" or flow.name in ("erase_me", "clear", "cancel"):
                continue
            begun = (await robot.phone.last()).id
            starts = [f"/{flow.command}"] if flow.command else []
            for start in [*starts, *([f"d:{flow.action}:1"] if flow.action else [])]:
                await robot.goes_through(flow.name, start, forged_on=begun)
                await robot.says("/cancel")
    await carer.phone.tap(
        f"d:open:1:{carer.word('a forged button')}", message_id=(await carer.phone.last()).id, stale=True
    )
    await carer.answer()
    return REFERENCE.search("\n".join(seen.text for seen in await carer.phone.messages())).group()  # type: ignore[union-attr]


@pytest.mark.parametrize(("form", "webhook"), [("console", False), ("json", True)])
async def test_no_canary_is_left_in_any_byte(
    tmp_path: Path, emulator: EmulatorProcess, secret_key: str, form: str, webhook: bool
) -> None:
    canaries = Canaries()
    folder = tmp_path / "site"
    folder.mkdir()
    site = Site(folder, emulator, secret_key, form, webhook=webhook)
    await site.start()
    async with contextlib.AsyncExitStack() as stack:
        robots = []
        for key, number, role in (
            ("carer", CARER_ID, "staff"),
            ("manager", MANAGER_ID, "manager"),
            ("stranger", STRANGER_ID, ""),
        ):
            phone = await stack.enter_async_context(Phone(emulator.base_url, key))
            name = f"{canaries.plant('first name')} {canaries.plant('last name')}"
            await phone.act("add_account", key=key, name=name, account_id=number)
            canaries.watch(number, f"the Telegram id of the {key}")
            robot = Robot(phone, canaries)
            if role:
                await phone.join(site.links[role])
                await robot.answer()
            else:
                await robot.says("/start")
            robots.append(robot)
        carer, manager, stranger = robots
        group = await carer.phone.act(
            "add_group", key="team", title=canaries.plant("a group's title"), members=["carer", "manager"]
        )
        canaries.watch(abs(group["id"]), "the id of a group")
        in_group = Robot(manager.phone.in_group("team"), canaries)
        await in_group.says("/meetings every Tuesday 14:00")
        await in_group.says(f"/suggest {in_group.word('a suggestion in a group')}")
        await in_group.says(f"/action {in_group.word('an action in a group')} by Friday")

        await use_everything(carer, manager, stranger, canaries)
        await site.fetch("/metrics")
        await site.fetch("/healthz")
        await site.command("backup", "by-hand.candour")

        # A poison: a report about a home that is not there fails in the middle of its turn, and is parked.
        await carer.says(f"A tile fell on {carer.word('words before a fault')} in the hall")
        database = site.database()
        with database.desk() as desk:
            person = desk.people.find(account_id=CARER_ID)
            assert person is not None
            conversation = desk.conversations.of(person_id=person.id or 0)
            assert conversation is not None
            conversation.flow, conversation.mode = "went_wrong", "confirming"
            conversation.answers |= {"kind": "incident", "category": "falls", "service": "424242"}
            desk.conversations.save(conversation)
        await carer.phone.type(f"And then {carer.word('words in a fault')} shouted")
        await carer.phone.wait_for("went wrong on our side")
        if webhook:
            poison = {"update_id": 77, "message": {"text": [canaries.plant("an unreadable update")]}}
            async with aiohttp.ClientSession() as web:
                for secret in ("", canaries.plant("a wrong secret"), WEBHOOK_SECRET):
                    header = {"X-Telegram-Bot-Api-Secret-Token": secret}
                    async with web.post(site.hook, json=poison, headers=header) as answer:
                        assert answer.status == (200 if secret == WEBHOOK_SECRET else 401)
        # A crash with a draft half written and the write-ahead log not yet folded in.
        await stranger.says(f"The window in {stranger.word('a draft in a crash')} does not close")
        site.process.kill()
        await site.process.ended()
        site.keep_lines("log of the killed process")
        after_crash = look(files_below(folder), canaries)
        await site.start()
        await stranger.goes_through("after the crash", "yes")
        await site.fetch("/metrics")
        for arguments in (("check",), ("parked",), ("export", "cases.csv"), ("due",)):
            await site.command(*arguments)
        site.process.terminate()
        await site.process.ended()
        site.keep_lines("log of the process")

    # The token is in no file and no log either.
    canaries.watch(DEMO_TOKEN, "the bot's token")
    done = look([*files_below(folder), *site.printed], canaries)
    opened = opened_values(database)
    database.close()
    kept = [word for word in canaries.planted if word in opened]
    print(
        f"\ncanaries planted: {len(canaries.planted)}, kept sealed: {len(kept)}; "
        f"bytes searched: {after_crash.bytes + done.bytes} in {after_crash.places + done.places} places"
    )
    assert after_crash.found == []
    assert done.found == []
    # What is not found was there: sealed, and opened with the key.
    assert len(kept) > 40
    where = {canaries.planted[word].partition(" by ")[0] for word in kept}
    assert {"first name", "a person's name", "a place", "the story", "words in a fault"} <= where
    assert any(name.endswith(".sealed") for name, _ in files_below(folder / "data"))


def test_the_search_finds_a_word_in_every_form_it_may_have(tmp_path: Path) -> None:
    canaries = Canaries()
    word = canaries.plant("somewhere")
    (tmp_path / "plain.txt").write_text(f"the story of {word.upper()}.")
    (tmp_path / "wide.bin").write_bytes(word.encode("utf-16-le"))
    (tmp_path / f"{word}.name").write_bytes(b"")
    (tmp_path / "hex.txt").write_text(f"x{word.encode().hex()}")
    for number in range(3):
        (tmp_path / f"coded{number}").write_bytes(base64.b64encode(b"." * number + word.encode() + b"...."))
    (tmp_path / "packed.gz").write_bytes(gzip.compress(b"and " + word.encode()))
    with tarfile.open(tmp_path / "archive.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("inner")
        member.size = len(word)
        archive.addfile(member, io.BytesIO(word.encode()))
    (tmp_path / "clean.txt").write_text("nothing here")
    found = {place.rpartition(" in ")[2] for place in look(files_below(tmp_path), canaries).found}
    assert found == {path.name for path in tmp_path.iterdir()} - {"clean.txt"}
