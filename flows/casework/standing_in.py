"""Who hears of a case now: the ladder, with deputies for who is away and the rota for nights and days off."""

from datetime import date, datetime

from flows.casework.ladder import people_beside, people_on_rung
from flows.policy.model import Policy
from flows.policy.permissions import GOES_TO
from flows.policy.pings import MANAGERS
from flows.policy.quiet_hours import local_time
from flows.policy.standing import may_person, whom_it_goes_to
from flows.policy.working_days import is_working_day
from storage.absences import Absence, OnCall
from storage.desk import Desk
from storage.tables import Case, Person

HANDLER = 0


class Hearers:
    """Who hears what at one moment. Absences and the rota are read once, for a whole sweep."""

    def __init__(self, desk: Desk, policy: Policy, now: datetime) -> None:
        self._desk = desk
        self._policy = policy
        self.today: date = local_time(now, policy).date()
        self.away: dict[int, Absence] = desk.absences.on(day=self.today)
        self._rota: list[OnCall] = (
            desk.absences.on_call(day=rota_day(now, policy)) if is_on_call_time(now, policy) else []
        )

    def of(self, case: Case, rung: int, *, urgent: bool = False, woken: bool = False) -> list[Person]:
        """Who hears of a case on a rung. A red flag that nobody has taken goes at night, and on days off, to
        who is on call; once that did not help (`woken`), to everybody on the rung as well."""
        if rung == MANAGERS:
            return self._other_managers(case)
        usual = self._present(case, rung)
        if not urgent or rung != HANDLER or case.handler_id is not None:
            return usual
        called = self._on_call(case)
        return _once([*called, *usual]) if woken or not called else called

    def _other_managers(self, case: Case) -> list[Person]:
        """The managers who do not have the case; whoever is away is stood in for."""
        found = [person for one in self._colleagues(case) for person in self._standing_in(case, one)]
        return [person for person in _once(found) if person.id not in (case.handler_id, case.reporter_id)]

    def beside(self, case: Case, told: list[Person]) -> list[Person]:
        """The named officers who hear of a safeguarding case beside those who are `told` anyway, with
        deputies for who is away, if these may read it."""
        asked = people_beside(self._desk, case, told)
        found = [p for one in asked for p in self._standing_in(case, one, "see_case")]
        known = {person.id for person in told} | {case.reporter_id}
        return [p for p in _once(found or asked) if p.id not in known]

    def _on_call(self, case: Case) -> list[Person]:
        return [
            person
            for turn in self._rota
            if turn.service_id == case.service_id
            and turn.person_id not in self.away
            and (person := self._who_may(case, turn.person_id)) is not None
        ]

    def _present(self, case: Case, rung: int) -> list[Person]:
        """The rung, with deputies for who is away; where nobody is left, the next rung."""
        asked = people_on_rung(self._desk, self._policy, case, rung)
        found = [person for one in asked for person in self._standing_in(case, one)]
        if found:
            return _once(found)
        if rung == HANDLER and case.handler_id is not None:
            found = [p for p in self._colleagues(case) if p.id not in self.away]
        if not found and rung + 1 < len(self._policy.ladder.rungs):
            return self._present(case, rung + 1)
        # Everybody is away: better heard on holiday than by nobody.
        return _once(found) or asked

    def _standing_in(self, case: Case, person: Person, action: str = "add_to_case") -> list[Person]:
        seen: set[int] = set()
        while person.id in self.away:
            assert person.id is not None
            seen.add(person.id)
            deputy_id = self.away[person.id].deputy_id
            if deputy_id is None or deputy_id in seen:
                return []
            deputy = self._who_may(case, deputy_id, action)
            if deputy is None:
                return []
            person = deputy
        return [person]

    def _colleagues(self, case: Case) -> list[Person]:
        return whom_it_goes_to(self._desk, case, GOES_TO[case.goes_to][:1])

    def _who_may(self, case: Case, person_id: int, action: str = "add_to_case") -> Person | None:
        """Somebody who can be reached and may do this to the case: have it, or read it."""
        person = self._desk.people.get(person_id=person_id)
        if person.unreachable_at is not None or not may_person(self._desk, action, person_id, case):
            return None
        return person


def _once(people: list[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())


def is_on_call_time(now: datetime, policy: Policy) -> bool:
    """Whether the rota counts: outside office hours, and on days that are not worked."""
    local = local_time(now, policy)
    at_work = policy.on_call.ends <= local.time() < policy.on_call.starts
    return not (at_work and is_working_day(local.date(), policy))


def rota_day(now: datetime, policy: Policy) -> date:
    """The day whose night it is: the small hours belong to the evening before."""
    local = local_time(now, policy)
    return date.fromordinal(local.toordinal() - (local.time() < policy.on_call.ends))
