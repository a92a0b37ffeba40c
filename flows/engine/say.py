"""What goes out: words with buttons below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_TEXT = 4096
"""Characters in one Telegram message."""
LONGEST_DATA = 64
"""Bytes in one Telegram button."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button that says `data` back when tapped, or opens `link`."""

    label: str
    data: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        if len(self.data.encode()) > LONGEST_DATA:
            raise ValueError("button data too long")


Rows = Sequence[Sequence[Button]]


def as_content(text: str, rows: Rows) -> dict[str, Any]:
    """The outbox form of a message: {"text": HTML, "rows": [[[label, data, link], ...], ...]}."""
    return {"text": text, "rows": [[[b.label, b.data, b.link] for b in row] for row in rows if row]}


def one_each(*buttons: Button) -> list[list[Button]]:
    """Each button on its own row."""
    return [[button] for button in buttons]


def in_pairs(buttons: Sequence[Button]) -> list[list[Button]]:
    """Two buttons a row; a long label gets a row of its own."""
    rows: list[list[Button]] = []
    for button in buttons:
        fits = rows and len(rows[-1]) == 1 and len(rows[-1][0].label) + len(button.label) <= 34
        if fits:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def cut(words: str, longest: int) -> str:
    """The words, or as many characters of them, with a sign that there is more."""
    return words if len(words) <= longest else words[:longest].rstrip() + " …"
