"""The main job through the real process: from a carer's message to the manager's ping and the agenda."""

import re
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
import pytest_asyncio
from PIL import Image

from bot.demo.phone import Phone, Seen
from tests.demo_process import demo_process

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

PATEL = "Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her"
A_MINUTE_AND_MORE = 90.0
"""What is said to a reporter can be taken back for a minute."""
REFERENCE = re.compile(r"RH-\d\d-\d{4}")
ANY_REFERENCE = re.compile(r"[A-Z]{2,4}-\d\d-\d{4}")
"""Of the home or, as a speak-up case goes past its managers, of the provider."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def base_url() -> AsyncIterator[str]:
    async with demo_process() as url:
        yield url


async def tell(phone: Phone, words: str) -> Seen:
    """Types a report and returns what is asked first. Words so soon after another report may belong to it:
    these are new."""
    await phone.type(words)
    asked = await phone.wait_for(lambda seen: bool(seen.buttons))
    if asked.find_button("Something new"):
        await phone.tap("Something new")
        asked = await phone.wait_for(lambda seen: bool(seen.buttons))
    return asked


async def send(phone: Phone, words: str) -> tuple[str, Seen]:
    """Reports in one message and as many taps as are asked; returns the reference and the last card."""
    card = await tell(phone, words)
    while not card.find_button("Yes, send it"):
        await phone.tap(card.labels[0])
        card = await phone.wait_for(lambda seen: bool(seen.buttons))
    await phone.tap("Yes, send it")
    return await receipt_of(phone), card


async def receipt_of(phone: Phone) -> str:
    receipt = await phone.wait_for(lambda seen: REFERENCE.search(seen.text) is not None)
    found = REFERENCE.search(receipt.text)
    assert found
    return found.group()


async def test_one_message_and_one_tap_reach_a_reference_and_a_ping_without_names(base_url: str) -> None:
    async with Phone(base_url, "carer") as carer, Phone(base_url, "manager") as manager:
        await manager.catch_up()
        await carer.type(PATEL)
        card = await carer.wait_for("Is this right?")
        assert "Mrs patel" in card.text
        assert "bathroom 2" in card.text
        await carer.tap("Yes, send it")
        reference = await receipt_of(carer)
        ping = await manager.wait_for(reference)
        assert ping.labels == ["Open", "I'll take it", "Remind me tomorrow"]
        assert "atel" not in ping.text
        assert "bathroom" not in ping.text


async def test_a_case_is_taken_asked_about_answered_and_closed(base_url: str) -> None:
    async with Phone(base_url, "carer") as carer, Phone(base_url, "manager") as manager:
        await manager.catch_up()
        reference, _card = await send(
            carer, "Hoist in room 9 stopped half way up, Mr Bell was left hanging a minute, no harm"
        )
        await manager.wait_for(reference)
        await manager.tap("I'll take it")
        await manager.wait_for("is yours now")
        await manager.type(f"/case {reference}")
        await manager.wait_for("Mr Bell")
        await carer.catch_up()
        await manager.tap("Ask the reporter")
        await manager.wait_for("What would you like to ask")
        await manager.type("Which hoist was it?")
        await manager.wait_for("Asked.")
        await carer.wait_for("Which hoist was it?", A_MINUTE_AND_MORE)
        await carer.tap("Reply")
        await carer.wait_for("Please type your reply", A_MINUTE_AND_MORE)
        await manager.catch_up()
        await carer.type("The blue one from the sluice")
        await carer.wait_for("pass it on", A_MINUTE_AND_MORE)
        await manager.wait_for("reply came in")
        await manager.tap("Open")
        opened = await manager.wait_for("The blue one from the sluice")
        await carer.catch_up()
        await manager.tap("Close", message_id=opened.id)
        await manager.wait_for("What came of")
        await manager.type("The blue hoist has a new battery and is charged every night now.")
        await manager.wait_for("lesson")
        await manager.tap("Yes")
        await manager.wait_for("What is the lesson")
        await manager.type("Look at the charge light before you lift.")
        await manager.wait_for(f"Close {reference}?")
        await manager.tap("Yes, close it")
        await manager.wait_for("is closed")
        told = await carer.wait_for("new battery", A_MINUTE_AND_MORE)
        assert reference in told.text


async def test_a_complaint_is_told_its_days_and_the_ways_onward(base_url: str) -> None:
    async with Phone(base_url, "relative") as relative:
        await relative.type(
            "I am making a complaint. My mothers hearing aids have been lost twice and nobody will tell me "
            "why. I want an answer."
        )
        await relative.wait_for("Would you like an answer")
        await relative.tap("Yes, please")
        await relative.wait_for("agree")
        await relative.tap("Yes, they agree")
        await relative.wait_for("Is this right?")
        await relative.tap("Yes, send it")
        receipt = await relative.wait_for(lambda seen: REFERENCE.search(seen.text) is not None)
        assert "Ombudsman" in receipt.text
        assert receipt.text.count(" by ") >= 2


async def test_danger_is_spoken_of_before_anything_is_asked(base_url: str) -> None:
    async with Phone(base_url, "carer") as carer:
        await tell(carer, "Bert has chest pain and cant get his breath, he has gone grey")
        chat = await carer.messages()
        spoken = max(n for n, seen in enumerate(chat) if "Bert has" in seen.text and not seen.from_bot)
        assert "999" in chat[spoken + 1].text.splitlines()[0]
        await carer.type("/cancel")
        await carer.wait_for("Stopped")


async def test_a_report_without_a_name_is_found_again_by_its_code(base_url: str) -> None:
    async with Phone(base_url, "carer") as carer:
        card = await tell(
            carer, "Two carers were shouting at each other in the lounge in front of the residents"
        )
        while not card.find_button("Send without my name"):
            await carer.tap(card.labels[0])
            card = await carer.wait_for(lambda seen: bool(seen.buttons))
        await carer.tap("Send without my name")
        said = await carer.wait_for("your code")
        code = re.search(r"\d{4} \d{4} \d{4} \d{4}", said.text).group()
        await carer.type(f"/check {code}")
        shown = await carer.wait_for("Not looked at yet")
        assert ANY_REFERENCE.search(shown.text)


async def test_a_photo_alone_is_welcome(base_url: str) -> None:
    picture = BytesIO()
    Image.new("RGB", (60, 40), "grey").save(picture, "JPEG")
    async with Phone(base_url, "carer") as carer:
        await carer.send_photo(picture.getvalue())
        asked = await carer.wait_for(lambda seen: bool(seen.buttons))
        if asked.find_button("Something new"):
            await carer.tap("Something new")
        await carer.wait_for("What happened?")
        card = await tell(carer, "The carpet edge by the lift is up again, somebody will trip on it")
        while not card.find_button("Yes, send it"):
            await carer.tap(card.labels[0])
            card = await carer.wait_for(lambda seen: bool(seen.buttons))
        assert "one file" in card.text
        await carer.tap("Yes, send it")
        await receipt_of(carer)


async def test_somebody_without_an_invite_is_heard(base_url: str) -> None:
    async with Phone(base_url, "carer") as stage:
        await stage.act("add_account", key="neighbour", name="Nell Marsh", sort="relative")
    async with Phone(base_url, "neighbour") as neighbour:
        await neighbour.type("/start")
        await neighbour.wait_for("Hello, I am Candour")
        reference, card = await send(
            neighbour, "The fire alarm in your building was ringing for an hour last night"
        )
        assert "Rose House" in card.text
        assert reference.startswith("RH-")


async def test_reminders_and_the_agenda_come_when_the_clock_moves(base_url: str) -> None:
    async with Phone(base_url, "carer") as carer, Phone(base_url, "manager") as manager:
        await manager.catch_up()
        reference, _card = await send(
            carer, "Mrs Quill nearly got the wrong tablets this morning, I saw it in time"
        )
        await manager.wait_for(reference)
        group = manager.in_group("team")
        await group.catch_up()
        reminded = ""
        while reference not in reminded:
            await manager.catch_up()
            await manager.ask("POST", "clock", json={"jump": "working_day"})
            reminded = (await manager.wait_for("due")).text
        assert "Quill" not in reminded
        await manager.ask("POST", "clock", json={"jump": "meeting_day"})
        agenda = await group.wait_for("Incidents and near misses", 30)
        assert REFERENCE.search(agenda.text) is None
        for name in ("Quill", "Patel", "patel", "Bell", "Hughes"):
            assert name not in agenda.text
