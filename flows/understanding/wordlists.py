"""Reads the word lists of the data folder, written one list a key, words parted by spaces or commas."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ı": "i", "’": "'", "ʼ": "'", "`": "'"}
)


def fold(text: str) -> str:
    """Lower case without accents: "Bożena" is found as "bozena" too."""
    if text.isascii():
        return text.replace("`", "'").lower()
    split = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in split if not unicodedata.combining(letter)).lower()


def lower_in_place(text: str) -> str:
    """Lower case and straight apostrophes, every letter at its old position."""
    if text.isascii():
        return text.lower()
    straight = text.translate(_LETTERS)
    small = straight.lower()
    if len(small) == len(text):
        return small
    each = (letter.lower() for letter in straight)
    return "".join(low if len(low) == 1 else letter for low, letter in zip(each, text, strict=True))


@cache
def read_lists(file_name: str) -> dict[str, tuple[str, ...]]:
    """All lists of one file. Lists with commas hold phrases, the others single words."""
    raw = tomllib.loads((_DATA / file_name).read_text(encoding="utf-8"))
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in raw.items():
        if not isinstance(value, str):
            continue
        parts = value.split(",") if "," in value else value.split()
        lists[key] = tuple(" ".join(part.split()) for part in parts if part.strip())
    return lists


@cache
def words_of(file_name: str, *keys: str) -> frozenset[str]:
    """The folded words of the named lists, or of all lists of the file."""
    lists = read_lists(file_name)
    return frozenset(fold(word) for key in (keys or tuple(lists)) for word in lists[key])


@cache
def any_of(file_name: str, *keys: str) -> str:
    """A regular expression for any phrase of the lists, longest first, any number of spaces between."""
    phrases = sorted(words_of(file_name, *keys), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,3}") for phrase in phrases) + ")"
