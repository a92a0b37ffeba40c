"""The simulated home, for ten days: no fault with the bot as it is, and one for each that is planted."""

from collections.abc import Callable
from typing import Any

import pytest

from bench.year import run
from flows.duties import reminders
from flows.policy import pings
from storage.clocks import Clocks
from storage.notices import Notices
from storage.tables import Notice

LITTLE = {"days": 10, "cases": 12, "seed": 1}


def test_ten_days_of_a_home_have_no_fault() -> None:
    found = run(**LITTLE)
    assert found.faults == []
    assert found.counts["cases"] == LITTLE["cases"]
    assert found.counts["reminders"] > 10


def _forgets(patch: pytest.MonkeyPatch) -> None:
    """Every reminder that a time is up is lost."""
    written = reminders.write_reminders
    patch.setattr(
        reminders,
        "write_reminders",
        lambda desk, policy, said, now: written(desk, policy, [r for r in said if r.clock.due_at > now], now),
    )


def _wakes(patch: pytest.MonkeyPatch) -> None:
    """Reminders know no night and no weekend."""
    for module in (pings, reminders):
        patch.setattr(module, "next_slot", lambda at, policy: at)


def _nags(patch: pytest.MonkeyPatch) -> None:
    """An act stops no clock's reminders."""
    stop = Clocks.meet

    def meet(self: Clocks, **what: object) -> list[str]:
        case_id = what["case"].id  # type: ignore[attr-defined]
        planned = {clock.name: clock.ping_at for clock in self.of(case_id=case_id)}
        met = stop(self, **what)  # type: ignore[arg-type]
        for clock in self.of(case_id=case_id):
            clock.ping_at = planned[clock.name]
        return met

    patch.setattr(Clocks, "meet", meet)


def _stammers(patch: pytest.MonkeyPatch) -> None:
    """Everything is said a second time under another key."""
    written = Notices.write

    def write(self: Notices, **what: Any) -> Notice:
        written(self, **{**what, "key": f"{what['key']} again" if what.get("key") else None})
        return written(self, **what)

    patch.setattr(Notices, "write", write)


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (_forgets, "nobody was reminded"),
        (_wakes, "at a time without reminders"),
        (_nags, "after the act"),
        (_stammers, "said before at"),
    ],
)
def test_a_planted_fault_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    assert any(words in fault for fault in run(**LITTLE).faults)
