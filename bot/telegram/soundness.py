"""What was said, looked over: Telegram's own library takes any type for any field, and the flows do not."""

from dataclasses import replace
from typing import Any

from flows.engine.said import FileRef, Said

LARGEST = 2**63 - 1
"""Telegram's ids have 52 bits, the tables' numbers 64."""
LONGEST_NAME = 256
"""Characters; Telegram allows 64 for each half of a name."""

_CONTROLS = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
_TURN_ROUND = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NO_WIDTH = (0xAD, 0x200B, 0x2060, 0xFEFF)
UNSEEN = dict.fromkeys((*_CONTROLS, *_TURN_ROUND, *_NO_WIDTH))
"""Signs that show nothing. They could turn round what stands beside them on a handler's screen, break a
letter, write to an operator's terminal, or hide a word of danger in two halves. Those that join emoji or
letters of other scripts stay."""


class Unsound(ValueError):
    """An update holds something of a wrong type or size. The message names the field."""


def made_sound(said: Said) -> Said:
    """The same with every text readable. Raises `Unsound` where a field is not what it has to be."""
    _number(said.account_id, "account_id")
    _number(said.chat_id, "chat_id")
    for name in ("message_id", "thread", "moved_to"):
        if getattr(said, name) is not None:
            _number(getattr(said, name), name)
    return replace(
        said,
        name=_text(said.name, "name")[:LONGEST_NAME],
        text=_text(said.text, "text"),
        command=_text(said.command, "command"),
        argument=_text(said.argument, "argument"),
        tapped=_text(said.tapped, "tapped"),
        tap_id=_text(said.tap_id, "tap_id"),
        files=tuple(_file(file) for file in said.files),
    )


def _file(file: FileRef) -> FileRef:
    if file.size is not None:
        _number(file.size, "size")
    name = None if file.name is None else _text(file.name, "name")[:LONGEST_NAME]
    return replace(file, handle=_text(file.handle, "handle"), name=name)


def _number(value: Any, field: str) -> None:
    if type(value) is not int or abs(value) > LARGEST:
        raise Unsound(field)


def _text(value: Any, field: str) -> str:
    """Half a sign of two halves can be neither kept in a database of UTF-8 nor sent again."""
    if not isinstance(value, str):
        raise Unsound(field)
    if value.isascii() and value.isprintable():
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").translate(UNSEEN)
