"""Records what was done to a case: timeline, clocks met, clocks started, pings taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.policy.clocks import ACTS, ClockRule
from flows.policy.model import Policy
from flows.policy.timescales import due_at, ping_schedule
from storage.desk import Desk
from storage.tables import Case, Clock

PINGS = ("new_case", "reminder")
"""What is taken back from the outbox as soon as somebody acts."""


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
    met = [clock.name for clock, rule in _running_rules(desk, policy, case) if act in rule.met_by]
    if met:
        desk.clocks.meet(case=case, names=met, at=now)
    if met or act in ACTS:
        desk.notices.withdraw(case_id=case.id, about=PINGS, at=now)
    return met


def start_clocks(desk: Desk, policy: Policy, case: Case, *, now: datetime, from_at: datetime) -> None:
    """Starts the clocks that such a case has and that it has not had yet; due times are locked here."""
    assert case.id is not None
    had = {clock.name for clock in desk.clocks.of(case_id=case.id)}
    for rule in policy.clocks_for(
        kind=case.kind, spoken=case.spoken, red_flags=case.red_flags, answerable=is_answerable(case)
    ):
        if rule.name not in had:
            start_clock(desk, policy, case, rule, now=now, from_at=from_at)


def start_clock(
    desk: Desk, policy: Policy, case: Case, rule: ClockRule, *, now: datetime, from_at: datetime
) -> datetime:
    """Starts one clock and returns when it is up."""
    due = due_at(rule, from_at, policy)
    first = _first_ping(policy, case, rule, from_at, due, now)
    desk.clocks.start(case=case, name=rule.name, started_at=from_at, due_at=due, ping_at=first)
    return due


def hasten_clocks(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Shortens the running clocks to what such a case has from now on; none gets longer."""
    for clock, rule in _running_rules(desk, policy, case):
        due = due_at(rule, now, policy)
        if due < clock.due_at:
            first = _first_ping(policy, case, rule, now, due, now)
            desk.clocks.move(clock, case=case, started_at=now, due_at=due, ping_at=first)


@dataclass(frozen=True)
class FollowedKind:
    """What a new kind did to the clocks of a case, by name."""

    dropped: list[str]
    moved: list[str]
    started: list[str]


def follow_kind(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> FollowedKind:
    """Gives a case whose kind was corrected the clocks of that kind, counted from when they began."""
    assert case.id is not None
    wanted = {
        rule.name
        for rule in policy.clocks_for(
            kind=case.kind, spoken=case.spoken, red_flags=case.red_flags, answerable=is_answerable(case)
        )
    }
    dropped = [c.name for c in desk.clocks.running(case_id=case.id) if c.name not in wanted]
    drop_clocks(desk, case, dropped, now=now)
    moved = []
    for clock, rule in _running_rules(desk, policy, case):
        due = due_at(rule, clock.started_at, policy)
        if due != clock.due_at:
            first = _first_ping(policy, case, rule, clock.started_at, due, now)
            desk.clocks.move(clock, case=case, started_at=clock.started_at, due_at=due, ping_at=first)
            moved.append(clock.name)
    had = {clock.name for clock in desk.clocks.of(case_id=case.id)}
    start_clocks(desk, policy, case, now=now, from_at=case.reported_at)
    started = [clock.name for clock in desk.clocks.of(case_id=case.id) if clock.name not in had]
    return FollowedKind(dropped, moved, started)


def drop_clocks(desk: Desk, case: Case, names: Collection[str], *, now: datetime) -> None:
    """Ends duties that a case does not have (any more). They were not done, so they do not count as met."""
    assert case.id is not None
    if names:
        desk.clocks.drop(case=case, names=names)
        desk.notices.withdraw(case_id=case.id, about=PINGS, at=now)


def _running_rules(desk: Desk, policy: Policy, case: Case) -> list[tuple[Clock, ClockRule]]:
    assert case.id is not None
    found = []
    for clock in desk.clocks.running(case_id=case.id):
        rule = policy.clock_rule(clock.name, kind=case.kind, red_flags=case.red_flags)
        if rule is not None:
            found.append((clock, rule))
    return found


def _first_ping(
    policy: Policy, case: Case, rule: ClockRule, from_at: datetime, due: datetime, now: datetime
) -> datetime | None:
    pings = ping_schedule(rule, from_at, due, policy, urgent=policy.is_urgent(case.red_flags))
    return next((ping.at for ping in pings if ping.at > now), None)


def is_answerable(case: Case) -> bool:
    """Whether the reporter can be told something: by a message, or by the code they hold."""
    return case.wants_answer and (case.reporter_id is not None or case.code_hash is not None)
