"""Turns a typed message into plain lower-case words that know their place, sentence and spelling."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import OSA

_TOKEN = re.compile(
    r"(?P<end>[.!?;]+(?=\s|$|[A-Z])|[!?;\n]+)|[^\W\d_]+(?:['’`´&][^\W\d_]+)*|£(?:\s?\d[\d.,]*k?)?|\d+(?:[.:,]\d+)*|\S"
)
_APOSTROPHES = str.maketrans("", "", "'’`´")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
NAME = "@name"
"""The extra form of a word with a capital inside a sentence, so that phrases may ask for a name."""
_NEVER_NAMES = frozenset(
    [
        "i",
        "im",
        "ive",
        "id",
        "ill",
        "mum",
        "dad",
        "mam",
        "nan",
        "gran",
        "mr",
        "mrs",
        "miss",
        "ms",
        "dr",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
LONGEST_MESSAGE = 4096
"""Telegram's limit; more is cut so that a pasted book cannot hold up the bot."""
MOST_WORDS = 1000
"""More than 4,096 letters of English hold, so that a wall of emoji cannot hold up the bot either."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `forms` holds the normal form first, then the corrected spelling if there is one."""

    forms: tuple[str, ...]
    raw: str
    start: int
    sentence: int
    after_comma: bool


@lru_cache(maxsize=4096)
def plain_form(raw: str) -> str:
    """Lower case, no apostrophes or accents, no stretched letters ("heeelp" is "heelp")."""
    lowered = unicodedata.normalize("NFKD", raw.lower().translate(_APOSTROPHES))
    bare = "".join(letter for letter in lowered if not unicodedata.combining(letter))
    return _STRETCHED.sub(r"\1\1", bare)


def split_words(text: str, correct: Callable[[str], str | None]) -> list[Word]:
    """All words of a message in order. `correct` gives the known spelling of an unknown word, or None."""
    words: list[Word] = []
    sentence, after_comma, sentence_starts = 0, False, True
    for found in islice(_TOKEN.finditer(text[:LONGEST_MESSAGE]), MOST_WORDS):
        raw = found.group()
        if found.lastgroup == "end":
            sentence += 1
            sentence_starts = True
            continue
        if not raw[0].isalnum() and raw[0] != "£" and ord(raw[0]) < 0x2190:
            after_comma = after_comma or raw in ",:()–—"
            continue
        form = "£" if raw[0] == "£" else plain_form(raw)
        forms = _forms_of(form, correct(form))
        if raw[0].isupper() and not raw.isupper() and not sentence_starts and form not in _NEVER_NAMES:
            forms = (*forms, NAME)
        words.append(Word(forms, raw, found.start(), sentence, after_comma))
        after_comma = sentence_starts = False
    return words


def _forms_of(form: str, better: str | None) -> tuple[str, ...]:
    if not better or better == form:
        return (form,)
    return (form, *better.split())


class Speller:
    """Corrects an unknown word to a known one, whole words only, never a word that is English already."""

    def __init__(self, targets: Iterable[str], english: Iterable[str], slang: dict[str, str]) -> None:
        targets = list(targets)
        self._targets: dict[str, list[str]] = {}
        self._known = frozenset((*english, *targets))
        self._slang = slang
        for target in targets:
            if len(target) >= 4 and target.isalpha():
                self._targets.setdefault(target[0], []).append(target)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, form: str) -> str | None:
        if form in self._slang:
            return self._slang[form]
        if len(form) < 4 or len(form) > 24 or not form.isalpha() or self._is_english(form):
            return None
        allowed = 1 if len(form) < 7 else 2
        best, best_score = None, allowed + 1.0
        for target in self._targets.get(form[0], ()):
            if abs(len(target) - len(form)) > allowed:
                continue
            score = float(OSA.distance(form, target, score_cutoff=allowed))
            if score < best_score:
                best, best_score = target, score
        return best

    def _is_english(self, form: str) -> bool:
        if form in self._known:
            return True
        return any(
            form.endswith(ending)
            and not form.endswith("e" + ending)
            and self._known_stem(form[: -len(ending)])
            for ending in ("s", "ed", "ing", "er", "ly")
        )

    def _known_stem(self, stem: str) -> bool:
        return len(stem) > 2 and (stem in self._known or stem + "e" in self._known)
