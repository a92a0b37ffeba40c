"""A year of a 50-bed home through the real bot: people report, handlers forget, go on holiday and act.

Every reminder that anybody got is held against every clock there was, by rules written here anew.
"""

import argparse
import heapq
import re
import tempfile
import time as wall
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

from flows.casework.clock_names import clock_label
from flows.engine.texts import Texts
from flows.policy.loading import load_policy
from storage.database import Database
from storage.sealing import Vault, make_key
from tests.flows.policy.by_hand import london, works
from tests.talk import Heard, Speaker, Talk

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HANDLERS = ("manager", "deputy", "quality", "owner")
OF_THE_HOME = ("home_clock", "digest", "breaches")
"""What a handler hears without any case that is red."""
CQC_ASKS = "cqc_asked"
CLOSE_TOGETHER = timedelta(minutes=30)
WAITS_FOR_OTHERS = timedelta(minutes=70)
"""How much later than its moment a reminder may come: the person heard of something else just then."""

NEAR_MISS = "Mrs {name} nearly slipt on wet floor by bathroom {number} this mornin i cought her"
RED = "Mr {name} is choking on his toast in room {number} and not breathing"
COMPLAINT = "I want to make a formal complaint. The food in room {number} is always cold"
NAMES = ("Patel", "Lee", "Khan", "Smith", "Okafor", "Jones", "Begum", "Murray", "Novak", "Ellis")

REFERENCE = re.compile(r"RH-\d\d-\d{4}")
LATE = re.compile(r"(?:Late: |⏰ )(.+?), was due")
COMING = re.compile(r"(?:Due soon: (.+?), by |◷ (.+?) by )")


@dataclass(frozen=True)
class Reminded:
    """One clock's word to one person, as it stood on their phone."""

    who: str
    at: datetime
    reference: str
    clock: str
    late: bool


