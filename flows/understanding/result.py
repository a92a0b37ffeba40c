"""What one message was understood to say: the shape every part of the bot relies on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal[
    "near_miss", "incident", "concern", "complaint", "speak_up", "compliment", "suggestion", "unclear"
]
Harm = Literal["none", "low", "moderate", "severe", "death", "unknown"]
TypistRole = Literal["staff", "relative", "resident", "manager"]

KINDS: tuple[Kind, ...] = (
    "near_miss",
    "incident",
    "concern",
    "complaint",
    "speak_up",
    "compliment",
    "suggestion",
    "unclear",
)
HARMS: tuple[Harm, ...] = ("none", "low", "moderate", "severe", "death", "unknown")
RED_FLAGS: tuple[str, ...] = (
    "life_threat",
    "head_injury",
    "medicine_error",
    "missing",
    "fire_gas",
    "assault",
    "sexual",
    "self_harm",
    "money_taken",
    "restraint",
    "pressure_ulcer",
    "death",
    "cover_up",
)


@dataclass(frozen=True)
class When:
    """The time of the event. `time` is "HH:MM", a part of the day ("morning", "afternoon", "evening",
    "night") or None; `on` is a day in Europe/London or None."""

    text: str
    on: date | None = None
    time: str | None = None


@dataclass(frozen=True)
class Understanding:
    """One message, understood.

    `categories` has at least three labels, best first. `sure_of_kind` and `sure_of_category` are
    probabilities from 0 to 1 that the first guess is right. `parts` are the separate worries in the
    typist's own words, one part where it is one. `language` is an ISO 639-1 code.
    """

    kind: Kind
    categories: tuple[str, ...]
    red_flags: tuple[str, ...] = ()
    harm: Harm = "unknown"
    people: tuple[str, ...] = ()
    place: str | None = None
    when: When | None = None
    spoken: bool = False
    parts: tuple[str, ...] = ()
    language: str = "en"
    sure_of_kind: float = 0.0
    sure_of_category: float = 0.0
    kinds: tuple[Kind, ...] = field(default=())
    """All kinds, best first."""

    @property
    def category(self) -> str:
        return self.categories[0]
