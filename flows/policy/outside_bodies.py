"""Whom a provider must tell outside, by rules that a care professional can read and change."""

from collections.abc import Collection
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from flows.policy.categories import CATEGORIES
from flows.policy.fields import Table, one_of
from flows.understanding.result import HARMS, KINDS, RED_FLAGS


def _all_of(known: tuple[str, ...]) -> AfterValidator:
    return AfterValidator(lambda names: tuple(one_of(name, known) for name in names))


Kinds = Annotated[tuple[str, ...], Field(strict=False), _all_of(KINDS)]
Themes = Annotated[tuple[str, ...], Field(strict=False), _all_of(CATEGORIES)]
Harms = Annotated[tuple[str, ...], Field(strict=False), _all_of(HARMS)]
Flags = Annotated[tuple[str, ...], Field(strict=False), _all_of(RED_FLAGS)]


class Condition(Table):
    """One line of `when`: every list that is there must have something in common with the case."""

    kinds: Kinds = ()
    categories: Themes = ()
    but_categories: Themes = ()
    harms: Harms = ()
    flags: Flags = ()
    done: Annotated[tuple[str, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Condition":
        if not (self.kinds or self.categories or self.harms or self.flags or self.done):
            raise ValueError("would hold for every case")
        return self

    def holds(
        self, *, kind: str, category: str, harm: str, flags: Collection[str], done: Collection[str]
    ) -> bool:
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.categories or category in self.categories)
            and category not in self.but_categories
            and (not self.harms or harm in self.harms)
            and (not self.flags or bool(set(self.flags) & set(flags)))
            and (not self.done or bool(set(self.done) & set(done)))
        )


class Duty(Table):
    """One telling to one body: its clock, the act that stops the clock, and the ground in law."""

    clock: str
    act: str
    law: str


class Rule(Table):
    """Proposes a duty where one line of `when` holds."""

    duty: str
    law: str = ""
    when: Annotated[tuple[Condition, ...], Field(strict=False, min_length=1)]


class OutsideBodies(Table):
    duties: dict[str, Duty]
    rules: dict[str, Rule]

    @model_validator(mode="after")
    def _known_duties(self) -> "OutsideBodies":
        names = tuple(self.duties)
        for rule in self.rules.values():
            one_of(rule.duty, names)
            for condition in rule.when:
                for name in condition.done:
                    one_of(name, names)
        return self

    def proposed(
        self, *, kind: str, category: str, harm: str, flags: Collection[str], done: Collection[str] = ()
    ) -> dict[str, list[str]]:
        """The duties to think of for such a case, each with the rules that call for it, both in the order
        of the file. `done` are duties that were done already."""
        found: dict[str, list[str]] = {}
        for name, rule in self.rules.items():
            if any(
                line.holds(kind=kind, category=category, harm=harm, flags=flags, done=done)
                for line in rule.when
            ):
                found.setdefault(rule.duty, []).append(name)
        return {duty: found[duty] for duty in self.duties if duty in found}

    def laws(self, duty: str, rules: Collection[str]) -> list[str]:
        """The grounds of a proposed duty: those of its rules, or that of the duty itself."""
        own = [self.rules[name].law for name in rules if name in self.rules and self.rules[name].law]
        return list(dict.fromkeys(own)) or [self.duties[duty].law]

    @property
    def clocks(self) -> frozenset[str]:
        """Clocks that go on when the case is closed: the body has still to be told."""
        return frozenset(duty.clock for duty in self.duties.values())
