"""What is counted once for all is what each would count: who may know of a case is asked in two ways."""

from datetime import timedelta
from itertools import product

from flows.policy.permissions import GOES_TO, OFFICER, sight_of
from storage.database import Database
from storage.desk import Desk
from storage.sight import Sight
from tests.talk import MONDAY

START, END = MONDAY - timedelta(days=20), MONDAY - timedelta(days=1)
ROLES = ("manager", "quality", "owner", "speak_up_lead", OFFICER, "staff")


def _missed_case(desk: Desk, number: int, service_id: int, goes_to: str, safeguarding: bool) -> int:
    case = desk.cases.file(
        service_id=service_id,
        reference=f"X-26-{number:04}",
        kind="concern",
        category="falls",
        harm="none",
        red_flags=[],
        reporter_role="staff",
        words="A wet floor",
        goes_to=goes_to,
        is_safeguarding=safeguarding,
        reported_at=START,
    )
    due_at = START + timedelta(days=3)
    desk.clocks.start(case=case, name="seen", started_at=START, due_at=due_at, ping_at=None)
    assert case.id is not None
    return case.id


def test_missed_clocks_counted_by_place_are_those_that_each_may_know_of(database: Database) -> None:
    with database.desk() as desk:
        provider = desk.services.add_provider(name="Rowan Care")
        services = [
            desk.services.add_service(provider_id=provider.id or 0, name=name, code=name).id or 0
            for name in ("A", "B")
        ]
        people = [
            desk.people.add(account_id=number, name="Somebody", language="en", now=START).id or 0
            for number in (1, 2)
        ]
        places = product(services, GOES_TO, (False, True), (None, *people))
        for number, (service_id, goes_to, safeguarding, about) in enumerate(places, 1):
            case_id = _missed_case(desk, number, service_id, goes_to, safeguarding)
            if about is not None:
                case = desk.cases.get(case_id=case_id)
                assert case is not None
                desk.walls.keep_out(case=case, person_id=about, now=START)
        found = desk.clocks.missed_by_place(start=START, end=END, now=MONDAY)
        assert sum(found.values()) == number

        def both_ways(sight: Sight) -> tuple[int, int]:
            about_them = desk.walls.around(person_id=sight.person_id)
            by_place = sum(count for place, count in found.items() if sight.holds(place, about_them))
            return by_place, desk.clocks.count_missed(sight=sight, start=START, end=END, now=MONDAY)

        counts = set()
        for role, where, person_id in product(ROLES, (services, services[:1], []), people):
            held = {service_id: {role} for service_id in where}
            by_place, asked = both_ways(sight_of("see_case", held, person_id))
            assert by_place == asked, (role, where)
            counts.add(asked)
    assert len(counts) > 4
