"""Everything that can be wrong with an installation, each in one plain line."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.existing import OLDER
from flows.engine.needed_texts import missing_texts
from flows.engine.texts import BrokenText, languages
from flows.policy.model import Policy
from flows.policy.permissions import HANDLERS
from storage.database import Database
from storage.inspection import broken_chains, damage, no_progress, stray_entries, unsealed_values
from storage.revisions import known_revisions, revision_of
from storage.snapshot import snapshot
from storage.standing import Standing, last_told, standing

MOST_NAMED = 10
"""A thousand broken timelines are counted, not listed."""
MEGABYTE = 1 << 20

BACKUP, BACKUP_FAILED, BACKUP_TESTED = "backup", "backup_failed", "backup_tested"
"""Events of the journal."""


@dataclass
class Findings:
    """Faults make the check fail; notes are worth knowing."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    services: int = 0
    cases: int = 0


def check_data(database: Database, progress: Callable[[int], None] = no_progress) -> Iterator[str]:
    """The faults of the rows themselves: the form of the tables, chains, seals."""
    with snapshot(database) as connection:
        if damage(connection):
            yield "The database file is damaged. Restore the newest backup."
            return
        if revision_of(connection) != known_revisions()[-1]:
            yield OLDER
            return
        broken = list(broken_chains(connection, database.vault, progress))
        for chain in broken[:MOST_NAMED]:
            yield f"The timeline of {chain.reference} was changed: entry {chain.position} does not follow."
        if len(broken) > MOST_NAMED:
            yield f"{len(broken)} timelines were changed in all."
        if stray := stray_entries(connection):
            yield f"{stray} timeline entries belong to no case."
        for found in unsealed_values(connection, database.vault, progress):
            where = f"{found.table}.{found.column} (rows {', '.join(map(str, found.ids))}, …)"
            if found.plain:
                yield f"{found.plain} values stand unsealed in {where}."
            if found.locked:
                yield f"{found.locked} values in {where} open with none of the keys: a key is missing."


def check_standing(database: Database, policy: Policy, now: datetime) -> Findings:
    """What waits, failed or is missing while the bot runs."""
    rules = policy.check
    with snapshot(database) as connection:
        stands = standing(
            connection,
            undelivered_since=now - timedelta(days=rules.undelivered_days),
            waiting_since=now - timedelta(minutes=rules.waiting_minutes),
            hears=tuple(HANDLERS),
        )
        backup = last_told(connection, event=BACKUP)
        failed = last_told(connection, event=BACKUP_FAILED)
        tested = last_told(connection, event=BACKUP_TESTED)
    found = Findings(services=stands.services, cases=stands.cases)
    found.faults += _work_undone(stands, policy, now)
    found.notes += _people_missing(stands)
    if backup is None:
        found.notes.append("No backup has been made yet. `candour backup FILE` makes one.")
    elif now - backup[0] > timedelta(hours=rules.backup_late_hours):
        found.faults.append(f"The last backup is from {_local(backup[0], policy)}.")
    if failed is not None and (backup is None or failed[0] > backup[0]):
        found.faults.append(f"The backup of {_local(failed[0], policy)} failed.")
    if tested is not None and tested[1].get("faults"):
        found.faults.append(f"Restoring a backup was tried on {_local(tested[0], policy)} and failed.")
    return found


def _work_undone(stands: Standing, policy: Policy, now: datetime) -> Iterator[str]:
    rules = policy.check
    if stands.undelivered:
        yield f"{stands.undelivered} messages of the last {rules.undelivered_days} days were not delivered."
    if stands.waiting_too_long:
        yield f"{stands.waiting_too_long} messages wait for more than {rules.waiting_minutes} minutes."
    if stands.parked:
        named = ", ".join(stands.parked[:MOST_NAMED])
        yield f"{len(stands.parked)} updates are parked ({named}). `candour parked` shows them."
    for service in stands.unheard_services:
        yield f"{service} has open cases and nobody who can be told of them."
    if stands.alive_at and stands.alive_at - now > timedelta(seconds=rules.clock_off_seconds):
        yield f"The clock of this machine is behind: the bot was alive at {_local(stands.alive_at, policy)}."


def _people_missing(stands: Standing) -> Iterator[str]:
    if not stands.services:
        yield "There is no service yet. `candour setup` makes one."
    for provider in stands.providers_without_owner:
        yield f"{provider} has no owner yet."
    for service in stands.services_without_manager:
        yield f"{service} has no manager yet."


def check_texts(policy: Policy) -> Iterator[str]:
    for language in languages():
        try:
            missing = missing_texts(policy, language)
        except BrokenText as fault:
            yield f"The text file {language}/{fault} is broken."
            continue
        for key in missing:
            yield f"The text {key} is missing in {language}."


def check_folder(folder: Path, policy: Policy) -> Iterator[str]:
    """Whether the data folder can be written to, and has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"candour")
            probe.flush()
    except OSError as fault:
        yield f"CANDOUR_DATA_DIR cannot be written to ({fault.strerror})."
        return
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < policy.check.disk_free_megabytes:
        yield f"The disk is nearly full: {free} MB are left."


def _local(at: datetime, policy: Policy) -> str:
    return at.astimezone(policy.calendar.zone).strftime("%Y-%m-%d %H:%M")
