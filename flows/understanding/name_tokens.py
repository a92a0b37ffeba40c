"""The words of a message as the search for names sees them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flows.understanding.wordlists import fold, words_of

LONGEST = 2000
"""Who, where and when stand early: the rest of a pasted letter is not searched for them, for speed."""
_SHOUTED = 0.7
_FEWEST_LETTERS = 12
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


def british_names() -> frozenset[str]:
    return words_of("first_names.toml", "british_and_irish")


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


def is_shouted(text: str) -> bool:
    """Typed in capitals, so that a capital letter says nothing."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _FEWEST_LETTERS and sum(map(str.isupper, letters)) > len(letters) * _SHOUTED


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


def length_of_name(tokens: Sequence[Token], index: int, *, titled: bool) -> int:
    """How many letters of the last word of a name belong to it: a possessive ending does not."""
    token = tokens[index]
    word, length = token.word, len(token.raw)
    if "'" in word:
        return len(bare(word)) if len(word) == length else length
    if not word.endswith("s") or word.endswith("ss") or word in all_names():
        return length
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    owns = following is not None and following.glued and following.word in lexicon("owned")
    known = word[:-1] in first_names() or (owns and (titled or word[:-1] in surnames()))
    return length - 1 if known else length
