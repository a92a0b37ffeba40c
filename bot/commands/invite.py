"""`candour invite`: a link, or a notice-board poster with its QR code."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from bot.assemble import read_policy
from bot.commands.naming import clean_name, is_same_name
from bot.commands.setup import UNKNOWN_BOT, bot_username
from bot.existing import open_existing
from bot.settings import read_settings
from flows.admin.inviting import invite_link, make_invite
from flows.casework.references import free_code
from flows.policy.permissions import ROLES
from storage.desk import Desk
from storage.tables import Service

MOST_USES = 1_000_000
MOST_NAMED = 10
ON_THE_WALL = ("staff", "family")


@click.command()
@click.option("--service", required=True, help="The care home or home-care branch.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--uses", type=click.IntRange(1, MOST_USES), help="How often the link works.")
@click.option("--days", type=click.IntRange(min=1), help="How long the link works.")
@click.option("--poster", type=click.Path(dir_okay=False, path_type=Path), help="Write a poster as PDF.")
@click.option("--add", is_flag=True, help="Add the service if it is not there yet.")
def invite(
    service: str, role: str, uses: int | None, days: int | None, poster: Path | None, add: bool
) -> None:
    """Print a link that gives a role in a service."""
    if poster is not None and role not in ON_THE_WALL:
        raise click.ClickException("A poster gives its role to everybody who passes: staff or family only.")
    service = clean_name(service)
    settings = read_settings()
    policy = read_policy(settings)
    database = open_existing(settings)
    try:
        with database.desk(keep=False) as desk:
            known = desk.services.installation().bot_username
        username, because = (known, "") if known else asyncio.run(bot_username(settings))
        if poster is not None and username == UNKNOWN_BOT:
            raise click.ClickException(f"{because} A poster needs the bot's name: nothing was made.")
        with database.desk() as desk:
            found = _service(desk, service, add)
            made = make_invite(
                desk,
                policy,
                provider_id=found.provider_id,
                service_id=found.id,
                role=role,
                now=datetime.now(UTC),
                rng=SystemRandom(),
                uses=uses,
                days=days,
            )
            link = invite_link(username, made)
            if poster is not None:
                from bot.poster import write_poster

                # Inside the transaction: a link whose poster could not be written is not given out.
                write_poster(poster, link=link, service=found.name, role=role)
    except OverflowError:
        raise click.ClickException("--days is too many.") from None
    finally:
        database.close()
    click.echo(link)
    if username == UNKNOWN_BOT:
        click.echo(f"{because} In the link, write your bot's name in place of {UNKNOWN_BOT}.", err=True)


def _service(desk: Desk, name: str, add: bool) -> Service:
    provider = desk.services.first_provider()
    if provider is None or provider.id is None:
        raise click.ClickException("There is no provider yet. Run `candour setup` first.")
    services = desk.services.all()
    found = next((service for service in services if is_same_name(service.name, name)), None)
    if found is not None:
        return found
    if add:
        code = free_code(name, desk.services.codes())
        return desk.services.add_service(provider_id=provider.id, name=name, code=code)
    known = ", ".join(service.name for service in services[:MOST_NAMED])
    more = f" and {len(services) - MOST_NAMED} more" if len(services) > MOST_NAMED else ""
    raise click.ClickException(f'There is no service "{name}". Known: {known}{more}. --add makes one.')
