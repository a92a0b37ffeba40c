"""`candour setup`: the key, the database, the first service and the owner's link."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click
from dotenv import dotenv_values, set_key
from telegram.error import TelegramError

from bot.assemble import make_bot, open_database, read_policy
from bot.settings import BadSettings, Settings, read_settings
from flows.admin.inviting import invite_link, make_invite
from storage.desk import Desk
from storage.sealing import make_key
from storage.tables import Provider, Service

ENV = Path(".env")
UNKNOWN_BOT = "YOUR_BOT"
PLACEHOLDER = "change-me"


@click.command()
@click.option("--provider", help="Who runs the services.")
@click.option("--service", help="The first care home or home-care branch.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def setup(provider: str | None, service: str | None, yes: bool) -> None:
    """Make the key and the database, and print the owner's one-time link. Safe to run twice."""
    settings = read_settings()
    if not settings.secrets or settings.candour_secret_key == PLACEHOLDER:
        settings = _with_new_key()
        click.echo("A new secret key is in .env. Keep a copy somewhere safe: without it nothing can be read.")
    policy = read_policy(settings)
    database = open_database(settings)
    username = asyncio.run(bot_username(settings))
    with database.desk() as desk:
        owned = _provider(desk, provider, yes)
        assert owned.id is not None
        _service(desk, owned.id, service, yes)
        if desk.people.holders(provider_id=owned.id, role="owner"):
            click.echo("The owner has joined already. Use `candour invite --role owner` for another link.")
            return
        now = datetime.now(UTC)
        invite = desk.people.open_invite(provider_id=owned.id, role="owner", now=now) or make_invite(
            desk, policy, provider_id=owned.id, service_id=None, role="owner", now=now, rng=SystemRandom()
        )
        click.echo("The owner opens this link once:")
        click.echo(invite_link(username, invite))
        desk.services.installation().bot_username = None if username == UNKNOWN_BOT else username
    if username == UNKNOWN_BOT:
        click.echo(f"Telegram could not be asked for the bot's name: write it in place of {UNKNOWN_BOT}.")


def _with_new_key() -> Settings:
    ENV.touch(mode=0o600)
    if not dotenv_values(ENV).get("CANDOUR_SECRET_KEY"):
        set_key(ENV, "CANDOUR_SECRET_KEY", make_key(), quote_mode="never")
    return read_settings()


async def bot_username(settings: Settings) -> str:
    """The bot's name, as Telegram says; a placeholder where it cannot be asked."""
    try:
        bot = make_bot(settings)
        await bot.initialize()
    except (BadSettings, TelegramError):
        return UNKNOWN_BOT
    name = bot.username
    await bot.shutdown()
    return name


def _provider(desk: Desk, name: str | None, yes: bool) -> Provider:
    known = desk.services.provider_named(name=name) if name else desk.services.first_provider()
    if known is not None:
        return known
    if not name and not yes:
        name = click.prompt("Who runs the service (the provider's name)")
    return desk.services.add_provider(name=(name or "Our service").strip())


def _service(desk: Desk, provider_id: int, name: str | None, yes: bool) -> Service | None:
    services = desk.services.of_provider(provider_id=provider_id)
    if not name and services:
        return services[0]
    if not name and not yes:
        name = click.prompt("The first care home or home-care branch")
    name = (name or "Our home").strip()
    known = next((s for s in services if s.name == name), None)
    return known or desk.services.add_service(
        provider_id=provider_id, name=name, code=free_code(name, desk.services.codes())
    )


def free_code(name: str, taken: set[str]) -> str:
    """A short code for references: RH for Rose House, with a letter more or a number where it is taken."""
    words = re.findall(r"[A-Za-z]+", name.upper()) or ["HOME"]
    initials = "".join(word[0] for word in words)[:4]
    letters = "".join(words)
    wishes = [initials if len(initials) > 1 else letters[:2], letters[:3], letters[:4]]
    wishes += [f"{letters[:2]}{chr(65 + i)}" for i in range(26)]
    wishes += [f"{letters[:1]}{chr(65 + i)}{chr(65 + j)}" for i in range(26) for j in range(26)]
    return next(code for code in wishes if len(code) > 1 and code not in taken)
