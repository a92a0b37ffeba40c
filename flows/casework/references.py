"""The references of cases: the short codes that they begin with, and the numbers that follow."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import product
from random import Random
from string import ascii_uppercase, digits

from flows.policy.model import Policy
from flows.policy.quiet_hours import local_time
from storage.desk import Desk
from storage.tables import Service

SHORTEST_CODE = 2
GUARDED_NUMBERS = (range(5000, 10_000), range(10_000, 100_000))
"""What is said in private draws its reference: numbers in a row would tell between which others it came."""
KEPT_NUMBERS = range(100_000, 1_000_000)
"""What the home's managers do not know of draws from these."""


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


def next_reference(desk: Desk, policy: Policy, service: Service, now: datetime) -> str:
    """The next reference of a service, as RH-26-0042; years are England's."""
    assert service.id is not None
    year = local_time(now, policy).year
    while True:
        number = desk.services.next_number(service_id=service.id, year=year)
        reference = _reference(service, year, number)
        if number < GUARDED_NUMBERS[0].start or not desk.cases.has_reference(reference=reference):
            return reference


def drawn_reference(desk: Desk, policy: Policy, service: Service, now: datetime, rng: Random) -> str:
    """A free reference that says nothing about the order in which cases came."""
    year = local_time(now, policy).year
    for numbers in (*GUARDED_NUMBERS[:1] * 20, *GUARDED_NUMBERS[1:] * 200):
        reference = _reference(service, year, rng.choice(numbers))
        if not desk.cases.has_reference(reference=reference):
            return reference
    raise LookupError("no free reference was drawn")


def _reference(service: Service, year: int, number: int) -> str:
    return f"{service.code}-{year % 100:02d}-{number:04d}"


def kept_reference(desk: Desk, policy: Policy, service: Service, now: datetime, rng: Random) -> str:
    """A reference of the provider's own series, for a case that the home's managers do not know of. Its
    number is drawn, not counted: nobody can tell from their numbers that there is another one."""
    provider = desk.services.provider(provider_id=service.provider_id)
    if provider.code is None:
        provider.code = free_code(provider.name, desk.services.codes())
    year = local_time(now, policy).year % 100
    while True:
        reference = f"{provider.code}-{year:02d}-{rng.choice(KEPT_NUMBERS)}"
        if not desk.cases.has_reference(reference=reference):
            return reference
