"""The short codes that references begin with, made from the names of services and providers."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from string import ascii_uppercase, digits

SHORTEST_CODE = 2


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
