"""`candour check`: what is wrong, in plain lines; exit status 1 where anything is."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import click

from bot.assemble import read_policy
from bot.checkup import Findings, check_data, check_folder, check_standing, check_texts
from bot.commands.progress import counting
from bot.existing import open_existing
from bot.settings import BadSettings, Settings, read_settings
from flows.policy.model import Policy
from storage.database import DatabaseUnreachable


@click.command()
@click.option("--online", is_flag=True, help="Ask Telegram too: token, webhook, clock.")
@click.option("--strict", is_flag=True, help="Count notes, such as a missing manager, as faults.")
def check(online: bool, strict: bool) -> None:
    """Look for faults. One line each, exit status 1; or one line that says that all is well."""
    found = Findings()
    with counting("rows looked at") as progress:
        _look(found, online, datetime.now(UTC), progress)
    for fault in found.faults:
        click.echo(f"Fault: {fault}")
    for note in found.notes:
        click.echo(f"Note: {note}")
    if found.faults or (strict and found.notes):
        sys.exit(1)
    click.echo(f"All well: {found.services} services, {found.cases} cases, every timeline whole and sealed.")


def _look(found: Findings, online: bool, now: datetime, progress: Callable[[int], None]) -> None:
    try:
        settings = read_settings()
    except BadSettings as fault:
        found.faults.append(str(fault))
        return
    policy = _policy(settings, found)
    if policy is not None:
        found.faults += check_texts(policy)
        found.faults += check_folder(settings.candour_data_dir, policy)
    found.faults += _check_database(settings, policy, found, now, progress)
    if online and policy is not None:
        from bot.checkup_online import check_online

        found.faults += asyncio.run(check_online(settings, policy))


def _policy(settings: Settings, found: Findings) -> Policy | None:
    try:
        return read_policy(settings)
    except BadSettings as fault:
        found.faults.append(str(fault))
        return None


def _check_database(
    settings: Settings,
    policy: Policy | None,
    found: Findings,
    now: datetime,
    progress: Callable[[int], None],
) -> Iterator[str]:
    try:
        database = open_existing(settings)
    except BadSettings as fault:
        yield str(fault)
        return
    try:
        yield from check_data(database, progress)
        if policy is not None:
            stands = check_standing(database, policy, now)
            yield from stands.faults
            found.notes += stands.notes
            found.services, found.cases = stands.services, stands.cases
    except DatabaseUnreachable as fault:
        yield f"The database stopped answering ({fault})."
    finally:
        database.close()
