"""When an unfinished conversation is spoken of again, and when it ends."""

from datetime import datetime, timedelta
from typing import Any

from flows.engine.steps import Flow
from flows.policy.model import Policy
from flows.policy.quiet_hours import next_morning

LAST_WORD_AT = "_at"
"""The note in the answers that says when the conversation last went on."""


def first_reminder(now: datetime, policy: Policy) -> datetime:
    """The next morning after the last answer."""
    return next_morning(now, policy, policy.conversations.nudge_hour)


def next_look(flow: Flow | None, now: datetime, policy: Policy) -> datetime:
    """When an unfinished conversation is next looked at; one that nothing is kept of, soon."""
    if flow is not None and flow.forgets:
        return now + timedelta(minutes=policy.speaking.draft_minutes)
    return first_reminder(now, policy)


def ends_at(last_word_at: datetime, policy: Policy) -> datetime:
    return last_word_at + timedelta(days=policy.conversations.close_after_days)


def would_be_lost(answers: dict[str, Any]) -> bool:
    """Whether somebody has typed or sent something. Taps alone are soon done again."""
    return bool(answers.get("words") or answers.get("_files") or answers.get("_from"))
