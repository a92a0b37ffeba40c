"""The tables of the policy file that concern running the bot, and how long things are kept."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from flows.policy.fields import Hour, Positive, Table

Role = Literal["staff", "family", "manager", "quality", "speak_up_lead", "owner"]


class Conversations(Table):
    nudge_hour: Hour
    close_after_days: Positive
    follow_up_minutes: Positive


class Invites(Table):
    days: Positive
    uses: dict[Role, Positive]


class Running(Table):
    away_after_minutes: Positive
    forget_updates_after_days: Positive
    look_ahead_days: Positive


class Sending(Table):
    per_second: Positive
    at_once_in_a_chat: Positive
    give_up_after_days: Positive


class Flooding(Table):
    at_once: Positive
    per_minute: Positive

    @property
    def gap(self) -> timedelta:
        """Between what waits."""
        return timedelta(minutes=1) / self.per_minute


class Backups(Table):
    daily: bool
    at: Hour
    test_every_days: Positive
    keep_daily: Positive
    keep_weekly: Annotated[int, Field(ge=0)]
    keep_monthly: Annotated[int, Field(ge=0)]


class Check(Table):
    undelivered_days: Positive
    waiting_minutes: Positive
    backup_late_hours: Positive
    clock_off_seconds: Positive
    disk_free_megabytes: Positive


class Messages(Table):
    file_megabytes: Positive
    text_characters: Positive
    caption_characters: Positive
    clear_hours: Positive
    clear_reach: Positive


class Retention(Table):
    complaint_years: Positive
    concern_years: Positive
    incident_years: Positive
    serious_incident_years: Positive
    near_miss_years: Positive
    speak_up_years: Positive
    compliment_years: Positive
    suggestion_years: Positive
    unclear_years: Positive
    care_record_years: Positive
    keep_again_years: Annotated[tuple[Positive, ...], Field(strict=False, min_length=1)]
    messages_days: Positive

    def years_for(self, kind: str, *, serious: bool) -> int:
        """How many years after closing a case of this kind is reviewed."""
        if kind == "incident" and serious:
            return self.serious_incident_years
        return int(getattr(self, f"{kind}_years"))


class Privacy(Table):
    contact: str
    officer: str
