"""The rules of time through one door: lengths, clocks, due times, quiet hours and reminders."""

from flows.policy.clocks import ACTS, ClockRule
from flows.policy.due import (
    day_after,
    due_after_standing,
    due_at,
    due_on,
    extend,
    put_off,
)
from flows.policy.lengths import Length, read_length
from flows.policy.pings import Ping, ping_schedule
from flows.policy.quiet_hours import is_quiet, local_time, next_morning, next_slot, on_the_day, out_of_quiet

__all__ = [
    "ACTS",
    "ClockRule",
    "Length",
    "Ping",
    "day_after",
    "due_after_standing",
    "due_at",
    "due_on",
    "extend",
    "is_quiet",
    "local_time",
    "next_morning",
    "next_slot",
    "on_the_day",
    "out_of_quiet",
    "ping_schedule",
    "put_off",
    "read_length",
]
