"""Cuts a text that is too long for one message into several, each of them whole HTML."""

import re
from html import unescape

from flows.engine.say import LONGEST_TEXT

ROOM = LONGEST_TEXT - 96
"""Characters on one page; the rest is for what a change of a number or a day may add."""

_PIECE = re.compile(r"<(/?)(\w+)[^<>]*>|&\w+;|&#\w+;|\s+|[^<&\s]{1,100}|.", re.DOTALL)


def in_pages(text: str, room: int = ROOM) -> list[str]:
    """The HTML in pages of up to `room` characters as Telegram counts them: UTF-16 units, without tags."""
    if len(text) <= room // 2:
        return [text]
    pages: list[str] = []
    page, used = "", 0
    opened: list[str] = []
    for piece in _PIECE.finditer(text):
        tag = piece[2]
        length = 0 if tag else len(unescape(piece[0]).encode("utf-16-le")) // 2
        if used + length > room:
            pages.append(page.rstrip() + "".join(f"</{name}>" for name in reversed(opened)))
            page, used = "".join(f"<{name}>" for name in opened), 0
            if piece[0].isspace():
                continue
        page += piece[0]
        used += length
        if tag and piece[1]:
            opened.pop()
        elif tag:
            opened.append(tag)
    return [*pages, page] if page else pages
