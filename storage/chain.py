"""The chain of a case's timeline: does each entry follow from the one before, and is every gap signed for?"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from storage.sealing import Vault
from storage.tables import TimelineEntry

FIRST = "0" * 64
ERASE = "erase"
"""The act that signs for words that were taken out of the entries before it."""


def hash_of_detail(vault: Vault, detail: dict[str, Any]) -> str:
    # Keyed, so that short words cannot be guessed from the hash; kept apart from the words, so that words
    # can be erased when their time is over and the chain still proves unbroken.
    return vault.fingerprint("detail", json.dumps(detail, sort_keys=True))


def link_of(entry: TimelineEntry) -> str:
    """SHA-256, 64 hex digits, over the entry's place, time, act, actor, the hash of its words and the
    entry before."""
    chained = [
        entry.case_id,
        entry.position,
        entry.at.astimezone(UTC).isoformat(),
        entry.act,
        entry.actor_id,
        entry.actor_role,
        entry.detail_hash,
        entry.previous_hash,
    ]
    return hashlib.sha256(json.dumps(chained).encode()).hexdigest()


def erasure_of(case_id: int, up_to: int) -> dict[str, Any]:
    """What an "erase" entry says. With the case in it, it cannot be put into another case's timeline."""
    return {"case": case_id, "up_to": up_to}


class Chain:
    """Walks one case's entries in order. An entry without its words holds only where a later "erase" entry
    of the same case, with its own words in place, covers it."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._previous = FIRST
        self._position = 0
        self._emptied: list[int] = []
        self._broken_at: int | None = None

    @property
    def is_broken(self) -> bool:
        return self._broken_at is not None

    def add(self, entry: TimelineEntry, detail: object) -> None:
        """`detail` is what stands there, opened; anything but a dict where it does not open."""
        if self.is_broken:
            return
        self._position += 1
        if not self._follows(entry) or not isinstance(detail, dict):
            self._broken_at = self._position
            return
        self._previous = entry.hash
        if _is_same(entry.detail_hash, hash_of_detail(self._vault, detail)):
            if entry.act == ERASE and detail.get("case") == entry.case_id:
                covered = int(detail.get("up_to", 0))
                self._emptied = [position for position in self._emptied if position > covered]
        elif detail:
            self._broken_at = self._position
        else:
            self._emptied.append(self._position)

    def broken_at(self) -> int | None:
        """The position of the first entry that does not hold, once all were added; None where all do."""
        return min((*self._emptied, *filter(None, (self._broken_at,))), default=None)

    def _follows(self, entry: TimelineEntry) -> bool:
        return (
            entry.position == self._position
            and entry.previous_hash == self._previous
            and isinstance(entry.at, datetime)
            and _is_same(entry.hash, link_of(entry))
        )


def _is_same(told: object, counted: str) -> bool:
    return hmac.compare_digest(str(told).encode("utf-8", "surrogatepass"), counted.encode())
