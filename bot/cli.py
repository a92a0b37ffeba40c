"""The `candour` command. Bad input gets one plain line and exit status 2, never a traceback."""

import importlib
import os
import sys

import click

from bot.garbage import loading

COMMANDS = {
    "setup": "setup",
    "invite": "invite",
    "run": "run",
    "demo": "demo",
    "understand": "understand",
    "due": "due",
    "check": "check",
    "backup": "backup",
    "restore": "backup",
    "export": "export",
    "keys": "keys",
    "parked": "parked",
}
"""Each command and the module in bot/commands that it lives in; only the one that runs is loaded."""


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        with loading():
            module = importlib.import_module(f"bot.commands.{COMMANDS[name]}")
        command: click.Command = getattr(module, name)
        return command


@click.group(cls=Lazy)
@click.version_option(package_name="candour")
def candour() -> None:
    """Hears, answers and learns from concerns, complaints and near misses in adult social care."""


def main() -> None:
    from bot.settings import BadSettings

    try:
        candour(standalone_mode=False)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as fault:
        click.echo(" ".join(fault.format_message().split()), err=True)
        sys.exit(2)
    except BadSettings as fault:
        click.echo(str(fault), err=True)
        sys.exit(2)
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(130)
    except Exception as fault:
        sys.exit(_say_plainly(fault))


def _say_plainly(fault: Exception) -> int:
    """One line for what nobody foresaw; where it happened is shown to whoever looks for it."""
    from bot.logs import where_it_failed
    from storage.database import is_outage

    if os.environ.get("CANDOUR_LOG_LEVEL", "").upper() == "DEBUG":
        click.echo(where_it_failed(fault), err=True)
    kind = type(fault).__name__
    if is_outage(fault):
        click.echo(f"The database is away, locked or full ({kind}). Try again.", err=True)
    elif isinstance(fault, OSError):
        click.echo(f"{fault.filename or 'The machine says'}: {fault.strerror or kind}.", err=True)
    else:
        click.echo(f"Something went wrong ({kind}). CANDOUR_LOG_LEVEL=DEBUG shows where.", err=True)
        return 1
    return 2
