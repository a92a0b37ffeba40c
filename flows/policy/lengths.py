"""How long: lengths of time as a manager writes them in the policy file."""

import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["hours", "calendar_days", "working_days", "months"]

_LENGTH = re.compile(r"(\d{1,4}) (hour|calendar day|working day|month)s?")
_SHARE = re.compile(r"(\d{1,2})% left")
_UNITS: dict[str, Unit] = {
    "hour": "hours",
    "calendar day": "calendar_days",
    "working day": "working_days",
    "month": "months",
}


@dataclass(frozen=True, slots=True)
class Length:
    """A number of hours, calendar days, working days or months; never negative."""

    amount: int
    unit: Unit

    @property
    def in_days(self) -> bool:
        """Whether it is counted in days or months, so that it ends with a day and not at a minute."""
        return self.unit != "hours"


@dataclass(frozen=True, slots=True)
class ShareLeft:
    """A point on a clock: this share (between 0 and 1) of its whole time is left."""

    share: float


Point = Length | ShareLeft
"""When to remind before a clock is up: so long before, or with such a share left."""


def read_length(words: str) -> Length:
    """ "3 working days" as a Length. Raises ValueError with a plain reason."""
    found = _LENGTH.fullmatch(" ".join(words.lower().split()))
    if found is None:
        raise ValueError(f'"{words}" is not a length such as "24 hours", "3 working days" or "1 month"')
    return Length(int(found[1]), _UNITS[found[2]])


def read_point(words: str) -> Point:
    """ "20% left" or "1 working day" as a Point. Raises ValueError with a plain reason."""
    found = _SHARE.fullmatch(" ".join(words.lower().split()))
    if found is None:
        return read_length(words)
    if not int(found[1]):
        raise ValueError(f'"{words}" is when the time is up, not before it')
    return ShareLeft(int(found[1]) / 100)
