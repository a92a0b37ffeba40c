"""A conversation as data: steps, choices and flows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from flows.engine.scene import Scene
    from storage.tables import Conversation

Answers = dict[str, Any]
"""Answers so far, by step name; JSON values only. Names that begin with "_" are the flow's own notes."""


class NotUnderstood(Exception):
    """What was said is no answer to the question. `key` names the sentence that says so."""

    def __init__(self, key: str = "not-understood") -> None:
        super().__init__(key)
        self.key = key


class NotAllowed(Exception):
    """The person may not (or no longer) have what the conversation is about. `key` and `values` are the
    sentence that says so."""

    def __init__(self, key: str = "not-allowed", **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values: dict[str, Any] = dict(values)


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered answer. Without a label its words are the text `choice-<step>-<value>`."""

    value: str
    label: str | None = None


Parser = Callable[["Scene", Answers, str], Any]
"""Typed words to an answer; raises `NotUnderstood`."""


def always(_scene: Scene, _answers: Answers) -> bool:
    return True


def no_choices(_scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return ()


def choose(*values: str) -> Callable[[Scene, Answers], Sequence[Choice]]:
    """The same choices for everybody."""
    fixed = tuple(Choice(value) for value in values)
    return lambda _scene, _answers: fixed


@dataclass(frozen=True, slots=True)
class Step:
    """One question. It is asked as `ask-<flow>-<step>`, or `ask-<step>` where flows share it.

    Without a parser only the choices are answers.
    """

    name: str
    parse: Parser | None = None
    choices: Callable[[Scene, Answers], Sequence[Choice]] = no_choices
    ask_if: Callable[[Scene, Answers], bool] = always
    optional: bool = False
    changeable: bool = True
    offered: bool = False
    """Whether it can be answered from the card though it is not asked."""
    in_full: bool = False
    """Whether typed words name a choice only in full, for other words are an answer of their own."""
    then: Callable[[Scene, Answers], None] | None = None
    """What follows from the answer, for the other answers."""
    file_is_enough: bool = False
    """Whether a photo or voice note alone is an answer."""
    means: tuple[tuple[str, str], ...] = ()
    """Which choices "yes", "no" and "skip" (for "I do not know") stand for, as (meaning, value). What "skip"
    stands for is also taken where the question was missed twice: nobody is asked for ever."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A further button on the card: sets answers and sends at once, or stays and shows the card anew."""

    value: str
    sets: tuple[tuple[str, Any], ...]
    stays: bool = False
    unless: tuple[str, ...] = ()
    """Other values of what it sets with which it is not offered."""

    def is_offered(self, answers: Answers) -> bool:
        """Not where the card says so already."""
        return any(answers.get(name) not in (value, *self.unless) for name, value in self.sets)


@dataclass(frozen=True, slots=True)
class Flow:
    """One conversation.

    It begins by a command, by a button that names its `action` (with the id of a case or the like in
    `answers["id"]`), or by another flow. `begin` fills what is known; the first step that applies and has
    no answer is asked; `card` shows everything for a last look, and `finish` does it. Without a card it
    is done as soon as nothing is left to ask.
    """

    name: str
    finish: Callable[[Scene, Answers], None]
    steps: tuple[Step, ...] = ()
    begin: Callable[[Scene, Answers], bool | None] | None = None
    """May say something and return False: then the flow does not begin."""
    card: Callable[[Scene, Answers], str] | None = None
    shortcuts: tuple[Shortcut, ...] = ()
    suggest: Callable[[Scene, Answers], Sequence[tuple[str, str]]] | None = None
    """Likely corrections, as (step, value), offered with "change something"."""
    more_words: Callable[[Scene, Answers, str], None] | None = None
    """Takes words that answer no question."""
    takes_files: bool = False
    """Whether photos, voice notes and documents have a place here."""
    kinds: tuple[str, ...] = ()
    """Kinds of report that this conversation is for."""
    command: str = ""
    action: str = ""
    may: str = "talk"
    """What a person must be allowed to do, see flows/policy/permissions.py."""
    where: Literal["private", "group", "both"] = "private"
    forgets: bool = False
    """Whether nothing is kept of it: what is said goes as soon as it is sent, a draft within the hour."""
    hears: Callable[[Scene, Conversation | None], bool] | None = None
    """Whether plain words are meant for this flow, whatever conversation is unfinished: it is answered, and
    the conversation goes on as it was."""
    listed: bool = True
    """Whether its command stands in the menu."""
