"""Photos, voice notes and documents, both ways."""

from io import BytesIO

import pytest
from PIL import Image
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.files import DOWNLOAD_LIMIT
from bot.demo.phone import Phone, PhoneRefused


def draw(width: int, height: int, form: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, form)
    return out.getvalue()


async def test_a_photo_comes_in_several_sizes_and_can_be_fetched(bot: ExtBot, carer: Phone) -> None:
    await carer.send_photo(draw(1000, 500), "wet floor by the lift")
    (update,) = await bot.get_updates(timeout=0)
    sizes = [(size.width, size.height) for size in update.message.photo]
    assert sizes == [(90, 45), (320, 160), (800, 400), (1000, 500)]
    assert update.message.caption == "wet floor by the lift"
    content = await (await update.message.photo[-1].get_file()).download_as_bytearray()
    fetched = Image.open(BytesIO(content))
    assert (fetched.format, fetched.size) == ("JPEG", (1000, 500))


async def test_what_is_no_picture_cannot_be_sent_as_a_photo(carer: Phone) -> None:
    with pytest.raises(PhoneRefused, match="not a picture"):
        await carer.send_photo(b"plain words")


async def test_voice_and_document_keep_their_bytes(bot: ExtBot, carer: Phone) -> None:
    await carer.send_voice(b"OggS voice", duration=7)
    await carer.send_document(b"%PDF- notes", "notes.pdf", "application/pdf", caption="my notes")
    voice, document = [u.message for u in await bot.get_updates(timeout=0)]
    assert (voice.voice.duration, voice.voice.mime_type) == (7, "audio/ogg")
    assert (document.document.file_name, document.caption) == ("notes.pdf", "my notes")
    for media, content in ((voice.voice, b"OggS voice"), (document.document, b"%PDF- notes")):
        assert bytes(await (await media.get_file()).download_as_bytearray()) == content


async def test_the_bot_sends_files_and_sends_them_again_by_id(
    emulator: Emulator, bot: ExtBot, carer: Phone
) -> None:
    await carer.type("/start")
    chat = emulator.world.accounts["carer"].id
    photo = await bot.send_photo(chat, draw(200, 100), caption="<b>chart</b>", parse_mode="HTML")
    again = await bot.send_photo(chat, photo.photo[0].file_id)
    document = await bot.send_document(chat, b"a,b\n1,2\n", filename="log.csv")
    voice = await bot.send_voice(chat, b"OggS", duration=3)
    assert (photo.caption, again.photo) == ("chart", photo.photo)
    assert (document.document.file_name, voice.voice.duration) == ("log.csv", 3)
    sorts = [seen.raw["file"]["sort"] for seen in await carer.messages() if seen.from_bot]
    assert sorts == ["photo", "photo", "document", "voice"]


async def test_files_that_do_not_exist_or_are_too_big_cannot_be_fetched(
    emulator: Emulator, bot: ExtBot
) -> None:
    big = emulator.world.files.add("document", bytes(DOWNLOAD_LIMIT + 1), name="film.mov")
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await bot.get_file(big.file_id)
    with pytest.raises(BadRequest, match=r"(?i)invalid file_id"):
        await bot.get_file("nonsense")


async def test_a_sticker_a_place_a_contact_and_a_forward_reach_the_bot(bot: ExtBot, carer: Phone) -> None:
    await carer.send_sticker("👍")
    await carer.act("send_location", latitude=52.1, longitude=-1.5)
    await carer.act("send_contact", phone_number="+44 20 7946 0000", first_name="Amy", own=True)
    await carer.act("forward", text="The lift is stuck", of="manager")
    sticker, place, contact, forward = [u.message for u in await bot.get_updates(timeout=0)]
    assert sticker.sticker.emoji == "👍"
    assert place.location.latitude == 52.1
    assert contact.contact.user_id == contact.from_user.id
    assert forward.forward_origin.sender_user.first_name == "Ravi"
