"""`candour export`: cases for a spreadsheet or another program; without words or names by default."""

import csv
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

from bot.assemble import read_policy
from bot.commands.naming import is_same_name
from bot.existing import open_existing
from bot.settings import read_settings
from flows.meet.trends import ALL_WAYS
from flows.policy.model import Policy
from flows.policy.permissions import ON_CASE
from storage.database import Database
from storage.desk import Desk
from storage.tables import Case

FORMS = (".csv", ".jsonl")
PLAIN = (
    "reference",
    "service",
    "kind",
    "category",
    "harm",
    "red_flags",
    "spoken",
    "status",
    "way",
    "reporter_role",
    "wants_answer",
    "likelihood",
    "consequence",
    "reported_at",
    "closed_at",
)
WORDS = ("words", "place", "when", "outcome", "lesson", "no_lesson_because")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def export() -> None:
    """Write data out for other programs."""


@export.command("cases")
@click.option("--service", help="One service; all of them where none is named.")
@click.option("--from", "first", type=DAY, required=True, help="The first day of reporting.")
@click.option("--to", "last", type=DAY, required=True, help="The last day of reporting.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="FILE.csv or .jsonl"
)
@click.option("--with-words", is_flag=True, help="What was said, outcomes and lessons too. May name people.")
@click.option(
    "--with-kept",
    is_flag=True,
    help="Also cases that are kept from a manager or the owner, and speaking up. Not for their eyes.",
)
def export_cases(
    service: str | None, first: datetime, last: datetime, out: Path, with_words: bool, with_kept: bool
) -> None:
    """Write the cases reported between two days."""
    if out.suffix not in FORMS:
        raise click.ClickException("--out must end in .csv or .jsonl.")
    if last < first:
        raise click.ClickException("--to lies before --from.")
    settings = read_settings()
    policy = read_policy(settings)
    database = open_existing(settings)
    try:
        with database.desk(keep=False) as desk:
            services = _services(desk, service)
        goes_to = None if with_kept else ON_CASE["export_case"].goes_to
        cases = _rows(database, policy, services, first.date(), last.date(), with_words, goes_to)
        columns = [*PLAIN, *(WORDS if with_words else ()), *_clock_columns(policy)]
        count = _write(out, columns, cases)
        with database.desk() as desk:
            # Who took words out of the sealed database is for the journal.
            desk.services.write_journal(
                at=datetime.now(UTC), event="export", cases=count, with_words=with_words, with_kept=with_kept
            )
    except OverflowError:
        raise click.ClickException("These days are too far away.") from None
    except FileExistsError:
        raise click.ClickException(f"{out} is there already. Choose another name.") from None
    except OSError as fault:
        raise click.ClickException(f"{out} cannot be written ({fault.strerror}).") from None
    finally:
        database.close()
    click.echo(f"{out}: {count} cases.")


def _services(desk: Desk, name: str | None) -> dict[int, str]:
    """Names by id."""
    services = {service.id: service.name for service in desk.services.all() if service.id is not None}
    if name is None:
        return services
    found = {number: known for number, known in services.items() if is_same_name(known, name)}
    if not found:
        raise click.ClickException(f'There is no service "{name}".')
    return found


def _rows(
    database: Database,
    policy: Policy,
    services: dict[int, str],
    first: date,
    last: date,
    with_words: bool,
    goes_to: frozenset[str] | None,
) -> Iterator[dict[str, Any]]:
    zone = policy.calendar.zone
    start = datetime.combine(first, time(), zone).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
    for service_id, name in services.items():
        # A desk a service: the bot has its turns between two of them.
        with database.desk(keep=False) as desk:
            found = desk.cases.reported_between(
                service_id=service_id, start=start, end=end, ways=ALL_WAYS, for_whom=goes_to
            )
            rows = [_row(desk, policy, name, case, with_words) for case in found]
        yield from rows


def _row(desk: Desk, policy: Policy, service: str, case: Case, with_words: bool) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(case, name) for name in PLAIN if name != "service"}
    row["service"] = service
    row["red_flags"] = list(case.red_flags)
    # The minute of a report can point at whoever had the phone in hand.
    row["reported_at"] = _told(case.reported_at, policy, day_only=case.way != "named")
    row["closed_at"] = _told(case.closed_at, policy)
    if with_words:
        row |= {name: getattr(case, name, None) for name in WORDS}
        row |= {name: case.details.get(name) for name in ("place", "when")}
    assert case.id is not None
    for clock in desk.clocks.of(case_id=case.id):
        row[f"{clock.name}_due_at"] = _told(clock.due_at, policy)
        row[f"{clock.name}_met_at"] = _told(clock.met_at, policy)
    return row


def _clock_columns(policy: Policy) -> list[str]:
    return [
        f"{name}_{what}" for name, clock in policy.clocks.items() if clock.on for what in ("due_at", "met_at")
    ]


def _told(at: datetime | None, policy: Policy, *, day_only: bool = False) -> str | None:
    if at is None:
        return None
    return at.astimezone(policy.calendar.zone).strftime("%Y-%m-%d" if day_only else "%Y-%m-%d %H:%M")


def _write(out: Path, columns: list[str], rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    half = out.with_name(f".{out.name}.part")
    if out.exists():
        raise FileExistsError
    try:
        with os.fdopen(
            os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", newline="", encoding="utf-8"
        ) as file:
            sheet = csv.writer(file)
            if out.suffix == ".csv":
                sheet.writerow(columns)
            for row in rows:
                if out.suffix == ".csv":
                    sheet.writerow([_cell(row.get(name)) for name in columns])
                else:
                    file.write(json.dumps({n: row.get(n) for n in columns}, ensure_ascii=False) + "\n")
                count += 1
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)
    return count


def _cell(value: Any) -> str:
    """As text; what a spreadsheet would take for a formula gets a mark before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


@export.command("corrections")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="FILE.csv")
def export_corrections(out: Path) -> None:
    """Write how often each guessed kind and category was put right, per month. No words, no people."""
    database = open_existing(read_settings())
    try:
        with database.desk(keep=False) as desk, out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("month", "field", "guessed", "sent_as", "reports"))
            for row in desk.corrections.all():
                writer.writerow((row.month, row.field, row.guessed, row.chosen, row.reports))
    finally:
        database.close()
