"""What the process counts of itself: turns, waits, faults, sweeps. No names, no words, no ids."""

from bisect import bisect_left
from collections import Counter

BUCKETS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Waits:
    """A histogram: how many waits were at most so long."""

    def __init__(self) -> None:
        self.counts = [0] * (len(BUCKETS_SECONDS) + 1)
        self.total_seconds = 0.0

    def note(self, seconds: float) -> None:
        self.counts[bisect_left(BUCKETS_SECONDS, seconds)] += 1
        self.total_seconds += seconds


class Tally:
    """Plain counters, so that nothing heavy is loaded where nobody asks for figures."""

    def __init__(self) -> None:
        self.turns: Counter[str] = Counter()
        """By outcome: handled, repeated, ignored, parked; away where the database could not be reached."""
        self.turn_seconds = Waits()
        self.sent: Counter[int] = Counter()
        """By priority."""
        self.telegram_faults: Counter[str] = Counter()
        """By class."""
        self.sweeps: Counter[str] = Counter()
        """By outcome: done, failed."""
