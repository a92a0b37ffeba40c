"""What the clocks have to say by now, and to whom; one message a person."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.casework.clock_names import clock_name
from flows.casework.ladder import people_on_rung
from flows.casework.mornings import has_put_off, next_reminding_morning
from flows.casework.pings import case_line, ping_buttons
from flows.engine.say import Button, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from flows.policy.timescales import Ping, ping_schedule
from storage.desk import Desk
from storage.notices import RED_FLAG, REMINDER
from storage.tables import Case, Clock, Person

MOST_IN_ONE_MESSAGE = 12
"""Cases in one message; what is more is a number and a button."""

AFTER_CLOSING = ("outcome_told", "answer")
"""Clocks that go on after a case was closed: somebody still waits to hear."""


@dataclass(frozen=True)
class Reminder:
    """One clock's word to one person."""

    case: Case
    clock: Clock
    ping: Ping
    person: Person
    urgent: bool

    @property
    def key(self) -> str:
        # With the due time, for a clock that was moved says its reminders anew.
        due = f"{self.clock.due_at:%Y%m%d%H%M}"
        return f"case {self.case.id} {self.clock.name} {due} {self.ping.occurrence} {self.person.id}"


def remind(desk: Desk, policy: Policy, now: datetime, *, was_away: bool = False) -> int:
    """Writes the reminders that are due into the outbox. Returns how many clocks spoke.

    After a time away each overdue clock speaks once: what fell into that time is one reminder, and what
    would have climbed waits until the next morning, so that the handler can act first.
    """
    reminders: list[Reminder] = []
    spoken = 0
    while clocks := desk.clocks.to_ping(now=now):
        spoken += len(clocks)
        for clock in clocks:
            reminders += _of_clock(desk, policy, clock, now, was_away=was_away)
        desk.flush()
    _write(desk, policy, reminders, now)
    return spoken


def _of_clock(
    desk: Desk, policy: Policy, clock: Clock, now: datetime, *, was_away: bool
) -> Iterator[Reminder]:
    desk.clocks.save(clock)
    case = desk.cases.get(case_id=clock.case_id)
    rule = policy.clock_rule(clock.name, kind=case.kind, red_flags=case.red_flags) if case else None
    goes_on = (*AFTER_CLOSING, *policy.lasting_clocks)
    if case is None or rule is None or (case.closed_at is not None and clock.name not in goes_on):
        clock.ping_at = None
        return
    urgent = policy.is_urgent(case.red_flags) and rule.any_hour_when_urgent
    schedule = ping_schedule(rule, clock.started_at, clock.due_at, policy, urgent=urgent)
    for ping in _due_pings(clock, case, schedule, policy, now, was_away=was_away and not urgent):
        for person in people_on_rung(desk, policy, case, ping.rung):
            if urgent or not has_put_off(desk, policy, case, person, now):
                yield Reminder(case, clock, ping, person, urgent)


def _due_pings(
    clock: Clock, case: Case, schedule: tuple[Ping, ...], policy: Policy, now: datetime, *, was_away: bool
) -> list[Ping]:
    """The pings to send now; moves the clock on to its next one."""
    passed = clock.pinged_at or clock.started_at
    new = [ping for ping in schedule if passed < ping.at <= now]
    own = [ping for ping in new if ping.rung == 0]
    climbed = [ping for ping in new if ping.rung > 0]
    coming = next((ping.at for ping in schedule if ping.at > now), None)
    until = clock.snoozed_until
    if until is not None and now < until:
        # What the handler put off is not passed over: it is said in the morning.
        clock.pinged_at = now if climbed or not own else passed
        clock.ping_at = min(filter(None, (coming, until)))
        own = []
    else:
        if until is not None and not own and clock.due_at == case.next_due_at:
            own = [Ping(f"snoozed-{until:%Y-%m-%d}", until, 0)]
        clock.snoozed_until = None
        clock.pinged_at = now
        clock.ping_at = coming
        if was_away and own and climbed:
            clock.pinged_at = climbed[0].at - timedelta(seconds=1)
            clock.ping_at = next_reminding_morning(now, policy)
            climbed = []
    last_by_rung = {ping.rung: ping for ping in climbed}
    return [*own[-1:], *last_by_rung.values()]


