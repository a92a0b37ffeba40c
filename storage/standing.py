"""How the installation stands: what waits, what failed, who is missing. No words, no names of people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select
from sqlmodel import Session, SQLModel

from storage.notices import WITHDRAWN
from storage.tables import (
    Case,
    Installation,
    Journal,
    Membership,
    Notice,
    ParkedUpdate,
    Person,
    Provider,
    Service,
)


@dataclass(frozen=True)
class Standing:
    services: int
    cases: int
    providers_without_owner: list[str]
    services_without_manager: list[str]
    unheard_services: list[str]
    """Services with open cases where nobody who could hear of them can be reached."""
    undelivered: int
    waiting_too_long: int
    parked: list[str]
    """Error references of the updates that could not be handled."""
    alive_at: datetime | None


def _columns(model: type[SQLModel]) -> Any:
    return SQLModel.metadata.tables[str(model.__tablename__)].c


def standing(
    connection: Connection, *, undelivered_since: datetime, waiting_since: datetime, hears: tuple[str, ...]
) -> Standing:
    """`hears`: the roles that are told of cases."""
    cases, services, notices = _columns(Case), _columns(Service), _columns(Notice)
    parked, providers = _columns(ParkedUpdate), _columns(Provider)

    def count(column: Any, *wanted: Any) -> int:
        return int(connection.execute(select(func.count(column)).where(*wanted)).scalar_one())

    def listed(column: Any, *wanted: Any) -> list[str]:
        return list(connection.execute(select(column).where(*wanted).order_by(column)).scalars())

    is_open = exists().where(cases.service_id == services.id, cases.closed_at.is_(None))
    return Standing(
        services=count(services.id),
        cases=count(cases.id),
        providers_without_owner=listed(providers.name, ~_held_by_provider(providers, "owner")),
        services_without_manager=listed(services.name, ~_held_at(services, ("manager",))),
        unheard_services=listed(services.name, is_open, ~_held_at(services, hears, reachable=True)),
        undelivered=count(notices.id, notices.failed_at >= undelivered_since, notices.failure != WITHDRAWN),
        waiting_too_long=count(
            notices.id,
            notices.sent_at.is_(None),
            notices.failed_at.is_(None),
            notices.ready_at < waiting_since,
        ),
        parked=listed(parked.error_reference, parked.settled_at.is_(None)),
        alive_at=connection.execute(select(_columns(Installation).alive_at)).scalar(),
    )


def _held_by_provider(providers: Any, role: str) -> Any:
    held = _columns(Membership)
    return exists().where(held.provider_id == providers.id, held.role == role, held.ended_at.is_(None))


def _held_at(services: Any, roles: tuple[str, ...], *, reachable: bool = False) -> Any:
    held, people = _columns(Membership), _columns(Person)
    found = exists().where(
        held.provider_id == services.provider_id,
        or_(held.service_id == services.id, held.service_id.is_(None)),
        held.role.in_(roles),
        held.ended_at.is_(None),
    )
    if reachable:
        found = found.where(people.id == held.person_id, people.unreachable_at.is_(None))
    return found


def last_told(connection: Connection, *, event: str) -> tuple[datetime, dict[str, Any]] | None:
    """The newest entry of the journal about an event: when, and what."""
    journal = _columns(Journal)
    found = connection.execute(
        select(journal.at, journal.detail).where(journal.event == event).order_by(journal.id.desc()).limit(1)
    ).first()
    return (found[0], found[1]) if found else None


def hold_installation(session: Session) -> None:
    """Lets one process at a time go past here; the others wait until its transaction ends."""
    session.scalars(select(Installation).with_for_update()).one()
