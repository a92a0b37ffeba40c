"""Finds phrases from the data files in the words of a message.

A phrase is written the way people say it: `found ... floor` (up to five words between), `slip*` (any
ending), `no/not/never drink` (one of these), `<carer>` (a list of words from words.toml), `very? hot` (the
word may be missing).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from flows.understanding.words import Word

GAP = 5
MOST_TRIES = 16
"""A phrase is looked for at no more places of a message, so that "no no no…" cannot hold up the bot."""
_PREFIX_KEY = 3


@dataclass(frozen=True, slots=True)
class Element:
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    gap: bool = False
    optional: bool = False

    def fits(self, word: Word) -> bool:
        for form in word.forms:
            if form in self.whole or (self.beginnings and form.startswith(self.beginnings)):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a data file, with the number of the group it belongs to."""

    written: str
    elements: tuple[Element, ...]
    group: int
    needed: tuple[frozenset[str], ...]

    def may_stand_in(self, present: set[str]) -> bool:
        """Whether each needed word after the first is in the message; beginnings are not looked at."""
        return not any(map(present.isdisjoint, self.needed))


@dataclass(frozen=True, slots=True)
class Hit:
    phrase: str
    group: int
    first: int
    last: int


class PhraseParser:
    """Reads written phrases. `lists` holds the words that `<name>` stands for."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        self._elements: dict[str, Element] = {}
        """By how they are written: many phrases share their parts."""

    def parse(self, text: str, group: int = 0) -> Phrase:
        """Raises KeyError where the phrase names a list that does not exist."""
        elements = tuple(self._element(part) for part in text.lower().split())
        needed = (one.whole for one in elements[1:] if one.whole and not one.beginnings and not one.optional)
        return Phrase(text, elements, group, tuple(needed))

    def _element(self, part: str) -> Element:
        if part not in self._elements:
            self._elements[part] = self._read(part)
        return self._elements[part]

    def _read(self, part: str) -> Element:
        if part == "...":
            return Element(frozenset(), (), gap=True)
        whole: set[str] = set()
        beginnings: list[str] = []
        for choice in part.rstrip("?").split("/"):
            for word in self._lists[choice[1:-1]] if choice.startswith("<") else (choice,):
                if word.endswith("*"):
                    beginnings.append(word[:-1])
                else:
                    whole.add(intern(word))
        return Element(frozenset(whole), tuple(beginnings), optional=part.endswith("?"))


class PhraseBook:
    """All phrases of one kind of question, found in one pass over the words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        self._by_beginning: dict[str, list[Phrase]] = {}
        self.words: set[str] = set()
        for phrase in phrases:
            for element in phrase.elements:
                self.words.update(element.whole)
            for word in phrase.elements[0].whole:
                self._by_word.setdefault(word, []).append(phrase)
            for beginning in phrase.elements[0].beginnings:
                known = self._by_beginning.setdefault(beginning[:_PREFIX_KEY], [])
                if phrase not in known:
                    known.append(phrase)
        self._starting = lru_cache(maxsize=2048)(self._starting_with)

    def find(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every hit, first word to last; a phrase never crosses the end of a sentence."""
        tries: dict[int, int] = {}
        present = {form for word in words for form in word.forms}
        possible = {form: self._possible(form, present) for form in present}
        for place, word in enumerate(words):
            phrases = possible[word.forms[0]]
            if len(word.forms) > 1:
                phrases = list({id(each): each for form in word.forms for each in possible[form]}.values())
            for phrase in phrases:
                tried = tries.get(id(phrase), 0)
                if tried == MOST_TRIES:
                    continue
                tries[id(phrase)] = tried + 1
                last = _match(phrase.elements, 1, words, place + 1, word.sentence)
                if last is not None:
                    yield Hit(phrase.written, phrase.group, place, last)

    def _possible(self, form: str, present: set[str]) -> list[Phrase]:
        """The phrases that begin with a word and whose other words are somewhere in the message."""
        return [phrase for phrase in self._starting(form) if phrase.may_stand_in(present)]

    def _starting_with(self, form: str) -> tuple[Phrase, ...]:
        starting = {id(phrase): phrase for phrase in self._by_word.get(form, ())}
        for size in range(1, min(_PREFIX_KEY, len(form)) + 1):
            for phrase in self._by_beginning.get(form[:size], ()):
                if form.startswith(phrase.elements[0].beginnings):
                    starting[id(phrase)] = phrase
        return tuple(starting.values())


def _match(
    elements: tuple[Element, ...], at: int, words: Sequence[Word], place: int, sentence: int
) -> int | None:
    """The place of the last word of the match, or None."""
    if at == len(elements):
        return place - 1
    element = elements[at]
    if element.gap:
        for skipped in range(GAP + 1):
            if place + skipped > len(words):
                return None
            last = _match(elements, at + 1, words, place + skipped, sentence)
            if last is not None:
                return last
        return None
    if place < len(words) and words[place].sentence == sentence and element.fits(words[place]):
        last = _match(elements, at + 1, words, place + 1, sentence)
        if last is not None:
            return last
    if element.optional:
        return _match(elements, at + 1, words, place, sentence)
    return None
