"""Safeguarding cases and their named officers: marked once, never unmarked, told beside the handlers."""

from collections.abc import Collection
from datetime import datetime

from flows.casework.pings import case_line, write_ping
from flows.casework.routing import Route
from flows.casework.standing_in import HANDLER, Hearers
from flows.engine.say import Button
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from flows.policy.permissions import GOES_TO, OFFICERS_READ, is_safeguarding
from storage.desk import Desk
from storage.tables import Case, Service


def mark_safeguarding(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Marks a case whose category or red flags call for it, and tells the officers. Once marked it stays."""
    if case.is_safeguarding or not is_safeguarding(case.category, case.red_flags):
        return
    case.is_safeguarding = True
    desk.cases.save(case)
    urgent = policy.is_urgent(case.red_flags)
    hearers = Hearers(desk, policy, now)
    for person in hearers.beside(case, hearers.of(case, HANDLER, urgent=urgent)):
        texts = Texts(person.language)
        # They read and do not act, so there is nothing to tap but to open it.
        write_ping(
            desk,
            policy,
            case,
            person,
            texts.say("ping-safeguarding", line=Ready(case_line(case, texts))),
            [[Button(texts.label("button-open"), f"d:open:{case.id}")]],
            about="new_case",
            urgent=urgent,
            now=now,
            key=f"case {case.id} safeguarding {person.id}",
        )


def would_be_read_by_officers(
    desk: Desk,
    service: Service,
    route: Route,
    *,
    category: str,
    flags: Collection[str],
    reporter_id: int | None,
) -> bool:
    """Whether named officers, beside those whom it goes to, would read a report: said before it is sent."""
    if route.goes_to not in OFFICERS_READ or not is_safeguarding(category, flags):
        return False
    usual = {person.id for person in desk.people.with_role(service=service, roles=GOES_TO[route.goes_to])}
    officers = {person.id for person in desk.people.officers(service=service)}
    return bool(officers - usual - route.kept_out - {reporter_id})
