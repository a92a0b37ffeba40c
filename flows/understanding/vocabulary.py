"""Knows everyday English words, so that a capital letter alone does not make a person of them."""

from functools import cache

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


def is_of_the_world(word: str) -> bool:
    """Whether a folded word is the name of a place, a people, a make or a medicine."""
    return word in words_of("world.toml")
