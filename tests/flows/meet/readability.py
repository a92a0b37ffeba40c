"""Flesch-Kincaid grade, counted here: the package for it fetches its word list from the net."""

import re

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n{2,}")


def syllables(word: str) -> int:
    """Groups of vowels, without a silent ending; errs upwards."""
    small = word.lower().split("'")[0]
    small = re.sub(
        r"(?<=[^aeiouylr])es$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyl])e$|(?<=[aeiouy][lr])e$", "", small
    )
    return max(1, len(re.findall(r"[aeiouy]+", small)))


def grade(text: str) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59, over the whole text."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
