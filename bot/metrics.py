"""Figures for Prometheus. No label holds anything about a person. Loaded only where somebody asks."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from bot.tally import BUCKETS_SECONDS, Tally, Waits
from storage.desk import Desk
from storage.notices import ANSWER, DIGEST, RED_FLAG, REMINDER

if TYPE_CHECKING:
    from bot.assemble import Candour

PRIORITIES = {RED_FLAG: "red_flag", ANSWER: "answer", REMINDER: "reminder", DIGEST: "digest"}
LATE_AFTER = timedelta(minutes=1)
DATABASE_SECONDS = 5.0


@dataclass(frozen=True)
class Counts:
    """What only the tables know."""

    waiting: Mapping[int, int]
    late: Mapping[int, int]
    parked: int


async def render_metrics(candour: "Candour") -> tuple[bytes, str]:
    """The figures of this process, and of the outbox where the database answers; and their content type."""
    now = candour.clock.now()

    def count(desk: Desk) -> Counts:
        return Counts(
            waiting=desk.notices.depth(),
            late=desk.notices.depth(ready_before=now - LATE_AFTER),
            parked=desk.updates.parked_count(),
        )

    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            counts = await candour.worker.do(count)
    except Exception:
        counts = None
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(candour.tally, counts))
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Figures(Collector):
    def __init__(self, tally: Tally, counts: Counts | None) -> None:
        self._tally = tally
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        tally = self._tally
        yield _counter("candour_turns", "Turns taken.", "outcome", tally.turns)
        yield _histogram(
            "candour_turn_seconds", "From an update's arrival to its commit.", tally.turn_seconds
        )
        sent = {_name(priority): count for priority, count in tally.sent.items()}
        yield _counter("candour_messages_sent", "Messages sent.", "priority", sent)
        yield _counter("candour_telegram_faults", "Sending that failed.", "class", tally.telegram_faults)
        yield _counter("candour_sweeps", "Looks at what is due.", "outcome", tally.sweeps)
        up = GaugeMetricFamily("candour_database_up", "Whether the database answered.")
        up.add_metric([], float(self._counts is not None))
        yield up
        if self._counts is None:
            return
        yield _gauge("candour_outbox_depth", "Messages that wait.", self._counts.waiting)
        yield _gauge("candour_outbox_overdue", "Messages a minute or more late.", self._counts.late)
        parked = GaugeMetricFamily("candour_parked_updates", "Updates that could not be handled.")
        parked.add_metric([], self._counts.parked)
        yield parked


def _name(priority: int) -> str:
    return PRIORITIES.get(priority, "other")


def _counter(name: str, told: str, label: str, counts: Mapping[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(name, told, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family


def _gauge(name: str, told: str, by_priority: Mapping[int, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=["priority"])
    for priority in PRIORITIES:
        family.add_metric([_name(priority)], by_priority.get(priority, 0))
    return family


def _histogram(name: str, told: str, waits: Waits) -> HistogramMetricFamily:
    buckets, total = [], 0
    for bound, count in zip((*map(str, BUCKETS_SECONDS), "+Inf"), waits.counts, strict=True):
        total += count
        buckets.append((bound, total))
    family = HistogramMetricFamily(name, told)
    family.add_metric([], buckets, waits.total_seconds)
    return family
