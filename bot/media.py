"""Photos, voice notes and documents: fetched after the turn, cleaned, sealed, and sent on."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from telegram import Message
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.logs import log
from bot.worker import Worker
from flows.casework.undelivered import note_lost_file
from storage.desk import Desk
from storage.sealing import Vault
from storage.tables import Attachment

SLOWEST_RETRY = timedelta(hours=1)
MOST_TRIES = 12


class FileOnItsWay(Exception):
    """The file has not been fetched yet: what carries it is sent later."""


class Files:
    """Keeps files sealed below the data folder. Their names say nothing."""

    def __init__(self, folder: Path, vault: Vault, worker: Worker, clock: Clock) -> None:
        self._folder = folder / "files"
        self._vault = vault
        self._worker = worker
        self._clock = clock

    async def fetch_waiting(self, bot: ExtBot[Any]) -> int:
        """Fetches what waits to be fetched. What fails is tried again later."""
        hold = timedelta(minutes=2)
        now = self._clock.now()

        def claim(desk: Desk) -> list[Attachment]:
            waiting = desk.attachments.to_fetch(now=now)
            for attachment in waiting:
                attachment.fetch_at = now + hold
                attachment.tries += 1
                desk.attachments.save(attachment)
            return waiting

        waiting = await self._worker.do(claim)
        for attachment in waiting:
            await self._fetch(bot, attachment)
        return len(waiting)

    async def _fetch(self, bot: ExtBot[Any], attachment: Attachment) -> None:
        assert attachment.id is not None
        number = attachment.id
        try:
            file = await bot.get_file(attachment.handle)
            content = bytes(await file.download_as_bytearray())
        except (TelegramError, OSError) as fault:
            gives_up = isinstance(fault, BadRequest) or attachment.tries >= MOST_TRIES
            log.warning("file not fetched: %s", type(fault).__name__)
            await self._worker.do(lambda desk: self._try_later(desk, number, gives_up))
            return
        path = self._write(number, without_traces(content, attachment.form))
        await self._worker.do(lambda desk: self._note_fetched(desk, number, path))

    def _write(self, number: int, content: bytes) -> str:
        """A file fetched again, because a crash fell before it was noted, is written over the first."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{self._vault.fingerprint('file', number)[:32]}.sealed"
        half = self._folder / f"{name}.part"
        half.write_bytes(self._vault.seal_bytes(content))
        # The file system's clock would tell the minute in which somebody sent it.
        os.utime(half, (0, 0))
        half.replace(self._folder / name)
        return name

    def _try_later(self, desk: Desk, number: int, gives_up: bool) -> None:
        attachment = desk.attachments.get(attachment_id=number)
        if attachment is not None:
            wait = min(timedelta(seconds=2**attachment.tries), SLOWEST_RETRY)
            attachment.fetch_at = None if gives_up else self._clock.now() + wait
            if gives_up:
                note_lost_file(desk, attachment, now=self._clock.now())
            desk.attachments.save(attachment)

    def _note_fetched(self, desk: Desk, number: int, path: str) -> None:
        attachment = desk.attachments.get(attachment_id=number)
        if attachment is None:
            (self._folder / path).unlink(missing_ok=True)
            return
        attachment.path = path
        attachment.fetched_at = attachment.got_at
        attachment.fetch_at = None
        # Where it lay at Telegram leads back to the chat it came from, and is of no more use.
        attachment.handle = ""
        desk.attachments.save(attachment)

    async def clear_orphans(self) -> None:
        """Deletes what was sent in conversations that ended without a case."""

        def clear(desk: Desk) -> list[str]:
            paths = []
            for attachment in desk.attachments.orphans():
                if attachment.path is not None:
                    paths.append(attachment.path)
                desk.attachments.delete(attachment)
            return paths

        for path in await self._worker.do(clear):
            (self._folder / path).unlink(missing_ok=True)

    async def send(
        self, bot: ExtBot[Any], chat: int, attachment_id: int, caption: str, options: dict[str, Any]
    ) -> Message | None:
        """Sends a kept file. None where there is none (any more). Raises `FileOnItsWay`."""
        attachment = await self._worker.do(lambda desk: desk.attachments.get(attachment_id=attachment_id))
        if attachment is not None and attachment.path is None and attachment.fetch_at is not None:
            raise FileOnItsWay
        if attachment is None or attachment.path is None:
            return None
        content = self._vault.open_bytes((self._folder / attachment.path).read_bytes())
        if attachment.form == "photo":
            return await bot.send_photo(chat, content, caption=caption, **options)
        if attachment.form == "voice":
            return await bot.send_voice(chat, content, caption=caption, **options)
        return await bot.send_document(
            chat, content, filename=attachment.name or "file", caption=caption, **options
        )


def without_traces(content: bytes, form: str) -> bytes:
    """A picture without EXIF, place and maker's notes, turned the right way up; other files as they are."""
    if form not in ("photo", "document"):
        return content
    # Only where there is a picture: the library is large.
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as picture:
            kind = picture.format
            if kind not in ("JPEG", "PNG", "WEBP", "TIFF"):
                return content
            upright = ImageOps.exif_transpose(picture)
            bare = Image.new(upright.mode, upright.size)
            bare.paste(upright)
            if upright.mode == "P" and (palette := upright.getpalette()):
                bare.putpalette(palette)
            out = BytesIO()
            bare.save(out, format=kind, quality=90) if kind == "JPEG" else bare.save(out, format=kind)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return content
