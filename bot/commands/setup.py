"""`candour setup`: the key, the database, the first service and the owner's link."""

import asyncio
import os
from datetime import UTC, datetime
from random import SystemRandom

import click
from telegram.error import TelegramError

from bot.assemble import make_bot, open_database, read_policy
from bot.commands.first_key import with_good_key
from bot.commands.naming import clean_name, is_same_name
from bot.settings import BadSettings, Settings, read_settings
from flows.admin.inviting import invite_link, make_invite
from flows.casework.references import free_code
from storage.desk import Desk
from storage.tables import Provider, Service

UNKNOWN_BOT = "YOUR_BOT"
NOBODY_ELSE = 0o077


@click.command()
@click.option("--provider", help="Who runs the services.")
@click.option("--service", help="The first care home or home-care branch.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def setup(provider: str | None, service: str | None, yes: bool) -> None:
    """Make the key and the database, and print the owner's one-time link. Safe to run twice."""
    provider = None if provider is None else clean_name(provider)
    service = None if service is None else clean_name(service)
    # The database is for whoever runs the bot alone.
    os.umask(NOBODY_ELSE)
    settings = read_settings()
    policy = read_policy(settings)
    settings = with_good_key(settings)
    database = open_database(settings)
    username, because = asyncio.run(bot_username(settings))
    try:
        with database.desk() as desk:
            owned = _provider(desk, provider, yes)
            assert owned.id is not None
            _service(desk, owned.id, service, yes)
            if username != UNKNOWN_BOT:
                desk.services.installation().bot_username = username
            if desk.people.holders(provider_id=owned.id, role="owner"):
                click.echo(
                    "The owner has joined already. Use `candour invite --role owner` for another link."
                )
                return
            now = datetime.now(UTC)
            invite = desk.people.open_invite(provider_id=owned.id, role="owner", now=now) or make_invite(
                desk, policy, provider_id=owned.id, service_id=None, role="owner", now=now, rng=SystemRandom()
            )
            link = invite_link(username, invite)
    finally:
        database.close()
    click.echo("The owner opens this link once:")
    click.echo(link)
    if username == UNKNOWN_BOT:
        click.echo(f"{because} In the link, write your bot's name in place of {UNKNOWN_BOT}.", err=True)


async def bot_username(settings: Settings) -> tuple[str, str]:
    """The bot's name, as Telegram says; else a placeholder, and why."""
    try:
        bot = make_bot(settings)
    except BadSettings as fault:
        return UNKNOWN_BOT, str(fault)
    try:
        await bot.initialize()
    except TelegramError as fault:
        return UNKNOWN_BOT, f"Telegram could not be asked for the bot's name ({type(fault).__name__})."
    else:
        return bot.username, ""
    finally:
        await bot.shutdown()


def _provider(desk: Desk, name: str | None, yes: bool) -> Provider:
    first = desk.services.first_provider()
    if first is not None and (name is None or is_same_name(first.name, name)):
        return first
    if name is not None and (known := desk.services.provider_named(name=name)) is not None:
        return known
    if name is None:
        name = (
            "Our service" if yes else clean_name(click.prompt("Who runs the service (the provider's name)"))
        )
    return desk.services.add_provider(name=name)


def _service(desk: Desk, provider_id: int, name: str | None, yes: bool) -> Service:
    services = desk.services.of_provider(provider_id=provider_id)
    if name is None and services:
        return services[0]
    if name is None:
        name = "Our home" if yes else clean_name(click.prompt("The first care home or home-care branch"))
    known = next((service for service in services if is_same_name(service.name, name)), None)
    return known or desk.services.add_service(
        provider_id=provider_id, name=name, code=free_code(name, desk.services.codes())
    )
