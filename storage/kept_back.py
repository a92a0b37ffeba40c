"""What reporters in private did to a case that handlers know: it waits a random while, then it is done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.instants import Instant
from storage.sealing import SealedJSON
from storage.tables import Attachment


class KeptBack(SQLModel, table=True):
    """One act that nobody but its reporter may know of yet. The row goes when it is carried out, and with it
    the random while."""

    __tablename__ = "kept_back"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id", index=True)
    act: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=SealedJSON)
    at: datetime = Field(sa_type=Instant)
    """When it was done, no finer than the span of hours to which the case keeps its times."""
    ready_at: datetime = Field(sa_type=Instant, index=True)


class KeptBackActs:
    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(
        self, *, case_id: int, act: str, detail: Mapping[str, Any], at: datetime, ready_at: datetime
    ) -> KeptBack:
        """What was done later is never shown before: to take back and then complain is not the same as to
        complain and then take back."""
        before = max((kept.ready_at for kept in self.of_case(case_id=case_id)), default=ready_at)
        kept = KeptBack(case_id=case_id, act=act, detail=dict(detail), at=at, ready_at=max(before, ready_at))
        self._session.add(kept)
        self._session.flush()
        return kept

    def due(self, *, now: datetime) -> list[KeptBack]:
        """What has waited long enough, in the order in which it was done."""
        return list(
            self._session.exec(
                select(KeptBack)
                .where(KeptBack.ready_at <= now)
                .order_by(col(KeptBack.id))
                .with_for_update(skip_locked=True)
            ).all()
        )

    def of_case(self, *, case_id: int) -> list[KeptBack]:
        return list(
            self._session.exec(
                select(KeptBack).where(KeptBack.case_id == case_id).order_by(col(KeptBack.id))
            ).all()
        )

    def drop(self, kept: KeptBack) -> None:
        self._session.delete(kept)
        self._session.flush()

    def forget(self, *, case_id: int) -> None:
        """Deletes what waits for a case; its files are nobody's then, and are cleared away."""
        numbers = select(KeptBack.id).where(KeptBack.case_id == case_id)
        self._session.exec(
            update(Attachment).where(col(Attachment.kept_back_id).in_(numbers)).values(kept_back_id=None)
        )
        self._session.exec(delete(KeptBack).where(col(KeptBack.case_id) == case_id))
