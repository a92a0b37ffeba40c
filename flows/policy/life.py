"""The life of a case: which act is allowed in which status, what it needs, and which status follows."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from flows.policy.fields import Names, Table, one_of

LIFE = Path(__file__).with_name("life.toml")

HANDLER, REPORTER = "handler", "reporter"
BEFORE = "before"
"""Written for the status that a case had before it had to wait."""
NEW, LOOKED_INTO, WAITING, WITHDRAWN = "new", "looked_into", "waiting", "withdrawn"

NEEDS: Mapping[str, str] = {
    "reason": "words",
    "whom": "whom",
    "other": "other",
    "where": "where",
    "lesson": "words",
    "signatures": "",
}
"""What an act can need, and under which name the timeline keeps it. Signatures are acts of their own."""


class ActRefused(Exception):
    """The act is not allowed in this status, or something that it needs is missing."""


class Act(Table):
    """One table under [acts]: one act, whoever does it."""

    by: Names
    from_: Names = Field(default=(), alias="from")
    to: str = ""
    stays: Names = ()
    needs: Names = ()


class Life(Table):
    """The whole table, with the groups "open" and "ended" written out."""

    statuses: dict[str, Names]
    acts: dict[str, Act]

    @model_validator(mode="before")
    @classmethod
    def _write_out_groups(cls, table: dict[str, Any]) -> dict[str, Any]:
        for act in table["acts"].values():
            stays = [
                status for name in act.get("stays", ()) for status in table["statuses"].get(name, (name,))
            ]
            act["stays"] = [status for status in stays if status not in act.get("from", ())]
        return table

    @model_validator(mode="after")
    def _knows_its_words(self) -> "Life":
        known = (*self.statuses["open"], *self.statuses["ended"])
        for act in self.acts.values():
            for status in (*act.from_, *act.stays):
                one_of(status, known)
            for who in act.by:
                one_of(who, (HANDLER, REPORTER))
            for need in act.needs:
                one_of(need, tuple(NEEDS))
            if act.from_:
                one_of(act.to, (*known, BEFORE))
        return self


@cache
def life() -> Life:
    return Life.model_validate(tomllib.loads(LIFE.read_text("utf-8")))


def statuses() -> tuple[str, ...]:
    """Every status, the open ones first."""
    return (*open_statuses(), *ended_statuses())


def open_statuses() -> tuple[str, ...]:
    return life().statuses["open"]


def ended_statuses() -> tuple[str, ...]:
    return life().statuses["ended"]


def is_allowed(act: str, status: str, *, by: str = HANDLER) -> bool:
    """Whether an act may be done in a status. What the table does not name is no act of a case's life."""
    row = life().acts.get(act)
    return row is not None and by in row.by and status in (*row.from_, *row.stays)


def is_act(act: str) -> bool:
    """Whether the table has a row for it."""
    return act in life().acts


def status_after(act: str, status: str, *, before: str = LOOKED_INTO) -> str:
    """The status that follows. `before` is what the case had before it had to wait. Raises `ActRefused`."""
    row = life().acts.get(act)
    if row is None:
        return status
    if status in row.from_:
        return before if row.to == BEFORE else row.to
    if status in row.stays:
        return status
    raise ActRefused(f"{act} in status {status}")


def missing_needs(act: str, detail: Mapping[str, object]) -> list[str]:
    """What an act needs and was not said with it."""
    row = life().acts.get(act)
    needs = row.needs if row is not None else ()
    return [need for need in needs if NEEDS[need] and not detail.get(NEEDS[need])]
