"""Letters and lists as data: what stands in them, in order. `bot` makes a file of it when it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Document:
    """One file to hand over. `name` is that of the file, without its ending.

    Parts are JSON, as the outbox keeps them: ["heading", words], ["text", words], ["point", words],
    ["fact", label, words], ["blank", label] (a line to write on), ["sign", words, name, role] and
    ["table", headings, rows].
    """

    name: str
    provider: str
    service: str
    reference: str = ""
    date: str = ""
    foot: str = ""
    is_wide: bool = False
    parts: list[list[Any]] = field(default_factory=list)

    def heading(self, words: str) -> None:
        self.parts.append(["heading", words])

    def text(self, words: str) -> None:
        """One paragraph for each line that is not empty."""
        self.parts += [["text", line.strip()] for line in words.split("\n") if line.strip()]

    def points(self, lines: Sequence[str]) -> None:
        self.parts += [["point", line] for line in lines]

    def fact(self, label: str, words: str) -> None:
        self.parts.append(["fact", label, words])

    def blank(self, label: str) -> None:
        self.parts.append(["blank", label])

    def sign(self, words: str, name: str, role: str) -> None:
        self.parts.append(["sign", words, name, role])

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.parts.append(["table", list(headings), [list(row) for row in rows]])

    def as_content(self) -> dict[str, Any]:
        """The outbox form; see bot/documents.py."""
        return {
            "name": self.name,
            "provider": self.provider,
            "service": self.service,
            "reference": self.reference,
            "date": self.date,
            "foot": self.foot,
            "wide": self.is_wide,
            "parts": self.parts,
        }
