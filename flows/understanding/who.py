"""Finds the names of persons in a message, exactly as they were typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from flows.understanding.wordlists import fold, read_lists, words_of

_WORD = re.compile(r"[^\W\d_]+(?:['’`\-][^\W\d_]+)*")
_SENTENCE_BREAK = re.compile(r"[.!?\n:;•\"“”‘]|--|(?<=\s)['*-]")
_LONGEST = 4096
_KNOWN_ENOUGH = 86


@dataclass(frozen=True, slots=True)
class Token:
    raw: str
    word: str
    start: int
    end: int
    opens: bool
    glued: bool

    @property
    def capital(self) -> bool:
        return self.raw[0].isupper()


def _lexicon(*keys: str) -> frozenset[str]:
    return words_of("who.toml", *keys)


def _first_names() -> frozenset[str]:
    return words_of("first_names.toml")


def _surnames() -> frozenset[str]:
    return words_of("surnames.toml")


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text[:_LONGEST]):
        gap = text[last : match.start()]
        opens = not found or bool(_SENTENCE_BREAK.search(gap))
        if found and found[-1].word in _lexicon("titles") and gap.strip() == ".":
            opens = False
        found.append(Token(match.group(), fold(match.group()), *match.span(), opens, gap in (" ", "  ")))
        last = match.end()
    return found


def _bare(word: str) -> str:
    """The name without a possessive ending."""
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending):
            return word[: -len(ending)] + ("s" if ending == "s'" else "")
    return word


class _Reader:
    """One message being searched for names."""

    def __init__(self, text: str) -> None:
        self.text = text[:_LONGEST]
        self.tokens = _tokens(self.text)
        letters = [letter for letter in self.text if letter.isalpha()]
        self.shouted = len(letters) > 12 and sum(map(str.isupper, letters)) > len(letters) * 0.7
        self.taken: list[tuple[int, int]] = []

    def at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def find(self) -> list[tuple[int, int]]:
        index = 0
        while index < len(self.tokens):
            used = self._titled(index) or self._named(index) or self._unknown(index)
            index += used or 1
        return self.taken

    def _take(self, first: int, last: int, *, titled: bool = False) -> int:
        start, closing = self.tokens[first].start, self.tokens[last]
        end = closing.end - (len(closing.raw) - len(self._without_possessive(last, titled)))
        self.taken.append((start, end))
        return last - first + 1

    def _without_possessive(self, index: int, titled: bool) -> str:
        token = self.tokens[index]
        raw, word = token.raw, token.word
        if "'" in word or "’" in raw:
            cut = len(_bare(word))
            return raw[:cut] if len(word) == len(raw) else raw
        if not word.endswith("s") or word.endswith("ss") or word in _first_names() | _surnames():
            return raw
        following = self.at(index + 1)
        owns = (
            following is not None
            and following.glued
            and not following.capital
            and following.word not in _lexicon("plain_words")
            and not following.word.endswith("ed")
        )
        if word[:-1] in _first_names() or (owns and (titled or word[:-1] in _surnames())):
            return raw[:-1]
        return raw

    def _titled(self, index: int) -> int:
        token, following = self.tokens[index], self.at(index + 1)
        if (
            following is None
            or following.opens
            or not re.fullmatch(r"\.?\s{0,3}", self.text[token.end : following.start])
        ):
            return 0
        small = token.word in _lexicon("titles")
        capital = token.raw in read_lists("who.toml")["capital_titles"] or (
            self.shouted and token.raw.title() in read_lists("who.toml")["capital_titles"]
        )
        if token.word == "miss" and not capital:
            capital = _bare(following.word) in _surnames() and not following.word.startswith("mum")
        if not (small or capital):
            return 0
        if token.word in ("mr", "mrs") and following.word == "and":
            return 0
        name = _bare(following.word)
        if name in _lexicon("plain_words") or (
            token.word in ("dr", "doctor", "prof") and not self._is_name(index + 1)
        ):
            return 0
        if not small and not (following.capital and self._is_name(index + 1)):
            return 0
        last = self._surname_after(index + 1)
        first = index + 1 if token.word in _lexicon("dropped_titles") else index
        if (
            index >= 2
            and self.tokens[index - 1].word == "and"
            and self.tokens[index - 2].word in ("mr", "mrs")
        ):
            first = index - 2
        return self._take(first, last, titled=True) - (first - index)

    def _is_name(self, index: int) -> bool:
        token = self.tokens[index]
        name = _bare(token.word)
        if name in _lexicon("never_names") or name in _lexicon("plain_words"):
            return False
        return token.capital or name in _first_names() or name in _surnames()

    def _surname_after(self, index: int) -> int:
        """Where the full name that starts at `index` ends."""
        while index + 1 < len(self.tokens):
            token, following = self.tokens[index], self.tokens[index + 1]
            if following.opens or not following.glued or "'" in token.word or "’" in token.raw:
                break
            name = _bare(following.word)
            if name in _lexicon("never_names", "plain_words", "not_a_person_before"):
                break
            written = (
                following.capital
                and not self.shouted
                and (len(following.raw) > 1 or following.raw not in "IA")
            )
            known = name in _surnames() and name not in _lexicon("word_surnames", "also_words")
            if not (written or known):
                break
            index += 1
        return index

    def _named(self, index: int) -> int:
        token = self.tokens[index]
        name = _bare(token.word)
        if name not in _first_names() and name not in _lexicon("also_words"):
            name = name[:-1] if name.endswith("s") and name[:-1] in _first_names() and len(name) > 4 else ""
        if not name or name in _lexicon("never_names") - _lexicon("months"):
            return 0
        if self._is_elsewhere(index):
            return 0
        capital = token.capital and not self.shouted
        if len(name) < 3 and not (capital and token.raw[1:].islower()):
            return 0
        if name in _lexicon("also_words") and not self._context_says_name(index, name, capital):
            return 0
        if name != token.word and "'" not in token.word and name in _lexicon("also_words"):
            return 0
        return self._take(index, self._surname_after(index))

    def _is_elsewhere(self, index: int) -> bool:
        """Part of the name of a ward, a street, a hospital."""
        before, after = self.at(index - 1), self.at(index + 1)
        if before and self.tokens[index].glued and before.word in _lexicon("not_a_person_after"):
            return True
        return bool(after and after.glued and after.word in _lexicon("not_a_person_before"))

    def _context_says_name(self, index: int, name: str, capital: bool) -> bool:
        token, before, after = self.tokens[index], self.at(index - 1), self.at(index + 1)
        if name in _lexicon("months"):
            near = self.text[max(0, token.start - 6) : token.start] + self.text[token.end : token.end + 5]
            if re.search(r"\d", near) or (before and before.word in _lexicon("before_a_month")):
                return False
        if capital and not token.opens and token.raw[1:].islower():
            return True
        if capital and name in _lexicon("capital_is_enough"):
            return True
        owned = token.word.endswith("'s")
        if (
            before
            and not token.opens
            and before.word in _lexicon("plain_words") - {"and", "with", "by", "for", "told"}
        ):
            return False
        acts = bool(after and after.glued and after.word.replace("'", "") in _lexicon("person_verbs"))
        led = bool(before and not token.opens and before.word in _lexicon("before_a_name"))
        return owned or (acts and (led or token.opens)) or (led and after is None)

    def _unknown(self, index: int) -> int:
        """A word that no list knows, typed like a name where a name belongs."""
        token, before, after = self.tokens[index], self.at(index - 1), self.at(index + 1)
        name = _bare(token.word)
        if self.shouted or not token.capital or not token.raw[1:2].islower() or len(name) < 3:
            return 0
        if name in _lexicon(
            "never_names", "plain_words", "before_a_name", "after_a_name"
        ) or self._is_elsewhere(index):
            return 0
        led = bool(before and not token.opens and before.word in _lexicon("before_a_name"))
        surely = bool(before and not token.opens and before.word in _lexicon("name_follows"))
        acts = bool(after and after.glued and after.word.replace("'", "") in _lexicon("person_verbs"))
        owned = token.word.endswith("'s")
        surname = name in _surnames() and name not in _lexicon("word_surnames")
        if token.opens and not (surname and (acts or owned)):
            return 0
        if (
            surely
            or (led and (acts or owned or surname))
            or (surname and (acts or owned))
            or (acts and not token.opens)
        ):
            return self._take(index, self._surname_after(index))
        return 0


def _known_spans(reader: _Reader, known_names: Sequence[str]) -> list[tuple[int, int]]:
    """Spans that match a name the service knows, spelling mistakes allowed, whole words only."""
    spans: list[tuple[int, int]] = []
    for known in known_names:
        wanted = fold(known).split()
        if not wanted or len(wanted) > 4:
            continue
        sizes = [(wanted, len(wanted))] + ([([part], 1) for part in wanted] if len(wanted) > 1 else [])
        for words, size in sizes:
            goal = " ".join(words)
            if len(goal) < 4 or (
                size == 1 and goal in _lexicon("also_words", "plain_words", "titles", "word_surnames")
            ):
                continue
            for index in range(len(reader.tokens) - size + 1):
                group = reader.tokens[index : index + size]
                typed = " ".join(_bare(token.word) for token in group)
                if abs(len(typed) - len(goal)) > 2 or typed[0] != goal[0]:
                    continue
                if size == 1 and typed in _lexicon("plain_words", "never_names", "after_a_name"):
                    continue
                if fuzz.ratio(typed, goal) >= (_KNOWN_ENOUGH if len(goal) > 4 else 100):
                    end = group[-1].start + len(_bare(group[-1].word))
                    spans.append((group[0].start, min(end, group[-1].end)))
    return spans


def find_people(text: str, known_names: Sequence[str] = ()) -> tuple[str, ...]:
    """The names in order of first mention, each once. `known_names` are the people of the service."""
    reader = _Reader(text)
    spans = reader.find()
    for span in _known_spans(reader, known_names):
        if not any(start < span[1] and span[0] < end for start, end in spans):
            spans.append(span)
    names: list[str] = []
    for start, end in sorted(spans):
        name = text[start:end]
        words = set(fold(name).split())
        if words and not any(words <= set(fold(earlier).split()) for earlier in names):
            names.append(name)
    return tuple(names)