@dataclass
class Found:
    """What a run came to: counts, and what went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Home:
    """Fifty beds, six carers, three daughters, and four people who look after what comes in."""

    def __init__(self, database: Database, *, seed: int) -> None:
        self.rng = Random(seed)
        self.talk = Talk(database, load_policy(), now=START, rng=Random(seed))
        self.talk.home("Rose House", "RH")
        self.carers = [self.talk.person(f"carer{n}", "staff") for n in range(6)]
        self.daughters = [self.talk.person(f"daughter{n}", "family") for n in range(3)]
        for key, role in zip(HANDLERS, ("manager", "manager", "quality", "owner"), strict=True):
            self.talk.person(key, role, name=key.title())
        self._plans: list[tuple[datetime, int, str]] = []
        self._cases = 0
        self._planned: set[int] = set()
        """The home's own clocks that somebody will see to."""

    def live(self, *, days: int, cases: int) -> None:
        """So many cases spread over so many days, and what the handlers make of them."""
        end = START + timedelta(days=days)
        reports = sorted(START + timedelta(minutes=self.rng.randrange(days * 24 * 60)) for _ in range(cases))
        leaves = iter([START + timedelta(days=days // 3)])
        leave = next(leaves, None)
        for part in (4, 2):
            heapq.heappush(self._plans, (START + timedelta(days=days // part), 0, CQC_ASKS))
        for at in reports:
            if leave is not None and at > leave:
                self._act_until(leave)
                self._goes_on_leave()
                leave = next(leaves, None)
            self._act_until(at)
            self.talk.to(at)
            self._reports()
            self._plan_home()
        self._act_until(end)
        self.talk.to(end)

    def _goes_on_leave(self) -> None:
        """The manager is away for two weeks; the deputy stands in."""
        manager = self.talk.manager
        manager.says("/away")
        manager.says("today")
        manager.taps("until", on=manager.last)
        manager.taps("Deputy")
        manager.taps("Yes, that is right")

    def _reports(self) -> None:
        values = {"name": self.rng.choice(NAMES), "number": self.rng.randrange(1, 60)}
        kind = self.rng.choices((NEAR_MISS, RED, COMPLAINT), (70, 5, 25))[0]
        speaker = self.rng.choice(self.daughters if kind == COMPLAINT else self.carers)
        speaker.says(kind.format(**values))
        if "Something new" in speaker.last.labels:
            speaker.taps("Something new")
        speaker.reaches_card()
        speaker.taps("Yes, send it")
        self._cases += 1
        self._plan(self._cases)

    def _plan(self, case_id: int) -> None:
        """When each clock of a case is seen to: most in time, one in four late, one in ten never."""
        with self.talk.desk(keep=False) as desk:
            clocks = [(c.name, c.started_at, c.due_at) for c in desk.clocks.running(case_id=case_id)]
        for name, started, due in clocks:
            share = self.rng.choices(
                (self.rng.uniform(0.1, 0.95), self.rng.uniform(1.05, 2.0), 0.0), (65, 25, 10)
            )[0]
            if share:
                heapq.heappush(self._plans, (started + (due - started) * share, case_id, name))

    def _plan_home(self) -> None:
        """The home's own clocks: half are given to somebody, a third are late."""
        with self.talk.desk(keep=False) as desk:
            running = [(c.id or 0, c.started_at, c.due_at) for c in desk.home_clocks.running(service_ids=[1])]
        for clock_id, started, due in running:
            if clock_id in self._planned:
                continue
            self._planned.add(clock_id)
            share = self.rng.uniform(0.7, 1.15)
            heapq.heappush(self._plans, (started + (due - started) * share, clock_id, "home_done"))
            if self.rng.random() < 0.5:
                heapq.heappush(self._plans, (started + (due - started) * 0.6, clock_id, "home_give"))

    def _act_until(self, end: datetime) -> None:
        while self._plans and self._plans[0][0] <= end:
            at, case_id, name = heapq.heappop(self._plans)
            self.talk.to(max(at, self.talk.now))
            who: Speaker = getattr(self.talk, self.rng.choice(HANDLERS[:2]))
            if name == CQC_ASKS:
                who.taps_data("d:cqc_asked")
                who.taps("Today")
            elif name == "home_give":
                who.taps_data(f"d:home_give:{case_id}")
                if self._asked(who, "Who shall have it?"):
                    who.taps(who.last.labels[0])
            elif name == "home_done":
                self._late_reason(who, case_id)
                who.taps_data(f"d:home_done:{case_id}")
            elif name == "seen":
                who.taps_data(f"d:take:{case_id}:over")
            else:
                who.taps_data(f"d:done:{case_id}:{name}")
                if who.last.text.endswith("and when?"):
                    who.says("I saw to it myself")

    def _late_reason(self, who: Speaker, clock_id: int) -> None:
        who.taps_data(f"d:home_why_late:{clock_id}")
        if self._asked(who, "Why is it late?"):
            who.says("We were short of staff")

    @staticmethod
    def _asked(who: Speaker, words: str) -> bool:
        return words in who.last.text


def check(home: Home, end: datetime) -> Found:
    """Holds every reminder against every clock."""
    found = Found()
    talk, texts = home.talk, Texts()
    said = [one for key in HANDLERS for one in _reminders(key, getattr(talk, key).heard)]
    by_clock: dict[tuple[str, str], list[Reminded]] = {}
    for one in said:
        by_clock.setdefault((one.reference, one.clock), []).append(one)
    urgent: set[str] = set()
    at_any_hour: set[tuple[str, str]] = set()
    with talk.desk(keep=False) as desk:
        for case_id in range(1, home._cases + 1):
            case = desk.cases.get(case_id=case_id)
            assert case is not None
            if talk.policy.is_urgent(case.red_flags):
                urgent.add(case.reference)
            for clock in desk.clocks.of(case_id=case_id):
                if clock.for_knowing:
                    found.counts["dates to know"] += 1
                    continue
                label = clock_label(texts, talk.policy, clock.name)
                theirs = by_clock.get((case.reference, label), [])
                found.counts["clocks"] += 1
                found.counts["clocks met late or not at all"] += (
                    clock.met_at is None or clock.met_at > clock.due_at
                )
                any_hour = case.reference in urgent and talk.policy.clocks[clock.name].any_hour_when_urgent
                if any_hour:
                    at_any_hour.add((case.reference, label))
                moment = clock.due_at if any_hour else _may_speak(clock.due_at)
                latest = moment + WAITS_FOR_OTHERS
                open_then = clock.met_at is None or clock.met_at > latest
                if open_then and latest < end and not any(clock.due_at <= one.at <= latest for one in theirs):
                    found.faults.append(
                        f"{case.reference} {clock.name}: due {clock.due_at}, nobody was reminded"
                    )
                found.faults += [
                    f"{case.reference} {clock.name}: reminder at {one.at} after the act at {clock.met_at}"
                    for one in theirs
                    if clock.met_at is not None and one.at > clock.met_at
                ]
    found.faults += [
        f"{one} at a time without reminders"
        for one in said
        if _is_off(one.at) and (one.reference, one.clock) not in at_any_hour
    ]
    found.faults += _twice(said, urgent)
    _check_home(home, found, end)
    found.faults += [
        f"{key}: {message.about} at {message.at}, a time without reminders"
        for key in HANDLERS
        for message in getattr(talk, key).heard
        if message.about in OF_THE_HOME and _is_off(message.at)
    ]
    found.counts["cases"] = home._cases
    found.counts["red flags"] = len(urgent)
    found.counts["reminders"] = len(said)
    found.counts["reminders before the time was up"] = sum(not one.late for one in said)
    found.counts["reminders to quality and the owner"] = sum(one.who in HANDLERS[2:] for one in said)
    found.counts["reminders of the home's own clocks"] = sum(
        message.about == "home_clock" for key in HANDLERS for message in getattr(talk, key).heard
    )
    found.counts["messages with reminders"] = len({(one.who, one.at) for one in said})
    return found


def _check_home(home: Home, found: Found, end: datetime) -> None:
    """The same for the home's own clocks: each is heard of when it is up, and never after it was done."""
    talk, texts = home.talk, Texts()
    heard = [m for key in HANDLERS for m in getattr(talk, key).heard if m.about == "home_clock"]
    with talk.desk(keep=False) as desk:
        clocks = desk.home_clocks.of(service_ids=[1])
        found.counts["the home's own clocks"] = len(clocks)
        found.counts["of these given to somebody"] = sum(clock.handler_id is not None for clock in clocks)
        for clock in clocks:
            label, due = clock_label(texts, talk.policy, clock.name), texts.moment(clock.due_at)
            theirs = [m.at for m in heard if label in m.text and due in m.text]
            latest = _may_speak(clock.due_at) + WAITS_FOR_OTHERS
            open_then = clock.met_at is None or clock.met_at > latest
            if open_then and latest < end and not any(clock.due_at <= at <= latest for at in theirs):
                found.faults.append(f"{clock.name}: due {clock.due_at}, nobody was reminded")
            found.faults += [
                f"{clock.name}: reminder at {at} after the act at {clock.met_at}"
                for at in theirs
                if clock.met_at is not None and at > clock.met_at
            ]


def _reminders(who: str, heard: list[Heard]) -> Iterator[Reminded]:
    for message in heard:
        if message.about not in ("reminder", "reminders"):
            continue
        reference = ""
        for line in message.text.splitlines():
            if found := REFERENCE.search(line):
                reference = found[0]
            if late := LATE.search(line):
                yield Reminded(who, message.at, reference, late[1], late=True)
            elif coming := COMING.search(line):
                yield Reminded(who, message.at, reference, coming[1] or coming[2], late=False)


def _is_off(at: datetime) -> bool:
    """Night, weekend or bank holiday, by the calendar that was worked out by hand."""
    local = london(at)
    return not time(7) <= local.time() < time(21) or not works(local.date())


def _may_speak(at: datetime) -> datetime:
    while _is_off(at):
        at += timedelta(minutes=1)
    return at


def _twice(said: list[Reminded], urgent: set[str]) -> Iterator[str]:
    last: dict[tuple[str, str, str], datetime] = {}
    for one in sorted(said, key=lambda each: each.at):
        key = (one.who, one.reference, one.clock)
        gap = timedelta() if one.reference in urgent else CLOSE_TOGETHER
        if key in last and one.at - last[key] < max(gap, timedelta(seconds=30)):
            yield f"{one}: said before at {last[key]}"
        last[key] = one.at


def run(*, days: int, cases: int, seed: int) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'year.db'}", Vault([make_key()]))
        database.migrate()
        home = Home(database, seed=seed)
        home.live(days=days, cases=cases)
        found = check(home, START + timedelta(days=days))
        database.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    began = wall.monotonic()
    found = run(days=given.days, cases=given.cases, seed=given.seed)
    print("| what | number |\n|---|---|")
    for name, count in found.counts.items():
        print(f"| {name} | {count:,} |")
    print(f"| faults | {len(found.faults)} |")
    print(f"\n{wall.monotonic() - began:.0f} s")
    for fault in found.faults[:20]:
        print(fault)
    raise SystemExit(bool(found.faults))


if __name__ == "__main__":
    main()
