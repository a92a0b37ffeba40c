"""Records what was done to a case: timeline, clocks met, clocks started, pings taken back."""

from datetime import datetime
from typing import Any

from flows.casework.clocks import (
    PINGS,
    FollowedKind,
    drop_clocks,
    follow_kind,
    hasten_clocks,
    is_answerable,
    running_rules,
    start_clock,
    start_clocks,
    start_clocks_on,
)
from flows.casework.standing_still import (
    MovedClock,
    NoSuchClock,
    NotLater,
    extend_clock,
    freeze_clocks,
    resume_clocks,
    stands_still,
)
from flows.policy.clocks import ACTS, WAITING
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case

__all__ = [
    "PINGS",
    "FollowedKind",
    "MovedClock",
    "NoSuchClock",
    "NotLater",
    "drop_clocks",
    "extend_clock",
    "follow_kind",
    "freeze_clocks",
    "hasten_clocks",
    "is_answerable",
    "record_act",
    "resume_clocks",
    "stands_still",
    "start_clock",
    "start_clocks",
    "start_clocks_on",
]


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
    """Writes an act to the timeline and moves the clocks. Returns the names of the clocks it met."""
    assert case.id is not None
    desk.timeline.append(
        case_id=case.id, at=now, act=act, actor_id=actor_id, actor_role=actor_role, detail=detail
    )
    met = [clock.name for clock, rule in running_rules(desk, policy, case) if act in rule.met_by]
    if met:
        desk.clocks.meet(case=case, names=met, at=now)
    if met or act in ACTS:
        desk.notices.withdraw(case_id=case.id, about=PINGS, at=now)
    if act in ACTS and stands_still(desk, case):
        # Somebody looked: what the case waits for is looked at again after as long a time.
        start_clocks_on(desk, policy, case, WAITING, now=now)
    return met
