"""The rules of time through one door: lengths, clocks, due times, quiet hours and reminders."""

from flows.policy.clocks import ACTS, ClockRule
from flows.policy.due import (
    AlreadyFrozen,
    FrozenSpan,
    NotFrozen,
    due_at,
    due_on,
    due_with_freezes,
    extend,
    freeze,
    is_frozen,
    put_off,
    resume,
)
from flows.policy.lengths import Length, read_length
from flows.policy.pings import Ping, ping_schedule
from flows.policy.quiet_hours import is_quiet, local_time, next_morning, next_slot, on_the_day, out_of_quiet

__all__ = [
    "ACTS",
    "AlreadyFrozen",
    "ClockRule",
    "FrozenSpan",
    "Length",
    "NotFrozen",
    "Ping",
    "due_at",
    "due_on",
    "due_with_freezes",
    "extend",
    "freeze",
    "is_frozen",
    "is_quiet",
    "local_time",
    "next_morning",
    "next_slot",
    "on_the_day",
    "out_of_quiet",
    "ping_schedule",
    "put_off",
    "read_length",
    "resume",
]
