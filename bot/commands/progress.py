"""A running count on a terminal; silence where nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

EVERY = 5000


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Gives a function that is told how many more are done."""
    done = shown = 0
    watched = sys.stderr.isatty()

    def tell(more: int) -> None:
        nonlocal done, shown
        done += more
        if watched and done - shown >= EVERY:
            shown = done
            click.echo(f"\r{done} {what}", nl=False, err=True)

    yield tell
    if shown:
        click.echo("\r\033[K", nl=False, err=True)
