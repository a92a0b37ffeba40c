"""Opens a database that is there already, and leaves it as it is."""

from bot.settings import BadSettings, Settings
from storage.database import Database, DatabaseUnreachable, KeyDoesNotOpen
from storage.revisions import known_revisions, revision_of
from storage.snapshot import is_there, snapshot, unlock

UNREACHABLE = "The database cannot be reached ({}). Look at DATABASE_URL."
NOT_THERE = "There is no database yet. `candour setup` makes it."
OLDER = "The database is not in the newest form. `candour setup` or `candour run` brings it there."
OTHER_KEY = "CANDOUR_SECRET_KEY does not open this database. It was sealed with another key: add that key."


def open_existing(settings: Settings, *, of_any_form: bool = False) -> Database:
    """Raises `BadSettings` where it is not there, not in the newest form, or sealed with other keys.

    `of_any_form`: one that a newer version has still to bring up to date is welcome too.
    """
    if not is_there(settings.database_url):
        raise BadSettings(NOT_THERE)
    try:
        database = Database(settings.database_url, settings.vault)
        with snapshot(database) as connection:
            revision = revision_of(connection)
            if revision is None:
                raise BadSettings(NOT_THERE)
            if revision != known_revisions()[-1] and not of_any_form:
                raise BadSettings(OLDER)
            if not unlock(connection, settings.vault):
                raise BadSettings(NOT_THERE)
    except DatabaseUnreachable as fault:
        raise BadSettings(UNREACHABLE.format(fault)) from None
    except KeyDoesNotOpen:
        raise BadSettings(OTHER_KEY) from None
    return database
