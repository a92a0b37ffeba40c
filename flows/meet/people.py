"""Who looks after a service's meetings."""

from flows.policy.permissions import MAY
from storage.desk import Desk
from storage.tables import Person, Service

FIRST_TO_KNOW = ("manager", "quality", "owner")


def holders(desk: Desk, service: Service) -> list[Person]:
    """The managers who can be reached; where there are none, the next who may hold meetings."""
    for role in FIRST_TO_KNOW:
        if role in MAY["hold_meetings"]:
            found = {p.id: p for p in desk.people.with_role(service=service, roles=(role,))}
            reachable = [person for person in found.values() if person.unreachable_at is None]
            if reachable:
                return reachable
    return []
