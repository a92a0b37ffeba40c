"""Thousands of hostile updates through the real reader and dialogue on a real database.

CANDOUR_HOSTILE_UPDATES says how many; without it a few hundred are thrown.
"""

import os
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import func, select

from bot.dialogue import PARKED, Dialogue
from bot.telegram.incoming import read_update
from flows.policy.model import Policy
from storage.database import Database
from storage.sealing import Vault
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
from tests.security.hostile import CARER, updates
from tests.talk import Talk, check_sendable

HOW_MANY = int(os.environ.get("CANDOUR_HOSTILE_UPDATES", "500"))
A_RUN = 25
"""Updates in one world, one after the other: what was half done is met by the next."""

SECRET_WORDS = ("Zebedee Quillfeather", "the blue biscuit tin")
"""On a case that nobody who attacks has a right to."""

thrown: Counter[str] = Counter()
"""By what became of them."""
unread: Counter[str] = Counter()
"""Why those that are no proper updates were parked unread."""


class World:
    """A home with a case of its own people, and attackers: a member of staff, and people without any role."""

    def __init__(self, database: Database, policy: Policy) -> None:
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
        if incoming.fault is not None:
            unread[type(incoming.fault).__name__] += 1
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
            assert not any(words in str(notice.content) for words in SECRET_WORDS)
        with self.talk.desk(keep=False) as desk:
            for case_id in desk.cases.ids():
                assert desk.timeline.broken_at(case_id=case_id) is None


@pytest.fixture(scope="module")
def make_world(make_sqlite_url: Any, secret_key: str, policy: Policy) -> Iterator[Any]:
    opened: list[Database] = []

    def make() -> World:
        database = Database(make_sqlite_url(), Vault([secret_key]))
        database.unlock()
        opened.append(database)
        return World(database, policy)

    yield make
    for database in opened:
        database.close()


@settings(
    max_examples=max(1, HOW_MANY // A_RUN),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    # Worlds are slow to build: what failed is shown as it was.
    phases=(Phase.generate,),
)
@given(run=st.lists(updates(), min_size=A_RUN, max_size=A_RUN))
def test_hostile_updates_raise_nothing_and_change_nothing_they_may_not(
    make_world: Any, run: list[dict[str, Any]]
) -> None:
    world = make_world()
    before = world.guarded()
    for raw in run:
        thrown[world.throw(raw)] += 1
    assert world.guarded() == before
    world.check()


def test_as_many_were_thrown_as_were_asked_for() -> None:
    assert sum(thrown.values()) >= HOW_MANY
    # Most are read and handled: an attack that is turned away at the door proves little.
    assert thrown["handled"] > sum(thrown.values()) / 4
    print(f"\nhostile updates thrown: {dict(thrown)}; unread: {dict(unread)}")
