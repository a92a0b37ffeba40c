"""The first secret key: made once, written into `.env`, and never in place of one that is needed."""

import os
from pathlib import Path

import click
from dotenv import set_key

from bot.settings import BadSettings, Settings, read_settings
from storage.database import Database, DatabaseUnreachable
from storage.revisions import revision_of
from storage.sealing import Vault, WeakSecret, make_key
from storage.snapshot import is_there, snapshot

ENV = Path(".env")
NAME = "CANDOUR_SECRET_KEY"
ONLY_OWNER = 0o600


def with_good_key(settings: Settings) -> Settings:
    """The settings with a key that seals: the one there is, or a new one that is then in `.env`.

    Raises `BadSettings` where a database is there that an older key is needed for.
    """
    if any(_is_good(secret) for secret in settings.secrets):
        settings.vault  # noqa: B018  (says so where another one of them is weak)
        return settings
    if _has_database(settings.database_url):
        raise BadSettings(
            f"There is a database, but {NAME} is not its key. Put the key back it was made with."
        )
    if os.environ.get(NAME) is not None:
        raise BadSettings(
            f"{NAME} in the environment is empty or a placeholder. Take it out: .env gets a key."
        )
    ENV.touch(mode=ONLY_OWNER)
    ENV.chmod(ONLY_OWNER)
    set_key(ENV, NAME, make_key(), quote_mode="never")
    click.echo("A new secret key is in .env. Keep a copy somewhere safe: without it nothing can be read.")
    return read_settings()


def _is_good(secret: str) -> bool:
    try:
        Vault([secret])
    except WeakSecret:
        return False
    return True


def _has_database(url: str) -> bool:
    if not is_there(url):
        return False
    try:
        database = Database(url, Vault([make_key()]))
        with snapshot(database) as connection:
            return revision_of(connection) is not None
    except DatabaseUnreachable:
        return False
