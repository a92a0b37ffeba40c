"""Reminders of what a home has to do beside its cases."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.casework.home_clocks import (
    HOME_CLOCK,
    LESSONS,
    HomeHearers,
    home_buttons,
    home_line,
    home_opener,
    home_rule,
    key_of,
    meet_home_clock,
    start_home_clock,
)
from flows.duties.away import absences, after_absences
from flows.duties.reminder_words import MOST_OPENED, MOST_WORDED
from flows.engine.say import as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.pings import HANDLER, Ping, with_managers
from flows.policy.timescales import local_time, next_slot, ping_schedule
from storage.desk import Desk
from storage.home_clocks import HomeClock
from storage.notices import REMINDER
from storage.tables import Person

ENROLLED = "lessons_enrolled"
"""The journal's event: every home has its monthly clock today."""


@dataclass(frozen=True)
class HomeReminder:
    """One clock's word to one person."""

    clock: HomeClock
    occurrence: str
    person: Person

    @property
    def key(self) -> str:
        return f"{key_of(self.clock)}{self.occurrence} {self.person.id}"


def tend_home_clocks(desk: Desk, policy: Policy, now: datetime) -> int:
    """Returns how many clocks spoke. After a time away each speaks once, outside the quiet hours."""
    _enrol(desk, policy, now)
    clocks = desk.home_clocks.to_ping(now=now)
    if not clocks:
        return 0
    hearers, away = HomeHearers(desk, policy, now), absences(desk)
    may_speak_at = next_slot(now, policy)
    reminders: list[HomeReminder] = []
    spoken = 0
    for clock in clocks:
        rule = home_rule(policy, clock.name)
        met_at = _team_met(desk, clock, now) if clock.name == LESSONS else None
        if rule is None or met_at is not None:
            clock.ping_at = None
            desk.home_clocks.save(clock)
            if met_at is not None:
                meet_home_clock(desk, policy, clock, at=met_at, by=None, now=now)
        elif may_speak_at > now:
            clock.ping_at = may_speak_at
            desk.home_clocks.save(clock)
        else:
            schedule = ping_schedule(rule, clock.started_at, clock.due_at, policy, urgent=False)
            if clock.handler_id is not None:
                schedule = with_managers(schedule, rule)
            reminders += _of_clock(desk, clock, after_absences(schedule, away, policy), hearers, now)
            spoken += 1
    _write(desk, policy, reminders, now)
    return spoken


def _of_clock(
    desk: Desk, clock: HomeClock, schedule: tuple[Ping, ...], hearers: HomeHearers, now: datetime
) -> list[HomeReminder]:
    """What one clock has to say now, and to whom; moves it on to its next time."""
    assert clock.id is not None
    passed = clock.pinged_at or clock.started_at
    due = {ping.rung: ping.occurrence for ping in schedule if passed < ping.at <= now}
    waiting = desk.home_clocks.waiting(clock_id=clock.id)
    patient = {person_id: until for person_id, until in waiting.items() if until > now}
    clock.pinged_at = now
    clock.ping_at = min((*(ping.at for ping in schedule if ping.at > now), *patient.values()), default=None)
    desk.home_clocks.save(clock)
    desk.home_clocks.end_put_off(clock_id=clock.id, until=now)
    told = {
        person.id: HomeReminder(clock, occurrence, person)
        for rung, occurrence in due.items()
        for person in hearers.of(clock, rung)
        if person.id not in patient
    }
    for person_id, until in waiting.items():
        if until > now:
            continue
        themselves = desk.people.get(person_id=person_id)
        for person in hearers.of(clock, HANDLER) if hearers.is_away(themselves) else [themselves]:
            told.setdefault(person.id, HomeReminder(clock, f"snoozed-{until:%Y%m%d%H%M}", person))
    return [reminder for reminder in told.values() if reminder.person.unreachable_at is None]


def _write(desk: Desk, policy: Policy, reminders: Sequence[HomeReminder], now: datetime) -> None:
    """One message a person: about one duty with all that can be done about it, about several with the way to
    each."""
    by_person: dict[int | None, list[HomeReminder]] = defaultdict(list)
    for reminder in reminders:
        by_person[reminder.person.id].append(reminder)
    for person_id, theirs in by_person.items():
        person, texts = theirs[0].person, Texts(theirs[0].person.language)
        theirs.sort(key=lambda reminder: (reminder.clock.due_at, reminder.clock.id))
        clocks = [reminder.clock for reminder in theirs]
        lines = [home_line(desk, texts, policy, clock, now) for clock in clocks[:MOST_WORDED]]
        if len(clocks) == 1:
            key, rows = theirs[0].key, home_buttons(texts, clocks[0], now=now)
        else:
            key = f"homes {theirs[0].key} {theirs[-1].key} {now:%Y%m%d%H%M}"
            rows = [[home_opener(desk, texts, policy, clock)] for clock in clocks[:MOST_OPENED]]
            lines.insert(0, texts.say("home-many", count=len(clocks)))
            if len(clocks) > MOST_WORDED:
                lines.append(texts.say("home-many-more", count=len(clocks) - MOST_WORDED))
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content("\n\n".join(lines), rows),
            priority=REMINDER,
            now=now,
            key=key,
            person_id=person_id,
            about=HOME_CLOCK,
        )


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
