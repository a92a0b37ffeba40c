"""The sentences of the meetings room: they are there, they are plain, and none is left over."""

import re
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from flows.engine.texts import FOLDER, Texts
from flows.meet.agenda import SECTIONS
from flows.meet.themes import OF_SECTION
from tests.flows.meet.readability import grade, syllables

FLOWS = Path(__file__).parents[3] / "flows"
FILES = [*sorted((FLOWS / "meet").glob("*.py")), FLOWS / "duties" / "agenda.py"]
FAMILIES = {
    "weekday-": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "nth-": ("1", "2", "3", "4", "last"),
    "recurrence-": ("daily", "weekdays", "weekly", "monthly-day", "monthly-date"),
    "agenda-title-": SECTIONS,
    "agenda-count-": tuple(kind for s in ("incidents", "thanks") for kind in OF_SECTION[s]),
    "action-line-": ("open", "due", "late"),
    "trends-": ("kind", "category"),
    "trends-line-": ("up", "down", "same", "few"),
    "ask-action-": ("what", "who", "by_when"),
    "ask-": ("suggest-item", "suggest_service", "action_service"),
    "act-": ("plan_action", "finish_action"),
}
"""Keys that are put together in the code."""
FOR_MANAGERS = (
    "meeting",
    "agenda-preview",
    "agenda-held",
    "agenda-untold",
    "agenda-left-out",
    "agenda-item-out",
    "agenda-item-in",
    "agenda-look",
    "suggested-to-managers",
    "ask-action",
    "action",
    "trends",
)
_LITERAL = re.compile(r'"([a-z][a-z_]*(?:-[a-z0-9_]+)+)"')


def _written() -> dict[str, str]:
    """Key and words of every sentence of the file, selections with all their branches."""
    resource = parse((FOLDER / "en" / "meet.ftl").read_text("utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    return {
        entry.id.name: " ".join(_parts(entry.value))
        for entry in resource.body
        if isinstance(entry, ast.Message) and entry.value is not None
    }


def _parts(pattern: ast.Pattern) -> list[str]:
    found = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            found.append(element.value)
        elif isinstance(element.expression, ast.SelectExpression):
            found += [". ".join(" ".join(_parts(v.value)) for v in element.expression.variants)]
        else:
            found.append("Tuesday")
    return found


def _used() -> set[str]:
    files = [file for file in FILES if file.name not in ("clock_words.py", "day_words.py", "recurrence.py")]
    literal = {key for file in files for key in _LITERAL.findall(file.read_text("utf-8"))}
    families = {stem + end for stem, ends in FAMILIES.items() for end in ends}
    return literal | families | {"listed", "suggested"}


@pytest.mark.parametrize("key", sorted(_used()))
def test_every_key_that_the_code_names_has_a_sentence(key: str) -> None:
    assert Texts().has(key)


def test_no_sentence_is_left_over() -> None:
    assert sorted(set(_written()) - _used()) == []


def test_no_sentence_is_written_twice() -> None:
    others = {
        entry.id.name
        for file in (FOLDER / "en").glob("*.ftl")
        if file.name != "meet.ftl"
        for entry in parse(file.read_text("utf-8")).body
        if isinstance(entry, ast.Message)
    }
    assert sorted(set(_written()) & others) == []


def _grade(sentences: list[str]) -> float:
    return grade("\n\n".join(re.sub(r"<code>.*?</code>|<[^>]+>", " ", words) for words in sentences))


def _sentences(*, managers: bool) -> list[str]:
    """Labels and typed words are no sentences: only what has a full stop or a question mark counts."""
    return [
        words
        for key, words in _written().items()
        if not key.startswith(("typed-", "button-", "recurrence-"))
        and re.search(r"[.?!]", words)
        and key.startswith(FOR_MANAGERS) is managers
    ]


def test_syllables_and_grades_are_counted_as_by_hand() -> None:
    by_hand = {
        "agenda": 3,
        "talked": 1,
        "added": 2,
        "time": 1,
        "little": 2,
        "meeting": 2,
        "suggested": 3,
        "here": 1,
    }
    assert {word: syllables(word) for word in by_hand} == by_hand
    assert grade("The cat sat. It was glad.") == pytest.approx(0.39 * 3 + 11.8 - 15.59)


def test_what_everybody_reads_is_plain() -> None:
    assert len(_sentences(managers=False)) > 15
    assert _grade(_sentences(managers=False)) <= 4.5


def test_what_managers_read_is_plain() -> None:
    assert len(_sentences(managers=True)) > 15
    assert _grade(_sentences(managers=True)) <= 7
