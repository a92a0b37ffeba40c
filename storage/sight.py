"""Which cases somebody may know of: the same question as for one case, asked of a whole table."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, UniqueConstraint, and_, false, or_
from sqlmodel import Field, Session, SQLModel, col, select

from storage.instants import Instant
from storage.tables import Case


class KeptOut(SQLModel, table=True):
    """Somebody whom a case is about. They never hear of it, whatever role they hold now or later."""

    __tablename__ = "kept_out"
    __table_args__ = (UniqueConstraint("case_id", "person_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    since: datetime = Field(sa_type=Instant)


SHOWN = col(Case.hidden_until).is_(None)
"""What anybody but its reporter may know of: a case in private is kept back for a while."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Cases by whom they go to."""

    goes_to: frozenset[str]
    safeguarding_only: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What decides who may know of a case. `walled` is its number, where there are people kept out of it."""

    service_id: int
    goes_to: str
    is_safeguarding: bool
    walled: int | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may know of: kinds of cases, each with the services where that is so. Whoever a case is
    about does not see it."""

    person_id: int
    scopes: tuple[tuple[Scope, tuple[int, ...]], ...]

    @property
    def service_ids(self) -> list[int]:
        return list(dict.fromkeys(number for _scope, numbers in self.scopes for number in numbers))

    def where(self) -> ColumnElement[bool]:
        """The condition on a query of cases."""
        if not self.scopes:
            return false()
        about_them = select(KeptOut.case_id).where(KeptOut.person_id == self.person_id)
        return and_(
            SHOWN,
            or_(*(_within(scope, numbers) for scope, numbers in self.scopes)),
            or_(~col(Case.keeps_out), col(Case.id).not_in(about_them)),
        )

    def holds(self, place: Place, about_them: Collection[int]) -> bool:
        """The same as `where`, of a case that is shown; `about_them` are the cases they are kept out of."""
        return place.walled not in about_them and any(
            place.service_id in numbers
            and place.goes_to in scope.goes_to
            and (place.is_safeguarding or not scope.safeguarding_only)
            for scope, numbers in self.scopes
        )


def _within(scope: Scope, service_ids: tuple[int, ...]) -> ColumnElement[bool]:
    found: list[Any] = [
        col(Case.service_id).in_(service_ids),
        col(Case.goes_to).in_(sorted(scope.goes_to)),
    ]
    if scope.safeguarding_only:
        found.append(col(Case.is_safeguarding))
    return and_(*found)


class Walls:
    """Who is kept out of which case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep_out(self, *, case: Case, person_id: int, now: datetime) -> None:
        assert case.id is not None
        if not self.is_kept_out(case=case, person_id=person_id):
            self._session.add(KeptOut(case_id=case.id, person_id=person_id, since=now))
        case.keeps_out = True
        self._session.add(case)
        self._session.flush()

    def is_kept_out(self, *, case: Case, person_id: int) -> bool:
        return case.keeps_out and person_id in self.of(case=case)

    def around(self, *, person_id: int) -> set[int]:
        """The cases that somebody is kept out of."""
        found = select(KeptOut.case_id).where(KeptOut.person_id == person_id)
        return set(self._session.exec(found).all())

    def of(self, *, case: Case) -> set[int]:
        if not case.keeps_out:
            return set()
        return set(self._session.exec(select(KeptOut.person_id).where(KeptOut.case_id == case.id)).all())
