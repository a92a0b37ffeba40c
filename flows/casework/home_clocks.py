"""Duties of a home that hang on no case: when they start, who is reminded, what ends them."""

from datetime import datetime

from flows.casework.clock_names import clock_label, clock_name
from flows.engine.say import Button
from flows.engine.texts import Ready, Texts
from flows.policy.clocks import ClockRule
from flows.policy.model import Policy
from flows.policy.permissions import MAY
from flows.policy.pings import MANAGERS
from flows.policy.timescales import due_at, local_time, ping_schedule
from storage.desk import Desk
from storage.home_clocks import HomeClock
from storage.tables import Person

SUMMARY, LESSONS = "reg16_summary", "lessons_monthly"
RIGHT = "keep_home_clocks"
HOME_CLOCK = "home_clock"
"""What the reminders are about."""
FIRST_RUNG = "handler"
ROLE_ON_RUNG = {FIRST_RUNG: "manager"}
"""Where nobody has a home's duty, the managers stand on the first rung."""
DONE, GIVEN, PUT_OFF, WHY_LATE = "done", "give", "put_off", "why_late"
"""What is kept of what people did about a duty."""


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
    assert clock.id is not None
    clock.met_at, clock.met_by, clock.ping_at = at, by, None
    desk.home_clocks.save(clock)
    desk.home_clocks.end_put_off(clock_id=clock.id)
    rule = home_rule(policy, clock.name)
    if rule is not None and clock.name == LESSONS:
        start_home_clock(desk, policy, clock.service_id, rule, from_at=at, now=now)


def end_home_clock(desk: Desk, policy: Policy, clock: HomeClock, *, by: int, now: datetime) -> None:
    """Somebody says that it is done: nobody hears of it any more."""
    assert clock.id is not None
    meet_home_clock(desk, policy, clock, at=now, by=by, now=now)
    desk.home_clocks.note(clock, DONE, at=now, person_id=by)
    desk.notices.withdraw_keyed(beginning=key_of(clock), at=now)


def key_of(clock: HomeClock) -> str:
    """How the keys of what is said about one clock begin."""
    return f"home {clock.id} "


def keepers(desk: Desk, service_id: int) -> list[Person]:
    """Who may keep a home's own clocks, the longest-serving first."""
    service = desk.services.get(service_id=service_id)
    found = desk.people.with_role(service=service, roles=tuple(MAY[RIGHT]))
    return list({person.id: person for person in found}.values())


class HomeHearers:
    """Who hears what at one moment; whoever is away is stood in for. Absences are read once, for a sweep."""

    def __init__(self, desk: Desk, policy: Policy, now: datetime) -> None:
        self._desk = desk
        self._rungs = policy.ladder.rungs
        self.away = desk.absences.on(day=local_time(now, policy).date())

    def of(self, clock: HomeClock, rung: int) -> list[Person]:
        """Who is on a rung: whoever has it, or the managers; then quality, then the owner. Where nobody is
        there, the next one up; where everybody is away, who would have heard."""
        if rung == MANAGERS:
            others = self._there(clock, self._on(clock, "manager"))
            return [person for person in others if person.id != clock.handler_id]
        asked: list[Person] = []
        for name in self._rungs[rung:]:
            on_it = self._on(clock, name)
            if name == FIRST_RUNG and clock.handler_id is not None:
                has_it = [p for p in keepers(self._desk, clock.service_id) if p.id == clock.handler_id]
                if reachable := self._there(clock, has_it):
                    return reachable
                on_it = on_it or has_it
            if reachable := self._there(clock, on_it):
                return reachable
            asked = asked or [person for person in on_it if person.unreachable_at is None]
        return asked

    def is_away(self, person: Person) -> bool:
        return person.id in self.away

    def _on(self, clock: HomeClock, rung: str) -> list[Person]:
        service = self._desk.services.get(service_id=clock.service_id)
        return self._desk.people.with_role(service=service, roles=(ROLE_ON_RUNG.get(rung, rung),))

    def _there(self, clock: HomeClock, asked: list[Person]) -> list[Person]:
        """Those who are here and can be reached, and who stands in for the others."""
        may_have = {person.id: person for person in keepers(self._desk, clock.service_id)}
        there: dict[int | None, Person] = {}
        for person in asked:
            absence = self.away.get(person.id or 0)
            stands_in = may_have.get(absence.deputy_id) if absence is not None else person
            if stands_in is not None and not (absence and self.is_away(stands_in)):
                there[stands_in.id] = stands_in
        return [person for person in there.values() if person.unreachable_at is None]


def home_line(desk: Desk, texts: Texts, policy: Policy, clock: HomeClock, now: datetime) -> str:
    """No names: it shows on a locked phone."""
    return texts.say(
        "home-line-late" if clock.due_at <= now else "home-line-coming",
        service=desk.services.get(service_id=clock.service_id).name,
        clock=Ready(clock_name(texts, policy, clock.name)),
        due=clock.due_at,
    )


def home_doing(texts: Texts, clock: HomeClock) -> list[Button]:
    """What is to be done: the summary is made first."""
    done = Button(texts.label(f"button-home_done-{clock.name}"), f"d:home_done:{clock.id}")
    if clock.name != SUMMARY:
        return [done]
    return [Button(texts.label("button-cqc_summary"), f"d:cqc_summary:{clock.id}"), done]


def home_buttons(texts: Texts, clock: HomeClock, *, now: datetime) -> list[list[Button]]:
    """Do it, give it to somebody, hear of it later, say why it is late, ask where the date comes from."""
    doing = [[button] for button in home_doing(texts, clock)]
    doing[-1].append(Button(texts.label("button-assign"), f"d:home_give:{clock.id}"))
    later = [
        Button(texts.label("button-tomorrow"), f"d:home_tomorrow:{clock.id}"),
        Button(texts.label("button-later"), f"d:home_later:{clock.id}"),
    ]
    why = [Button(texts.label("button-why_clock"), f"d:home_why:{clock.id}")]
    if clock.due_at <= now:
        why.insert(0, Button(texts.label("button-why_late"), f"d:home_why_late:{clock.id}"))
    return [*doing, later, why]


def home_opener(desk: Desk, texts: Texts, policy: Policy, clock: HomeClock) -> Button:
    """The way to one clock, by the name of its home."""
    service = desk.services.get(service_id=clock.service_id).name
    name = clock_label(texts, policy, clock.name)
    return Button(texts.label("button-home_due", service=service, clock=name), f"d:home_due:{clock.id}")
