"""Records whose time is over: a person reviews each, and signs that it is deleted or kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Index, and_, exists, or_, text
from sqlmodel import Field, Session, SQLModel, col, func, select, update

from storage.instants import Instant
from storage.kept_back import KeptBackActs
from storage.notices import WITHDRAWN
from storage.outside_bodies import BodyDuty
from storage.sealing import Sealed
from storage.seals import Seals
from storage.tables import Action, AgendaItem, Attachment, Case, Notice
from storage.timeline import Timeline

ERASED = "erased"
"""The status of a case whose words were deleted: what stays says that it was there, and who deleted it."""
DELETED, KEPT = "deleted", "kept"


class RetentionReview(SQLModel, table=True):
    """One closed case whose time is over, and what somebody decided about it."""

    __tablename__ = "retention_review"
    __table_args__ = (
        Index(
            "ix_review_open",
            "case_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id", index=True)
    due_at: datetime = Field(sa_type=Instant)
    """When the case had been kept for as long as the policy says."""
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decider_role: str | None = None
    decision: str | None = None
    reason: str | None = Field(default=None, sa_type=Sealed)
    again_at: datetime | None = Field(default=None, sa_type=Instant)
    """When a case that was kept is reviewed again."""
    words: int = 0
    files: int = 0
    messages: int = 0
    """How much a deletion took away."""


Index("ix_case_closed", col(Case.closed_at))

AT_A_TIME = 500
"""Cases put before people by one sweep; the next one goes on."""


@dataclass(frozen=True)
class Extent:
    """How much of a case there is to delete."""

    words: int
    files: int
    messages: int


class Retention:
    def __init__(self, session: Session, timeline: Timeline) -> None:
        self._session = session
        self._timeline = timeline

    def find_due(
        self, *, closed_before: Mapping[str, datetime], serious_before: datetime, serious: Collection[str]
    ) -> list[Case]:
        """Closed cases, each kept for its time, of which no review is open or put off. `closed_before`
        goes by kind; incidents of `serious` harm, or with a red flag, have a time of their own."""
        grave = or_(col(Case.harm).in_(serious), col(Case.is_red))
        over = [
            and_(col(Case.kind) == kind, col(Case.closed_at) < before)
            for kind, before in closed_before.items()
        ]
        reviewed = exists().where(col(RetentionReview.case_id) == col(Case.id))
        query = select(Case).where(
            col(Case.closed_at) < max(closed_before.values()),
            or_(*over),
            or_(col(Case.kind) != "incident", ~grave, col(Case.closed_at) < serious_before),
            col(Case.status) != ERASED,
            ~reviewed,
        )
        return list(self._session.exec(query.order_by(col(Case.closed_at)).limit(AT_A_TIME)).all())

    def first_to_come(self, *, after: datetime) -> tuple[datetime | None, datetime | None]:
        """When the first record that was kept on comes up again, and when the first one was closed (later
        than `after`) that nobody has been asked about."""
        reviewed = exists().where(col(RetentionReview.case_id) == col(Case.id))
        again = self._session.exec(select(func.min(col(RetentionReview.again_at)))).one()
        closed = (
            select(Case.closed_at)
            .where(col(Case.closed_at) > after, col(Case.status) != ERASED, ~reviewed)
            .order_by(col(Case.closed_at))
        )
        return again, self._session.exec(closed.limit(1)).first()

    def open_review(self, *, case: Case, due_at: datetime) -> RetentionReview:
        assert case.id is not None
        review = RetentionReview(case_id=case.id, due_at=due_at)
        self._session.add(review)
        self._session.flush()
        return review

    def reopen(self, *, now: datetime) -> int:
        """Puts what was kept until now before a person again. Returns how many."""
        again = self._session.exec(
            select(RetentionReview)
            .where(col(RetentionReview.again_at) <= now)
            .order_by(col(RetentionReview.id))
        ).all()
        for review in again:
            self._session.add(RetentionReview(case_id=review.case_id, due_at=review.again_at or now))
            review.again_at = None
            self._session.add(review)
        self._session.flush()
        return len(again)

    def waiting(self, *, sight: ColumnElement[bool]) -> list[tuple[RetentionReview, Case]]:
        """What is to be reviewed among the cases that somebody may know of, the longest overdue first."""
        return [
            (review, case)
            for review, case in self._session.exec(
                select(RetentionReview, Case)
                .join(Case, col(Case.id) == col(RetentionReview.case_id))
                .where(sight, col(RetentionReview.decided_at).is_(None))
                .order_by(col(RetentionReview.due_at), col(RetentionReview.id))
            ).all()
        ]

    def count_waiting(self, *, sight: ColumnElement[bool]) -> int:
        return self._session.exec(
            select(func.count(col(RetentionReview.id)))
            .join(Case, col(Case.id) == col(RetentionReview.case_id))
            .where(sight, col(RetentionReview.decided_at).is_(None))
        ).one()

    def get(self, *, review_id: int) -> RetentionReview | None:
        return self._session.get(RetentionReview, review_id, with_for_update=True)

    def deletion_of(self, *, case_id: int) -> RetentionReview | None:
        """The row that says when a case was deleted, and by whom."""
        return self._session.exec(
            select(RetentionReview).where(
                RetentionReview.case_id == case_id, RetentionReview.decision == DELETED
            )
        ).first()

    def extent(self, *, case: Case) -> Extent:
        assert case.id is not None
        words = sum(bool(entry.detail) for entry in self._timeline.of(case_id=case.id))
        return Extent(words, self._count(Attachment, case.id), self._count(Notice, case.id))

    def _count(self, table: type[Attachment] | type[Notice], case_id: int) -> int:
        return self._session.exec(select(func.count()).where(col(table.case_id) == case_id)).one()

    def decide(
        self,
        review: RetentionReview,
        *,
        decision: str,
        reason: str,
        by: int,
        role: str,
        now: datetime,
        again_at: datetime | None = None,
    ) -> None:
        review.decision, review.reason, review.again_at = decision, reason, again_at
        review.decided_at, review.decided_by, review.decider_role = now, by, role
        self._session.add(review)
        self._session.flush()

    def erase(self, *, case: Case, now: datetime, by: int, role: str) -> Extent:
        """Empties a case for good: words, details, files, messages, the words of its timeline and of what
        came out of it. What stays are reference, kind, category, dates, and the chain, which still holds.
        """
        assert case.id is not None
        extent = self.extent(case=case)
        case.words, case.details, case.reporter_id, case.code_hash = "", {}, None, None
        case.outcome = case.lesson = case.no_lesson_because = None
        case.status = ERASED
        self._session.add(case)
        self._timeline.erase(case_id=case.id, at=now, actor_id=by, actor_role=role)
        for table, emptied in ((AgendaItem, None), (Action, "")):
            self._session.exec(update(table).where(col(table.case_id) == case.id).values(words=emptied))
        KeptBackActs(self._session).forget(case_id=case.id)
        # Without a case a file is nobody's, and is cleared away with its row.
        self._session.exec(
            update(Attachment).where(col(Attachment.case_id) == case.id).values(case_id=None, fetch_at=None)
        )
        self._session.exec(
            update(BodyDuty)
            .where(col(BodyDuty.case_id) == case.id)
            .values(told_by=None, reference=None, reason=None)
        )
        self._empty_notices(case.id, now)
        Seals(self._session).forget_reasons(case_id=case.id)
        self._session.flush()
        return extent

    def _empty_notices(self, case_id: int, now: datetime) -> None:
        here = col(Notice.case_id) == case_id
        unsent = (here, col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None))
        self._session.exec(update(Notice).where(*unsent).values(failed_at=now, failure=WITHDRAWN))
        emptied: dict[str, Any] = {
            "content": {},
            "chat_id": "",
            "chat_hash": "",
            "person_id": None,
            "about": "emptied",
        }
        self._session.exec(update(Notice).where(here).values(**emptied))
