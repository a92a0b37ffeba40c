"""What is on agendas: items, actions, and the clocks that are late."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from storage.tables import Action, AgendaItem, Case, Clock


class AgendaItems:
    """Items go from waiting (or held, until a manager has looked) to left_out, or to posted and then to
    discussed or carried_over."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_item(
        self,
        *,
        service_id: int,
        section: str,
        now: datetime,
        occurrence_id: int | None = None,
        case_id: int | None = None,
        words: str | None = None,
        added_by: int | None = None,
        status: str = "waiting",
    ) -> AgendaItem:
        item = AgendaItem(
            service_id=service_id,
            section=section,
            occurrence_id=occurrence_id,
            case_id=case_id,
            words=words,
            added_by=added_by,
            added_at=now,
            status=status,
        )
        self._session.add(item)
        self._session.flush()
        return item

    def item(self, *, item_id: int) -> AgendaItem | None:
        return self._session.get(AgendaItem, item_id)

    def items_of(self, *, occurrence_id: int) -> list[AgendaItem]:
        return list(
            self._session.exec(
                select(AgendaItem)
                .where(AgendaItem.occurrence_id == occurrence_id)
                .order_by(col(AgendaItem.id))
            ).all()
        )

    def items_waiting(self, *, service_id: int, status: str = "waiting") -> list[AgendaItem]:
        """What waits for the next meeting and is in no occurrence yet."""
        return list(
            self._session.exec(
                select(AgendaItem)
                .where(
                    AgendaItem.service_id == service_id,
                    col(AgendaItem.occurrence_id).is_(None),
                    AgendaItem.status == status,
                )
                .order_by(col(AgendaItem.id))
            ).all()
        )

    def add_action(
        self,
        *,
        service_id: int,
        words: str,
        now: datetime,
        owner_id: int | None = None,
        due_on: date | None = None,
        case_id: int | None = None,
        occurrence_id: int | None = None,
    ) -> Action:
        action = Action(
            service_id=service_id,
            words=words,
            owner_id=owner_id,
            due_on=due_on,
            case_id=case_id,
            occurrence_id=occurrence_id,
            made_at=now,
        )
        self._session.add(action)
        self._session.flush()
        return action

    def action(self, *, action_id: int) -> Action | None:
        return self._session.get(Action, action_id)

    def actions(self, *, service_ids: Collection[int], done_since: datetime | None = None) -> list[Action]:
        """Open actions, and those done since a time."""
        is_open = col(Action.done_at).is_(None)
        wanted = is_open if done_since is None else or_(is_open, col(Action.done_at) >= done_since)
        return list(
            self._session.exec(
                select(Action)
                .where(col(Action.service_id).in_(service_ids), wanted)
                .order_by(col(Action.due_on).asc().nulls_last(), col(Action.id))
            ).all()
        )

    def tellers_of_late_clocks(
        self,
        *,
        service_id: int,
        now: datetime,
        ways: Collection[str],
        kinds: Collection[str],
        goes_to: Collection[str],
    ) -> list[str]:
        """The role of whoever told the case, once for each running clock whose time is up, on cases of these
        kinds that go to these and were told in these ways of speaking."""
        late = (
            select(Case.reporter_role)
            .join(Clock, col(Clock.case_id) == col(Case.id))
            .where(
                Case.service_id == service_id,
                col(Case.way).in_(ways),
                col(Case.kind).in_(kinds),
                col(Case.goes_to).in_(goes_to),
                ~col(Case.keeps_out),
                col(Clock.met_at).is_(None),
                ~col(Clock.for_knowing),
                col(Clock.due_at) < now,
            )
        )
        return list(self._session.exec(late).all())
