"""What a Bot API request carries: parameters and uploaded files, written with a time-out a piece."""

import asyncio
import io
import json
import re
from collections.abc import AsyncIterator, Mapping
from typing import IO, Any
from uuid import uuid4

from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload
from telegram.request import RequestData

PIECE = 64 * 1024

# The browsers' rule for multipart names, which httpx follows too: the Bot API server undoes it.
_UNSAFE_IN_NAME = re.compile(r'["\\\x00-\x1f\x7f]')

Part = bytes | IO[bytes]


class Body(Payload):
    """Parts sent one after the other; a piece that makes no headway raises TimeoutError.

    aiohttp has no write time-out of its own: without one, a server that stops reading in the
    middle of an upload would hold the request for ever.
    """

    def __init__(self, parts: list[Part], content_type: str, write_timeout: float | None) -> None:
        super().__init__(parts, content_type=content_type)
        self._parts = parts
        self._write_timeout = write_timeout
        lengths = [_length_of(part) for part in parts]
        self._size = None if None in lengths else sum(length for length in lengths if length is not None)

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        raise TypeError("a request body is streamed, never shown as text")

    async def write(self, writer: AbstractStreamWriter) -> None:
        await self.write_with_length(writer, None)

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        async for piece in self._pieces():
            async with asyncio.timeout(self._write_timeout):
                await writer.write(piece)
                await writer.drain()

    async def _pieces(self) -> AsyncIterator[bytes | memoryview]:
        for part in self._parts:
            if isinstance(part, bytes):
                view = memoryview(part)
                for start in range(0, len(view), PIECE):
                    yield view[start : start + PIECE]
            else:
                while piece := await asyncio.to_thread(part.read, PIECE):
                    yield piece


def encode_body(
    data: RequestData | None, *, write_timeout: float | None, media_write_timeout: float | None
) -> Body | None:
    """The body for `data`: JSON, or multipart where files are attached; None where there is nothing.

    JSON takes a quarter of the time of a web form, whose every letter is looked at.
    """
    if data is None:
        return None
    parameters = data.json_parameters
    if data.contains_files:
        return _multipart(parameters, data.multipart_data, media_write_timeout)
    if not parameters:
        return None
    return Body([json.dumps(parameters).encode()], "application/json", write_timeout)


def _multipart(fields: Mapping[str, str], files: Mapping[str, Any], write_timeout: float | None) -> Body:
    boundary = uuid4().hex
    parts: list[Part] = []
    for name, value in fields.items():
        parts.append(f"{_part_head(boundary, name)}\r\n{value}\r\n".encode())
    for name, (file_name, content, media_type) in files.items():
        disposition = f"{_part_head(boundary, name, file_name)}Content-Type: {media_type}\r\n\r\n"
        parts += [disposition.encode(), content, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return Body(parts, f"multipart/form-data; boundary={boundary}", write_timeout)


def _part_head(boundary: str, name: str, file_name: str | None = None) -> str:
    file_note = "" if file_name is None else f'; filename="{_safe_name(file_name)}"'
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{_safe_name(name)}"{file_note}\r\n'


def _safe_name(name: str) -> str:
    return _UNSAFE_IN_NAME.sub(lambda found: f"%{ord(found[0]):02X}", name)


def _length_of(part: Part) -> int | None:
    """Bytes still to be read; None where the handle cannot tell: such a body goes out in chunks."""
    if isinstance(part, bytes):
        return len(part)
    try:
        here = part.tell()
        end = part.seek(0, io.SEEK_END)
        part.seek(here)
    except (OSError, ValueError, AttributeError):
        return None
    return end - here
