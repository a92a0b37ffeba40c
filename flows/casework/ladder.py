"""Who hears of a case: the handler or the managers first, then quality, then the owner."""

from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case, Person

ROLE_ON_RUNG = {"handler": "manager", "quality": "quality", "owner": "owner"}


def people_on_rung(desk: Desk, policy: Policy, case: Case, rung: int) -> list[Person]:
    """Who is on a rung of the ladder for a case; where nobody there can be reached, the next one up.

    Rung 0 is the handler, or the managers where nobody has taken it.
    """
    service = desk.services.get(service_id=case.service_id)
    for name in policy.ladder.rungs[rung:]:
        if name == "handler" and case.handler_id is not None:
            found = [desk.people.get(person_id=case.handler_id)]
        else:
            found = desk.people.with_role(service=service, roles=(ROLE_ON_RUNG[name],))
        reachable = [person for person in found if person.unreachable_at is None]
        if reachable:
            return reachable
    return []
