"""Records what was done to a case: timeline, status, clocks met, clocks started, pings taken back."""

from datetime import datetime
from typing import Any

from flows.casework.clocks import PINGS, running_rules, start_clocks_on
from flows.casework.standing_still import stands_still
from flows.policy.clocks import ACTS, ANSWERED, WAITING
from flows.policy.life import LOOKED_INTO, ActRefused, ended_statuses, missing_needs, status_after
from flows.policy.life import WAITING as IS_WAITING
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case

ANSWERS = ("answer", "tell_outcome")
"""The acts that answer the reporter."""


def record_act(
    desk: Desk,
    policy: Policy,
    case: Case,
    act: str,
    *,
    now: datetime,
    actor_id: int | None,
    actor_role: str,
    **detail: Any,
) -> list[str]:
    """Writes an act to the timeline, and moves the case (flows/policy/life.toml) and its clocks. Returns the
    names of the clocks it met. Raises `ActRefused` where the table refuses it; flows ask before."""
    assert case.id is not None
    if missing := missing_needs(act, detail):
        raise ActRefused(f"{act} without {missing[0]}")
    following = status_after(act, case.status, before=_status_before_waiting(desk, case))
    if following != case.status:
        detail |= {"from_status": case.status, "status": following}
    desk.timeline.append(
        case_id=case.id, at=now, act=act, actor_id=actor_id, actor_role=actor_role, detail=detail
    )
    rules = running_rules(desk, policy, case, to_know=True)
    met = [clock.name for clock, rule in rules if act in rule.met_by]
    if met:
        desk.clocks.meet(case=case, names=met, at=now)
    if act in ANSWERS:
        start_clocks_on(desk, policy, case, ANSWERED, now=now)
    if met or act in ACTS:
        desk.notices.withdraw(case_id=case.id, about=PINGS, at=now)
        desk.alerts.settle(case_id=case.id, at=now)
    if act in ACTS and stands_still(desk, case):
        # Somebody looked: what the case waits for is looked at again after as long a time.
        start_clocks_on(desk, policy, case, WAITING, now=now)
    _move(desk, case, following, now=now)
    return met


def _status_before_waiting(desk: Desk, case: Case) -> str:
    assert case.id is not None
    if case.status != IS_WAITING:
        return LOOKED_INTO
    entries = desk.timeline.standing(case_id=case.id)
    before = next((e.detail["from_status"] for e in reversed(entries) if e.act == "wait"), LOOKED_INTO)
    # Whoever let it wait has looked into it; an answer that was drafted before is drafted still.
    return status_after("note", before)


def _move(desk: Desk, case: Case, status: str, *, now: datetime) -> None:
    """Gives a case its next status; one that ends is closed from then on, one that goes on is open again."""
    if status == case.status:
        return
    has_ended = status in ended_statuses()
    case.closed_at = (case.closed_at or now) if has_ended else None
    case.status = status
    desk.cases.save(case)
