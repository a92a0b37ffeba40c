"""Nothing that somebody typed, sent or is known by can be read in what the process left behind."""

import asyncio
import base64
import contextlib
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from sqlmodel import func, select

from bot.demo.emulator import DEMO_TOKEN
from bot.demo.phone import Phone
from flows.engine.registry import all_flows
from storage.tables import SeenUpdate
from tests.bot_process import WEBHOOK_SECRET, EmulatorProcess
from tests.security.canaries import Canaries, files_below, look, opened_values
from tests.security.conftest import Tell
from tests.security.every_input import (
    all_inputs,
    plant_everywhere,
    report,
    report_unnamed,
    report_with_files,
    walk,
)
from tests.security.robot import Robot
from tests.security.site import Site

PEOPLE = {
    "carer": (6_471_809_352, "staff"),
    "manager": (6_583_920_417, "manager"),
    "stranger": (6_695_031_528, ""),
    "jack": (6_706_142_639, ""),
}
"""Their accounts, and the links by which they join. Jack gets every role."""
FLOOD = 130
OPERATOR = (
    ("check",),
    ("parked",),
    ("due",),
    ("export", "cases", "--from", "2020-01-01", "--to", "2035-01-01", "--out", "cases.csv"),
    ("invite", "--service", "Rose House", "--role", "staff"),
)


@pytest.fixture
async def emulator(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmulatorProcess]:
    """Telegram's side: its folder is not looked through."""
    process = await EmulatorProcess(tmp_path_factory.mktemp("telegram")).start()
    yield process
    await process.close()


async def people_of(
    site: Site, emulator: EmulatorProcess, canaries: Canaries, stack: contextlib.AsyncExitStack
) -> dict[str, Robot]:
    robots = {}
    for key, (number, role) in PEOPLE.items():
        phone = await stack.enter_async_context(Phone(emulator.base_url, key))
        name = f"{canaries.plant('first name')} {canaries.plant('last name')}"
        await phone.act("add_account", key=key, name=name, account_id=number)
        canaries.watch(number, f"the Telegram id of the {key}")
        robots[key] = robot = Robot(phone, canaries, number, site.question_of)
        if role:
            await phone.join(site.links[role])
            await robot.answer()
        else:
            await robot.says("/start")
        robot.first_message = (await phone.last()).id
    group = await robots["carer"].phone.act(
        "add_group", key="team", title=canaries.plant("a group's title"), members=["carer", "manager", "jack"]
    )
    canaries.watch(abs(group["id"]), "the id of a group")
    in_group = Robot(
        robots["manager"].phone.in_group("team"), canaries, PEOPLE["manager"][0], site.question_of
    )
    await in_group.says("/meetings every Tuesday 14:00")
    await in_group.says(f"/suggest {in_group.word('a suggestion in a group')}")
    await in_group.says(f"/action {in_group.word('an action in a group')} by Friday")
    site.give_all_roles(PEOPLE["jack"][0])
    return robots


async def use_everything(site: Site, robots: dict[str, Robot], canaries: Canaries) -> None:
    carer, manager, stranger, jack = robots.values()

    async def be_stranger() -> None:
        await report(stranger)
        await stranger.says(f"My neighbour {stranger.word('a stranger')} was not washed for a week")
        await stranger.goes_through("stranger", "yes")
        await stranger.says("/cancel")
        await report_unnamed(stranger)

    await report(carer)
    in_group = Robot(jack.phone.in_group("team"), canaries, jack.account_id, site.question_of)
    planted, *_ = await asyncio.gather(
        plant_everywhere(site, jack, in_group), report_with_files(carer), be_stranger(), walk(manager)
    )
    # A flow or a step without a canary fails here, also one that is new.
    assert planted == all_inputs()


async def make_it_stumble(site: Site, carer: Robot, canaries: Canaries) -> None:
    """A report about a home that is not there fails in the middle of its turn, and is parked."""
    await carer.says("/cancel")
    answers = {"kind": "incident", "category": "falls", "service": "424242"}
    answers["words"] = f"A tile fell on {canaries.plant('words before a fault')} in the hall"
    site.ask(carer.account_id, "went_wrong", "place", answers)
    await carer.phone.type(f"It was by {carer.word('words in a fault')}")
    for words in ("yes", "send it"):
        await carer.answer()
        await carer.phone.type(words)
    await carer.phone.wait_for("went wrong on our side", since_start=True)
    if site.hook:
        poison = {"update_id": 77, "message": {"text": [canaries.plant("an unreadable update")]}}
        async with aiohttp.ClientSession() as web:
            for secret in ("", canaries.plant("a wrong secret").encode().decode("latin-1"), WEBHOOK_SECRET):
                header = {"X-Telegram-Bot-Api-Secret-Token": secret}
                async with web.post(site.hook, json=poison, headers=header) as answer:
                    assert answer.status == (200 if secret == WEBHOOK_SECRET else 401)


