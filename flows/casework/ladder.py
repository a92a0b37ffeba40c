"""Who hears of a case: the handler or the managers first, then quality, then the owner."""

from flows.policy.model import Policy
from flows.policy.permissions import may, roles_for
from storage.desk import Desk
from storage.tables import Case, Person, Service

ROLE_ON_RUNG = {"handler": "manager", "quality": "quality", "owner": "owner"}


def people_on_rung(desk: Desk, policy: Policy, case: Case, rung: int) -> list[Person]:
    """Who is on a rung of the ladder for a case; where nobody there can be reached, the next one up.

    Rung 0 is the handler, or the managers where nobody has taken it or who did has left.
    """
    service = desk.services.get(service_id=case.service_id)
    for name in policy.ladder.rungs[rung:]:
        if (
            name == "handler"
            and case.handler_id is not None
            and _still_handles(desk, service, case.handler_id)
        ):
            found = [desk.people.get(person_id=case.handler_id)]
        else:
            found = desk.people.with_role(service=service, roles=(ROLE_ON_RUNG[name],))
        reachable = [person for person in found if person.unreachable_at is None]
        if reachable:
            return reachable
    return []


def _still_handles(desk: Desk, service: Service, person_id: int) -> bool:
    """Whether whoever took a case still has a role in which it can be handled."""
    assert service.id is not None
    roles = roles_for(
        desk.people.memberships(person_id=person_id),
        service_id=service.id,
        provider_id=service.provider_id,
    )
    return may("handle_case", roles)
