"""A clock that starts at real time and can be moved forward."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def read_real_time() -> datetime:
    return datetime.now(UTC)


class DemoClock:
    """Runs at the pace of `real`, shifted by whatever it was moved."""

    def __init__(self, real: Callable[[], datetime] = read_real_time) -> None:
        self._real = real
        self._shift = timedelta()

    def now(self) -> datetime:
        """The demo's time, aware, in UTC."""
        return (self._real() + self._shift).astimezone(UTC)

    def move(self, by: timedelta) -> None:
        self._shift += by

    def jump_to(self, to: datetime) -> None:
        """Go to an aware datetime; a naive one is refused with ValueError."""
        if to.tzinfo is None:
            raise ValueError("a naive datetime names no instant")
        self._shift += to - self.now()
