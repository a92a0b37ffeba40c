"""The words of a message as the search for names sees them."""

import re
from dataclasses import dataclass
from functools import cache

from flows.understanding.wordlists import fold, words_of

LONGEST = 4096
_WORD = re.compile(r"[^\W\d_]+(?:['’`\-][^\W\d_]+)*")
_SENTENCE_BREAK = re.compile(r"[.!?\n:;•\"“”‘]|--|(?<=\s)['*-]|^['\"]")
_INITIAL = re.compile(r"\.\s?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `opens`: the first of a sentence; `glued`: only a space before it."""

    raw: str
    word: str
    start: int
    end: int
    opens: bool
    glued: bool

    @property
    def capital(self) -> bool:
        return self.raw[0].isupper()

    @property
    def like_a_name(self) -> bool:
        """Typed as names are: a capital and then a small letter."""
        return self.capital and self.raw[1:2].islower()

    @property
    def owns(self) -> bool:
        return self.word.endswith("'s")


def lexicon(*keys: str) -> frozenset[str]:
    return words_of("who.toml", *keys)


def first_names() -> frozenset[str]:
    return words_of("first_names.toml")


def surnames() -> frozenset[str]:
    return words_of("surnames.toml")


@cache
def all_names() -> frozenset[str]:
    return first_names() | surnames()


@cache
def listed_names() -> frozenset[str]:
    """First names, those that are everyday words too included."""
    return first_names() | lexicon("also_words")


@cache
def plain_names() -> frozenset[str]:
    """First names that mean nothing else."""
    return first_names() - lexicon("also_words")


def bare(word: str) -> str:
    """The word without a possessive ending."""
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending):
            return word[: -len(ending)] + ("s" if ending == "s'" else "")
    return word


def tokens_of(text: str) -> list[Token]:
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text[:LONGEST]):
        gap = text[last : match.start()]
        opens = not found or bool(_SENTENCE_BREAK.search(gap))
        if (
            found
            and _INITIAL.fullmatch(gap)
            and (found[-1].word in lexicon("titles") or len(found[-1].raw) == 1)
        ):
            opens = False
        found.append(Token(match.group(), fold(match.group()), *match.span(), opens, gap in (" ", "  ")))
        last = match.end()
    return found
