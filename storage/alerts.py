"""Pings that must be seen: which were seen, which did not arrive, which went on to somebody else."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Session, SQLModel, col, select, update

from storage.instants import Instant
from storage.sight import Sight
from storage.tables import Case, Notice

_OPEN = text("settled_at IS NULL")
_UNREAD = text("settled_at IS NULL AND read_at IS NULL AND passed_on_at IS NULL")


class Alert(SQLModel, table=True):
    """One ping to one person. Settled as soon as somebody acts on the case."""

    __table_args__ = (
        Index("ix_alert_case", "case_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_alert_person", "person_id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ix_alert_unread", "made_at", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int | None = Field(default=None, foreign_key="notice.id", index=True)
    case_id: int = Field(foreign_key="report_case.id")
    person_id: int = Field(foreign_key="person.id")
    rung: int = 0
    made_at: datetime = Field(sa_type=Instant)
    read_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the person tapped or wrote anything after it was sent; Telegram tells bots nothing else."""
    failed_at: datetime | None = Field(default=None, sa_type=Instant)
    passed_on_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)


class Alerts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        *,
        case_id: int,
        person_id: int,
        notice_id: int | None,
        rung: int,
        at: datetime,
        failed_at: datetime | None = None,
    ) -> Alert:
        alert = Alert(
            case_id=case_id,
            person_id=person_id,
            notice_id=notice_id,
            rung=rung,
            made_at=at,
            failed_at=failed_at,
            passed_on_at=failed_at,
        )
        self._session.add(alert)
        self._session.flush()
        return alert

    def of_notice(self, *, notice_id: int) -> Alert | None:
        return self._session.exec(select(Alert).where(Alert.notice_id == notice_id)).first()

    def unread(self, *, made_before: datetime, sent_before: datetime) -> list[Alert]:
        """Pings on which nobody acted, that were sent before a time and not seen since."""
        return list(
            self._session.exec(
                select(Alert)
                .join(Notice, col(Notice.id) == col(Alert.notice_id))
                .where(
                    col(Alert.settled_at).is_(None),
                    col(Alert.read_at).is_(None),
                    col(Alert.passed_on_at).is_(None),
                    col(Alert.made_at) <= made_before,
                    col(Notice.sent_at) <= sent_before,
                )
                .order_by(col(Alert.id))
            ).all()
        )

    def save(self, alert: Alert) -> None:
        self._session.add(alert)
        self._session.flush()

    def see(self, *, person_id: int, at: datetime) -> None:
        """Somebody tapped or wrote: what was sent to them before has been seen."""
        self._session.exec(
            update(Alert)
            .where(
                col(Alert.person_id) == person_id,
                col(Alert.settled_at).is_(None),
                col(Alert.read_at).is_(None),
                col(Alert.passed_on_at).is_(None),
            )
            .values(read_at=at)
        )

    def settle(self, *, case_id: int, at: datetime) -> None:
        self._session.exec(
            update(Alert)
            .where(col(Alert.case_id) == case_id, col(Alert.settled_at).is_(None))
            .values(settled_at=at)
        )

    def open_of(self, *, case_id: int) -> list[int]:
        """The numbers of the pings of a case on which nobody has acted yet."""
        found = select(Alert.id).where(Alert.case_id == case_id, col(Alert.settled_at).is_(None))
        return [number for number in self._session.exec(found.order_by(col(Alert.id))).all() if number]

    def unsettle(self, *, alert_ids: Collection[int]) -> None:
        """The act that settled them was taken back."""
        self._session.exec(update(Alert).where(col(Alert.id).in_(alert_ids)).values(settled_at=None))

    def told(self, *, case_id: int) -> set[int]:
        """Who was alerted about a case on which nobody has acted yet."""
        return set(
            self._session.exec(
                select(Alert.person_id).where(Alert.case_id == case_id, col(Alert.settled_at).is_(None))
            ).all()
        )

    def unheard(self, *, sight: Sight) -> list[tuple[Alert, Case]]:
        """Pings that did not arrive or were not seen, about open cases on which nobody has acted since."""
        return [
            (alert, case)
            for alert, case in self._session.exec(
                select(Alert, Case)
                .join(Case, col(Case.id) == col(Alert.case_id))
                .where(
                    col(Alert.settled_at).is_(None),
                    col(Alert.passed_on_at).is_not(None),
                    sight.where(),
                    col(Case.closed_at).is_(None),
                )
                .order_by(col(Alert.id))
            ).all()
        ]
