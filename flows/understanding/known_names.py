"""Finds the people a service knows in a message, spelling mistakes allowed, whole words only."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from flows.understanding.name_tokens import Token, bare, lexicon
from flows.understanding.vocabulary import is_everyday
from flows.understanding.wordlists import fold

_ALIKE = 86
"""Of 100: one letter wrong in seven."""
_LONGEST_NAME = 4


def _ways(known: str) -> Iterator[list[str]]:
    """The full name, and each part of it that is no everyday word."""
    words = [word for word in fold(known).split() if word.strip(".") not in lexicon("titles")]
    if not words or len(words) > _LONGEST_NAME:
        return
    yield words
    if len(words) > 1:
        for word in words:
            if not is_everyday(word) and word not in lexicon("also_words", "plain_words", "word_surnames"):
                yield [word]


def known_spans(tokens: Sequence[Token], known_names: Sequence[str]) -> list[tuple[int, int]]:
    """Where a known person is named, as start and end in the text."""
    typed = [bare(token.word) for token in tokens]
    spans: list[tuple[int, int]] = []
    for known in known_names:
        for words in _ways(known):
            goal, size = " ".join(words), len(words)
            for index in range(len(tokens) - size + 1):
                group = " ".join(typed[index : index + size])
                if not group or abs(len(group) - len(goal)) > 2 or group[0] != goal[0]:
                    continue
                if group != goal and (len(goal) < 5 or (size == 1 and is_everyday(group))):
                    continue
                if fuzz.ratio(group, goal) >= _ALIKE:
                    last = tokens[index + size - 1]
                    spans.append(
                        (tokens[index].start, min(last.end, last.start + len(typed[index + size - 1])))
                    )
    return spans
