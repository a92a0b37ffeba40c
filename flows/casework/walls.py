"""A case is taken out of the managers' hands, because it turns out to be about them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flows.casework.acts import record_act
from flows.policy.model import Policy
from flows.policy.permissions import ABOVE_MANAGER
from flows.policy.standing import may_person
from flows.understanding.in_charge import MANAGER
from storage.desk import Desk
from storage.tables import Case


def take_from_managers(
    desk: Desk,
    policy: Policy,
    case: Case,
    *,
    but: Collection[int | None],
    at: datetime,
    actor_id: int | None,
    actor_role: str,
    **detail: Any,
) -> None:
    """From now on: what they have read they have read, and its number stays. Those in `but` are not kept out
    by name. The timeline says that it was done, and not whom it is about."""
    service = desk.services.get(service_id=case.service_id)
    for person in desk.people.with_role(service=service, roles=(MANAGER,)):
        if person.id is not None and person.id not in but:
            desk.walls.keep_out(case=case, person_id=person.id, now=at)
    case.goes_to = ABOVE_MANAGER
    if case.handler_id is not None and not may_person(desk, "see_case", case.handler_id, case):
        case.handler_id = None
    record_act(desk, policy, case, "keep_out", now=at, actor_id=actor_id, actor_role=actor_role, **detail)
    desk.cases.save(case)
    _take_back(desk, case, at)


def _take_back(desk: Desk, case: Case, at: datetime) -> None:
    """What waits in the outbox for those who may not know of it any more."""
    for person_id in desk.walls.of(case=case):
        for notice in desk.notices.waiting_for(person_id=person_id):
            if notice.case_id == case.id and notice.about != "to_reporter":
                desk.notices.withdraw_one(notice, at=at)
