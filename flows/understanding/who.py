"""Finds the names of persons in a message, exactly as they were typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.understanding.known_names import known_spans
from flows.understanding.name_context import NameContext
from flows.understanding.name_features import NamesAround
from flows.understanding.name_tokens import (
    bare,
    british_names,
    first_names,
    length_of_name,
    lexicon,
    listed_names,
    plain_names,
    surnames,
    tokens_of,
)
from flows.understanding.picking import Features, chance, weigh
from flows.understanding.vocabulary import is_everyday, is_misspelt, is_of_the_world
from flows.understanding.wordlists import fold, read_lists, words_of

_LONGEST = 2000
_AFTER_TITLE = re.compile(r"\.?\s{0,3}")
_INITIAL = re.compile(r"\.\s?")
_FEWEST, _MOST_DOUBTFUL = 3, 40
_LEAST_SURE = 0.6
_SHORT = 4
"""A name of so few letters is easily a slip when typed small."""
_GOES_ON = frozenset({"to", "that", "and", "who", "about", "if"})
_PRONOUNS = frozenset({"he", "she", "it", "i", "they", "we", "you", "is", "was", "has"})


class _Reader(NameContext):
    """One message being searched for names."""

    def find(self) -> list[tuple[int, int]]:
        index = 0
        while index < len(self.tokens):
            index += (
                self._titled(index)
                or self._initialled(index)
                or self._named(index)
                or self._unknown(index)
                or 1
            )
        return self.taken

    def _take(self, first: int, last: int, *, titled: bool = False) -> int:
        start, closing = self.tokens[first].start, self.tokens[last]
        self.taken.append((start, closing.start + length_of_name(self.tokens, last, titled=titled)))
        return last - first + 1

    def _titled(self, index: int) -> int:
        """A name after "Mrs", "Dr", "Nurse"…"""
        token, following = self.tokens[index], self.at(index + 1)
        if (
            following is None
            or following.opens
            or not _AFTER_TITLE.fullmatch(self.text, token.end, following.start)
        ):
            return 0
        name = bare(following.word)
        small = token.word in lexicon("titles")
        typed = token.raw.title() if self.shouted else token.raw
        capital = typed in read_lists("who.toml")["capital_titles"]
        if token.word == "miss" and not capital:
            capital = name in surnames() and not is_everyday(name)
        elif capital and not small:
            strange = following.capital and (token.word == "miss" or not is_everyday(name))
            capital = strange or name in first_names()
        if not (small or capital) or (token.word in ("mr", "mrs") and following.word in ("and", "or")):
            return 0
        initial = len(following.raw) == 1 and following.capital and self.is_capital(index + 2)
        plain = not following.like_a_name and name in lexicon("plain_words", "never_names")
        if not initial and (plain or name in _PRONOUNS or name in lexicon("titles")):
            return 0
        if token.word in ("doctor", "prof", "dr") and is_everyday(name) and not following.like_a_name:
            return 0
        last = self.end_of_name(index + 1, titled=True)
        first = index + 1 if token.word in lexicon("dropped_titles") else index
        if (
            index >= 2
            and self.tokens[index - 1].word == "and"
            and self.tokens[index - 2].word in ("mr", "mrs")
        ):
            first = index - 2
        self._take(first, last, titled=True)
        return last - index + 1

    def _initialled(self, index: int) -> int:
        """ "B. Rajaratnam" """
        token, following = self.tokens[index], self.at(index + 1)
        if following is None or len(token.raw) != 1 or not token.capital or not following.like_a_name:
            return 0
        if not _INITIAL.fullmatch(self.text, token.end, following.start) or is_everyday(bare(following.word)):
            return 0
        return self._take(index, self.end_of_name(index + 1, titled=True))

    def _named(self, index: int) -> int:
        """A first name of the list, in any letter case."""
        token = self.tokens[index]
        name = bare(token.word)
        listed = listed_names()
        if "-" in name and name.split("-")[0] in listed and token.capital:
            name = name.split("-")[0]
        elif name not in listed:
            possessive = name.endswith("s") and name[:-1] in plain_names() and not is_everyday(name)
            name = name[:-1] if possessive else ""
        if (
            not name
            or (name in lexicon("never_names") and name not in lexicon("months"))
            or self.is_elsewhere(index)
        ):
            return 0
        capital = token.capital and not self.shouted
        if len(name) < 3 and not (capital and token.raw[1:].islower()):
            return 0
        if name in lexicon("also_words"):
            fits = self._context_says_name(index, name, capital)
        else:
            sure = capital or len(name) > _SHORT or name in british_names()
            fits = sure or self.acts(index) or token.owns or self.led(index, "before_a_name")
        if not fits:
            return 0
        return self._take(index, self.end_of_name(index))

    def _context_says_name(self, index: int, name: str, capital: bool) -> bool:
        """Whether a name that is an everyday word too is a name here."""
        token = self.tokens[index]
        acts, after = self.acts(index), self.at(index + 1)
        if name in lexicon("months"):
            near = self.text[max(0, token.start - 6) : token.start] + self.text[token.end : token.end + 5]
            dated = bool(re.search(r"\d", near)) or self.led(index, "before_a_month")
            return not dated and capital and (acts or token.owns or self.led(index, "name_follows"))
        if capital and token.like_a_name:
            fuller = self.end_of_name(index) > index
            if name in lexicon("capital_is_enough") or (
                not token.opens and (fuller or self.led(index, "before_a_name"))
            ):
                return True
        if self.led(index, "plain_words") and not self.led(index, "before_a_small_name"):
            return False
        called = self.led(index, "before_a_small_name")
        return (
            token.owns
            or (acts and (called or token.opens))
            or (called and (after is None or after.word in _GOES_ON))
        )

    def _unknown(self, index: int) -> int:
        """A word that no list knows, typed like a name where a name belongs."""
        token = self.tokens[index]
        name = bare(token.word)
        if self.shouted or not token.like_a_name or "'" in name or len(name) < 3 or self.is_elsewhere(index):
            return 0
        if (
            name in lexicon("never_names", "months", "before_a_name")
            or is_of_the_world(name)
            or is_of_the_world(name.rstrip("s"))
        ):
            return 0
        first = name.split("-")[0]
        strange = not is_everyday(first) and name not in words_of("places.toml", "unit_names")
        surname = name in surnames() and not is_everyday(name)
        shown = self.acts(index) or token.owns
        if strange and not surname and not token.owns and is_misspelt(first):
            fits = not token.opens and (shown or self.led(index, "name_follows"))
        elif token.opens:
            fits = (strange or surname) and (self.acts(index) or token.owns or self._signs(index))
        elif self.led(index, "before_a_thing") or name.endswith(tuple(lexicon("place_endings"))):
            fits = strange and (self.acts(index) or token.owns) and not self.led(index, "before_a_thing")
        else:
            fits = strange or (self.led(index, "name_follows") and not is_everyday(name))
        return self._take(index, self.end_of_name(index)) if fits else 0

    def _signs(self, index: int) -> bool:
        """The name stands alone as a signature, or says who is speaking or meant ("Sumaira here")."""
        after = self.at(index + 1)
        if after is None:
            return index > 0
        return after.glued and after.word in ("here", "the", "and")


@dataclass(frozen=True, slots=True)
class PossibleName:
    start: int
    end: int
    features: Features


def possible_names(text: str) -> list[PossibleName]:
    """The names that the rules find, and other words that look like one, with what is seen of them."""
    reader = _Reader(text[:_LONGEST])
    by_rule = list(reader.find())
    spans = [*((span, True) for span in by_rule), *((span, False) for span in _doubtful(reader))]
    around = NamesAround(reader)
    return [
        PossibleName(*span, around.features(span, sum(found for _, found in spans), by_rule=found))
        for span, found in sorted(spans)
    ]


def _doubtful(reader: _Reader) -> list[tuple[int, int]]:
    """Listed names in doubtful company and capital words that no list knows, left alone by the rules."""
    spans: list[tuple[int, int]] = []
    for index, token in enumerate(reader.tokens):
        name = bare(token.word)
        listed = name in listed_names() and name not in lexicon("never_names")
        strange = (
            token.like_a_name and not reader.shouted and not is_everyday(name) and not is_of_the_world(name)
        )
        taken = (*reader.taken, *spans)
        free = not any(start < token.end and token.start < end for start, end in taken)
        if free and len(name) >= _FEWEST and (listed or strange) and len(spans) < _MOST_DOUBTFUL:
            last = reader.end_of_name(index)
            end = reader.tokens[last].start + length_of_name(reader.tokens, last, titled=False)
            if not any(start < end and token.start < other for start, other in taken):
                spans.append((token.start, end))
    return spans


def find_people(text: str, known_names: Sequence[str] = ()) -> tuple[str, ...]:
    """The names in order of first mention, each once. `known_names` are the people of the service."""
    spans = [
        (one.start, one.end)
        for one in possible_names(text)
        if chance(weigh("name", one.features)) >= _LEAST_SURE
    ]
    for span in known_spans(tokens_of(text[:_LONGEST]), known_names) if known_names else ():
        if not any(start < span[1] and span[0] < end for start, end in spans):
            spans.append(span)
    names: list[str] = []
    for start, end in sorted(spans):
        name = text[start:end]
        words = set(fold(name).split())
        if words and not any(words <= set(fold(earlier).split()) for earlier in names):
            names.append(name)
    return tuple(names)
