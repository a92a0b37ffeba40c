"""Every sentence a person reads, out of the Fluent files; names and words put in are escaped."""

import html
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

FOLDER = Path(__file__).parent.parent / "texts"
ENGLAND = ZoneInfo("Europe/London")
LOCALES = {"en": "en-GB"}
LONGEST_PUT_IN = 1000


class MissingText(KeyError):
    """No sentence has this key, in the person's language or in English."""


class BrokenText(ValueError):
    """A Fluent file does not parse; fluent.runtime itself would drop the sentence without a word."""


class Language:
    """The sentences of one language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = LOCALES.get(code, code)
        # Isolation marks would show as boxes in buttons, and every language here reads left to right.
        self._bundle = FluentBundle([self.locale], use_isolating=False)
        for file in sorted((FOLDER / code).glob("*.ftl")):
            resource = FluentResource(file.read_text("utf-8"))
            if any(isinstance(entry, ast.Junk) for entry in resource.body):
                raise BrokenText(file.name)
            self._bundle.add_resource(resource)

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def format(self, key: str, values: dict[str, Any]) -> str:
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingText(key)
        # fluent.runtime refuses to put in more than 2500 characters: long words stand in by a mark.
        long = {
            f"\ue000{number}\ue001": value
            for number, value in enumerate(values.values())
            if isinstance(value, str) and len(value) > LONGEST_PUT_IN
        }
        marks = {value: mark for mark, value in long.items()}
        put_in = {n: marks.get(v, v) if isinstance(v, str) else v for n, v in values.items()}
        words, faults = self._bundle.format_pattern(pattern, put_in)
        if faults:
            raise MissingText(f"{key}: {type(faults[0]).__name__}")
        told = str(words)
        for mark, value in long.items():
            told = told.replace(mark, value)
        return told


@cache
def language_named(code: str) -> Language:
    return Language(code)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder of texts."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir()))


class Texts:
    """The sentences for one person."""

    def __init__(self, language: str = "en") -> None:
        wanted = dict.fromkeys((language, "en"))
        self._chain = [language_named(code) for code in wanted if code in languages()]

    def has(self, key: str) -> bool:
        return any(language.has(key) for language in self._chain)

    def say(self, key: str, **values: Any) -> str:
        """A sentence as HTML: what is put in is escaped. A `datetime` is shown in England's time."""
        return self._format(key, {name: self._show(value, html.escape) for name, value in values.items()})

    def label(self, key: str, **values: Any) -> str:
        """A sentence as plain text, for buttons and toasts."""
        return self._format(key, {name: self._show(value, str) for name, value in values.items()})

    def first(self, *keys: str) -> str:
        """The first of the keys that has a sentence."""
        for key in keys:
            if self.has(key):
                return key
        raise MissingText(keys[0])

    def day(self, day: date) -> str:
        return self._dated(day, "pattern-day")

    def long_day(self, day: date) -> str:
        """With the year, for letters."""
        return self._dated(day, "pattern-long-day")

    def short_day(self, day: date) -> str:
        """With the year, for tables."""
        return self._dated(day, "pattern-short-day")

    def month(self, at: datetime) -> str:
        return self._dated(at, "pattern-month")

    def _dated(self, day: date, pattern: str) -> str:
        """Of a moment, the day that it is in England."""
        local = day.astimezone(ENGLAND) if isinstance(day, datetime) else day
        return str(format_date(local, self._format(pattern, {}), locale=self._babel))

    def moment(self, at: datetime) -> str:
        local = at.astimezone(ENGLAND)
        return str(format_datetime(local, self._format("pattern-moment", {}), locale=self._babel))

    @property
    def _babel(self) -> str:
        return self._chain[0].locale.replace("-", "_")

    def _show(self, value: Any, escape: Any) -> Any:
        if isinstance(value, Ready):
            return value.text
        if isinstance(value, str):
            return escape(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, time):
            return value.strftime("%H:%M")
        return value

    def _format(self, key: str, values: dict[str, Any]) -> str:
        for language in self._chain:
            if language.has(key):
                return language.format(key, values)
        raise MissingText(key)


class Ready:
    """Words that were rendered before, and must not be escaped a second time."""

    def __init__(self, text: str) -> None:
        self.text = text
