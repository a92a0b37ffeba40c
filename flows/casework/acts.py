"""Records what was done to a case: timeline, clocks met, clocks started, pings taken back."""

from datetime import datetime
from typing import Any

from flows.policy.clocks import ClockRule
from flows.policy.model import Policy
from flows.policy.timescales import due_at, ping_schedule
from storage.desk import Desk
from storage.tables import Case

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
    met = [
        clock.name
        for clock in desk.clocks.running(case_id=case.id)
        if (rule := policy.clock_rule(clock.name, kind=case.kind, red_flags=case.red_flags)) is not None
        and act in rule.met_by
    ]
    if met:
        desk.clocks.meet(case=case, names=met, at=now)
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
    pings = ping_schedule(rule, from_at, due, policy, urgent=policy.is_urgent(case.red_flags))
    first = next((ping.at for ping in pings if ping.at > now), None)
    desk.clocks.start(case=case, name=rule.name, started_at=from_at, due_at=due, ping_at=first)
    return due


def drop_clocks_of_former_kind(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> list[str]:
    """Stops the running clocks that a case of this kind does not have. Returns their names."""
    assert case.id is not None
    wanted = {
        rule.name
        for rule in policy.clocks_for(
            kind=case.kind, spoken=case.spoken, red_flags=case.red_flags, answerable=is_answerable(case)
        )
    }
    gone = [c.name for c in desk.clocks.running(case_id=case.id) if c.name not in wanted]
    if gone:
        desk.clocks.meet(case=case, names=gone, at=now)
    return gone


def is_answerable(case: Case) -> bool:
    """Whether the reporter can be told something: by a message, or by the code they hold."""
    return case.wants_answer and (case.reporter_id is not None or case.code_hash is not None)
