"""Clocks: which duties with a due time a new case has, and what meets them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, field_validator, model_validator

from flows.policy.fields import Gaps, Names, Points, Table, Timing, one_of
from flows.policy.lengths import Length, Point
from flows.understanding.result import KINDS, RED_FLAGS

Ground = Literal["law", "contract", "custom", "own"]
Whose = Annotated[str, AfterValidator(lambda whose: one_of(whose, (*KINDS, "any", "red_flag")))]

ACTS: tuple[str, ...] = (
    "take",
    "assign",
    "acknowledge",
    "ask",
    "grade",
    "note",
    "review",
    "answer",
    "tell_outcome",
    "close",
    "resume",
)
"""What a handler can do to a case. Opening a case to read it is not among them: viewing is not acting.
Closing a case and telling the reporter the outcome are two acts, even where one tap does both."""

DATA_ACTS: tuple[str, ...] = ("answer_request", "acknowledge_data_complaint")
"""What is done about a request of somebody for their own data."""

OUTSIDE_ACTS: tuple[str, ...] = (
    "refer_safeguarding",
    "tell_police",
    "notify_cqc",
    "tell_coroner",
    "report_riddor",
    "report_riddor_absence",
    "report_ico",
    "refer_dbs",
)
"""Telling somebody outside, who has to know."""

FURTHER_ACTS: tuple[str, ...] = (
    "tell_candour",
    "send_candour_letter",
    "hold_serious_review",
    "hold_lessons_meeting",
    "ask_review",
    "answer_review",
    "explain_past_ceiling",
    "complain_in_time",
    "decide_too_old",
    "go_to_ombudsman",
    "send_summary",
)
"""What is done beside the usual: candour, serious incidents, complaints that go on, what CQC asks for."""

PROMISES = ("answer", "outcome_told")
"""The clocks whose due time reporters are told, the one that counts first."""

RECEIVED = "received"
MATTER_KNOWN = "matter_known"
ANSWERED = "answered"
WAITING = "waiting"
STARTS: tuple[str, ...] = (
    RECEIVED,
    ANSWERED,
    "review_asked",
    MATTER_KNOWN,
    "cqc_request",
    "candour_threshold",
    "notifiable",
    "safeguarding_concern",
    "serious_declared",
    "crime_suspected",
    "sudden_death",
    "riddor_serious",
    "riddor_over_seven_days",
    "breach_known",
    "access_request",
    "data_complaint",
    "worker_removed",
    "lessons_met",
    WAITING,
)
"""What can start a clock; the clocks of a new case start when it is received."""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock as it applies to one case.

    `ground` is where the duty comes from and `length_from` where its length comes from: "law",
    "contract", "custom" or "own". `rolls`: a due day that is not a working day moves to the next one.
    `for_knowing`: somebody else's right and no duty: a date that is shown and told, and never late.
    """

    name: str
    title: str
    length: Length
    starts_on: str
    met_by: tuple[str, ...]
    ground: Ground
    length_from: Ground
    note: str
    remind_before: tuple[Point, ...]
    late_after: tuple[Length, ...]
    climb_after: tuple[Length, ...]
    rolls: bool = False
    any_hour_when_urgent: bool = False
    for_knowing: bool = False

    def is_met_by(self, acts: Collection[str]) -> bool:
        """Whether one of the acts done on a case stops this clock."""
        return any(act in self.met_by for act in acts)


class Clock(Table):
    """One table under [clocks] in the policy file."""

    title: str
    on: bool
    lengths: dict[Whose, Timing]
    starts_on: str
    met_by: Names
    ground: Ground
    length_from: Ground | None = None
    note: str = ""
    only_answerable: bool = False
    only_unanswerable: bool = False
    only_spoken: bool = False
    only_flags: Names = ()
    rolls: bool = False
    any_hour_when_urgent: bool = False
    for_knowing: bool = False
    lasts: bool = False
    climbs: bool = True
    remind_before: Points | None = None
    late_after: Gaps | None = None
    climb_after: Gaps | None = None

    @field_validator("starts_on")
    @classmethod
    def _known_start(cls, start: str) -> str:
        return one_of(start, STARTS)

    @field_validator("only_flags")
    @classmethod
    def _known_flags(cls, flags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(flag, RED_FLAGS) for flag in flags)

    @model_validator(mode="after")
    def _can_be_met(self) -> "Clock":
        if self.on:
            for act in self.met_by:
                one_of(act, (*ACTS, *DATA_ACTS, *OUTSIDE_ACTS, *FURTHER_ACTS))
        if not self.met_by:
            raise ValueError("met_by is empty: nothing could stop this clock")
        return self

    def length_for(self, *, kind: str, urgent: bool) -> Length | None:
        """How long a case of this kind has, or None where it has no such clock."""
        length = self.lengths.get(kind, self.lengths.get("any"))
        return self.lengths.get("red_flag", length) if urgent else length
