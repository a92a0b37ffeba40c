"""What is held about one person, and how it is taken away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, func, select, update

from storage.absences import Absences
from storage.habits import Habits
from storage.home_clocks import HomeClocks
from storage.notices import WITHDRAWN
from storage.retention import ERASED
from storage.sealing import Vault
from storage.tables import EMPTIED, Action, AgendaItem, Case, Clock, Membership, Notice, Person, TimelineEntry


@dataclass(frozen=True)
class Held:
    """How much stands under a person's number beside their own reports."""

    handled: int
    """Cases that they looked after or acted on."""
    actions: int
    suggestions: int
    duties: int
    """What homes have to do beside their cases, that they had or did something about."""
    messages: int
    """Messages to them whose words are still kept."""


class PersonalData:
    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def count(self, *, person_id: int) -> Held:
        return Held(
            handled=self._handled(person_id),
            actions=self._number(Action, col(Action.owner_id) == person_id),
            suggestions=self._number(AgendaItem, col(AgendaItem.added_by) == person_id),
            duties=HomeClocks(self._session).count_of(person_id=person_id),
            messages=self._number(Notice, col(Notice.person_id) == person_id, Notice.about != EMPTIED),
        )

    def _handled(self, person_id: int) -> int:
        """Cases with an act of this person on them that is not the reporter's own."""
        acted = (
            select(TimelineEntry.case_id)
            .join(Case, col(Case.id) == col(TimelineEntry.case_id))
            .where(
                TimelineEntry.actor_id == person_id,
                col(Case.reporter_id).is_distinct_from(person_id),
            )
        )
        return self._number(Case, (col(Case.handler_id) == person_id) | col(Case.id).in_(acted))

    def _number(self, table: Any, *wanted: Any) -> int:
        return self._session.exec(select(func.count(table.id)).where(*wanted)).one()

    def reports_of(self, *, person_id: int) -> list[Case]:
        """All cases under somebody's number, newest first; those whose words were deleted are not."""
        return list(
            self._session.exec(
                select(Case)
                .where(Case.reporter_id == person_id, Case.status != ERASED)
                .order_by(col(Case.reported_at).desc(), col(Case.id).desc())
            ).all()
        )

    def is_owed_an_answer(self, *, person_id: int) -> bool:
        """Whether something has still to be told to somebody about a report of theirs."""
        owed = (
            select(Case.id)
            .join(Clock, col(Clock.case_id) == col(Case.id), isouter=True)
            .where(
                Case.reporter_id == person_id,
                col(Case.closed_at).is_(None)
                | (col(Clock.id).is_not(None) & col(Clock.met_at).is_(None) & ~col(Clock.for_knowing)),
            )
        )
        return self._session.exec(owed.limit(1)).first() is not None

    def empty_messages(self, *, person: Person, now: datetime, but_waiting: bool) -> None:
        """Takes the words out of what was sent to somebody, and takes back what was not where nothing more
        is to be sent (not `but_waiting`)."""
        here = col(Notice.person_id) == person.id
        if not but_waiting:
            unsent = (here, col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None))
            self._session.exec(update(Notice).where(*unsent).values(failed_at=now, failure=WITHDRAWN))
        done = col(Notice.sent_at).is_not(None) | col(Notice.failed_at).is_not(None)
        self._session.exec(update(Notice).where(here, done).values(content={}, about=EMPTIED))

    def end_roles(self, *, person_id: int, but: Collection[int]) -> None:
        """Deletes somebody's memberships, those that ended too, but for some."""
        self._session.exec(
            delete(Membership).where(col(Membership.person_id) == person_id, col(Membership.id).not_in(but))
        )

    def forget_account(self, *, person: Person, now: datetime) -> None:
        """Cuts the tie to the Telegram account: whoever writes from it next is somebody new."""
        nobody: dict[str, Any] = {"chat_id": "", "chat_hash": "", "person_id": None}
        self._session.exec(update(Notice).where(col(Notice.person_id) == person.id).values(**nobody))
        self._session.exec(
            update(AgendaItem).where(col(AgendaItem.added_by) == person.id).values(added_by=None)
        )
        assert person.id is not None
        Absences(self._session).forget(person_id=person.id)
        Habits(self._session).forget(person_id=person.id)
        HomeClocks(self._session).forget(person_id=person.id)
        person.account_hash = self._vault.fingerprint("forgotten", person.id)
        person.account_id = ""
        person.unreachable_at = now
        self._session.add(person)
        self._session.flush()
