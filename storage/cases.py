"""Cases: filed, found, listed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case as sql_case
from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from storage.sight import SHOWN, Sight
from storage.tables import Case


class Cases:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._held: set[int] = set()
        self._loaded: Sequence[Case] = ()

    def file(self, **fields: Any) -> Case:
        case = Case(**fields)
        self._session.add(case)
        self._session.flush()
        return case

    def save(self, case: Case) -> None:
        self._session.add(case)
        self._session.flush()

    def get(self, *, case_id: int) -> Case | None:
        """A case as it is now; no other transaction changes it until this one ends. Two managers who act on
        it at the same time act one after the other, and the second sees what the first did."""
        if case_id in self._held or self._session.get_bind().dialect.name != "postgresql":
            return self._session.get(Case, case_id)
        self._session.flush()
        self._held.add(case_id)
        return self._session.get(Case, case_id, with_for_update={"key_share": True})

    def load(self, *, case_ids: Collection[int]) -> None:
        """Reads many cases at once; `get` finds them then without asking again (where nobody else writes)."""
        if self._session.get_bind().dialect.name != "postgresql":
            self._loaded = self._session.exec(select(Case).where(col(Case.id).in_(case_ids))).all()

    def with_reference(self, *, reference: str) -> Case | None:
        wanted = select(Case).where(Case.reference == reference.upper(), SHOWN)
        return self._session.exec(wanted).one_or_none()

    def has_reference(self, *, reference: str) -> bool:
        return self._session.exec(select(Case.id).where(Case.reference == reference)).first() is not None

    def to_show(self, *, now: datetime, limit: int = 100) -> list[Case]:
        """Cases that were kept back until now."""
        return list(
            self._session.exec(
                select(Case)
                .where(col(Case.hidden_until).is_not(None), col(Case.hidden_until) <= now)
                .order_by(col(Case.hidden_until))
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
        )

    def reported_by(self, *, person_id: int, limit: int = 10) -> list[Case]:
        """A reporter's own cases, newest first."""
        return list(
            self._session.exec(
                select(Case)
                .where(Case.reporter_id == person_id)
                .order_by(col(Case.reported_at).desc(), col(Case.id).desc())
                .limit(limit)
            ).all()
        )

    def open_of(
        self,
        *,
        sight: Sight,
        now: datetime,
        overdue_only: bool = False,
        handler_id: int | None = None,
        mine_only: bool = False,
        red_only: bool = False,
        kind: str | None = None,
        service_id: int | None = None,
        red_first: bool = False,
        offset: int = 0,
        limit: int = 10,
    ) -> list[Case]:
        """Open cases that somebody may know of, what is due first on top. `handler_id` means theirs and
        nobody's, or theirs alone where `mine_only`."""
        query = select(Case).where(
            sight.where(),
            col(Case.closed_at).is_(None),
            *_narrowed(handler_id, mine_only, red_only, kind, service_id),
        )
        if overdue_only:
            query = query.where(col(Case.next_due_at) < now)
        if red_first:
            query = query.order_by(_DANGER.desc())
        query = query.order_by(col(Case.next_due_at).asc().nulls_last(), col(Case.id)).offset(offset)
        return list(self._session.exec(query.limit(limit)).all())

    def count_open(
        self,
        *,
        sight: Sight,
        handler_id: int | None = None,
        mine_only: bool = False,
        red_only: bool = False,
        kind: str | None = None,
        service_id: int | None = None,
        due_before: datetime | None = None,
    ) -> int:
        """Open cases that somebody may know of, narrowed as in `open_of`; due before a time, where given."""
        query = select(func.count(col(Case.id))).where(
            sight.where(),
            col(Case.closed_at).is_(None),
            *_narrowed(handler_id, mine_only, red_only, kind, service_id),
        )
        if due_before is not None:
            query = query.where(col(Case.next_due_at) < due_before)
        return self._session.exec(query).one()

    def newest_of(self, *, sight: Sight, offset: int, limit: int) -> list[Case]:
        """The newest cases that somebody may know of, open or not: a search opens and reads them."""
        query = select(Case).where(sight.where(), Case.status != "erased")
        return list(self._session.exec(query.order_by(col(Case.id).desc()).offset(offset).limit(limit)).all())

    def day_counts(
        self, *, sight: Sight, since: datetime, now: datetime, until: datetime
    ) -> dict[int, tuple[int, int, int, int]]:
        """By service, of the open cases: reported since, due from now until, late, waiting."""

        def count(condition: Any) -> Any:
            return func.sum(sql_case((condition, 1), else_=0))

        due = col(Case.next_due_at)
        wanted: list[Any] = [
            Case.service_id,
            count(col(Case.reported_at) >= since),
            count((due >= now) & (due <= until)),
            count(due < now),
            count(col(Case.status) == "waiting"),
        ]
        open_ones = select(*wanted).where(sight.where(), col(Case.closed_at).is_(None))
        rows = self._session.exec(open_ones.group_by(col(Case.service_id))).all()
        return {row[0]: (int(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in rows}

    def reported_between(
        self,
        *,
        service_id: int,
        start: datetime,
        end: datetime,
        ways: Collection[str],
        for_whom: Sight | Collection[str] | None,
    ) -> list[Case]:
        """Cases reported in [start, end), held in one of the given ways of speaking: those that somebody may
        know of, or that go to one of the named and are kept from nobody. None: all, as an operator asked by
        name."""
        wanted = []
        if isinstance(for_whom, Sight):
            wanted = [for_whom.where()]
        elif for_whom is not None:
            wanted = [col(Case.goes_to).in_(for_whom), ~col(Case.keeps_out)]
        return list(
            self._session.exec(
                select(Case)
                .where(
                    Case.service_id == service_id,
                    Case.reported_at >= start,
                    Case.reported_at < end,
                    col(Case.way).in_(ways),
                    *wanted,
                    SHOWN,
                )
                .order_by(col(Case.reported_at))
            ).all()
        )

    def recent(
        self,
        *,
        service_id: int,
        since: datetime,
        until: datetime,
        but: int,
        limit: int,
        sight: Sight | None = None,
        goes_to: Collection[str] | None = None,
    ) -> list[Case]:
        """The newest cases of a service reported in [since, until], `but` one; those that somebody may know
        of, or that go to somebody and are about nobody who handles cases, where given. A bounded number:
        opening sealed words costs time."""
        wanted: list[Any] = [
            Case.service_id == service_id,
            Case.reported_at >= since,
            Case.reported_at <= until,
        ]
        if sight is not None:
            wanted.append(sight.where())
        if goes_to is not None:
            wanted += [col(Case.goes_to).in_(goes_to), ~col(Case.keeps_out)]
        query = select(Case).where(*wanted, Case.id != but, Case.status != "erased")
        newest = (col(Case.reported_at).desc(), col(Case.id).desc())
        return list(self._session.exec(query.order_by(*newest).limit(limit)).all())

    def with_lessons_between(
        self,
        *,
        service_id: int,
        start: datetime,
        end: datetime,
        ways: Collection[str],
        goes_to: Collection[str],
    ) -> list[Case]:
        return list(
            self._session.exec(
                select(Case)
                .where(
                    Case.service_id == service_id,
                    col(Case.closed_at) >= start,
                    col(Case.closed_at) < end,
                    col(Case.lesson).is_not(None),
                    col(Case.way).in_(ways),
                    col(Case.goes_to).in_(goes_to),
                    ~col(Case.keeps_out),
                    SHOWN,
                )
                .order_by(col(Case.closed_at))
            ).all()
        )

    def with_code(self, *, code_hash: str) -> Case | None:
        return self._session.exec(select(Case).where(Case.code_hash == code_hash)).one_or_none()

    def ids(self) -> list[int]:
        return [number for number in self._session.exec(select(Case.id)).all() if number is not None]


_DANGER = sql_case(
    (col(Case.is_red), 2),
    (or_(col(Case.harm).in_(("severe", "death")), col(Case.likelihood) * col(Case.consequence) >= 15), 1),
    else_=0,
)
"""What comes first where danger counts: red flags, then lasting harm and very big risks (from 15 of 25)."""


def _narrowed(
    handler_id: int | None, mine_only: bool, red_only: bool, kind: str | None, service_id: int | None
) -> list[Any]:
    """The conditions by which a list of open cases is narrowed."""
    wanted: list[Any] = []
    if handler_id is not None:
        theirs = col(Case.handler_id) == handler_id
        wanted.append(theirs if mine_only else or_(theirs, col(Case.handler_id).is_(None)))
    if red_only:
        wanted.append(col(Case.is_red))
    if kind is not None:
        wanted.append(Case.kind == kind)
    if service_id is not None:
        wanted.append(Case.service_id == service_id)
    return wanted
