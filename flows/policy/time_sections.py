"""The tables of the policy file that say when somebody is reminded, and who."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from flows.policy.fields import Days, Gaps, Hour, Names, Points, Positive, Table, one_of
from flows.policy.working_days import bank_holidays
from flows.understanding.result import RED_FLAGS


class Calendar(Table):
    timezone: str
    country: str
    subdivision: str
    extra_holidays: Days
    closures: Days
    working_day_ends: Hour
    day_ends: Hour

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError(f'"{name}" is not a time zone such as "Europe/London"') from None
        return name

    @model_validator(mode="after")
    def _known_country(self) -> "Calendar":
        try:
            bank_holidays(self.country, self.subdivision, 2026)
        except NotImplementedError:
            raise ValueError(
                f'no bank holidays are known for "{self.country}", "{self.subdivision}"'
            ) from None
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def days_off(self) -> frozenset[date]:
        return frozenset(self.extra_holidays + self.closures)


class Quiet(Table):
    starts: Hour
    ends: Hour
    working_days_only: bool

    @model_validator(mode="after")
    def _leaves_room(self) -> "Quiet":
        if self.starts <= self.ends:
            raise ValueError("quiet hours must start in the evening and end the next morning")
        return self


class Reminders(Table):
    hour: Hour
    remind_before: Points
    late_after: Gaps
    climb_after: Gaps
    cool_down_minutes: Annotated[int, Field(ge=0)]


class Ladder(Table):
    rungs: Annotated[tuple[Literal["handler", "quality", "owner"], ...], Field(strict=False, min_length=1)]


class Urgent(Table):
    flags: Names
    climb_minutes: Annotated[tuple[Positive, ...], Field(strict=False)]
    unread_minutes: Positive
    late_after: Gaps

    @field_validator("flags")
    @classmethod
    def _known_flags(cls, flags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(flag, RED_FLAGS) for flag in flags)

    @field_validator("climb_minutes")
    @classmethod
    def _climbing(cls, minutes: tuple[int, ...]) -> tuple[int, ...]:
        if list(minutes) != sorted(set(minutes)):
            raise ValueError("each number of minutes must be larger than the one before")
        return minutes


class OnCall(Table):
    starts: Hour
    ends: Hour

    @model_validator(mode="after")
    def _overnight(self) -> "OnCall":
        if self.starts <= self.ends:
            raise ValueError("the rota must start in the evening and end the next morning")
        return self


class Waiting(Table):
    freezes: Names


class Extension(Table):
    clocks: Names
    choices: Gaps


class Snooze(Table):
    choices: Gaps


class Digest(Table):
    hour: Hour
    choices: Annotated[tuple[Hour, ...], Field(strict=False, min_length=1)]
    working_days_only: bool
