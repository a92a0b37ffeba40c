"""Whether a message speaks of whoever is in charge, other than in passing."""

from collections.abc import Mapping, Sequence
from functools import cache

from flows.understanding.features import reader
from flows.understanding.phrases import PhraseParser
from flows.understanding.rulebook import Rulebook, load_data
from flows.understanding.words import split_words

OWNER, MANAGER = "owner", "manager"
TITLES = (
    "manager",
    "managers",
    "manageress",
    "management",
    "boss",
    "matron",
    "deputy",
    "owner",
    "owners",
    "director",
    "directors",
)


@cache
def _book() -> Rulebook:
    lists: dict[str, Sequence[str]] = {**load_data("words.toml")["lists"], "in_charge": TITLES}
    return Rulebook("in_charge.toml", PhraseParser(lists), frozenset())


def names_in_charge(text: str, known: Mapping[str, str] | None = None) -> str:
    """ "manager" or "owner", whoever the words may be about; the owner first; "" for neither.

    `known` are words of the names of those in charge, each with whom it stands for.
    """
    words = split_words(text, reader().speller.correct)
    found = {finding.group.label for finding in _book().find(words) if not finding.turned}
    for word in words:
        found |= {who for form in word.forms if (who := (known or {}).get(form))}
    return next((who for who in (OWNER, MANAGER) if who in found), "")
