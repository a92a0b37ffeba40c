"""Turns a typed message into plain lower-case words that know their place, sentence and spelling."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

_TOKEN = re.compile(r"[^\W\d_]+(?:['’`´][^\W\d_]+)*|£|\d+(?:[.:,]\d+)*|[.!?;\n]+|[,:()\-–—/&+]|\S")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_APOSTROPHES = str.maketrans("", "", "'’`´")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
LONGEST_MESSAGE = 4096
"""Telegram's limit; more is cut so that a pasted book cannot hold up the bot."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `forms` holds the normal form first, then the corrected spelling if there is one."""

    forms: tuple[str, ...]
    raw: str
    start: int
    sentence: int
    after_comma: bool


def plain_form(raw: str) -> str:
    """Lower case, no apostrophes or accents, no stretched letters ("heeelp" is "heelp")."""
    lowered = unicodedata.normalize("NFKD", raw.lower().translate(_APOSTROPHES))
    bare = "".join(letter for letter in lowered if not unicodedata.combining(letter))
    return _STRETCHED.sub(r"\1\1", bare)


def split_words(text: str, correct: Callable[[str], str | None]) -> list[Word]:
    """All words of a message in order. `correct` gives the known spelling of an unknown word, or None."""
    words: list[Word] = []
    sentence, after_comma = 0, False
    for found in _TOKEN.finditer(text[:LONGEST_MESSAGE]):
        raw = found.group()
        if _SENTENCE_END.match(raw):
            sentence += 1
            continue
        if not raw[0].isalnum() and raw != "£" and ord(raw[0]) < 0x2190:
            after_comma = after_comma or raw in ",:()–—"
            continue
        form = plain_form(raw)
        better = correct(form)
        forms = (form, better) if better and better != form else (form,)
        words.append(Word(forms, raw, found.start(), sentence, after_comma))
        after_comma = False
    return words


class Speller:
    """Corrects an unknown word to a known one, whole words only, never a word that is English already."""

    def __init__(self, targets: Iterable[str], english: Iterable[str], slang: dict[str, str]) -> None:
        self._targets: dict[str, list[str]] = {}
        self._known = set(english)
        self._slang = slang
        for target in targets:
            self._known.add(target)
            if len(target) >= 4 and target.isalpha():
                self._targets.setdefault(target[0], []).append(target)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, form: str) -> str | None:
        if form in self._slang:
            return self._slang[form]
        if len(form) < 4 or len(form) > 24 or form in self._known or not form.isalpha():
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
