"""Loads the data files: groups of phrases with a label, a weight and the reason why."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from flows.understanding.phrases import Phrase, PhraseBook, PhraseParser
from flows.understanding.words import Word

TURNING_REACH = 4
"""A turning word ("no", "never") works on what stands up to four words behind it."""


def load_data(name: str) -> dict[str, Any]:
    """One TOML file of flows/understanding/data/."""
    return tomllib.loads(resources.files("flows.understanding").joinpath("data", name).read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Group:
    """What a set of phrases speaks for. `counts_turned` keeps its meaning behind a "no" or "not"."""

    name: str
    label: str
    weight: float
    counts_turned: bool
    calming: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A group that speaks, where it speaks, and whether a turning word takes its meaning away."""

    group: Group
    phrase: str
    first: int
    last: int
    turned: bool


class Rulebook:
    """One data file, ready to be asked which of its labels a message speaks for."""

    def __init__(self, name: str, parser: PhraseParser, turning: frozenset[str]) -> None:
        self.groups: list[Group] = []
        self._turning = turning
        phrases: list[Phrase] = []
        data = load_data(name)
        for entry in [*data.get("group", ()), *data.get("calming", ())]:
            calming = "label" not in entry
            label, weight = entry.get("label", ""), float(entry.get("weight", 1))
            for key, counts_turned in (("phrases", calming), ("even_if_turned", True)):
                if key not in entry:
                    continue
                self.groups.append(
                    Group(entry["name"], label, weight, counts_turned, calming, entry.get("sure", False))
                )
                number = len(self.groups) - 1
                phrases += [parser.parse(text, number) for text in split_phrases(entry[key])]
        self.book = PhraseBook(phrases)

    def find(self, words: Sequence[Word]) -> list[Finding]:
        """All groups that speak, in the order of the words; calming phrases silence what they cover."""
        hits = list(self.book.find(words))
        calmed = {
            place
            for hit in hits
            if self.groups[hit.group].calming
            for place in range(hit.first, hit.last + 1)
        }
        found: list[Finding] = []
        for hit in hits:
            group = self.groups[hit.group]
            calm = not group.calming and any(place in calmed for place in range(hit.first, hit.last + 1))
            turned = calm or (not group.counts_turned and self._is_turned(words, hit.first))
            found.append(Finding(group, hit.phrase, hit.first, hit.last, turned))
        return found

    def _is_turned(self, words: Sequence[Word], place: int) -> bool:
        for before in range(place - 1, max(-1, place - 1 - TURNING_REACH), -1):
            if (
                words[before].sentence != words[place].sentence
                or words[before + 1].after_comma
                or "but" in words[before].forms
            ):
                return False
            if self._turning.intersection(words[before].forms):
                return True
        return False


def split_phrases(written: str) -> list[str]:
    """The phrases of one entry, which are parted by ; or a new line."""
    return [phrase for line in written.splitlines() for phrase in map(str.strip, line.split(";")) if phrase]