def _write(desk: Desk, policy: Policy, reminders: list[Reminder], now: datetime) -> None:
    by_person: dict[int, list[Reminder]] = defaultdict(list)
    # Where a rung is empty the next one stands in for it, and would hear of its own turn as well.
    for reminder in {(r.person.id, r.clock.id): r for r in reversed(reminders)}.values():
        assert reminder.person.id is not None
        if reminder.urgent:
            _write_one(desk, policy, reminder, now)
        else:
            by_person[reminder.person.id].append(reminder)
    for theirs in by_person.values():
        theirs.sort(key=lambda r: (r.clock.due_at, r.case.id))
        if len(theirs) == 1:
            _write_one(desk, policy, theirs[0], now)
        else:
            _write_many(desk, policy, theirs, now)


def _state(reminder: Reminder, now: datetime) -> str:
    return "late" if reminder.clock.due_at <= now else "coming"


def _write_one(desk: Desk, policy: Policy, reminder: Reminder, now: datetime) -> None:
    texts = Texts(reminder.person.language)
    case, clock = reminder.case, reminder.clock
    key = f"ping-{_state(reminder, now)}" + ("-climbed" if reminder.ping.rung else "")
    text = texts.say(
        key,
        line=Ready(case_line(case, texts)),
        clock=Ready(clock_name(texts, policy, clock.name)),
        due=clock.due_at,
        handled="yes" if case.handler_id else "no",
    )
    desk.notices.write(
        chat_id=reminder.person.account_id,
        content=as_content(text, ping_buttons(case, texts, snoozes=not reminder.urgent)),
        priority=RED_FLAG if reminder.urgent else REMINDER,
        now=now,
        key=reminder.key,
        person_id=reminder.person.id,
        case_id=case.id,
        about="reminder",
    )


def _lines_of_case(reminders: list[Reminder], policy: Policy, texts: Texts, now: datetime) -> str:
    """One case with its clocks, one a line."""
    lines = [case_line(reminders[0].case, texts)]
    for reminder in reminders:
        clock = Ready(clock_name(texts, policy, reminder.clock.name))
        lines.append(texts.say(f"ping-many-{_state(reminder, now)}", clock=clock, due=reminder.clock.due_at))
    return "\n".join(lines)


def _write_many(desk: Desk, policy: Policy, reminders: list[Reminder], now: datetime) -> None:
    person = reminders[0].person
    texts = Texts(person.language)
    late = sum(_state(reminder, now) == "late" for reminder in reminders)
    by_case: dict[int | None, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        by_case[reminder.case.id].append(reminder)
    shown = list(by_case.values())[:MOST_IN_ONE_MESSAGE]
    left = len(reminders) - sum(map(len, shown))
    lines = [texts.say("ping-many", late=late, coming=len(reminders) - late)]
    lines += [_lines_of_case(theirs, policy, texts, now) for theirs in shown]
    if left:
        lines.append(texts.say("ping-many-more", count=left))
    opening = [Button(theirs[0].case.reference, f"d:open:{theirs[0].case.id}") for theirs in shown]
    rows = [opening[i : i + 2] for i in range(0, len(opening), 2)]
    rows.append([Button(texts.label("button-today"), "d:today")])
    desk.notices.write(
        chat_id=person.account_id,
        content=as_content("\n\n".join(lines), rows),
        priority=REMINDER,
        now=now,
        key=f"many {reminders[0].key} {reminders[-1].key} {now:%Y%m%d%H%M}",
        person_id=person.id,
        about="reminders",
    )
