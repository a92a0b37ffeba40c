"""How hard a text is to read: the Flesch-Kincaid grade."""

import re
from collections.abc import Iterable

import pyphen

_HYPHENS = pyphen.Pyphen(lang="en_GB")
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SILENT = re.compile(r"(?<=[^aeiouytdl])ed$|(?<=[^aeioucgsxzh])es$|(?<=[^aeioul])e$|(?<=[aeiou]l)e$")
_COMPOUND = re.compile(r"(some|where|there|every|care|safe)(?=[a-z]{3})")


def syllables(word: str) -> int:
    """Groups of vowels without silent endings; never fewer than the places where the word may be parted."""
    bare = _COMPOUND.sub(lambda found: found[0][:-1], word.lower().partition("'")[0].partition("’")[0])
    groups = len(re.findall(r"[aeiouy]+", _SILENT.sub("", bare)))
    return max(1, groups, _HYPHENS.inserted(bare).count("-") + 1)


def reading_grade(texts: Iterable[str]) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59, over all texts together (Kincaid 1975)."""
    words: list[str] = []
    sentences = 0
    for text in texts:
        for sentence in _SENTENCE.split(text):
            found = _WORD.findall(sentence)
            words += found
            sentences += bool(found)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
