"""Duties of a home that hang on no case: when they start, who is reminded, what ends them."""

from datetime import datetime

from flows.casework.clock_names import clock_name
from flows.engine.say import Button, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.clocks import ClockRule
from flows.policy.model import Policy
from flows.policy.timescales import due_at, local_time, ping_schedule
from storage.desk import Desk
from storage.home_clocks import HomeClock
from storage.notices import REMINDER
from storage.tables import Person

SUMMARY, LESSONS = "reg16_summary", "lessons_monthly"
ROLE_ON_RUNG = {"handler": "manager"}
"""Nobody has taken a home's duty as they take a case: the managers stand on the first rung."""


def home_rule(policy: Policy, name: str) -> ClockRule | None:
    """None where the policy has it off."""
    clock = policy.clocks.get(name)
    return policy.clock_rule(name, kind="any") if clock is not None and clock.on else None


def start_home_clock(
    desk: Desk, policy: Policy, service_id: int, rule: ClockRule, *, from_at: datetime, now: datetime
) -> HomeClock:
    due = due_at(rule, from_at, policy)
    pings = ping_schedule(rule, from_at, due, policy, urgent=False)
    return desk.home_clocks.save(
        HomeClock(
            service_id=service_id,
            name=rule.name,
            started_at=from_at,
            due_at=due,
            ping_at=next((ping.at for ping in pings if ping.at > now), None),
        )
    )


def meet_home_clock(
    desk: Desk, policy: Policy, clock: HomeClock, *, at: datetime, by: int | None, now: datetime
) -> None:
    """What comes every month begins anew."""
    clock.met_at, clock.met_by, clock.ping_at = at, by, None
    desk.home_clocks.save(clock)
    rule = home_rule(policy, clock.name)
    if rule is not None and clock.name == LESSONS:
        start_home_clock(desk, policy, clock.service_id, rule, from_at=at, now=now)


def hearers(desk: Desk, policy: Policy, service_id: int, rung: int, now: datetime) -> list[Person]:
    """Who is on a rung; whoever is away is stood in for. Where nobody is there, the next one up."""
    service = desk.services.get(service_id=service_id)
    away = desk.absences.on(day=local_time(now, policy).date())
    for name in policy.ladder.rungs[rung:]:
        found = desk.people.with_role(service=service, roles=(ROLE_ON_RUNG.get(name, name),))
        there = {person.id: person for person in found if person.id not in away}
        for person in found:
            deputy_id = away[person.id].deputy_id if person.id in away else None
            if deputy_id is not None and deputy_id not in away:
                there[deputy_id] = desk.people.get(person_id=deputy_id)
        if reachable := [person for person in there.values() if person.unreachable_at is None]:
            return reachable
    return []


def home_line(desk: Desk, texts: Texts, policy: Policy, clock: HomeClock, now: datetime) -> str:
    return texts.say(
        "home-line-late" if clock.due_at <= now else "home-line-coming",
        service=desk.services.get(service_id=clock.service_id).name,
        clock=Ready(clock_name(texts, policy, clock.name)),
        due=clock.due_at,
    )


def home_buttons(texts: Texts, clock: HomeClock) -> list[list[Button]]:
    rows = [[Button(texts.label(f"button-home_done-{clock.name}"), f"d:home_done:{clock.id}")]]
    if clock.name == SUMMARY:
        rows.insert(0, [Button(texts.label("button-cqc_summary"), f"d:cqc_summary:{clock.id}")])
    rows.append([Button(texts.label("button-tomorrow"), f"d:home_tomorrow:{clock.id}")])
    rows.append([Button(texts.label("button-why_clock"), f"d:home_why:{clock.id}")])
    return rows


def remind_of_home(
    desk: Desk, policy: Policy, clock: HomeClock, occurrence: str, rung: int, now: datetime
) -> None:
    for person in hearers(desk, policy, clock.service_id, rung, now):
        texts = Texts(person.language)
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(home_line(desk, texts, policy, clock, now), home_buttons(texts, clock)),
            priority=REMINDER,
            now=now,
            key=f"home {clock.id} {occurrence} {person.id}",
            person_id=person.id,
            about="home_clock",
        )
