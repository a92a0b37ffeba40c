"""No conversation reads a case without asking whether the speaker may: by the source, not by trying."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import flows
from bot.commands import export
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


LISTS = ("open_of", "count_open", "newest_of", "day_counts", "reported_between")


def test_every_list_and_count_of_cases_takes_a_sight_or_whom_they_go_to() -> None:
    """A list cannot forget to ask: the query itself wants to know for whom it is, or which cases anybody on
    the team may hear of."""
    for name in LISTS:
        wanted = inspect.signature(getattr(Cases, name)).parameters
        asked = [p for key, p in wanted.items() if key in ("sight", "goes_to", "for_whom")]
        assert asked, name
        assert any(p.default is inspect.Parameter.empty for p in asked), name


FILES = frozenset({"hand_over", "blank_document", "Document", "open_existing"})
"""What makes a file or hands it out: in a chat, or by the operator's command."""
CARRIED = frozenset({"carries", "document", "attachment"})
"""What a message is given to take a file with it."""
FILES_ASKED_ELSEWHERE = {
    "casework/letterhead.blank_document": "the empty head of a letter: nothing of a case but its reference",
    "casework/letters._new": "whoever drafts a letter has the case already",
    "casework/serious_papers.serious_agenda": "serious_review._agenda asks before it makes one",
    "casework/serious_papers.serious_report": "serious._report asks before it makes one",
    "manage/home_clocks._summary": "home_clock_of asks whose home; it takes the speaker's sight",
    "casework/reporter.tell_reporter": "goes to the reporter of the case and to nobody else",
    "admin/clear_chat._clear": "carries no file, but the order to clear the chat",
}


def _files_of(tree: ast.Module) -> tuple[dict[str, ast.FunctionDef], set[str]]:
    """The functions of a module, and which of them make a file or hand one out."""
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    making = set()
    for name, function in functions.items():
        calls = [each for each in ast.walk(function) if isinstance(each, ast.Call)]
        hands_out = any(
            FILES & {getattr(call.func, "id", "")}
            or (getattr(call.func, "attr", "") == "hand_over" and _is_named(call.func, "scene"))
            or CARRIED & {keyword.arg for keyword in call.keywords}
            for call in calls
        )
        if hands_out:
            making.add(name)
    return functions, making


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name


def _asks(name: str, functions: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function asks, itself or through one of its module."""
    if name in seen or name not in functions:
        return False
    called = set(_called(functions[name]))
    return bool(ASKS & called) or any(_asks(each, functions, seen | {name}) for each in called)


def _exports() -> Iterator[tuple[str, bool]]:
    """Everything that makes a file or hands it out, and whether it asks."""
    for path in sorted(HERE.glob("*/*.py")):
        if path.parent.name != "engine":
            functions, making = _files_of(ast.parse(path.read_text(encoding="utf-8")))
            for name in sorted(making):
                yield f"{path.parent.name}/{path.stem}.{name}", _asks(name, functions)


def test_whatever_hands_out_a_file_asks_or_says_where_it_is_asked() -> None:
    exports = dict(_exports())
    assert {name for name, asks in exports.items() if not asks} == set(FILES_ASKED_ELSEWHERE)
    assert len(exports) > len(FILES_ASKED_ELSEWHERE) + 9


def test_a_file_that_is_handed_out_without_asking_is_found() -> None:
    careless = "def give(scene, answers): scene.hand_over(make_list(scene.desk.cases.all()), 'here')"
    functions, making = _files_of(ast.parse(careless))
    assert making == {"give"}
    assert not _asks("give", functions)


def test_the_operators_export_asks_the_table_where_cases_go() -> None:
    tree = ast.parse(inspect.getsource(export))
    reads = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "reported_between"
    ]
    assert reads
    assert all("for_whom" in {keyword.arg for keyword in node.keywords} for node in reads)
    asked = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and n.value == "export_case"]
    assert asked
    assert not _reads_a_case(tree)
