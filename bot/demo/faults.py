"""Faults a test can order: which, for which calls, how many times."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from bot.demo.refusals import NotPossible, Refused, bad_request, forbidden, migrated, too_many_requests

CALL_FAULTS = (
    "too_many_requests",
    "server_error",
    "bad_gateway",
    "timeout",
    "reset",
    "half_body",
    "latency",
    "outage",
    "blocked",
    "migrated",
    "refused",
)
UPDATE_FAULTS = ("duplicate_update", "redelivered_update", "out_of_order")


@dataclass(slots=True)
class Fault:
    """One rule.

    `method` may hold wildcards (`send*`); `times` None means until cleared; the first `skip` calls pass.
    `applied` makes the call take effect although the bot never hears of it (timeout, reset, 502 …).
    `seconds` is how long a timeout is held, a latency added, an outage lasts.
    """

    kind: str
    method: str = "*"
    times: int | None = 1
    skip: int = 0
    chat_id: int | None = None
    seconds: float = 0.0
    retry_after: int = 1
    to_chat_id: int = 0
    applied: bool = False
    description: str = ""
    until: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in CALL_FAULTS + UPDATE_FAULTS:
            raise NotPossible(f"no such fault: {self.kind}")

    def covers(self, method: str, chat_id: str) -> bool:
        if self.chat_id is not None and str(self.chat_id) != chat_id:
            return False
        return self.method == "*" or fnmatchcase(method.lower(), self.method.lower())

    def refusal(self) -> Refused | None:
        """The answer of faults that answer; None for those that break the connection or wait."""
        if self.kind == "too_many_requests":
            return too_many_requests(self.retry_after)
        if self.kind == "server_error":
            return Refused(500, "Internal Server Error")
        if self.kind in ("bad_gateway", "outage"):
            return Refused(502, "Bad Gateway")
        if self.kind == "blocked":
            return forbidden("bot was blocked by the user")
        if self.kind == "migrated":
            return migrated(self.to_chat_id)
        if self.kind == "refused":
            return bad_request(self.description)
        return None


class Faults:
    def __init__(self) -> None:
        self.rules: list[Fault] = []
        self.hits: Counter[str] = Counter()

    def add(self, kind: str, **details: Any) -> Fault:
        """Order a fault; an outage lasts `seconds` of real time, or until cleared where they are 0."""
        try:
            fault = Fault(kind, **details)
        except TypeError as wrong:
            raise NotPossible(str(wrong)) from wrong
        if kind == "outage":
            fault.times = None
            if fault.seconds:
                fault.until = asyncio.get_running_loop().time() + fault.seconds
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        self.rules.clear()

    def _spend(self, fault: Fault) -> bool:
        if fault.skip > 0:
            fault.skip -= 1
            return False
        self.hits[fault.kind] += 1
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.rules.remove(fault)
        return True

    def strike(self, method: str, chat_id: str) -> tuple[float, Fault | None]:
        """Added latency in seconds, and the one fault that hits this call."""
        delay = 0.0
        hit: Fault | None = None
        for fault in list(self.rules):
            if fault.kind in UPDATE_FAULTS or not fault.covers(method, chat_id):
                continue
            if fault.until is not None and asyncio.get_running_loop().time() >= fault.until:
                self.rules.remove(fault)
            elif fault.kind == "latency":
                delay += fault.seconds if self._spend(fault) else 0.0
            elif hit is None and self._spend(fault):
                hit = fault
        return delay, hit

    def strike_update(self, kind: str) -> bool:
        return any(fault.kind == kind and self._spend(fault) for fault in list(self.rules))
