"""No conversation reads a case without asking whether the speaker may: by the source, not by trying."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import flows
from storage.cases import Cases

HERE = Path(flows.__file__).parent
CONVERSATIONS = ("report", "manage", "meet", "admin")

READERS = frozenset({"get", "with_reference", "with_code", "in_state", "recent"})
"""Of `desk.cases`: whatever hands out a case by its number, or many of a home."""
ASKS = frozenset(
    {
        *("may", "may_person", "knows_of", "why_not", "_why_not_do", "stand", "sight", "sight_of_person"),
        *("_if_allowed", "case_of", "case_with_reference", "opened", "can_do", "can_open"),
        *("own_case", "is_own", "case_of_code", "may_all_hear"),
    }
)
"""What answers "may they": the table's questions, and what asks them for a flow."""


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for room in CONVERSATIONS:
        for path in sorted((HERE / room).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    yield f"{room}/{path.stem}.{node.name}", node


def _called(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            yield each.func.attr if isinstance(each.func, ast.Attribute) else getattr(each.func, "id", "")


def _reads_a_case(node: ast.AST) -> bool:
    return any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr in READERS
        and isinstance(each.func.value, ast.Attribute)
        and each.func.value.attr == "cases"
        for each in ast.walk(node)
    )


ASKED_ELSEWHERE = {
    "report/edited_words._newest_words": "its number was found among the speaker's own reports",
    "report/edited_words._finish": "its number was found among the speaker's own reports",
    "report/later_words._more": "its number was found among the speaker's own reports",
    "report/later_words._finish": "its number was found among the speaker's own reports",
    "report/past_manager.case_of_words": "the flow asked whose it is before it took the words",
    "report/status.is_own": "it is the question: only the reporter's number passes",
    "report/own_case.own_case": "it is the question: only the reporter's number passes",
    "manage/endings.other_case": "read_other asks of the same reference",
    "manage/templates._case": "begin of the flow asked; only kind and day are read",
    "manage/thank_all._card": "the list was made with the speaker's sight; a day is read",
    "manage/thank_all._thank": "_waits asks",
    "meet/actions._done": "_may_see asks of the action before",
    "meet/handlers_words.cases_with_lessons": "is_open_to_team asks of each",
    "meet/handlers_words._case_of": "is_open_to_team asks of it",
    "meet/show_agenda._name": "may_move asks of the item before",
}
"""Functions that read a case and leave the asking to another one, with where it is asked."""


def test_whatever_reads_a_case_asks_or_says_where_it_is_asked() -> None:
    reading = {name: node for name, node in _functions() if _reads_a_case(node)}
    silent = {name for name, node in reading.items() if not ASKS & set(_called(node))}
    assert silent == set(ASKED_ELSEWHERE)
    assert len(reading) > len(silent) + 10


def test_one_that_does_not_ask_is_found() -> None:
    careless = ast.parse("def show(scene, answers): return scene.desk.cases.get(case_id=answers['id']).words")
    assert _reads_a_case(careless)
    assert not ASKS & set(_called(careless))


LISTS = ("open_of", "count_open", "newest_of", "day_counts")


def test_every_list_and_count_of_cases_takes_a_sight_or_whom_they_go_to() -> None:
    """A list cannot forget to ask: the query itself wants to know for whom it is, or which cases anybody on
    the team may hear of."""
    for name in LISTS:
        wanted = inspect.signature(getattr(Cases, name)).parameters
        asked = [p for key, p in wanted.items() if key in ("sight", "goes_to")]
        assert asked, name
        assert any(p.default is inspect.Parameter.empty for p in asked), name
