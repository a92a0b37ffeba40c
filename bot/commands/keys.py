"""`candour keys`: a new key, and everything sealed anew with it."""

import sys
from datetime import UTC, datetime, timedelta

import click

from bot.commands.progress import counting
from bot.existing import UNREACHABLE, open_existing
from bot.scheduler import SWEEP_SECONDS
from bot.settings import BadSettings, read_settings
from storage.database import Database, DatabaseUnreachable
from storage.rotation import STARTED, Rotated, key_print, rotate
from storage.sealing import make_key

STILL_ALIVE = timedelta(seconds=6 * SWEEP_SECONDS)
ROTATED = "keys_rotated"


@click.group()
def keys() -> None:
    """Make a key, or seal everything anew."""


@keys.command("make")
def make() -> None:
    """Print a new key. Put it first in CANDOUR_SECRET_KEY, a comma, then the old ones; restart the bot."""
    click.echo(make_key())


@keys.command("rotate")
def rotate_keys() -> None:
    """Seal everything anew with the first key. The bot may run; to stop and begin again does no harm."""
    settings = read_settings()
    database = open_existing(settings)
    try:
        with counting("rows and files looked at") as progress:
            done = rotate(database, settings.candour_data_dir, progress)
            # Whatever is found now was sealed meanwhile by a process that does not know the new key.
            late = rotate(database, settings.candour_data_dir, progress)
        _journal(database, done)
        is_old = _bot_has_old_key(database, settings.secrets[0])
    except DatabaseUnreachable as fault:
        raise BadSettings(f"{UNREACHABLE.format(fault)} Run it again: what is done stays done.") from None
    finally:
        database.close()
    click.echo(f"Sealed anew: {done.values + late.values} values, {done.files + late.files} files.")
    for where, count in sorted(late.locked.items()):
        click.echo(
            f"{count} in {where} open with none of the keys. Add the key they were sealed with.", err=True
        )
    if late.locked:
        sys.exit(1)
    if is_old or late.values or late.files:
        click.echo("The running bot still seals with an old key. Restart it, then run this again.", err=True)
        sys.exit(1)
    if len(settings.secrets) > 1:
        click.echo("The old keys can be taken out of CANDOUR_SECRET_KEY now. Restart the bot after it.")
        click.echo("Keep them somewhere safe for as long as you keep older backups: those need them.")


def _journal(database: Database, done: Rotated) -> None:
    with database.desk() as desk:
        desk.services.write_journal(at=datetime.now(UTC), event=ROTATED, values=done.values, files=done.files)


def _bot_has_old_key(database: Database, newest: str) -> bool:
    """Whether a bot is alive that was started with another first key."""
    with database.desk(keep=False) as desk:
        alive_at = desk.services.installation().alive_at
        started = [entry.detail.get("key") for entry in desk.services.journal(event=STARTED, limit=1)]
    if alive_at is None or datetime.now(UTC) - alive_at > STILL_ALIVE:
        return False
    return started not in ([], [key_print(newest)])
