"""What is seen around a time that a message names: its words, its neighbours, its sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?\n;]+(?=\s|$)|\n")
_NEAR = 7
_LONG, _MIDDLE = 260, 130


def _plain(word: str) -> str:
    return re.sub(r"\d+", "#", word)


class TimesAround:
    """One message and the stretches of it that name a time."""

    def __init__(self, small: str, spans: Sequence[tuple[int, int]]) -> None:
        self._small, self._spans = small, spans
        self._words = [(found.start(), found.end(), _plain(found.group())) for found in _WORD.finditer(small)]
        self._starts, self._ends = [word[0] for word in self._words], [word[1] for word in self._words]
        size = "long" if len(small) > _LONG else "middle" if len(small) > _MIDDLE else "short"
        self._message = {f"m:{word}": 0.3 for _, _, word in self._words} | {
            f"size:{size}": 1.0,
            "everywhere": 1.0,
        }
        self._breaks = [0, *(found.end() for found in _SENTENCE.finditer(small)), len(small) + 1]

    def features(self, number: int) -> dict[str, float]:
        start, end = self._spans[number]
        seen = dict(self._message)
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        before, after = self._words[max(0, first - _NEAR) : first], self._words[last : last + _NEAR]
        seen[f"text:{_plain(self._small[start:end])}"] = 1.0
        for *_, word in self._words[first:last]:
            seen[f"in:{word}"] = 0.7
        self._neighbours(
            start, end, [word for *_, word in before[-3:]], [word for *_, word in after[:2]], seen
        )
        order = sum(1 for place in self._breaks[1:] if place <= start)
        opened, closed = self._breaks[order], self._breaks[min(order + 1, len(self._breaks) - 1)]
        seen[
            "sentence:first"
            if order == 0
            else "sentence:last"
            if closed >= len(self._small)
            else "sentence:inner"
        ] = 1.0
        if not self._small[opened:start].strip(" ("):
            seen["opens"] = 1.0
        if not self._small[end:closed].strip(" .!?;,)\n"):
            seen["closes"] = 1.0
        if "?" in self._small[opened : min(closed + 1, len(self._small))]:
            seen["asked"] = 1.0
        for place, _, word in before[-_NEAR:]:
            if place >= opened:
                seen[f"before:{word}"] = 0.5
        for place, _, word in after[:_NEAR]:
            if place < closed:
                seen[f"after:{word}"] = 0.5
        seen[f"time:{min(number, 3)}"] = 1.0
        seen[f"times:{min(len(self._spans), 4)}"] = 1.0
        return seen

    def _neighbours(
        self, start: int, end: int, left: Sequence[str], right: Sequence[str], seen: dict[str, float]
    ) -> None:
        seen[f"prev:{left[-1] if left else '@'}"] = 1.0
        if len(left) > 1:
            seen[f"prev2:{left[-2]}"] = 0.7
            seen[f"prev:{left[-2]} {left[-1]}"] = 0.7
        sign = self._small[end : end + 2].strip()[:1]
        following = f"@{sign}" if sign and not sign.isalnum() else right[0] if right else "@end"
        seen[f"next:{following}"] = 1.0
        if len(right) > 1:
            seen[f"next2:{right[1]}"] = 0.7
