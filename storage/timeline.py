"""What happened to a case: append-only, each row carrying the hash of the one before."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.sealing import Vault
from storage.tables import TimelineEntry

FIRST = "0" * 64


class Timeline:
    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def append(
        self,
        *,
        case_id: int,
        at: datetime,
        act: str,
        actor_id: int | None,
        actor_role: str,
        detail: dict[str, Any] | None = None,
    ) -> TimelineEntry:
        last = self._session.exec(
            select(TimelineEntry)
            .where(TimelineEntry.case_id == case_id)
            .order_by(col(TimelineEntry.position).desc())
            .limit(1)
            .with_for_update()
        ).one_or_none()
        detail = detail or {}
        entry = TimelineEntry(
            case_id=case_id,
            position=last.position + 1 if last else 1,
            at=at,
            act=act,
            actor_id=actor_id,
            actor_role=actor_role,
            detail=detail,
            # Keyed, so that short words cannot be guessed from the hash; kept apart from the words, so
            # that words can be erased when the law asks and the chain still proves unbroken.
            detail_hash=self._vault.fingerprint("detail", json.dumps(detail, sort_keys=True)),
            previous_hash=last.hash if last else FIRST,
            hash="",
        )
        entry.hash = link_of(entry)
        self._session.add(entry)
        self._session.flush()
        return entry

    def of(self, *, case_id: int) -> list[TimelineEntry]:
        return list(
            self._session.exec(
                select(TimelineEntry)
                .where(TimelineEntry.case_id == case_id)
                .order_by(col(TimelineEntry.position))
            ).all()
        )

    def broken_at(self, *, case_id: int) -> int | None:
        """The position of the first entry whose hash does not follow; None where the chain is whole."""
        previous = FIRST
        for position, entry in enumerate(self.of(case_id=case_id), start=1):
            told = self._vault.fingerprint("detail", json.dumps(entry.detail, sort_keys=True))
            if (
                entry.position != position
                or entry.previous_hash != previous
                or not hmac.compare_digest(entry.hash, link_of(entry))
                or not hmac.compare_digest(entry.detail_hash, told)
            ):
                return position
            previous = entry.hash
        return None


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
