"""How the values of the policy file are written and read."""

from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from flows.policy.lengths import Length, Point, read_length, read_point

NOT_TIMED = "none"
"""Written instead of a length: no clock for this kind of case."""


def _as_time(value: Any) -> time:
    try:
        if isinstance(value, str) and len(value) == len("09:00"):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError('must be a time such as "09:00"')


def _as_words(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")
    return value


def _as_length(value: Any) -> Length:
    return read_length(_as_words(value))


def _as_point(value: Any) -> Point:
    return read_point(_as_words(value))


def _as_timing(value: Any) -> Length | None:
    return None if value == NOT_TIMED else _as_length(value)


def _as_gap(value: Any) -> Length:
    length = _as_length(value)
    if not length.amount:
        raise ValueError("a gap of nothing would repeat for ever")
    return length


Hour = Annotated[time, BeforeValidator(_as_time)]
Timing = Annotated[Length | None, BeforeValidator(_as_timing)]
Gaps = Annotated[tuple[Annotated[Length, BeforeValidator(_as_gap)], ...], Field(strict=False)]
Points = Annotated[tuple[Annotated[Point, BeforeValidator(_as_point)], ...], Field(strict=False)]
Names = Annotated[tuple[str, ...], Field(strict=False)]
Days = Annotated[tuple[date, ...], Field(strict=False)]
Positive = Annotated[int, Field(gt=0)]


class Table(BaseModel):
    """A table of the policy file: no unknown keys, no guessing at types, no changes afterwards."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)


def one_of(name: str, names: tuple[str, ...]) -> str:
    """`name` itself if it is one of `names`, else a ValueError that lists them."""
    if name not in names:
        raise ValueError(f'"{name}" is not one of {", ".join(names)}')
    return name
