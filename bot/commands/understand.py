"""`candour understand`: says what messages mean, JSON lines in, JSON lines out."""

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import click

from flows.understanding import KnownWords, Understanding
from flows.understanding import understand as understand_message

ROLES = ("staff", "relative", "resident", "manager")


@click.command()
def understand() -> None:
    """Read {"text", "role", "now"} lines on standard input; write what each message means, a line each."""
    run(sys.stdin, sys.stdout, _policy_words)


def run(stdin: TextIO, stdout: TextIO, policy_words: Callable[[], KnownWords]) -> None:
    """Streams: each line is answered and flushed before the next is read.

    Raises click.ClickException, with a plain line that quotes nothing, at the first line that is no message.
    """
    known = policy_words()
    for number, line in enumerate(stdin, start=1):
        if not line.strip():
            continue
        text, role, now = _read_line(line, number)
        answer = _as_json(understand_message(text, role, now, known=known))
        stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        stdout.flush()


def _read_line(line: str, number: int) -> tuple[str, str, datetime]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        raise click.ClickException(f"Line {number} is not JSON.") from None
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        raise click.ClickException(f'Line {number} needs a "text".')
    role = message.get("role")
    if role not in ROLES:
        raise click.ClickException(f'Line {number} needs a "role": {", ".join(ROLES)}.')
    try:
        now = datetime.fromisoformat(str(message.get("now")))
    except ValueError:
        raise click.ClickException(f'Line {number} needs a "now", such as 2026-11-20T14:30.') from None
    return message["text"], role, now.replace(tzinfo=None)


def _as_json(meant: Understanding) -> dict[str, Any]:
    when = meant.when
    return {
        "kind": meant.kind,
        "category": meant.category,
        "categories": list(meant.categories),
        "red_flags": list(meant.red_flags),
        "harm": meant.harm,
        "people": list(meant.people),
        "place": meant.place,
        "when": when and {"text": when.text, "date": when.on and when.on.isoformat(), "time": when.time},
        "spoken": meant.spoken,
        "parts": list(meant.parts),
    }


def _policy_words() -> KnownWords:
    """The provider's own words, where CANDOUR_POLICY names a file; else the plain defaults."""
    from flows.policy.loading import PolicyFault, load_policy

    named = os.environ.get("CANDOUR_POLICY")
    try:
        words = load_policy(Path(named) if named else None).words
    except PolicyFault as fault:
        raise click.ClickException(str(fault)) from None
    return KnownWords(places=tuple(words.places), slang=dict(words.slang))