@pytest.mark.e2e
@pytest.mark.parametrize(("form", "webhook"), [("console", False), ("json", True)])
async def test_no_canary_is_left_in_any_byte(
    tmp_path: Path, emulator: EmulatorProcess, secret_key: str, form: str, webhook: bool, tell: Tell
) -> None:
    canaries = Canaries()
    folder = tmp_path / "site"
    folder.mkdir()
    site = Site(folder, emulator, secret_key, form, webhook=webhook)
    await site.start()
    async with contextlib.AsyncExitStack() as stack:
        robots = await people_of(site, emulator, canaries, stack)
        await use_everything(site, robots, canaries)
        await site.fetch("/metrics")
        await site.fetch("/healthz")
        await site.command("backup", "by-hand.candour")
        await make_it_stumble(site, robots["carer"], canaries)

        # A crash with a draft half written, a flood half taken, and the write-ahead log not yet folded in.
        stranger = robots["stranger"]
        await stranger.says(f"The window in {stranger.word('a draft in a crash')} does not close")
        for _ in range(FLOOD):
            await robots["manager"].phone.type(f"Look at {canaries.plant('a flood')}")
        site.process.kill()
        await site.process.ended()
        site.keep_lines("log of the killed process")
        after_crash = look(files_below(folder), canaries)
        await site.start()
        await stranger.goes_through("after the crash", "yes")
        await site.fetch("/metrics")
        for arguments in OPERATOR:
            await site.command(*arguments)
        site.process.terminate()
        await site.process.ended()
        site.keep_lines("log of the process")

    # The token is in no file and no log either.
    canaries.watch(DEMO_TOKEN, "the bot's token")
    done = look([*files_below(folder), *site.printed], canaries)
    opened = opened_values(site.database)
    with site.database.desk(keep=False) as desk:
        heard = desk.session.exec(select(func.count()).select_from(SeenUpdate)).one()
    site.database.close()
    kept = [word for word in canaries.planted if word in opened]
    met = set.union(*(robot.met for robot in robots.values()))
    tell(
        f"canary search ({form} log): {len(canaries.planted)} canaries in {len(all_inputs())} inputs of "
        f"{len(all_flows())} flows ({len(met)} met on the way), {heard} updates, "
        f"{len(kept)} kept sealed; {after_crash.bytes + done.bytes:,} bytes searched in "
        f"{after_crash.places + done.places} places, found: {len(after_crash.found) + len(done.found)}"
    )
    assert after_crash.found == []
    assert done.found == []
    # What is not found was there: heard, kept sealed, and opened with the key.
    assert heard > len(all_inputs())
    assert len(met) > 10
    assert len(kept) > 100
    where = {canaries.planted[word].partition(" by ")[0] for word in kept}
    assert {"first name", "a person's name", "a place", "the story", "words in a fault"} <= where
    assert any("a code of" in planted for planted in canaries.planted.values())
    assert any(name.endswith(".sealed") for name, _ in files_below(folder / "data"))


def test_the_search_finds_a_word_in_every_form_it_may_have(tmp_path: Path) -> None:
    canaries = Canaries()
    canaries.plant("elsewhere")
    word = canaries.plant("somewhere")
    assert not word.isascii()
    (tmp_path / "plain.txt").write_text(f"the story of {word.upper()}.")
    (tmp_path / "wide.bin").write_bytes(word.encode("utf-16-le"))
    (tmp_path / f"{word}.name").write_bytes(b"")
    (tmp_path / "wide-other-way.bin").write_bytes(word.encode("utf-16-be"))
    (tmp_path / "escaped.json").write_text(json.dumps({"text": word}))
    (tmp_path / "address.txt").write_text(f"https://example.org/?q={quote(word)}&x=1")
    (tmp_path / "printed.txt").write_text(f"{word.encode()!r}")
    (tmp_path / "page.html").write_bytes(word.encode("ascii", "xmlcharrefreplace"))
    with zipfile.ZipFile(tmp_path / "letter.docx", "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("word/document.xml", f"<p>{word}</p>")
    (tmp_path / "hex.txt").write_text(f"x{word.encode().hex()}")
    for number in range(3):
        (tmp_path / f"coded{number}").write_bytes(base64.b64encode(b"." * number + word.encode() + b"...."))
    (tmp_path / "packed.gz").write_bytes(gzip.compress(b"and " + word.encode()))
    with tarfile.open(tmp_path / "archive.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("inner")
        member.size = len(word.encode())
        archive.addfile(member, io.BytesIO(word.encode()))
    (tmp_path / "clean.txt").write_text("nothing here")
    found = {place.rpartition(" in ")[2] for place in look(files_below(tmp_path), canaries).found}
    assert found == {path.name for path in tmp_path.iterdir()} - {"clean.txt"}
