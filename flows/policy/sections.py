"""The tables of the policy file that concern cases, clocks apart, and what people say about them."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field, field_validator

from flows.policy.categories import CATEGORIES
from flows.policy.fields import Gaps, Hour, Names, Positive, Table, one_of
from flows.understanding.result import KINDS, RED_FLAGS


class Candour(Table):
    """Which cases the handler is asked about, whether the duty of candour applies."""

    kinds: Names
    harms: Names
    flags: Names

    def asks(self, kind: str, harm: str, red_flags: Collection[str]) -> bool:
        return kind in self.kinds and (harm in self.harms or bool(set(self.flags) & set(red_flags)))


AT_ONCE = (
    *("person_safe", "seen_by_doctor", "others_safe", "place_safe", "things_kept", "written_down"),
    "looked_after",
)
"""What may be done at once after a serious incident; each has its words in flows/texts."""


class Serious(Table):
    """Which cases are offered the path of a serious incident, and when its review meeting can be."""

    harms: Names
    flags: Names
    at_once: Names
    review_hours: Annotated[tuple[Hour, ...], Field(strict=False, min_length=1)]

    @field_validator("at_once")
    @classmethod
    def _known_items(cls, names: Names) -> Names:
        for name in names:
            one_of(name, AT_ONCE)
        return names


class Answering(Table):
    """`approved_by_somebody_else`: kinds whose answer goes out only when another person has read it."""

    approved_by_somebody_else: Names
    approved_harms: Names


class AfterClosing(Table):
    weeks: Positive
    kinds: Names
    retaliation_days: Positive
    about_staff: Names


class Speaking(Table):
    kept_back_minutes: Annotated[tuple[Positive, Positive], Field(strict=False)]
    never_kept_back: Names
    asked_whether_about_manager: Names
    time_span_hours: Annotated[int, Field(ge=1, le=24)]
    draft_minutes: Positive
    seal_days: Positive

    def is_kept_back(self, red_flags: Collection[str]) -> bool:
        """Whether what is said in private with such red flags waits for a while."""
        return not set(self.never_kept_back) & set(red_flags)

    @field_validator("never_kept_back", "asked_whether_about_manager")
    @classmethod
    def _known_flags(cls, flags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(flag, RED_FLAGS) for flag in flags)

    @field_validator("kept_back_minutes")
    @classmethod
    def _least_first(cls, minutes: tuple[int, int]) -> tuple[int, int]:
        if minutes[0] > minutes[1]:
            raise ValueError("the shortest while comes first, then the longest")
        return minutes

    @field_validator("time_span_hours")
    @classmethod
    def _parts_of_a_day(cls, hours: int) -> int:
        if 24 % hours:
            raise ValueError("must divide a day: 1, 2, 3, 4, 6, 8, 12 or 24")
        return hours


class Codes(Table):
    free_tries: Positive
    wait_minutes: Annotated[tuple[Positive, ...], Field(strict=False)]
    blocked_hours: Positive
    forget_hours: Positive


class Meetings(Table):
    agenda_before: Gaps
    preview_hours: Positive
    follow_up_minutes: Positive
    lately_days: Positive
    smallest_number: Positive
    fewest_meant: Positive
    theme_from: Positive
    themes_kept_back: Names
    flags_kept_back: Names
    item_characters: Positive
    most_items: Positive
    action_due: Gaps

    @field_validator("agenda_before")
    @classmethod
    def _says_when(cls, gaps: Gaps) -> Gaps:
        if not gaps:
            raise ValueError("must say when the agenda is posted")
        return gaps

    @field_validator("themes_kept_back")
    @classmethod
    def _known_themes(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(name, CATEGORIES) for name in names)

    @field_validator("flags_kept_back")
    @classmethod
    def _known_flags(cls, flags: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(flag, RED_FLAGS) for flag in flags)


class Words(Table):
    """The provider's own words: `slang` maps what people type to what it means."""

    places: Names
    slang: dict[str, str]


class OwnTemplate(Table):
    """Words of the provider's own, offered as a button. No kinds: for every kind of case."""

    used_in: Literal["question", "answer", "outcome", "first_words", "found", "sorry", "changes"]
    kinds: Names
    label: Annotated[str, Field(min_length=1, max_length=40)]
    words: Annotated[str, Field(min_length=1)]

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(kind, KINDS) for kind in kinds)

    @field_validator("words")
    @classmethod
    def _known_facts(cls, words: str) -> str:
        rest = words.replace("{reference}", "").replace("{day}", "")
        if "{" in rest or "}" in rest:
            raise ValueError("only {reference} and {day} can be put in")
        return words


class Templates(Table):
    own: Annotated[tuple[OwnTemplate, ...], Field(strict=False)]


class LifeNumbers(Table):
    """The numbers of a case's life; what follows what is in life.toml."""

    restarts: Names
    similar_days: Positive
    similar_looked_at: Positive
    similar_share: Annotated[int, Field(gt=0, le=100)]
    repeat_days: Positive
    repeat_from: Positive
    find_looked_at: Positive
    card_shows_days: Positive
    summary_months: Positive
    lists_page: Annotated[int, Field(ge=1, le=20)]
    thanked_at_once: Annotated[int, Field(ge=2, le=50)]
    undo_minutes: Annotated[int, Field(ge=0, le=15)]
    two_sign_kinds: Names
    two_sign_harms: Names
    two_sign_bands: Names
    second_signers: Names
