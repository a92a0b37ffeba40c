"""Properties are checked without a stopwatch: how long an example takes says nothing about time rules."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
