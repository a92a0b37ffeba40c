"""What is seen of a stretch of a message that might be the place: its words, its neighbours, its sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from flows.understanding.where_candidates import Candidate, Word, words_in
from flows.understanding.wordlists import words_of

_NEAR = 7
_DETERMINERS = {
    "the": "the",
    **dict.fromkeys(("a", "an", "one", "some"), "a"),
    **dict.fromkeys(("this", "that", "these", "those"), "this"),
    **dict.fromkeys(("his", "her", "their", "him", "he", "she"), "theirs"),
    **dict.fromkeys(("my", "me", "our", "us"), "mine"),
    **dict.fromkeys(("your", "ur", "yr"), "yours"),
    **dict.fromkeys(("every", "each", "any", "all", "no", "another", "other", "same"), "any"),
}
_SENTENCE = re.compile(r"[.!?\n;]+(?=\s|$)|\n")
_LONG, _MIDDLE = 260, 130
_CLASSES = (
    "rooms",
    "other_rooms",
    "departments",
    "need_a_lead",
    "need_a_word",
    "floors",
    "numbered",
    "done_things",
    "unit_nouns",
)


@cache
def _classes(head: str) -> tuple[str, ...]:
    return tuple(name for name in _CLASSES if head in words_of("places.toml", name))


def _digits(word: str) -> str:
    return re.sub(r"\d+", "#", word)


class Surroundings:
    """One message and all candidates in it."""

    def __init__(self, small: str, typed: str, found: Sequence[Candidate]) -> None:
        self.small, self.typed, self.found = small, typed, found
        self.words = words_in(small)
        self._starts = [word.start for word in self.words]
        self._ends = [word.end for word in self.words]
        self._breaks = [0, *(sentence.end() for sentence in _SENTENCE.finditer(small)), len(small) + 1]
        self.groups = self._group()
        best = max(found, key=lambda one: (one.score, -one.start), default=None)
        self.best = best if best and best.score > 0 else None
        self.message = {f"m:{_digits(word.word)}": 0.3 for word in self.words}
        self.message[
            "size:" + ("long" if len(small) > _LONG else "middle" if len(small) > _MIDDLE else "short")
        ] = 1.0
        self.message["everywhere"] = 1.0

    def _group(self) -> dict[Candidate, int]:
        """Candidates that overlap stand for the same spot; the spots are counted from the start."""
        groups: dict[Candidate, int] = {}
        number, reach = -1, -1
        for one in self.found:
            if one.start >= reach:
                number += 1
            groups[one] = number
            reach = max(reach, one.end)
        return groups

    def features(self, one: Candidate) -> dict[str, float]:
        seen = dict(self.message)
        inside = words_in(self.small[one.start : one.end])
        first = bisect_right(self._ends, one.start)
        last = bisect_left(self._starts, one.end)
        before, after = self.words[max(0, first - _NEAR) : first], self.words[last : last + _NEAR]
        self._own(one, inside, seen)
        self._neighbours(one, before, after, seen)
        self._sentence(one, before, after, seen)
        self._others(one, inside, seen)
        return seen

    def _own(self, one: Candidate, inside: Sequence[Word], seen: dict[str, float]) -> None:
        last = _digits(inside[-1].word) if inside else ""
        head = one.head if one.kind != "rule" else last
        seen[f"kind:{one.kind}"] = 1.0
        seen[f"head:{head}"] = 1.0
        seen[f"text:{_digits(self.small[one.start : one.end])}"] = 1.0
        for name in _classes(head):
            seen[f"class:{name}"] = 1.0
        seen[f"length:{min(len(inside), 5)}"] = 1.0
        if any(character.isdigit() for character in self.small[one.start : one.end]):
            seen["numbered"] = 1.0
        if one.kind == "longer":
            first = inside[0].word if inside else ""
            known = first in words_of("places.toml", "qualifiers")
            seen["first known" if known else "first unknown"] = 1.0
            seen[f"first:{first}"] = 1.0
            if first in words_of("places.toml", "not_a_room_name", "leads"):
                seen["first is no name"] = 1.0
            if first.endswith(("'s", "s")):
                seen["first owns"] = 1.0
            if self.typed[one.start].isupper():
                seen["first capital"] = 1.0

    def _neighbours(
        self, one: Candidate, before: Sequence[Word], after: Sequence[Word], seen: dict[str, float]
    ) -> None:
        left = [word.word for word in before[-4:]]
        while left and self.small[before[-1].end : one.start].strip(" '\"("):
            left = []
        mark = self.small[(before[-1].end if before else 0) : one.start].strip()[-1:]
        determiner = _DETERMINERS.get(left[-1], "") if left else ""
        owned = bool(left) and left[-1].endswith(("'s", "s'"))
        lead = left[:-1] if determiner or owned else left
        if owned:
            determiner = "owner"
            if lead and lead[-1] in _DETERMINERS | {"mr": "", "mrs": "", "ms": "", "miss": "", "dr": ""}:
                lead = lead[:-1]
        prep = _digits(lead[-1]) if lead else f"@{mark or 'start'}"
        verb = _digits(lead[-2]) if len(lead) > 1 else "@"
        seen[f"det:{determiner}"] = 1.0
        seen[f"prep:{prep}"] = 1.0
        seen[f"prep:{prep} {one.kind}"] = 1.0
        seen[f"prep:{prep} det:{determiner}"] = 1.0
        seen[f"verb:{verb}"] = 0.7
        seen[f"verb:{verb} {prep}"] = 0.7
        seen[f"prev:{left[-1] if left else '@'}"] = 1.0
        gap = self.small[one.end : after[0].start] if after else self.small[one.end :]
        sign = gap.strip()[:1]
        following = f"@{sign}" if sign else (_digits(after[0].word) if after else "@end")
        seen[f"next:{following}"] = 1.0
        seen[f"next:{following} {one.kind}"] = 1.0
        if not sign and len(after) > 1:
            seen[f"next2:{_digits(after[1].word)}"] = 0.7
        for name in _classes(one.head):
            seen[f"prep:{prep} class:{name}"] = 0.7

    def _sentence(
        self, one: Candidate, before: Sequence[Word], after: Sequence[Word], seen: dict[str, float]
    ) -> None:
        breaks = self._breaks
        number = sum(1 for place in breaks[1:] if place <= one.start)
        start, end = breaks[number], breaks[min(number + 1, len(breaks) - 1)]
        seen[
            "sentence:first"
            if number == 0
            else "sentence:last"
            if end >= len(self.small)
            else "sentence:inner"
        ] = 1.0
        alone = self.small[start : min(end, len(self.small))].strip(" .!?;\n")
        if len(alone) <= one.end - one.start + 1:
            seen["alone"] = 1.0
        if not self.small[start : one.start].strip():
            seen["opens"] = 1.0
        if not self.small[one.end : end].strip(" .!?;\n"):
            seen["closes"] = 1.0
        for word in (*before[-_NEAR:], *after[:_NEAR]):
            if start <= word.start < end:
                seen[f"near:{_digits(word.word)}"] = 0.5
        if "?" in self.small[start : min(end + 1, len(self.small))]:
            seen["asked"] = 1.0

    def _others(self, one: Candidate, inside: Sequence[Word], seen: dict[str, float]) -> None:
        group = self.groups[one]
        seen[f"spot:{min(group, 3)}"] = 1.0
        seen[f"spots:{min(max(self.groups.values()) + 1, 4)}"] = 1.0
        if group == max(self.groups.values()) and group:
            seen["spot:last"] = 1.0
        mates = [other for other in self.found if other is not one and self.groups[other] == group]
        if any(other.start <= one.start and one.end <= other.end for other in mates):
            seen["within another"] = 1.0
        if any(one.start <= other.start and other.end <= one.end for other in mates):
            seen["holds another"] = 1.0
        seen[f"rule:{one.score}"] = 1.0
        if self.best is one:
            seen["rule:best"] = 1.0
        elif self.best is None:
            seen["rule:none"] = 1.0
        elif self.groups[self.best] == group:
            seen["rule:best overlaps"] = 1.0
        else:
            seen["rule:best elsewhere"] = 1.0
