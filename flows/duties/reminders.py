"""What the clocks have to say by now, and to whom."""

from collections.abc import Collection
from datetime import datetime, timedelta

from flows.casework.standing_in import Hearers
from flows.duties.away import absences, after_absences
from flows.duties.reminder_words import Reminder, write_reminders
from flows.policy.model import Policy
from flows.policy.pings import HANDLER, with_managers
from flows.policy.timescales import Ping, next_slot, ping_schedule
from storage.desk import Desk
from storage.tables import Case, Clock, Person

AFTER_CLOSING = ("outcome_told", "answer")
"""Clocks that go on after a case was closed: somebody still waits to hear."""


class _Round:
    """What is looked up once for a sweep, not once for a clock."""

    def __init__(self, desk: Desk, policy: Policy, now: datetime) -> None:
        self.desk, self.policy, self.now = desk, policy, now
        self.hearers = Hearers(desk, policy, now)
        self.put_off = desk.habits.put_off_at(now=now)
        self.absences = absences(desk)
        self.may_speak_at = next_slot(now, policy)
        self._cool_down = timedelta(minutes=policy.reminders.cool_down_minutes)
        self._reminded: dict[int, datetime | None] = {}

    def cool_until(self, people: Collection[Person]) -> datetime | None:
        """Until when one of these people is left in peace, because they were reminded a moment ago."""
        unknown = [p.id for p in people if p.id is not None and p.id not in self._reminded]
        if unknown:
            since = self.now - self._cool_down
            found = self.desk.habits.last_reminded(person_ids=unknown, since=since)
            self._reminded |= {person_id: found.get(person_id) for person_id in unknown}
        last = [at for p in people if p.id is not None and (at := self._reminded[p.id]) is not None]
        return next_slot(max(last) + self._cool_down, self.policy) if last else None


def remind(desk: Desk, policy: Policy, now: datetime) -> int:
    """Writes the reminders that are due into the outbox. Returns how many clocks spoke.

    After a time away each overdue clock speaks once: what fell into that time is one reminder, and what
    would have climbed waits until the next morning, so that the handler can act first.
    """
    clocks = desk.clocks.to_ping(now=now)
    if not clocks:
        return 0
    this_round = _Round(desk, policy, now)
    reminders: list[Reminder] = []
    spoken = 0
    with desk.people.staying():
        while clocks:
            spoken += len(clocks)
            desk.cases.load(case_ids={clock.case_id for clock in clocks})
            for clock in clocks:
                reminders += _of_clock(this_round, clock)
            desk.flush()
            clocks = desk.clocks.to_ping(now=now)
    write_reminders(desk, policy, reminders, now)
    return spoken


def _of_clock(this_round: _Round, clock: Clock) -> list[Reminder]:
    desk, policy, now = this_round.desk, this_round.policy, this_round.now
    desk.clocks.save(clock)
    case = desk.cases.get(case_id=clock.case_id)
    rule = policy.clock_rule(clock.name, kind=case.kind, red_flags=case.red_flags) if case else None
    goes_on = (*AFTER_CLOSING, *policy.lasting_clocks)
    if case is None or rule is None or (case.closed_at is not None and clock.name not in goes_on):
        clock.ping_at = None
        return []
    urgent = policy.is_urgent(case.red_flags) and rule.any_hour_when_urgent
    if not urgent and this_round.may_speak_at > now:
        # The bot was away when it was due, and it is night now, or a day off.
        clock.ping_at = this_round.may_speak_at
        return []
    schedule = ping_schedule(rule, clock.started_at, clock.due_at, policy, urgent=urgent)
    if not urgent:
        if case.handler_id is not None:
            schedule = with_managers(schedule, rule)
        schedule = after_absences(schedule, this_round.absences, policy)
    before = (clock.pinged_at, clock.ping_at, clock.snoozed_until)
    found = [
        Reminder(case, clock, rule, ping, person, urgent)
        for ping in _due_pings(clock, case, schedule, now)
        for person in this_round.hearers.of(case, ping.rung, urgent=urgent, woken=True)
        if urgent or (case.id, person.id) not in this_round.put_off
    ]
    until = None if urgent else this_round.cool_until([reminder.person for reminder in found])
    if until is not None:
        # Somebody heard of something else a moment ago: all of it is said then, in one message.
        clock.pinged_at, clock.ping_at, clock.snoozed_until = before
        clock.ping_at = until
        return []
    return found


def _due_pings(clock: Clock, case: Case, schedule: tuple[Ping, ...], now: datetime) -> list[Ping]:
    """The pings to send now; moves the clock on to its next one."""
    passed = clock.pinged_at or clock.started_at
    new = [ping for ping in schedule if passed < ping.at <= now]
    own = [ping for ping in new if ping.rung == HANDLER]
    climbed = [ping for ping in new if ping.rung > HANDLER]
    coming = next((ping.at for ping in schedule if ping.at > now), None)
    until = clock.snoozed_until
    if until is not None and now < until:
        # What the handler put off is not passed over: it is said when they want to hear of it.
        clock.pinged_at = now if climbed or not own else passed
        clock.ping_at = min(filter(None, (coming, until)))
        own = []
    else:
        if until is not None and not own and clock.due_at == case.next_due_at:
            own = [Ping(f"snoozed-{until:%Y-%m-%d-%H%M}", until, HANDLER)]
        clock.snoozed_until = None
        clock.pinged_at = now
        clock.ping_at = coming
    last_by_rung = {ping.rung: ping for ping in climbed}
    return [*own[-1:], *last_by_rung.values()]
