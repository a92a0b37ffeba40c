"""Who hears of a case: the handler or the managers first, then quality, then the owner."""

from flows.policy.model import Policy
from flows.policy.permissions import GOES_TO
from flows.policy.standing import may_person, officers_for, whom_it_goes_to
from storage.desk import Desk
from storage.tables import Case, Person


def people_on_rung(desk: Desk, policy: Policy, case: Case, rung: int) -> list[Person]:
    """Who is on a rung of the ladder for a case; where nobody there can be reached, the next one up.

    Rung 0 is the handler, or those to whom the case goes first where nobody has taken it or who did may have
    it no more. Nobody hears of a case that is about them; who reported it hears of it where nobody else is
    there.
    """
    themselves: list[Person] = []
    for name in policy.ladder.rungs[rung:]:
        found = _on_rung(desk, case, name)
        others = [person for person in found if person.id != case.reporter_id]
        if others:
            return others
        themselves = themselves or found
    return themselves


def _on_rung(desk: Desk, case: Case, name: str) -> list[Person]:
    """Every rung but the first bears the name of its role."""
    if name != "handler":
        return whom_it_goes_to(desk, case, (name,))
    if case.handler_id is not None and may_person(desk, "see_case", case.handler_id, case):
        handler = desk.people.get(person_id=case.handler_id)
        if handler.unreachable_at is None:
            return [handler]
        return []
    return whom_it_goes_to(desk, case, GOES_TO[case.goes_to][:1])


def people_beside(desk: Desk, case: Case, hear_anyway: list[Person]) -> list[Person]:
    """The named officers who hear of a safeguarding case beside those who hear of it anyway."""
    known = {person.id for person in hear_anyway}
    return [p for p in officers_for(desk, case) if p.id not in known and p.id != case.reporter_id]
