"""Every sentence of the Fluent files, with sample words put in, in every variant."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from flows.engine.texts import FOLDER, Texts

SAMPLES: dict[str, Any] = {
    "reference": "RH-26-0042",
    "line": "RH-26-0042 · near miss · falls",
    "service": "Rose House",
    "place": "Rose House",
    "words": "It was wet.",
    "name": "Anna Reed",
    "handler": "Anna Reed",
    "count": 3,
}
A_DAY = "Thu 26 Nov, 17:00"
NOT_READ = ("typed-", "pattern-", "language-name")
"""Keys of what people type, and of how dates are written."""


class _Found(Visitor):
    def __init__(self) -> None:
        self.names: dict[str, list[Any]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.setdefault(node.id.name, [SAMPLES.get(node.id.name, A_DAY)])

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        if isinstance(node.selector, ast.VariableReference):
            keys = [variant.key for variant in node.variants]
            values = [key.name if isinstance(key, ast.Identifier) else int(key.value) for key in keys]
            if {"one", "other"} & set(values):
                values = [{"one": 1, "other": 5}.get(v, v) if isinstance(v, str) else v for v in values]
            self.names[node.selector.id.name] = values
        self.generic_visit(node)


def entries(file: Path) -> list[ast.EntryType]:
    return list(FluentParser().parse(file.read_text("utf-8")).body)


def files(language: str = "en") -> list[Path]:
    return sorted((FOLDER / language).glob("*.ftl"))


def keys_of(file: Path) -> list[str]:
    return [entry.id.name for entry in entries(file) if isinstance(entry, ast.Message)]


def formatted(file: Path) -> Iterator[tuple[str, str]]:
    """Each key with its sentence, once for every combination of variants."""
    texts = Texts(file.parent.name)
    for entry in entries(file):
        if isinstance(entry, ast.Message) and not entry.id.name.startswith(NOT_READ):
            found = _Found()
            found.visit(entry)
            for values in itertools.product(*found.names.values()):
                if values and set(values) == {0}:
                    continue  # No clock is late and none is due: then nothing is said.
                yield entry.id.name, texts.say(entry.id.name, **dict(zip(found.names, values, strict=True)))
