"""`candour invite`: a link, or a notice-board poster with its QR code."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from bot.assemble import open_database, read_policy
from bot.commands.setup import bot_username, free_code
from bot.settings import read_settings
from flows.admin.inviting import invite_link, make_invite
from flows.policy.permissions import ROLES


@click.command()
@click.option("--service", required=True, help="The care home or home-care branch.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--uses", type=click.IntRange(min=1), help="How often the link works.")
@click.option("--days", type=click.IntRange(min=1), help="How long the link works.")
@click.option("--poster", type=click.Path(dir_okay=False, path_type=Path), help="Write a poster as PDF.")
@click.option("--add", is_flag=True, help="Add the service if it is not there yet.")
def invite(
    service: str, role: str, uses: int | None, days: int | None, poster: Path | None, add: bool
) -> None:
    """Print a link that gives a role in a service."""
    settings = read_settings()
    policy = read_policy(settings)
    database = open_database(settings)
    with database.desk() as desk:
        found = desk.services.named(name=service)
        provider = desk.services.first_provider()
        if provider is None or provider.id is None:
            raise click.ClickException("There is no provider yet. Run `candour setup` first.")
        if found is None and add:
            found = desk.services.add_service(
                provider_id=provider.id, name=service, code=free_code(service, desk.services.codes())
            )
        if found is None:
            names = ", ".join(s.name for s in desk.services.all())
            raise click.ClickException(f'There is no service "{service}". Known: {names}. --add makes one.')
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
        username = desk.services.installation().bot_username or asyncio.run(bot_username(settings))
        link = invite_link(username, made)
        if poster is not None:
            from bot.poster import write_poster

            write_poster(poster, link=link, service=found.name, role=role)
    click.echo(link)
