"""How reminders are put into words: one message a person, and what to do about each at a tap."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from flows.casework.alerts import watch
from flows.casework.clock_names import clock_name
from flows.casework.pings import case_line, reminder_buttons
from flows.engine.say import LONGEST_TEXT, Button, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.clocks import ClockRule
from flows.policy.model import Policy
from flows.policy.pings import Ping
from storage.desk import Desk
from storage.notices import RED_FLAG, REMINDER
from storage.tables import Case, Clock, Person

MOST_WORDED, MOST_OPENED = 12, 90
"""Cases in one message with their clocks in words, and cases with a button; Telegram takes 100 buttons."""
ROOM = LONGEST_TEXT - 600
"""Characters for what is worded; the rest is for the head and the end of the message."""


@dataclass(frozen=True)
class Reminder:
    """One clock's word to one person."""

    case: Case
    clock: Clock
    rule: ClockRule
    ping: Ping
    person: Person
    urgent: bool

    @property
    def key(self) -> str:
        # With the due time, for a clock that was moved says its reminders anew.
        due = f"{self.clock.due_at:%Y%m%d%H%M}"
        return f"case {self.case.id} {self.clock.name} {due} {self.ping.occurrence} {self.person.id}"


def write_reminders(desk: Desk, policy: Policy, reminders: Sequence[Reminder], now: datetime) -> None:
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
    habits = desk.habits.of_all(person_ids=list(by_person))
    for habit in habits:
        habit.reminded_at = now
    desk.habits.save_all(habits)


def _state(reminder: Reminder, now: datetime) -> str:
    return "late" if reminder.clock.due_at <= now else "coming"


def _write_one(desk: Desk, policy: Policy, reminder: Reminder, now: datetime) -> None:
    texts = Texts(reminder.person.language)
    case, clock = reminder.case, reminder.clock
    state = _state(reminder, now)
    key = f"ping-{state}" + ("-climbed" if reminder.ping.rung else "")
    text = texts.say(
        key,
        line=Ready(case_line(case, texts)),
        clock=Ready(clock_name(texts, policy, clock.name)),
        due=clock.due_at,
        handled="yes" if case.handler_id else "no",
    )
    rows = reminder_buttons(
        case, reminder.rule, policy, texts, late=state == "late", snoozes=not reminder.urgent
    )
    notice = desk.notices.write(
        chat_id=reminder.person.account_id,
        content=as_content(text, rows),
        priority=RED_FLAG if reminder.urgent else REMINDER,
        now=now,
        key=reminder.key,
        person_id=reminder.person.id,
        case_id=case.id,
        about="reminder",
    )
    if reminder.urgent:
        watch(desk, case, reminder.person, notice, rung=reminder.ping.rung, now=now)


def _lines_of_case(reminders: list[Reminder], policy: Policy, texts: Texts, now: datetime) -> str:
    """One case with its clocks, one a line."""
    lines = [case_line(reminders[0].case, texts)]
    for reminder in reminders:
        clock = Ready(clock_name(texts, policy, reminder.clock.name))
        lines.append(texts.say(f"ping-many-{_state(reminder, now)}", clock=clock, due=reminder.clock.due_at))
    return "\n".join(lines)


def _write_many(desk: Desk, policy: Policy, reminders: list[Reminder], now: datetime) -> None:
    """The first cases in words, and a button for each: what can be done about it is one tap behind that."""
    person = reminders[0].person
    texts = Texts(person.language)
    late = sum(_state(reminder, now) == "late" for reminder in reminders)
    by_case: dict[int | None, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        by_case[reminder.case.id].append(reminder)
    cases = list(by_case.values())
    worded = _fitting([_lines_of_case(theirs, policy, texts, now) for theirs in cases[:MOST_WORDED]])
    opened = [theirs[0].case for theirs in cases[:MOST_OPENED]]
    lines = [texts.say("ping-many", late=late, coming=len(reminders) - late), *worded]
    if len(opened) > len(worded):
        lines.append(texts.say("ping-many-more", count=len(opened) - len(worded)))
    if len(cases) > len(opened):
        lines.append(texts.say("ping-many-rest", count=len(cases) - len(opened)))
    in_a_row = 2 if len(opened) <= MOST_WORDED else 3
    opening = [_opener(case) for case in opened]
    rows = [opening[i : i + in_a_row] for i in range(0, len(opening), in_a_row)]
    rows.append([Button(texts.label("button-today"), "d:today")])
    if len(cases) > len(opened):
        rows[-1].append(Button(texts.label("button-overdue"), "d:overdue"))
    desk.notices.write(
        chat_id=person.account_id,
        content=as_content("\n\n".join(lines), rows),
        priority=REMINDER,
        now=now,
        key=f"many {reminders[0].key} {reminders[-1].key} {now:%Y%m%d%H%M}",
        person_id=person.id,
        about="reminders",
    )


def _opener(case: Case) -> Button:
    flag = "🔴 " if case.red_flags else ""
    return Button(f"{flag}{case.reference}", f"d:due:{case.id}")


def _fitting(texts: Sequence[str]) -> list[str]:
    """As many of the first ones as one message holds."""
    used = accumulate(len(text) + 2 for text in texts)
    return [text for text, end in zip(texts, used, strict=True) if end <= ROOM]
