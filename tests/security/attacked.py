"""A home under attack: hostile updates through the real reader and dialogue on a real database."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlmodel import func, select

from bot.dialogue import PARKED, Dialogue
from bot.telegram.incoming import read_update
from flows.policy.model import Policy
from storage.database import Database
from storage.tables import (
    Action,
    Case,
    Invite,
    Meeting,
    Membership,
    Notice,
    Person,
    Provider,
    Service,
    TimelineEntry,
)
from tests.flows.conftest import PATEL
from tests.security.hostile import CARER
from tests.talk import Talk, check_sendable

A_RUN = 25
"""Updates drawn at once."""
RUNS_A_WORLD = 8
"""What was half done in one run is met by the next."""

SECRET_WORDS = ("Zebedee Quillfeather", "the blue biscuit tin")
"""On a case that nobody who attacks has a right to."""
TURNS_TEXT_ROUND = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass
class Tally:
    """What was thrown, by what became of it, by kind, and why some could not be read."""

    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def thrown(self) -> int:
        return self.outcomes.total()


class World:
    """A home with a case of its own people, and attackers: a member of staff, and people without any role."""

    def __init__(self, database: Database, policy: Policy, tally: Tally) -> None:
        self.tally = tally
        self.talk = Talk(database, policy)
        self.talk.home()
        carer = self.talk.person("carer", "staff")
        assert carer.account_id == CARER
        self.talk.person("manager", "manager", name="Morgan Reed")
        self.talk.person("daughter", "family")
        who, place = SECRET_WORDS
        self.talk.daughter.says(f"{who} took mums money from {place} in her room last night")
        while "Is this right?" not in self.talk.daughter.last.text:
            self.talk.daughter.taps(self.talk.daughter.last.labels[0])
        self.talk.daughter.taps("Yes, send it")
        self.talk.carer.says(PATEL)
        self.talk.carer.taps("Yes, send it")
        self.dialogue = Dialogue(database, policy, self.talk.clock, Random(5))
        self.dialogue.bot_username = "candour_bot"
        self.number = 10_000

    def throw(self, raw: dict[str, Any]) -> str:
        self.number += 1
        incoming = read_update({**raw, "update_id": self.number}, None, "candour_bot", self.talk.now)
        turn = self.dialogue.take_turn(incoming)
        self.tally.outcomes[turn.outcome] += 1
        self.tally.kinds[next(iter(raw), "nothing")] += 1
        if incoming.fault is not None:
            self.tally.unread[type(incoming.fault).__name__] += 1
        if turn.outcome == PARKED and incoming.fault is None:
            with self.talk.desk() as desk:
                raise AssertionError(f"unhandled: {raw}\n{desk.updates.parked()[-1].error}")
        return turn.outcome

    def guarded(self) -> dict[str, Any]:
        """What no attacker may change."""
        with self.talk.desk(keep=False) as desk:
            session = desk.session
            theirs = (str(self.talk.daughter.account_id), str(self.talk.manager.account_id))
            case = session.get(Case, 1)
            assert case is not None
            entries = session.exec(select(TimelineEntry).where(TimelineEntry.case_id == 1))
            people = session.exec(select(Person)).all()
            return {
                "roles": [(m.person_id, m.role, m.service_id) for m in session.exec(select(Membership))],
                "case": (case.words, case.kind, case.status, case.handler_id, case.reporter_id, case.way),
                "timeline": [entry.hash for entry in entries],
                "counts": [
                    session.exec(select(func.count()).select_from(table)).one()
                    for table in (Provider, Service, Invite, Meeting, Action)
                ],
                "names": [p.name for p in people if p.account_id in theirs],
            }

    def told_attackers(self) -> Iterator[Notice]:
        """Everything written to anybody but the manager and the daughter."""
        safe = {str(self.talk.manager.account_id), str(self.talk.daughter.account_id)}
        with self.talk.desk(keep=False) as desk:
            yield from (n for n in desk.session.exec(select(Notice)) if n.chat_id not in safe)

    def check(self) -> None:
        for notice in self.told_attackers():
            if not notice.content:
                continue
            check_sendable(notice.content)
            assert not any(sign in str(notice.content) for sign in TURNS_TEXT_ROUND)
            assert not any(words in str(notice.content) for words in SECRET_WORDS)
        with self.talk.desk(keep=False) as desk:
            for case_id in desk.cases.ids():
                assert desk.timeline.broken_at(case_id=case_id) is None


class Attack:
    """Runs of updates, world after world. Raises `AssertionError` over whatever may not be."""

    def __init__(self, make_database: Callable[[], Database], policy: Policy) -> None:
        self.tally = Tally()
        self._make_database = make_database
        self._policy = policy
        self._world: World | None = None
        self._runs = 0

    def run(self, updates: Sequence[dict[str, Any]]) -> None:
        if self._world is None or self._runs % RUNS_A_WORLD == 0:
            self.close()
            self._world = World(self._make_database(), self._policy, self.tally)
        self._runs += 1
        before = self._world.guarded()
        for raw in updates:
            self._world.throw(raw)
        assert self._world.guarded() == before
        self._world.check()

    def close(self) -> None:
        if self._world is not None:
            self._world.talk.database.close()
            self._world = None
