"""Fills a database with many made-up cases, quickly: the same sealed words on every row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from storage.database import Database
from storage.tables import Case, Clock, Counter, TimelineEntry

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FAR = NOW + timedelta(days=30)
BATCH = 20_000

KINDS = ("incident", "near_miss", "concern", "complaint", "compliment")
CATEGORIES = ("falls", "medicines", "skin", "food_drink", "dignity", "building", "staff_attitude")


def add_services(database: Database, count: int) -> list[int]:
    """Services with a manager each; returns their ids."""
    with database.desk() as desk:
        provider = desk.services.add_provider(name="A large provider")
        ids = []
        for number in range(count):
            service = desk.services.add_service(
                provider_id=provider.id or 0, name=f"Home {number}", code=f"H{number:03d}"
            )
            manager = desk.people.add(account_id=10_000 + number, name="A manager", language="en", now=NOW)
            desk.people.join(
                person_id=manager.id or 0,
                provider_id=provider.id or 0,
                service_id=service.id,
                role="manager",
                now=NOW,
            )
            ids.append(service.id or 0)
    return ids


def add_cases(
    database: Database,
    services: list[int],
    *,
    open_cases: int,
    closed_cases: int = 0,
    due: int = 0,
    entries: int = 1,
    years: int = 1,
) -> None:
    """Cases spread over services and time. Of the open ones `due` have a clock that speaks by NOW."""
    total = open_cases + closed_cases
    span = timedelta(days=365 * years) / max(total, 1)
    with Session(database.engine) as session:
        numbers: dict[tuple[int, int], int] = {}
        for start in range(0, total, BATCH):
            rows = list(
                _rows(range(start, min(start + BATCH, total)), services, closed_cases, span, total, numbers)
            )
            session.execute(insert(Case), rows)
            session.execute(insert(TimelineEntry), list(_entries(rows, entries)))
            opened = [row for row in rows if row["closed_at"] is None]
            if opened:
                session.execute(
                    insert(Clock), [_clock(row, row["id"] - closed_cases <= due) for row in opened]
                )
            session.commit()
        for (service, year), last in numbers.items():
            session.add(Counter(service_id=service, year=year, last=last))
        session.commit()


def _rows(
    numbers: range,
    services: list[int],
    closed_cases: int,
    span: timedelta,
    total: int,
    counted: dict[tuple[int, int], int],
) -> Iterator[dict[str, Any]]:
    for number in numbers:
        service = services[number % len(services)]
        reported_at = NOW - span * (total - number)
        is_closed = number < closed_cases
        key = (service, reported_at.year)
        counted[key] = counted.get(key, 0) + 1
        yield {
            "id": number + 1,
            "service_id": service,
            "reference": f"H{service:03d}-{reported_at.year % 100:02d}-{counted[key]:04d}",
            "kind": KINDS[number % len(KINDS)],
            "category": CATEGORIES[number % len(CATEGORIES)],
            "harm": "none",
            "red_flags": [],
            "is_red": False,
            "spoken": False,
            "status": "closed" if is_closed else "looked_into",
            "way": "named",
            "reporter_id": None,
            "reporter_role": "staff",
            "wants_answer": True,
            "words": "Somebody slipped on the wet floor by the bathroom and was caught in time.",
            "details": {"place": "bathroom"},
            "reported_at": reported_at,
            "closed_at": reported_at + timedelta(days=9) if is_closed else None,
            "next_due_at": None if is_closed else FAR + timedelta(seconds=number),
        }


def _entries(rows: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    for row in rows:
        for position in range(1, count + 1):
            yield {
                "case_id": row["id"],
                "position": position,
                "at": row["reported_at"],
                "act": "note",
                "actor_role": "manager",
                "detail": {"words": "Looked at it."},
                "detail_hash": "0" * 64,
                "previous_hash": "0" * 64,
                "hash": "0" * 64,
            }


def _clock(row: dict[str, Any], is_due: bool) -> dict[str, Any]:
    due_at = NOW - timedelta(hours=1) if is_due else row["next_due_at"]
    return {
        "case_id": row["id"],
        "name": "review" if row["kind"] in ("incident", "near_miss") else "outcome_told",
        "started_at": due_at - timedelta(days=3),
        "due_at": due_at,
        "ping_at": due_at,
    }
