"""Every call a bot made: counted always, remembered unless told to be lean."""

from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    params: dict[str, Any]
    at: datetime
    code: int
    result: Any

    def view(self) -> dict[str, Any]:
        return {
            "method": self.method,
            "params": self.params,
            "at": self.at.isoformat(),
            "code": self.code,
            "result": self.result,
        }


class CallLog:
    def __init__(self, keep: int = 20_000) -> None:
        self.lean = False
        self.calls: deque[Call] = deque(maxlen=keep)
        self.counts: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.unknown: list[str] = []

    def write(self, method: str, params: dict[str, Any], at: datetime, code: int, result: Any) -> None:
        self.counts[method] += 1
        if code != 200:
            self.failures[f"{method} {code}"] += 1
        if not self.lean:
            self.calls.append(Call(method, params, at, code, result))

    def of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def clear(self) -> None:
        self.calls.clear()
        self.counts.clear()
        self.failures.clear()
        self.unknown.clear()
