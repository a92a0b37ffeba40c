"""Whom a report goes to: past the person it is about, and to the speak-up lead where somebody speaks up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.policy.permissions import ABOVE_MANAGER, GOES_TO, HANDLERS, HOME, SPEAK_UP
from flows.understanding.in_charge import MANAGER, OWNER
from flows.understanding.words import plain_form
from storage.desk import Desk
from storage.tables import Case, Person, Service

NEITHER, NOBODY = "neither", "nobody"
CHOSEN = {"speak_up_lead": "only_speak_up_lead", "quality": "only_quality", "manager": "only_manager"}
"""Who inside may get a case about the owner, and the row of [goes_to] that it is in then."""
SHORTEST_NAME = 3
"""Letters of a name by which somebody is found in the words."""


@dataclass(frozen=True)
class Route:
    """Where a report goes, and who must never hear of it."""

    goes_to: str
    kept_out: frozenset[int]
    is_heard: bool = True
    """Whether somebody is there who gets it."""


def route_of(
    desk: Desk,
    service: Service,
    *,
    kind: str,
    about: str,
    chosen: str = "",
    words: str,
    reporter_id: int | None,
) -> Route:
    """Where a report goes. About the owner it is heard by nobody until the person has `chosen`."""
    kept_out = {p.id or 0 for p in _about(desk, service, about)}
    if kind == "speak_up":
        kept_out |= {p.id or 0 for p in handlers_named(desk, service, words)}
    kept_out -= {reporter_id or 0}
    usual = _of_speaking_up(desk, service) if kind == "speak_up" else (HOME,)
    wanted = (CHOSEN[chosen],) if chosen in CHOSEN else (ABOVE_MANAGER,) if about == MANAGER else usual
    for goes_to in wanted:
        first = GOES_TO[goes_to][:1] if goes_to == SPEAK_UP else GOES_TO[goes_to]
        if _is_reached(desk, service, first, kept_out) and (about != OWNER or chosen):
            return Route(goes_to, frozenset(kept_out))
    # An ordinary case is filed all the same: whoever comes next will find it.
    return Route(wanted[-1], frozenset(kept_out), is_heard=wanted[-1] == HOME and not kept_out)


def _of_speaking_up(desk: Desk, service: Service) -> tuple[str, ...]:
    """Where somebody speaks up to. A lead who may not or cannot hear it hands nothing to the managers while
    somebody above them is there; where there never was a lead, it is the home's."""
    has_lead = desk.people.with_role(service=service, roles=GOES_TO[SPEAK_UP][:1])
    return (SPEAK_UP, ABOVE_MANAGER, HOME) if has_lead else (HOME,)


def choices_inside(desk: Desk, service: Service, about: str) -> list[str]:
    """Who inside could get a case that goes past the usual people."""
    kept_out = {p.id or 0 for p in _about(desk, service, about)}
    roles = [role for role in CHOSEN if not (about == MANAGER and role == "manager")]
    return [role for role in roles if _is_reached(desk, service, (role,), kept_out)]


def handlers_named(desk: Desk, service: Service, words: str) -> list[Person]:
    """Those who would hear of a case and whose name stands in its words."""
    told = {plain_form(word) for word in words.split()}
    people = desk.people.with_role(service=service, roles=(*HANDLERS, "speak_up_lead"))
    return [person for person in people if names_of(person) & told]


def names_of(person: Person) -> set[str]:
    return {form for part in person.name.split() if len(form := plain_form(part)) >= SHORTEST_NAME}


def names_known(desk: Desk, service: Service) -> Mapping[str, str]:
    """The names of those in charge of a service, each with whom it stands for."""
    return {
        name: role
        for role in (MANAGER, OWNER)
        for person in desk.people.with_role(service=service, roles=(role,))
        for name in names_of(person)
    }


def is_heard_above(desk: Desk, case: Case) -> bool:
    """Whether somebody above the managers is there to take a case over from them."""
    service = desk.services.get(service_id=case.service_id)
    kept_out = {p.id or 0 for p in _about(desk, service, MANAGER)}
    return _is_reached(desk, service, GOES_TO[ABOVE_MANAGER], kept_out)


def keep_out_of(desk: Desk, case: Case, route: Route, now: datetime) -> None:
    for person_id in sorted(route.kept_out):
        desk.walls.keep_out(case=case, person_id=person_id, now=now)


def _about(desk: Desk, service: Service, about: str) -> list[Person]:
    """Whoever a case about the manager or the owner may be about: all who hold that role there."""
    return desk.people.with_role(service=service, roles=(about,)) if about in (MANAGER, OWNER) else []


def _is_reached(desk: Desk, service: Service, roles: tuple[str, ...], kept_out: set[int]) -> bool:
    people = desk.people.with_role(service=service, roles=roles)
    return any(p.id not in kept_out and p.unreachable_at is None for p in people)
