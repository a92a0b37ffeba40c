"""How people stand to a case: their roles where it is, whether it is about them, whether they reported it."""

from collections.abc import Collection, Iterable

from flows.policy.permissions import GOES_TO, MAY, OFFICER, Stand, concerned, may, roles_for, sight_of
from storage.desk import Desk
from storage.sight import Sight
from storage.tables import Case, Membership, Person, Service


def stand_of(desk: Desk, person_id: int, memberships: Iterable[Membership], case: Case) -> Stand:
    service = desk.services.get(service_id=case.service_id)
    roles = roles_for(memberships, service_id=case.service_id, provider_id=service.provider_id)
    return Stand(
        frozenset(roles),
        is_kept_out=desk.walls.is_kept_out(case=case, person_id=person_id),
        is_reporter=case.reporter_id == person_id,
        others_handle=lambda: any(p.id != person_id for p in whom_it_goes_to(desk, case)),
    )


def may_person(desk: Desk, action: str, person_id: int, case: Case) -> bool:
    """Whether somebody who is not speaking just now may do something to a case."""
    return may(action, stand_of(desk, person_id, desk.people.memberships(person_id=person_id), case), case)


def whom_it_goes_to(desk: Desk, case: Case, roles: Collection[str] | None = None) -> list[Person]:
    """The people of some roles (all whom it goes to) who can be reached and whom the case is not about."""
    service = desk.services.get(service_id=case.service_id)
    wanted = [role for role in GOES_TO[case.goes_to] if roles is None or role in roles]
    found = {p.id: p for p in desk.people.with_role(service=service, roles=wanted)}
    return _without_kept_out(desk, case, found.values())


def officers_for(desk: Desk, case: Case) -> list[Person]:
    """The named officers who read a safeguarding case."""
    if OFFICER not in concerned(case):
        return []
    service = desk.services.get(service_id=case.service_id)
    found = {p.id: p for p in desk.people.officers(service=service)}
    return _without_kept_out(desk, case, found.values())


def _without_kept_out(desk: Desk, case: Case, people: Iterable[Person]) -> list[Person]:
    about = desk.walls.of(case=case)
    return [p for p in people if p.unreachable_at is None and p.id not in about]


def sight_of_person(desk: Desk, person_id: int, action: str = "see_case") -> Sight:
    """The cases that somebody who is not speaking just now may know of."""
    return sight_of(action, _roles_of_person(desk, person_id), person_id)


def services_of_person(desk: Desk, person_id: int, action: str) -> set[int]:
    """The services for which somebody may do something that concerns no single case."""
    return {number for number, held in _roles_of_person(desk, person_id).items() if MAY[action] & held}


def _roles_of_person(desk: Desk, person_id: int) -> dict[int, set[str]]:
    """Roles and marks of somebody who is not speaking just now, by service."""
    held = desk.people.memberships(person_id=person_id)
    services: dict[int | None, Service] = {}
    for membership in held:
        if membership.service_id is not None:
            services[membership.service_id] = desk.services.get(service_id=membership.service_id)
        else:
            everywhere = desk.services.of_provider(provider_id=membership.provider_id)
            services |= {service.id: service for service in everywhere}
    return {
        number: roles_for(held, service_id=number, provider_id=service.provider_id)
        for number, service in services.items()
        if number is not None
    }
