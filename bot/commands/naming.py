"""Names that operators type: of providers and services, and the short codes made from them."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from string import ascii_uppercase, digits

import click

LONGEST_NAME = 80
SHORTEST_CODE = 2


def clean_name(name: str) -> str:
    """Raises `click.ClickException` for a name that would not look like one in a message."""
    name = " ".join(name.split())
    if not any(letter.isalnum() for letter in name) or not name.isprintable():
        raise click.ClickException("A name needs letters or numbers, and nothing that cannot be printed.")
    if len(name) > LONGEST_NAME:
        raise click.ClickException(f"A name has {LONGEST_NAME} characters at most.")
    return name


def is_same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def free_code(name: str, taken: set[str]) -> str:
    """A short code for references: RH for Rose House, with a letter more or a number where it is taken."""
    return next(code for code in _wishes(name) if len(code) >= SHORTEST_CODE and code not in taken)


def _wishes(name: str) -> Iterator[str]:
    words = re.findall(r"[A-Z]+", name.upper()) or ["HOME"]
    initials = "".join(word[0] for word in words)[:4]
    letters = "".join(words)
    yield from (initials if len(initials) > 1 else letters[:2], letters[:3], letters[:4])
    for length in (1, 2, 3):
        yield from _with_ends(letters[:2], length)


def _with_ends(start: str, length: int) -> Iterable[str]:
    for end in product(ascii_uppercase if length == 1 else ascii_uppercase + digits, repeat=length):
        yield start + "".join(end)
