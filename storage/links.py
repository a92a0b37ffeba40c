"""Which cases belong together: the same thing told twice, or related."""

from datetime import datetime

from sqlalchemy import UniqueConstraint, or_
from sqlmodel import Field, Session, SQLModel, col, select

from storage.instants import Instant
from storage.tables import Case

RELATED, DUPLICATE = "related", "duplicate"


class CaseLink(SQLModel, table=True):
    """A case that is related to another one, or the same as it. Says nothing of why: that is sealed, on the
    timeline."""

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("case_id", "other_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id")
    other_id: int = Field(foreign_key="report_case.id", index=True)
    how: str
    linked_at: datetime = Field(sa_type=Instant)


class Links:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, case_id: int, other_id: int, how: str, now: datetime) -> None:
        """Puts two cases together; once is enough, and "duplicate" says more than "related"."""
        found = self._session.exec(
            select(CaseLink).where(CaseLink.case_id == case_id, CaseLink.other_id == other_id)
        ).one_or_none()
        link = found or CaseLink(case_id=case_id, other_id=other_id, how=how, linked_at=now)
        if how == DUPLICATE:
            link.how = how
        self._session.add(link)
        self._session.flush()

    def end_duplicate(self, *, case_id: int) -> None:
        """What was opened again is a case of its own, and only related from then on."""
        for link in self._session.exec(
            select(CaseLink).where(CaseLink.case_id == case_id, CaseLink.how == DUPLICATE)
        ).all():
            link.how = RELATED
            self._session.add(link)

    def from_case(self, *, case_id: int) -> list[CaseLink]:
        """The links that were made on a case itself."""
        return list(self._session.exec(select(CaseLink).where(CaseLink.case_id == case_id)).all())

    def of(self, *, case_id: int) -> list[tuple[Case, str]]:
        """The cases that belong to a case, in either direction, the newest first."""
        links = self._session.exec(
            select(CaseLink).where(or_(col(CaseLink.case_id) == case_id, col(CaseLink.other_id) == case_id))
        ).all()
        how = {(each.other_id if each.case_id == case_id else each.case_id): each.how for each in links}
        cases = self._session.exec(
            select(Case).where(col(Case.id).in_(how)).order_by(col(Case.id).desc())
        ).all()
        return [(case, how[case.id]) for case in cases if case.id is not None]

    def duplicates_of(self, *, case_id: int) -> list[Case]:
        """The cases that were found to be the same as this one."""
        return list(
            self._session.exec(
                select(Case)
                .join(CaseLink, col(CaseLink.case_id) == col(Case.id))
                .where(CaseLink.other_id == case_id, CaseLink.how == DUPLICATE)
                .order_by(col(Case.id))
            ).all()
        )
