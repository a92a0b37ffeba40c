"""Parts a message that holds several separate worries; one event told at length stays one."""

import re
import tomllib
from functools import cache
from pathlib import Path

from flows.understanding.who import find_people
from flows.understanding.wordlists import any_of, fold, lower_in_place, words_of

_LONGEST = 4096
_FEWEST_WORDS = 4
_FEWEST_WORDS_IF_UNSURE = 5
_MOST_PARTS = 6
_DATA = Path(__file__).parent / "data" / "worries.toml"
_COUNT = r"one|two|three|four|five|six"
_COUNTS = _COUNT.split("|")
_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?(?:([1-6])[.):]|([1-6])\s?-)[ \t]{0,3}(?=[^\W\d])")
_SPELT = re.compile(
    rf"(?:^|(?<=[.!?:;\n] )|(?<=[.!?:;\n]))(?:number\s)?({_COUNT})(?:[,:.)]|\s-)\s{{1,2}}(?=\S)", re.I
)
_BULLET = re.compile(r"(?:^|\n)[ \t]{0,8}[-*•–][ \t]{1,8}")
_PARAGRAPH = re.compile(r"\s?\n\s{0,8}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@cache
def _openings(key: str) -> re.Pattern[str]:
    words, before = any_of("worries.toml", key), r"[.!?\n]|\s-|\s–"
    if key == "separate":
        named = rf"{any_of('worries.toml', 'which')}\s{any_of('worries.toml', 'what')}"
        words, before = rf"(?:on\s)?(?:also\s)?(?:an?\s|the\s)?(?:{named}|{words})", before + "|[;,(]"
    return re.compile(rf"(?:{before})\s{{0,2}}(?P<opening>(?:(?:and|oh|but|ok|so)\s)?{words}\b)")


@cache
def _topics() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(_DATA.read_text(encoding="utf-8"))["topics"]
    return {topic: frozenset(words.split()) for topic, words in lists.items()}


def _words(part: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(part)]


def _topics_of(part: str) -> set[str]:
    words = set(_words(part))
    return {topic for topic, listed in _topics().items() if words & listed}


def _cut(text: str, starts: list[int]) -> list[str]:
    return [text[first:last] for first, last in zip(starts, [*starts[1:], len(text)], strict=True)]


def _tidy(part: str) -> str:
    return part.strip(" \t\n\r,;-–*•(").strip()


def _announces(words: str) -> bool:
    short = len(_WORD.findall(words)) <= 12
    return (
        short and re.search(rf"\b{any_of('worries.toml', 'announcing')}\b", lower_in_place(words)) is not None
    )


def _with_opening(text: str, marks: list[re.Match[str]]) -> list[str] | None:
    """The parts between the marks; words before the first mark join the first part, an announcement goes."""
    opening = text[: marks[0].start()]
    last_words = _words(opening)[-4:]
    if set(last_words) & words_of("worries.toml", "one_matter") or opening.rstrip().endswith("?"):
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [_tidy(text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    if any(part[-1:] == "?" and len(parts) > 1 for part in parts[:-1]):
        return None
    told = _tidy(opening)
    if told and not _announces(told) and len(_words(told)) > 2:
        parts = [_tidy(text[: marks[0].start()] + text[marks[0].end() : ends[0]]), *parts[1:]]
    return parts


def _by_list(text: str) -> list[str] | None:
    """Worries numbered 1, 2, 3, or one, two, three, or written as a list."""
    for pattern in (_NUMBERED, _SPELT):
        wanted, marks = 1, []
        for mark in pattern.finditer(text):
            number = next(group for group in mark.groups() if group)
            if (int(number) if number.isdigit() else _COUNTS.index(number.lower()) + 1) == wanted:
                marks.append(mark)
                wanted += 1
        if len(marks) >= 2:
            return _with_opening(text, marks)
    bullets = list(_BULLET.finditer(text))
    return _with_opening(text, bullets) if len(bullets) >= 2 else None


def _by_opening(text: str) -> list[str] | None:
    """Worries that the typist opens with words such as "another thing" or "separately"."""
    marks = list(_openings("separate").finditer(lower_in_place(text)))
    if not marks or len(marks) >= _MOST_PARTS:
        return None
    return _cut(text, [0, *(mark.start("opening") for mark in marks)])


def _tell_apart(first: str, second: str, said_after: str) -> bool:
    """Whether two parts are plainly about different matters: other topics, nobody in common."""
    words = _words(said_after)
    if len(words) < _FEWEST_WORDS_IF_UNSURE or len(_words(first)) < _FEWEST_WORDS_IF_UNSURE:
        return False
    taken_up = {"he", "she", "him", "her", "his", "they"} & set(words[:4])
    if words[0] in words_of("worries.toml", "going_on") or taken_up:
        return False
    if set(_words(first)) & words_of("worries.toml", "thanking"):
        return False
    one, other = _topics_of(first), _topics_of(second)
    if not one or not other or one & other:
        return False
    names = {fold(name) for name in find_people(first)}, {fold(name) for name in find_people(second)}
    return not names[0] & names[1]


def _by_doubtful(text: str) -> list[str] | None:
    """Worries opened with "also" or begun on a new line, where the parts are plainly different."""
    small = lower_in_place(text)
    marks = [(mark.start("opening"), mark.end()) for mark in _openings("perhaps").finditer(small)]
    marks += [(mark.end(), mark.end()) for mark in _PARAGRAPH.finditer(small)]
    starts = [0]
    for start, told_from in sorted(marks)[: _MOST_PARTS * 2]:
        if start <= starts[-1]:
            continue
        rest = [later for later, _ in sorted(marks) if later > start]
        second = text[start : rest[0]] if rest else text[start:]
        if _tell_apart(text[starts[-1] : start], second, text[told_from : told_from + len(second)]):
            starts.append(start)
    return _cut(text, starts) if len(starts) > 1 else None


def split_worries(text: str) -> tuple[str, ...]:
    """The separate worries in the typist's own words, in order; one part where it is one."""
    typed = text[:_LONGEST]
    for find in (_by_list, _by_opening, _by_doubtful):
        parts = [_tidy(part) for part in find(typed) or ()]
        if 2 <= len(parts) <= _MOST_PARTS and all(len(_words(part)) >= _FEWEST_WORDS for part in parts):
            return tuple(parts)
    return (typed.strip(),)
