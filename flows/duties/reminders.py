"""What the clocks have to say by now, and to whom; one message a person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.casework.ladder import people_on_rung
from flows.casework.pings import case_line, ping_buttons
from flows.engine.say import Button, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from flows.policy.timescales import Ping, next_morning, ping_schedule
from storage.desk import Desk
from storage.notices import RED_FLAG, REMINDER
from storage.tables import Case, Clock, Person

MOST_IN_ONE_MESSAGE = 12


@dataclass(frozen=True)
class Reminder:
    """One clock's word to one person."""

    case: Case
    clock: Clock
    ping: Ping
    person: Person

    @property
    def key(self) -> str:
        return f"case {self.case.id} {self.clock.name} {self.ping.occurrence} {self.person.id}"


def remind(desk: Desk, policy: Policy, now: datetime, *, was_away: bool = False) -> int:
    """Writes the reminders that are due into the outbox. Returns how many clocks spoke.

    After a time away each overdue clock speaks once: what fell into that time is one reminder, and what
    would have climbed waits until the next morning, so that the handler can act first.
    """
    reminders: list[Reminder] = []
    clocks = desk.clocks.to_ping(now=now)
    for clock in clocks:
        case = desk.cases.get(case_id=clock.case_id)
        if case is None or (case.closed_at is not None and clock.name not in AFTER_CLOSING):
            clock.ping_at = None
            desk.clocks.save(clock)
            continue
        for ping in _due_pings(clock, case, policy, now, was_away=was_away):
            people = people_on_rung(desk, policy, case, ping.rung)
            reminders += [Reminder(case, clock, ping, person) for person in people]
    _write(desk, policy, reminders, now)
    return len(clocks)


AFTER_CLOSING = ("outcome_told", "answer")
"""Clocks that go on after a case was closed: somebody still waits to hear."""


def _due_pings(clock: Clock, case: Case, policy: Policy, now: datetime, *, was_away: bool) -> list[Ping]:
    """The pings to send now; moves the clock on to its next one."""
    rule = policy.clock_rule(clock.name, kind=case.kind, red_flags=case.red_flags)
    if rule is None:
        clock.ping_at = None
        return []
    urgent = policy.is_urgent(case.red_flags) and rule.any_hour_when_urgent
    schedule = ping_schedule(rule, clock.started_at, clock.due_at, policy, urgent=urgent)
    passed = clock.pinged_at or clock.started_at
    new = [ping for ping in schedule if passed < ping.at <= now]
    own = [ping for ping in new if ping.rung == 0]
    climbed = [ping for ping in new if ping.rung > 0]
    clock.pinged_at = now
    coming = next((ping.at for ping in schedule if ping.at > now), None)
    if clock.snoozed_until is not None and now < clock.snoozed_until:
        own = []
        coming = min(filter(None, (coming, clock.snoozed_until)))
    elif clock.snoozed_until is not None:
        own = own or [Ping(f"snoozed-{clock.snoozed_until:%Y-%m-%d}", clock.snoozed_until, 0)]
        clock.snoozed_until = None
    if was_away and own and climbed and not urgent:
        clock.pinged_at = climbed[0].at - timedelta(seconds=1)
        coming = next_morning(now, policy, policy.reminders.hour)
        climbed = []
    clock.ping_at = coming
    last_by_rung = {ping.rung: ping for ping in climbed}
    return [*own[-1:], *last_by_rung.values()]


def _write(desk: Desk, policy: Policy, reminders: list[Reminder], now: datetime) -> None:
    by_person: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        assert reminder.person.id is not None
        if policy.is_urgent(reminder.case.red_flags):
            _write_one(desk, reminder, now, priority=RED_FLAG)
        else:
            by_person[reminder.person.id].append(reminder)
    for theirs in by_person.values():
        if len(theirs) == 1:
            _write_one(desk, theirs[0], now, priority=REMINDER)
        else:
            theirs.sort(key=lambda r: (r.clock.due_at, r.case.id))
            for start in range(0, len(theirs), MOST_IN_ONE_MESSAGE):
                _write_many(desk, theirs[start : start + MOST_IN_ONE_MESSAGE], now)


def _state(reminder: Reminder, now: datetime) -> str:
    return "late" if reminder.clock.due_at <= now else "coming"


def _write_one(desk: Desk, reminder: Reminder, now: datetime, *, priority: int) -> None:
    texts = Texts(reminder.person.language)
    case, clock = reminder.case, reminder.clock
    key = f"ping-{_state(reminder, now)}" + ("-climbed" if reminder.ping.rung else "")
    text = texts.say(
        key,
        line=Ready(case_line(case, texts)),
        clock=Ready(texts.say(f"clock-{clock.name}")),
        due=clock.due_at,
        handled="yes" if case.handler_id else "no",
    )
    desk.notices.write(
        chat_id=reminder.person.account_id,
        content=as_content(text, ping_buttons(case, texts, snoozes=priority != RED_FLAG)),
        priority=priority,
        now=now,
        key=reminder.key,
        person_id=reminder.person.id,
        case_id=case.id,
        about="reminder",
    )


def _write_many(desk: Desk, reminders: list[Reminder], now: datetime) -> None:
    person = reminders[0].person
    texts = Texts(person.language)
    late = sum(_state(reminder, now) == "late" for reminder in reminders)
    lines = [texts.say("ping-many", late=late, coming=len(reminders) - late)]
    for reminder in reminders:
        lines.append(
            texts.say(
                f"ping-many-{_state(reminder, now)}",
                line=Ready(case_line(reminder.case, texts)),
                clock=Ready(texts.say(f"clock-{reminder.clock.name}")),
                due=reminder.clock.due_at,
            )
        )
    open_buttons = [
        Button(reminder.case.reference, f"d:open:{reminder.case.id}")
        for reminder in {r.case.id: r for r in reminders}.values()
    ]
    rows = [open_buttons[i : i + 2] for i in range(0, len(open_buttons), 2)]
    desk.notices.write(
        chat_id=person.account_id,
        content=as_content("\n\n".join(lines), rows),
        priority=REMINDER,
        now=now,
        key=f"many {reminders[0].key} {reminders[-1].key} {now:%Y%m%d%H%M}",
        person_id=person.id,
        about="reminders",
    )
