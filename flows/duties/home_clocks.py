"""Reminders of what a home has to do beside its cases."""

from datetime import datetime

from flows.casework.home_clocks import (
    LESSONS,
    home_rule,
    meet_home_clock,
    remind_of_home,
    start_home_clock,
)
from flows.policy.model import Policy
from flows.policy.timescales import local_time, next_slot, ping_schedule
from storage.desk import Desk
from storage.home_clocks import HomeClock

ENROLLED = "lessons_enrolled"
"""The journal's event: every home has its monthly clock today."""


def tend_home_clocks(desk: Desk, policy: Policy, now: datetime) -> int:
    """Returns how many clocks spoke. After a time away each speaks once, outside the quiet hours."""
    _enrol(desk, policy, now)
    spoken = 0
    for clock in desk.home_clocks.to_ping(now=now):
        rule = home_rule(policy, clock.name)
        met_at = _team_met(desk, clock, now) if clock.name == LESSONS else None
        if rule is None or met_at is not None:
            clock.ping_at = None
            desk.home_clocks.save(clock)
            if met_at is not None:
                meet_home_clock(desk, policy, clock, at=met_at, by=None, now=now)
            continue
        may_speak_at = next_slot(now, policy)
        if may_speak_at > now:
            clock.ping_at = may_speak_at
            desk.home_clocks.save(clock)
            continue
        schedule = ping_schedule(rule, clock.started_at, clock.due_at, policy, urgent=False)
        passed = clock.pinged_at or clock.started_at
        new = {ping.rung: ping for ping in schedule if passed < ping.at <= now}
        snoozed = clock.ping_at if not new else None
        clock.pinged_at = now
        clock.ping_at = next((ping.at for ping in schedule if ping.at > now), None)
        desk.home_clocks.save(clock)
        for rung, ping in new.items():
            remind_of_home(desk, policy, clock, ping.occurrence, rung, now)
        if snoozed is not None:
            remind_of_home(desk, policy, clock, f"snoozed-{snoozed:%Y%m%d%H%M}", 0, now)
        spoken += 1
    return spoken


def _enrol(desk: Desk, policy: Policy, now: datetime) -> None:
    """Every home that has a manager gets the monthly clock, from the first day on."""
    rule = home_rule(policy, LESSONS)
    last = desk.services.journal(event=ENROLLED, limit=1)
    if rule is None or (last and local_time(last[0].at, policy).date() >= local_time(now, policy).date()):
        return
    desk.services.write_journal(at=now, event=ENROLLED)
    services = {service.id: service for service in desk.services.all() if service.id is not None}
    had = {clock.service_id for clock in desk.home_clocks.running(service_ids=services, name=LESSONS)}
    for service_id, service in services.items():
        if service_id not in had and desk.people.with_role(service=service, roles=("manager",)):
            start_home_clock(desk, policy, service_id, rule, from_at=now, now=now)


def _team_met(desk: Desk, clock: HomeClock, now: datetime) -> datetime | None:
    """When the home's team last met since the clock began, by the meetings that it has in this bot."""
    found = [
        date.starts_at
        for meeting in desk.meetings.of_services(service_ids=[clock.service_id])
        if meeting.id is not None
        and (date := desk.meetings.last_posted(meeting_id=meeting.id, least_posted=1, before=now))
        and date.starts_at > clock.started_at
    ]
    return max(found, default=None)
