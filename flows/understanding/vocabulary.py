"""Knows everyday English words, so that a capital letter alone does not make a person of them."""

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from flows.understanding.wordlists import words_of

_ENDINGS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("", "le")),
    ("er", ("", "e")),
    ("ness", ("",)),
)
_DOUBLED = ("ed", "ing", "er")
_SHORTEST_STEM = 3
_SHORTEST_TO_MEND = 6
_LONG = 8


@cache
def is_everyday(word: str) -> bool:
    """Whether a folded word, or the plain form of it, is an English word anybody uses."""
    known = words_of("everyday_words.toml")
    if word in known or len(word) < _SHORTEST_STEM:
        return True
    for ending, replacements in _ENDINGS:
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < _SHORTEST_STEM:
            continue
        if any(
            is_everyday(stem + letters) for letters in replacements if len(stem + letters) >= _SHORTEST_STEM
        ):
            return True
        if ending in _DOUBLED and stem[-1] == stem[-2] and stem[:-1] in known:
            return True
    return False


@cache
def _by_first_letter() -> dict[str, tuple[str, ...]]:
    letters: dict[str, list[str]] = {}
    for word in words_of("everyday_words.toml"):
        letters.setdefault(word[0], []).append(word)
    return {letter: tuple(words) for letter, words in letters.items()}


@lru_cache(maxsize=2048)
def is_misspelt(word: str) -> bool:
    """Whether a folded word is one or, if long, two slips away from an everyday word."""
    if len(word) < _SHORTEST_TO_MEND:
        return False
    slips = 1 if len(word) < _LONG else 2
    plain = word.removesuffix("s")
    near = _by_first_letter().get(word[0], ())
    return process.extractOne(plain, near, scorer=OSA.distance, score_cutoff=slips) is not None


def is_of_the_world(word: str) -> bool:
    """Whether a folded word is the name of a place, a people, a make or a medicine."""
    return word in words_of("world.toml")
