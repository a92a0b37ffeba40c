"""`candour understand` as another program meets it."""

import io
import json
import subprocess
import sys

import click
import pytest

from bot.commands.understand import run
from flows.understanding import KnownWords

LINE = {"text": "Mrs Day slipped in bathroom 2 this morning", "role": "staff", "now": "2026-11-20T14:30"}


def answers(*lines: str) -> list[dict[str, object]]:
    out = io.StringIO()
    run(io.StringIO("\n".join(lines) + "\n"), out, KnownWords)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_gets_one_line_with_all_that_was_promised() -> None:
    first, second = answers(json.dumps(LINE), json.dumps(LINE | {"role": "relative"}))
    promised = ["kind", "category", "categories", "red_flags", "harm"]
    promised += ["people", "place", "when", "spoken", "parts"]
    assert list(first) == promised == list(second)
    assert first["people"] == ["Mrs Day"]
    assert first["when"] == {"text": "this morning", "date": "2026-11-20", "time": "morning"}


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[]",
        '"text"',
        json.dumps(LINE | {"text": 3}),
        json.dumps(LINE | {"role": "owner"}),
        json.dumps(LINE | {"now": "soon"}),
        json.dumps({"text": "hello", "role": "staff"}),
    ],
)
def test_a_line_that_is_no_message_is_refused_in_plain_words(line: str) -> None:
    with pytest.raises(click.ClickException, match="Line 2 "):
        answers(json.dumps(LINE), line)


def test_answers_stream_and_a_bad_line_ends_with_status_two() -> None:
    talk = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from bot.cli import main; sys.argv = ['candour', 'understand']; main()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert talk.stdin is not None
    assert talk.stdout is not None
    assert talk.stderr is not None
    talk.stdin.write(json.dumps(LINE) + "\n")
    talk.stdin.flush()
    assert json.loads(talk.stdout.readline())["kind"] in ("incident", "near_miss")
    talk.stdin.write("{bad\n")
    talk.stdin.close()
    assert talk.stderr.read().splitlines() == ["Line 2 is not JSON."]
    assert talk.wait(timeout=20) == 2


def test_nothing_of_telegram_or_the_database_is_loaded() -> None:
    check = (
        "import sys, bot.commands.understand; "
        "print(sorted({'telegram', 'sqlalchemy', 'storage', 'numpy', 'aiohttp'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
