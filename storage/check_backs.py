"""What reporters are asked later: did it put things right, and are they all right since they told."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, col, select

from storage.instants import Instant
from storage.tables import Case

PUT_RIGHT, ALL_RIGHT = "put_right", "all_right"


class CheckBack(SQLModel, table=True):
    """One question to the reporter of one case. What they answer stands on the timeline."""

    __tablename__ = "check_back"
    __table_args__ = (
        UniqueConstraint("case_id", "purpose"),
        Index(
            "ix_check_back_ask",
            "ask_at",
            sqlite_where=text("ask_at IS NOT NULL"),
            postgresql_where=text("ask_at IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id")
    purpose: str
    """put_right or all_right."""
    ask_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it is asked next; empty when it is not asked any more."""
    asked: int = 0
    answer: str | None = None
    """The last one: yes, partly or no."""
    stopped_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the reporter said that they do not want to be asked."""


class CheckBacks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, *, case_id: int, purpose: str) -> CheckBack | None:
        return self._session.exec(
            select(CheckBack).where(CheckBack.case_id == case_id, CheckBack.purpose == purpose)
        ).one_or_none()

    def get(self, *, check_id: int) -> CheckBack | None:
        return self._session.get(CheckBack, check_id, with_for_update=True)

    def save(self, check: CheckBack) -> CheckBack:
        self._session.add(check)
        self._session.flush()
        return check

    def due(self, *, now: datetime, limit: int = 500) -> list[tuple[CheckBack, Case]]:
        """What is to be asked by `now`, of reporters who can be written to."""
        rows = self._session.exec(
            select(CheckBack, Case)
            .join(Case, col(Case.id) == col(CheckBack.case_id))
            .where(col(CheckBack.ask_at) <= now, col(Case.reporter_id).is_not(None))
            .order_by(col(CheckBack.ask_at), col(CheckBack.id))
            .limit(limit)
            .with_for_update(skip_locked=True, of=CheckBack)
        ).all()
        return [(check, case) for check, case in rows]
