"""Names that operators type: of providers and services."""

import click

LONGEST_NAME = 80


def clean_name(name: str) -> str:
    """Raises `click.ClickException` for a name that would not look like one in a message."""
    name = " ".join(name.split())
    if not any(letter.isalnum() for letter in name) or not name.isprintable():
        raise click.ClickException("A name needs letters or numbers, and nothing that cannot be printed.")
    if len(name) > LONGEST_NAME:
        raise click.ClickException(f"A name has {LONGEST_NAME} characters at most.")
    return name


def is_same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
