"""Fills a database with a made-up provider: homes, people, and many cases with all that they leave behind."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from sqlmodel import Session

from bench.pouring import pour, settle
from storage.chain import FIRST, hash_of_detail, link_of
from storage.database import Database
from storage.tables import (
    EMPTIED,
    Case,
    Clock,
    Counter,
    Membership,
    Notice,
    Person,
    Service,
    TimelineEntry,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FAR = NOW + timedelta(days=30)
FIRST_MANAGER, FIRST_STAFF = 10_000, 1_000_000
"""Account ids: the managers', one a home, and from where the staff's go on."""

KINDS = ("incident", "near_miss", "concern", "complaint", "compliment")
KEPT_FOR_LONG = "near_miss"
"""Instead of what is kept for three years only, in years before that: it was deleted in its time."""
CATEGORIES = ("falls", "medicines", "skin", "food_drink", "dignity", "building", "staff_attitude")
STORY = "Somebody slipped on the wet floor by the bathroom and was caught in time."
NOTE = {"words": "Looked at it."}


def add_services(database: Database, count: int, *, staff_each: int = 0) -> list[int]:
    """Services with a manager and staff each; returns their ids."""
    with database.desk() as desk:
        provider_id = desk.services.add_provider(name="A large provider").id or 0
        ids = [
            desk.services.add_service(
                provider_id=provider_id, name=f"Home {number}", code=f"H{number:03d}"
            ).id
            or 0
            for number in range(count)
        ]
    accounts = [FIRST_MANAGER + number for number in range(count)]
    accounts += [FIRST_STAFF + number for number in range(count * staff_each)]
    vault, joined = database.vault, NOW - timedelta(days=700)
    name = vault.seal("Somebody")
    pour(
        database,
        Person,
        (
            {
                "id": number,
                "account_hash": vault.fingerprint("account", account),
                "account_id": vault.seal(str(account)),
                "name": name,
                "language": "en",
                "joined_at": joined,
                "awaits_notice": False,
            }
            for number, account in enumerate(accounts, 1)
        ),
    )
    pour(
        database,
        Membership,
        (
            {
                "id": number,
                "person_id": number,
                "provider_id": provider_id,
                "service_id": ids[(number - 1) % count],
                "role": "manager" if number <= count else "staff",
                "joined_at": joined,
                "is_officer": False,
            }
            for number in range(1, len(accounts) + 1)
        ),
    )
    settle(database, (Service, Person, Membership))
    return ids


def add_cases(
    database: Database,
    services: list[int],
    *,
    open_cases: int,
    closed_cases: int = 0,
    due: int = 0,
    staff_each: int = 0,
    years: int = 1,
    bare: bool = False,
) -> None:
    """Cases spread over services and time, the open ones last. Of these `due` have a clock that speaks by
    NOW. Each case has an entry in its timeline; one that was closed has three, with two clocks met and two
    messages whose words are gone. `bare` is without entries and messages."""
    made = _Made(database, services, open_cases, closed_cases, due, staff_each, years)
    pour(database, Case, made.cases())
    pour(database, Clock, made.clocks())
    if not bare:
        pour(database, TimelineEntry, made.entries())
        pour(database, Notice, made.notices())
    with Session(database.engine) as session:
        for (service, year), last in made.numbers.items():
            session.add(Counter(service_id=service, year=year, last=last))
        session.commit()
    settle(database, (Case, TimelineEntry, Clock, Notice))


class _Made:
    """The rows, table by table. A case's number says everything about it."""

    def __init__(
        self,
        database: Database,
        services: list[int],
        open_cases: int,
        closed_cases: int,
        due: int,
        staff_each: int,
        years: int,
    ) -> None:
        self._vault, self._services, self._closed, self._due = database.vault, services, closed_cases, due
        self._total = open_cases + closed_cases
        self._staff_each = staff_each
        self._span = timedelta(days=365 * years) / max(self._total, 1)
        self.numbers: dict[tuple[int, int], int] = {}

    def _reported_at(self, number: int) -> datetime:
        return NOW - self._span * (self._total - number)

    def _kind(self, number: int) -> str:
        kind = KINDS[number % len(KINDS)]
        is_old = self._reported_at(number) < NOW - timedelta(days=3 * 365)
        return KEPT_FOR_LONG if kind == "compliment" and is_old else kind

    def cases(self) -> Iterator[dict[str, Any]]:
        words, details = self._vault.seal(STORY), self._vault.seal('{"place": "bathroom"}')
        homes = len(self._services)
        for number in range(self._total):
            home = number % homes
            service = self._services[home]
            reported_at = self._reported_at(number)
            is_closed = number < self._closed
            key = (service, reported_at.year)
            self.numbers[key] = last = self.numbers.get(key, 0) + 1
            reporter = None
            if self._staff_each:
                reporter = homes + 1 + home + homes * (number // homes % self._staff_each)
            yield {
                "id": number + 1,
                "service_id": service,
                "reference": f"H{home:03d}-{reported_at.year % 100:02d}-{last:04d}",
                "kind": self._kind(number),
                "category": CATEGORIES[number % len(CATEGORIES)],
                "harm": "none",
                "red_flags": "[]",
                "is_red": False,
                "is_safeguarding": False,
                "goes_to": "home",
                "keeps_out": False,
                "spoken": False,
                "status": "closed" if is_closed else "looked_into",
                "way": "named",
                "reporter_id": reporter,
                "reporter_role": "staff",
                "handler_id": home + 1 if is_closed else None,
                "wants_answer": True,
                "words": words,
                "details": details,
                "reported_at": reported_at,
                "closed_at": reported_at + timedelta(days=9) if is_closed else None,
                "next_due_at": None if is_closed else FAR + timedelta(seconds=number),
            }

    def entries(self) -> Iterator[dict[str, Any]]:
        detail, detail_hash = self._vault.seal(json.dumps(NOTE)), hash_of_detail(self._vault, NOTE)
        for number in range(self._total):
            previous = FIRST
            for position in range(1, 4 if number < self._closed else 2):
                row: dict[str, Any] = {
                    "case_id": number + 1,
                    "position": position,
                    "at": self._reported_at(number) + timedelta(days=3 * (position - 1)),
                    "act": "note",
                    "actor_id": number % len(self._services) + 1,
                    "actor_role": "manager",
                    "detail": detail,
                    "detail_hash": detail_hash,
                    "previous_hash": previous,
                }
                previous = row["hash"] = link_of(SimpleNamespace(**row))  # type: ignore[arg-type]
                yield row

    def clocks(self) -> Iterator[dict[str, Any]]:
        for number in range(self._total):
            reported_at = self._reported_at(number)
            own = "review" if self._kind(number) in ("incident", "near_miss") else "outcome_told"
            if number < self._closed:
                for name, days in (("seen", 1), (own, 8)):
                    at = reported_at + timedelta(days=days)
                    yield _clock(number, name, reported_at, at, met_at=at, ping_at=None)
            else:
                is_due = number - self._closed < self._due
                due_at = NOW - timedelta(hours=1) if is_due else FAR + timedelta(seconds=number)
                yield _clock(number, own, due_at - timedelta(days=3), due_at, met_at=None, ping_at=due_at)

    def notices(self) -> Iterator[dict[str, Any]]:
        chat, content = self._vault.seal("10000"), self._vault.seal("{}")
        message_ids = count(1)
        for number in range(self._closed):
            manager = number % len(self._services)
            for about_at in (timedelta(), timedelta(days=8)):
                at = self._reported_at(number) + about_at
                yield {
                    "person_id": manager + 1,
                    "chat_id": chat,
                    "chat_hash": f"{manager:064x}",
                    "priority": 2,
                    "content": content,
                    "case_id": number + 1,
                    "about": EMPTIED,
                    "forget": False,
                    "made_at": at,
                    "ready_at": at,
                    "attempts": 1,
                    "sent_at": at,
                    "message_id": next(message_ids),
                }


def _clock(
    number: int,
    name: str,
    started_at: datetime,
    due_at: datetime,
    *,
    met_at: datetime | None,
    ping_at: datetime | None,
) -> dict[str, Any]:
    return {
        "case_id": number + 1,
        "name": name,
        "started_at": started_at,
        "due_at": due_at,
        "met_at": met_at,
        "ping_at": ping_at,
    }
