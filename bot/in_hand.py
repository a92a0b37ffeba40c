"""The notices a process has in hand: red flags first, one message of a chat at a time, in their order."""

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from storage.outbox import ToSend


@dataclass(order=True)
class Held:
    """A claimed notice. After `until` (the event loop's time) it is anybody's again."""

    priority: int
    number: int
    notice: ToSend = field(compare=False)
    until: float = field(compare=False)


class InHand:
    """From the claim until the mark is written, a notice is in hand, and not claimed again."""

    def __init__(self) -> None:
        self._heap: list[Held] = []
        self._behind: defaultdict[str, list[Held]] = defaultdict(list)
        self._busy: set[str] = set()
        self._held: dict[int, Held] = {}

    def __len__(self) -> int:
        return len(self._held)

    def __bool__(self) -> bool:
        return bool(self._heap)

    @property
    def waiting(self) -> int:
        """How many could be sent now, but for the pace."""
        return len(self._heap)

    def take(self, notices: Iterable[ToSend], until: float) -> None:
        for notice in notices:
            if notice.id not in self._held:
                held = Held(notice.priority, notice.id, notice, until)
                self._held[notice.id] = held
                heapq.heappush(self._heap, held)

    def next(self) -> Held | None:
        """What goes out next, of a chat in which nothing is on its way; that chat is busy until `landed`."""
        while self._heap:
            held = heapq.heappop(self._heap)
            chat = held.notice.chat_hash
            if chat in self._busy:
                self._behind[chat].append(held)
                continue
            self._busy.add(chat)
            return held
        return None

    def landed(self, held: Held) -> None:
        """The chat is free for what stands behind."""
        chat = held.notice.chat_hash
        self._busy.discard(chat)
        for one in self._behind.pop(chat, ()):
            heapq.heappush(self._heap, one)

    def give_up(self, chat_hash: str) -> list[int]:
        """Lets go of everything for a chat that is not on its way."""
        theirs = [held for held in self._heap if held.notice.chat_hash == chat_hash]
        self._heap = [held for held in self._heap if held.notice.chat_hash != chat_hash]
        heapq.heapify(self._heap)
        numbers = [held.number for held in (*theirs, *self._behind.pop(chat_hash, ()))]
        for number in numbers:
            self.let_go(number)
        return numbers

    def let_go(self, notice_id: int) -> None:
        self._held.pop(notice_id, None)

    def ids(self) -> frozenset[int]:
        return frozenset(self._held)

    def unsent_ids(self) -> list[int]:
        """What is in hand and not on its way."""
        behind = [held for queue in self._behind.values() for held in queue]
        return [held.number for held in (*self._heap, *behind)]

    def prolong(self, notice_ids: Iterable[int], until: float) -> None:
        for number in notice_ids:
            if number in self._held:
                self._held[number].until = until
