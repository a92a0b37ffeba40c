"""Wrong codes, counted for a while, so that nobody finds a code by trying."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.instants import Instant
from storage.sealing import Vault


class CodeTry(SQLModel, table=True):
    """How many wrong codes came from one account lately. The codes are not kept, nor what they were for."""

    __tablename__ = "code_try"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    who_hash: str = Field(unique=True)
    """Keyed, and under a topic of its own: it finds no person and no chat."""
    wrong: int = 0
    wait_until: datetime | None = Field(default=None, sa_type=Instant)
    forget_at: datetime = Field(sa_type=Instant, index=True)


class CodeTries:
    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def of(self, *, account_id: int, now: datetime) -> CodeTry | None:
        """The wrong codes of an account that still count."""
        who = self._vault.fingerprint("code try", account_id)
        found = select(CodeTry).where(CodeTry.who_hash == who, CodeTry.forget_at > now)
        return self._session.exec(found.with_for_update()).one_or_none()

    def count(
        self, *, account_id: int, now: datetime, wait_until: datetime | None, forget_at: datetime
    ) -> None:
        """One more wrong code."""
        tried = self.of(account_id=account_id, now=now)
        if tried is None:
            self.forget_before(now=now)
            who = self._vault.fingerprint("code try", account_id)
            tried = CodeTry(who_hash=who, forget_at=forget_at)
        tried.wrong += 1
        tried.wait_until = wait_until
        tried.forget_at = forget_at
        self._session.add(tried)
        self._session.flush()

    def forget_before(self, *, now: datetime) -> int:
        """Deletes what does not count any more."""
        changed = self._session.exec(delete(CodeTry).where(col(CodeTry.forget_at) <= now))
        return int(changed.rowcount)
