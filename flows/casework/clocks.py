"""Which clocks a case has: started, shortened, dropped, and following its kind."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flows.casework.matter import COMPLAINT, known_at
from flows.policy.clocks import MATTER_KNOWN, RECEIVED, ClockRule
from flows.policy.model import Policy
from flows.policy.timescales import due_at, ping_schedule
from storage.desk import Desk
from storage.tables import Case, Clock

PINGS = ("new_case", "reminder")
"""What is taken back from the outbox as soon as somebody acts."""


def start_clocks(desk: Desk, policy: Policy, case: Case, *, now: datetime, from_at: datetime) -> None:
    """Starts the clocks that such a case has and that it has not had yet; due times are locked here."""
    assert case.id is not None
    had = {clock.name for clock in desk.clocks.of(case_id=case.id)}
    for rule in rules_on(RECEIVED, policy, case):
        if rule.name not in had:
            start_clock(desk, policy, case, rule, now=now, from_at=from_at)
    for rule in rules_on(MATTER_KNOWN, policy, case):
        if rule.name not in had:
            start_clock(desk, policy, case, rule, now=now, from_at=known_at(policy, case))
    settle_age(desk, case, now=now)


def settle_age(desk: Desk, case: Case, *, now: datetime) -> None:
    """A complaint that came before it was too old is not asked about any more."""
    assert case.id is not None
    until = desk.clocks.to_know(case_id=case.id).get(TOO_OLD)
    if case.kind == COMPLAINT and until is not None and now <= until:
        desk.clocks.meet(case=case, names=[TOO_OLD], at=now)


TOO_OLD = "complaint_too_old"
"""The date to know until when a matter is usually looked into as a complaint."""


def start_clocks_on(
    desk: Desk, policy: Policy, case: Case, start: str, *, now: datetime, from_at: datetime | None = None
) -> list[str]:
    """Starts the clocks that `start` (one of policy.clocks.STARTS) sets going, counted from `from_at` (now,
    where it is not given). One that runs already keeps its due time; one that was met, and a date to know,
    begins again.
    Returns the names of those that were started."""
    assert case.id is not None
    had = {clock.name: clock for clock in desk.clocks.of(case_id=case.id)}
    from_at = from_at or now
    started = []
    for rule in rules_on(start, policy, case):
        clock = had.get(rule.name)
        if clock is None:
            start_clock(desk, policy, case, rule, now=now, from_at=from_at)
        elif clock.met_at is not None or rule.for_knowing:
            due = due_at(rule, from_at, policy)
            first = first_ping(policy, case, rule, from_at, due, now)
            desk.clocks.move(clock, case=case, started_at=from_at, due_at=due, ping_at=first)
        else:
            continue
        started.append(rule.name)
    return started


def rules_on(start: str, policy: Policy, case: Case) -> tuple[ClockRule, ...]:
    return policy.clocks_on(
        start,
        kind=case.kind,
        spoken=case.spoken,
        red_flags=case.red_flags,
        answerable=is_answerable(case),
    )


def start_clock(
    desk: Desk, policy: Policy, case: Case, rule: ClockRule, *, now: datetime, from_at: datetime
) -> datetime:
    """Starts one clock and returns when it is up."""
    due = due_at(rule, from_at, policy)
    first = first_ping(policy, case, rule, from_at, due, now)
    desk.clocks.start(
        case=case,
        name=rule.name,
        started_at=from_at,
        due_at=due,
        ping_at=first,
        for_knowing=rule.for_knowing,
    )
    return due


def hasten_clocks(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Shortens the running clocks to what such a case has from now on; none gets longer."""
    for clock, rule in running_rules(desk, policy, case):
        due = due_at(rule, now, policy)
        if due < clock.due_at:
            first = first_ping(policy, case, rule, now, due, now)
            desk.clocks.move(clock, case=case, started_at=now, due_at=due, ping_at=first)


@dataclass(frozen=True)
class FollowedKind:
    """What a new kind did to the duties of a case, by name."""

    dropped: list[str]
    moved: list[str]
    started: list[str]


def follow_kind(
    desk: Desk, policy: Policy, case: Case, *, now: datetime, from_at: datetime | None = None
) -> FollowedKind:
    """Gives a case whose kind was corrected the clocks of that kind, counted from when they began; new ones
    from when it was reported, or from `from_at`."""
    assert case.id is not None
    wanted = {rule.name for rule in rules_on(RECEIVED, policy, case)}
    others = {name for name, clock in policy.clocks.items() if clock.starts_on != RECEIVED}
    dropped = [c.name for c in desk.clocks.running(case_id=case.id) if c.name not in wanted | others]
    known = {rule.name for rule in rules_on(MATTER_KNOWN, policy, case)}
    dates = [name for name in desk.clocks.to_know(case_id=case.id) if name not in known]
    drop_clocks(desk, case, [*dropped, *dates], now=now)
    moved = []
    for clock, rule in running_rules(desk, policy, case):
        if clock.frozen_at or clock.first_due_at:
            continue  # It has a date that somebody set with a reason.
        due = due_at(rule, clock.started_at, policy)
        if due != clock.due_at:
            first = first_ping(policy, case, rule, clock.started_at, due, now)
            desk.clocks.move(clock, case=case, started_at=clock.started_at, due_at=due, ping_at=first)
            moved.append(clock.name)
    had = {clock.name for clock in desk.clocks.of(case_id=case.id)}
    start_clocks(desk, policy, case, now=now, from_at=from_at or case.reported_at)
    started = [clock.name for clock in desk.clocks.running(case_id=case.id) if clock.name not in had]
    return FollowedKind(dropped, moved, started)


def drop_clocks(desk: Desk, case: Case, names: Collection[str], *, now: datetime) -> None:
    """Ends duties that a case does not have (any more). They were not done, so they do not count as met."""
    assert case.id is not None
    if names:
        desk.clocks.drop(case=case, names=names)
        desk.notices.withdraw(case_id=case.id, about=PINGS, at=now)


def running_rules(
    desk: Desk, policy: Policy, case: Case, *, to_know: bool = False
) -> list[tuple[Clock, ClockRule]]:
    """The running clocks of a case with their rules; `to_know`: with its dates to know."""
    assert case.id is not None
    found = []
    clocks = desk.clocks.not_met if to_know else desk.clocks.running
    for clock in clocks(case_id=case.id):
        rule = policy.clock_rule(clock.name, kind=case.kind, red_flags=case.red_flags)
        if rule is not None:
            found.append((clock, rule))
    return found


def first_ping(
    policy: Policy, case: Case, rule: ClockRule, from_at: datetime, due: datetime, now: datetime
) -> datetime | None:
    pings = ping_schedule(rule, from_at, due, policy, urgent=policy.is_urgent(case.red_flags))
    return next((ping.at for ping in pings if ping.at > now), None)


def is_answerable(case: Case) -> bool:
    """Whether the reporter can be told something: by a message, or by the code they hold."""
    return case.wants_answer and (case.reporter_id is not None or case.code_hash is not None)
