"""`candour parked`: updates that could not be handled, and another try at them."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from random import SystemRandom

import click

from bot.assemble import read_policy
from bot.clock import SystemClock
from bot.dialogue import Dialogue
from bot.existing import open_existing
from bot.settings import read_settings
from bot.telegram.incoming import read_update
from storage.database import Database, is_outage
from storage.tables import ParkedUpdate


@click.group(invoke_without_command=True)
@click.pass_context
def parked(context: click.Context) -> None:
    """List updates that could not be handled. They are kept sealed; what was said is not shown."""
    if context.invoked_subcommand is not None:
        return
    database = open_existing(read_settings())
    waiting = _parked(database)
    database.close()
    for update in waiting:
        click.echo(
            f"{update.error_reference}  {_when(update.parked_at)}  {_error_type(update)}  no. {update.id}"
        )
    if not waiting:
        click.echo("Nothing is parked.")


@parked.command()
@click.argument("reference", required=False)
def retry(reference: str | None) -> None:
    """Handle them again: all, or the one with this reference. What fails again stays parked."""
    settings = read_settings()
    policy = read_policy(settings)
    database = open_existing(settings)
    waiting = _parked(database)
    if reference is not None:
        waiting = [update for update in waiting if update.error_reference == reference.upper()]
        if not waiting:
            database.close()
            raise click.ClickException(f"Nothing is parked under {reference}.")
    dialogue = Dialogue(database, policy, SystemClock(), SystemRandom())
    with database.desk(keep=False) as desk:
        dialogue.bot_username = desk.services.installation().bot_username or ""
    failed = _retry(dialogue, waiting)
    database.close()
    if failed:
        click.echo(f"{failed} of {len(waiting)} still cannot be handled.", err=True)
        sys.exit(1)
    click.echo(
        f"{len(waiting)} handled. A running bot sends the answers." if waiting else "Nothing is parked."
    )


def _retry(dialogue: Dialogue, waiting: Iterable[ParkedUpdate]) -> int:
    """Oldest first, as they came. Returns how many failed again."""
    failed = 0
    for update in waiting:
        incoming = read_update(update.content, None, dialogue.bot_username, datetime.now(UTC))
        try:
            dialogue.retake(incoming)
        except Exception as fault:
            if is_outage(fault):
                raise click.ClickException(
                    "The database is away. Nothing is lost; try again later."
                ) from None
            failed += 1
            click.echo(f"{update.error_reference}  {type(fault).__name__}", err=True)
    return failed


def _parked(database: Database) -> list[ParkedUpdate]:
    with database.desk() as desk:
        return desk.updates.parked()


def _when(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _error_type(update: ParkedUpdate) -> str:
    """The first line of the stack holds nothing but the type."""
    return update.error.partition("\n")[0]
