"""Names given in confidence are sealed; here stands who asked to open one, why, and who agreed."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select, update

from storage.instants import Instant
from storage.sealing import Sealed


class SealRequest(SQLModel, table=True):
    """Somebody asked to know who reported a case in confidence."""

    __tablename__ = "seal_request"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id", index=True)
    asked_by: int = Field(foreign_key="person.id")
    asked_at: datetime = Field(sa_type=Instant)
    reason: str = Field(sa_type=Sealed)
    alone: bool = False
    """Opened by one person in an emergency."""
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    opened: bool = False


class Seals:
    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(self, *, case_id: int, asked_by: int, reason: str, alone: bool, now: datetime) -> SealRequest:
        request = SealRequest(
            case_id=case_id, asked_by=asked_by, asked_at=now, reason=reason, alone=alone, opened=False
        )
        self._session.add(request)
        self._session.flush()
        return request

    def get(self, *, request_id: int) -> SealRequest | None:
        return self._session.get(SealRequest, request_id, with_for_update=True)

    def save(self, request: SealRequest) -> None:
        self._session.add(request)
        self._session.flush()

    def undecided(self, *, case_id: int, since: datetime) -> SealRequest | None:
        """What was asked about a case and nobody has decided yet."""
        return self._session.exec(
            select(SealRequest)
            .where(
                SealRequest.case_id == case_id,
                col(SealRequest.decided_at).is_(None),
                SealRequest.asked_at >= since,
            )
            .limit(1)
        ).one_or_none()

    def forget_reasons(self, *, case_id: int) -> None:
        """Takes the words out, when the words of the case are deleted."""
        self._session.exec(update(SealRequest).where(col(SealRequest.case_id) == case_id).values(reason=""))
