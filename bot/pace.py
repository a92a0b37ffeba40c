"""What one chat may be sent: a few messages at once, then one a second, as Telegram asks."""

from collections.abc import Hashable

MOST_REMEMBERED = 10_000


class ChatPace:
    """One bucket a chat. Times are the event loop's."""

    def __init__(self, at_once: int, per_second: float = 1.0) -> None:
        self._at_once = at_once
        self._per_second = per_second
        self._full_at: dict[Hashable, float] = {}
        """When a chat's bucket is full again."""

    def spend(self, chat: Hashable, now: float) -> float:
        """Notes a message; returns the seconds that the chat's next one has to wait."""
        if len(self._full_at) >= MOST_REMEMBERED:
            self._full_at = {other: full for other, full in self._full_at.items() if full > now}
        full_at = max(self._full_at.get(chat, now), now) + 1 / self._per_second
        self._full_at[chat] = full_at
        return max(0.0, full_at - now - (self._at_once - 1) / self._per_second)
