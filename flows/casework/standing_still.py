"""Clocks that wait, run on, or are given more time: openly, with the reason and both dates kept."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.casework.clocks import PINGS, first_ping, rules_on, running_rules, start_clocks_on
from flows.policy.clocks import WAITING
from flows.policy.lengths import Length
from flows.policy.model import Policy
from flows.policy.timescales import due_after_standing, due_on, extend
from storage.desk import Desk
from storage.tables import Case


@dataclass(frozen=True)
class MovedClock:
    """A clock whose due time was moved openly."""

    name: str
    old_due_at: datetime
    due_at: datetime


class NoSuchClock(Exception):
    """No clock of that name runs on the case."""


class NotLater(Exception):
    """The new due time is not later than the old one, or is over already."""


def freeze_clocks(
    desk: Desk,
    policy: Policy,
    case: Case,
    *,
    reason: str,
    now: datetime,
    actor_id: int | None,
    actor_role: str,
) -> list[str]:
    """While a case waits, what the policy names under [waiting] stands still; what was late already goes on.
    The clock that asks to look again starts. Returns the names of the clocks that stand still."""
    assert case.id is not None
    frozen = []
    for clock in desk.clocks.running(case_id=case.id):
        if clock.name in policy.waiting.freezes and clock.frozen_at is None and clock.due_at > now:
            desk.clocks.freeze(clock, case=case, at=now)
            frozen.append(clock.name)
    start_clocks_on(desk, policy, case, WAITING, now=now)
    desk.notices.withdraw(case_id=case.id, about=PINGS, at=now)
    if frozen:
        desk.timeline.append(
            case_id=case.id,
            at=now,
            act="freeze",
            actor_id=actor_id,
            actor_role=actor_role,
            detail={"clocks": frozen, "reason": reason},
        )
    return frozen


def resume_clocks(
    desk: Desk, policy: Policy, case: Case, *, now: datetime, actor_id: int | None, actor_role: str
) -> list[MovedClock]:
    """Lets the clocks of a case run on, each with as much of its own time (hours, working days) as was left
    when it stood still. Returns them with their old and new due times."""
    assert case.id is not None
    moved = []
    for clock, rule in running_rules(desk, policy, case):
        if clock.frozen_at is None:
            continue
        due = due_after_standing(rule, clock.due_at, clock.frozen_at, now, policy)
        moved.append(MovedClock(clock.name, clock.due_at, due))
        first = first_ping(policy, case, rule, clock.started_at, due, now)
        desk.clocks.resume(clock, case=case, due_at=due, ping_at=first, at=now)
    desk.clocks.meet(case=case, names=[rule.name for rule in rules_on(WAITING, policy, case)], at=now)
    if moved:
        desk.timeline.append(
            case_id=case.id,
            at=now,
            act="resume_clocks",
            actor_id=actor_id,
            actor_role=actor_role,
            detail={"moved": [_as_detail(each) for each in moved]},
        )
    return moved


def extend_clock(
    desk: Desk,
    policy: Policy,
    case: Case,
    name: str,
    *,
    reason: str,
    now: datetime,
    actor_id: int | None,
    actor_role: str,
    by: Length | None = None,
    until: date | None = None,
) -> MovedClock:
    """Gives a running clock more time: `by` a length from its due time, or `until` the end of a day. The old
    date and the reason stay on the timeline. Raises NoSuchClock and NotLater."""
    assert case.id is not None
    found = [(c, rule) for c, rule in running_rules(desk, policy, case) if c.name == name]
    if not found:
        raise NoSuchClock(name)
    clock, rule = found[0]
    old = clock.due_at
    if until is not None:
        due = due_on(until, rule.length, policy)
    else:
        assert by is not None
        due = extend(old, by, policy, rolls=rule.rolls)
    if due <= old or due <= now:
        raise NotLater(name)
    first = None if clock.frozen_at else first_ping(policy, case, rule, clock.started_at, due, now)
    desk.clocks.put_off(clock, case=case, due_at=due, ping_at=first, at=now)
    moved = MovedClock(name, old, due)
    desk.timeline.append(
        case_id=case.id,
        at=now,
        act="extend",
        actor_id=actor_id,
        actor_role=actor_role,
        detail={"clock": name, "words": reason, "moved": [_as_detail(moved)]},
    )
    desk.notices.withdraw(case_id=case.id, about=PINGS, at=now)
    return moved


def _as_detail(moved: MovedClock) -> dict[str, str]:
    return {"clock": moved.name, "old": moved.old_due_at.isoformat(), "new": moved.due_at.isoformat()}


def stands_still(desk: Desk, case: Case) -> bool:
    """Whether a clock of the case stands still."""
    assert case.id is not None
    return any(clock.frozen_at for clock in desk.clocks.running(case_id=case.id))
