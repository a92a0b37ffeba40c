"""What people ask about their own data, each with the clock that the law gives it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from storage.instants import Instant
from storage.sealing import Sealed


class DataRequest(SQLModel, table=True):
    """A person's request for a copy, for a change, or a complaint about the use of their data.

    It is no case: it concerns the provider and not one home, and it stands in no list, count or chart.
    """

    __tablename__ = "data_request"
    __table_args__ = (
        Index(
            "ix_data_request_ping",
            "ping_at",
            sqlite_where=text("ping_at IS NOT NULL"),
            postgresql_where=text("ping_at IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    provider_id: int = Field(foreign_key="provider.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    """copy, change, complaint."""
    words: str | None = Field(default=None, sa_type=Sealed)
    asked_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    """Locked when the request arrives."""
    ping_at: datetime | None = Field(default=None, sa_type=Instant)
    pinged_at: datetime | None = Field(default=None, sa_type=Instant)
    acknowledged_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answer: str | None = Field(default=None, sa_type=Sealed)
    handled_by: int | None = Field(default=None, foreign_key="person.id")


class DataRequests:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, request: DataRequest) -> DataRequest:
        self._session.add(request)
        self._session.flush()
        return request

    def save(self, request: DataRequest) -> None:
        self._session.add(request)
        self._session.flush()

    def get(self, *, request_id: int) -> DataRequest | None:
        return self._session.get(DataRequest, request_id, with_for_update=True)

    def of_person(self, *, person_id: int) -> list[DataRequest]:
        return list(
            self._session.exec(
                select(DataRequest).where(DataRequest.person_id == person_id).order_by(col(DataRequest.id))
            ).all()
        )

    def open_of(self, *, provider_ids: Collection[int]) -> list[DataRequest]:
        """What waits for an answer, what is due first on top."""
        return list(
            self._session.exec(
                select(DataRequest)
                .where(col(DataRequest.provider_id).in_(provider_ids), col(DataRequest.answered_at).is_(None))
                .order_by(col(DataRequest.due_at), col(DataRequest.id))
            ).all()
        )

    def to_ping(self, *, now: datetime) -> list[DataRequest]:
        return list(
            self._session.exec(
                select(DataRequest)
                .where(col(DataRequest.ping_at) <= now)
                .order_by(col(DataRequest.ping_at), col(DataRequest.id))
                .with_for_update(skip_locked=True)
            ).all()
        )
