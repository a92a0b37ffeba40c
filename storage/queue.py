"""Updates of people who write faster than their allowance: stored as they came, taken later in order."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Index, bindparam
from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage.instants import Instant
from storage.sealing import SealedJSON, Vault


class QueuedUpdate(SQLModel, table=True):
    """An update that was confirmed to Telegram and waits for its turn. Its row goes with its turn."""

    __tablename__ = "queued_update"
    __table_args__ = (
        Index("ix_queued_of", "account_hash", "id"),
        Index("ix_queued_ready", "ready_at"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(sa_type=BigInteger, unique=True)
    account_hash: str
    content: dict[str, Any] = Field(sa_type=SealedJSON)
    ready_at: datetime = Field(sa_type=Instant)


# What every turn asks where several processes share the queue; put together once.
_HOLDS = select(QueuedUpdate.id).where(QueuedUpdate.account_hash == bindparam("account_hash")).limit(1)


class Queue:
    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def holds(self, *, account_id: int) -> bool:
        """Whether something of somebody waits: then what comes after it waits as well."""
        found = self._session.connection().execute(_HOLDS, {"account_hash": self._hash(account_id)})
        return found.first() is not None

    def add(
        self,
        *,
        account_id: int,
        updates: Sequence[tuple[int, dict[str, Any]]],
        now: datetime,
        gap: timedelta,
    ) -> None:
        """Puts updates (by their ids) behind what waits of somebody, each a gap after the one before."""
        last = self._session.exec(
            select(func.max(QueuedUpdate.ready_at)).where(QueuedUpdate.account_hash == self._hash(account_id))
        ).one()
        ready_at = max(last, now) if last is not None else now
        for update_id, content in updates:
            ready_at += gap
            self._session.add(
                QueuedUpdate(
                    update_id=update_id,
                    account_hash=self._hash(account_id),
                    content=content,
                    ready_at=ready_at,
                )
            )
        self._session.flush()

    def due(self, *, now: datetime, limit: int) -> list[QueuedUpdate]:
        """What may be taken, in the order in which it came."""
        return list(
            self._session.exec(
                select(QueuedUpdate)
                .where(QueuedUpdate.ready_at <= now)
                .order_by(col(QueuedUpdate.ready_at), col(QueuedUpdate.id))
                .limit(limit)
            ).all()
        )

    def next_ready_at(self) -> datetime | None:
        return self._session.exec(select(func.min(QueuedUpdate.ready_at))).one()

    def take(self, *, update_id: int) -> bool:
        """Takes an update out in this transaction. False where another process was faster."""
        changed = self._session.exec(delete(QueuedUpdate).where(col(QueuedUpdate.update_id) == update_id))
        return bool(changed.rowcount)

    def _hash(self, account_id: int) -> str:
        return self._vault.fingerprint("account", account_id)
