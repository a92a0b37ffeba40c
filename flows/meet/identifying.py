"""Whether words for the whole team could point at somebody: a name, a room, a reference, a day, a story."""

import re
from collections.abc import Collection, Iterable

from flows.policy.model import Policy
from flows.policy.permissions import ROLES
from flows.understanding.who import find_people
from flows.understanding.wordlists import fold
from storage.desk import Desk
from storage.tables import Case

_SHORTEST = 3
"""Letters; shorter words of a place ("by", "in") say nothing about it."""
_RETOLD = 5
"""So many words in a row from the report retell it."""
_LITTLE = frozenset(
    ("the", "and", "for", "with", "from", "near", "next", "his", "her", "its", "our", "your", "their")
)

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_MONTH = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_POINTING = re.compile(
    r"\b(?:mrs?|ms|miss|mx|dr|sir|lady|sister|nurse)\b\.?\s+[^\W\d_]"
    r"|\b(?:room|rm|flat|bed|bay|unit|floor|ward|wing|house|bathroom|toilet|number|no\.)\s{0,2}#?\d"
    r"|\broom\s+[a-h]\b"
    r"|\b[a-z]{2,6}\s?-\s?\d{2}\s?-\s?\d{1,6}\b"
    r"|\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b\d{1,2}\s?(?:st|nd|rd|th)\b"
    rf"|\b\d{{1,2}}\s+(?:{_MONTH})|\b(?:{_MONTH})[a-z]*\s+\d"
    r"|\b(?:yesterday|today|tonight|last\s+(?:night|week|month|\w+day)|on\s+\w{3,6}day)\b"
    r"|\b\d{2,3}[\s-]?(?:years?|yrs?)[\s-]?old\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[A-Z]\.\s?[A-Z]\.")


def points_at_somebody(
    words: str, policy: Policy, *, case: Case | None = None, known_names: Collection[str] = ()
) -> bool:
    """True where in doubt. `known_names` are people of the service; the case's own people, place, day and
    words are known already."""
    if _POINTING.search(words) or _INITIALS.search(words):
        return True
    details = case.details if case is not None else {}
    people = tuple(_texts(details.get("people"), details.get("who_said")))
    if find_people(words, (*known_names, *people)):
        return True
    said = _words(words)
    places = _words(" ".join(policy.words.places))
    told = _words(" ".join(_texts(*(details.get(name) for name in ("people", "who_said", "place", "when")))))
    if _telling(said) & (_telling(told) | _telling(places)):
        return True
    return case is not None and _retells(said, _words(case.words))


def names_around(desk: Desk, case: Case) -> list[str]:
    """Those who could be meant by name: everybody of the home, whoever told it or looked after it, who may
    have left since, and whom it names."""
    service = desk.services.get(service_id=case.service_id)
    ids = [person_id for person_id in (case.reporter_id, case.handler_id) if person_id is not None]
    return [
        *(person.name for person in desk.people.with_role(service=service, roles=ROLES)),
        *(desk.people.get(person_id=person_id).name for person_id in ids),
        *_texts(case.details.get("people"), case.details.get("who_said")),
    ]


def _texts(*values: object) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from _texts(*value)
        elif isinstance(value, dict):
            yield from _texts(*value.values())


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in _WORD.findall(fold(text))]


def _telling(words: Iterable[str]) -> set[str]:
    return {w for w in words if w not in _LITTLE and (len(w) >= _SHORTEST or w.isdecimal())}


def _retells(said: list[str], reported: list[str]) -> bool:
    runs = {tuple(reported[i : i + _RETOLD]) for i in range(len(reported) - _RETOLD + 1)}
    return any(tuple(said[i : i + _RETOLD]) in runs for i in range(len(said) - _RETOLD + 1))
