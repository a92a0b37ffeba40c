"""`candour backup` and `candour restore`: everything in one sealed file, and back."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.assemble import read_policy
from bot.backups import journal_backup, write_rotated
from bot.existing import UNREACHABLE, open_existing
from bot.settings import BadSettings, read_settings
from storage.backup import Contents, NotABackup, NothingToBackUp, write_backup
from storage.backup_archive import NoBackup
from storage.backup_restore import MadeByNewer, NotTheSame, PlaceTaken, restore_backup
from storage.database import DatabaseUnreachable
from storage.sealing import KeyDoesNotOpen

MEGABYTE = 1 << 20


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--rotate",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write into this folder under a name of its own, and throw out what is no longer needed.",
)
def backup(file: Path | None, rotate: Path | None) -> None:
    """Write a sealed backup, also while the bot runs."""
    if (file is None) == (rotate is None):
        raise click.UsageError("Name a file to write, or a folder with --rotate.")
    settings = read_settings()
    policy = read_policy(settings)
    database = open_existing(settings, of_any_form=True)
    now = datetime.now(UTC)
    try:
        if rotate is not None:
            path, written = write_rotated(
                rotate, database=database, data_dir=settings.candour_data_dir, policy=policy, now=now
            )
        else:
            assert file is not None
            path = file
            written = write_backup(file, database=database, data_dir=settings.candour_data_dir, now=now)
        journal_backup(database, written, now=datetime.now(UTC))
    except DatabaseUnreachable as fault:
        raise BadSettings(UNREACHABLE.format(fault)) from None
    except NothingToBackUp:
        raise BadSettings("The database is empty: there is nothing to save.") from None
    except NotABackup:
        raise click.ClickException(
            f"{file} is there already and is no backup. Choose another name."
        ) from None
    except BlockingIOError:
        raise click.ClickException("Another process is writing this backup just now.") from None
    except OSError as fault:
        raise click.ClickException(f"The backup cannot be written ({fault.strerror or fault}).") from None
    finally:
        database.close()
    click.echo(f"{path}: {_told(written)}.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Restore a backup into an empty place: DATABASE_URL without tables, CANDOUR_DATA_DIR without files."""
    settings = read_settings()
    try:
        restored = restore_backup(
            file, url=settings.database_url, vault=settings.vault, data_dir=settings.candour_data_dir
        )
    except PlaceTaken as taken:
        raise click.ClickException(f"Nothing was restored: {taken}. Name an empty place.") from None
    except NoBackup as fault:
        raise click.ClickException(f"{file} is no whole backup ({fault}). Nothing was restored.") from None
    except MadeByNewer:
        raise click.ClickException(f"{file} was made by a newer version. Install that one first.") from None
    except NotTheSame as fault:
        raise click.ClickException(f"{fault} came out different. Nothing was restored.") from None
    except KeyDoesNotOpen:
        raise click.ClickException(
            f"CANDOUR_SECRET_KEY does not open {file}. Add the key it was made with."
        ) from None
    except DatabaseUnreachable as fault:
        raise BadSettings(UNREACHABLE.format(fault)) from None
    except OSError as fault:
        raise click.ClickException(f"{file} cannot be restored ({fault.strerror or fault}).") from None
    made = restored.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    click.echo(f"Restored the backup of {made}: {_told(restored)}, the same as they were saved.")


def _told(contents: Contents) -> str:
    size = f"{contents.bytes / MEGABYTE:.1f} MB"
    return f"{contents.rows} rows and {contents.files} files, {size} sealed"
