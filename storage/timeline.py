"""What happened to a case: append-only, each row carrying the hash of the one before."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from storage.chain import ERASE, FIRST, Chain, erasure_of, hash_of_detail, link_of
from storage.sealing import Vault
from storage.tables import TimelineEntry

TAKE_BACK = "take_back"
"""The act that says that earlier entries, named by their positions, were taken back."""


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
            detail_hash=hash_of_detail(self._vault, detail),
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

    def standing(self, *, case_id: int) -> list[TimelineEntry]:
        """The entries that still hold: without what was taken back before anybody outside heard of it."""
        entries = self.of(case_id=case_id)
        gone = taken_back(entries)
        return [entry for entry in entries if entry.position not in gone]

    def last_position(self, *, case_id: int) -> int:
        found = self._session.exec(
            select(func.max(TimelineEntry.position)).where(TimelineEntry.case_id == case_id)
        ).one()
        return found or 0

    def broken_at(self, *, case_id: int) -> int | None:
        """The position of the first entry whose hash does not follow; None where the chain is whole."""
        chain = Chain(self._vault)
        for entry in self.of(case_id=case_id):
            chain.add(entry, entry.detail)
        return chain.broken_at()

    def erase(self, *, case_id: int, at: datetime, actor_id: int, actor_role: str) -> int:
        """Takes the words out of every entry and signs for it with one more. Returns how many had words."""
        entries = self.of(case_id=case_id)
        had_words = [entry for entry in entries if entry.detail]
        for entry in had_words:
            entry.detail = {}
            self._session.add(entry)
        self.append(
            case_id=case_id,
            at=at,
            act=ERASE,
            actor_id=actor_id,
            actor_role=actor_role,
            detail=erasure_of(case_id, len(entries)),
        )
        return len(had_words)


def taken_back(entries: Iterable[TimelineEntry]) -> set[int]:
    """The positions of those entries that a later one took back."""
    return {n for entry in entries if entry.act == TAKE_BACK for n in entry.detail.get("positions", ())}
