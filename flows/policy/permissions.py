"""Who may do what: the one question that everything asks of the table in permissions.toml."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.retention import ERASED
from storage.sight import Scope, Sight
from storage.tables import Case, Membership

PUBLIC = "public"
"""Somebody without a role: a neighbour, a visitor, a person whose invite was lost."""
OFFICER = "safeguarding_officer"
"""A mark on a membership, counted like a role."""
HOME, SPEAK_UP, ABOVE_MANAGER = "home", "speak_up", "above_manager"
STATES = ("open", "closed", "erased")
WAYS = ("named", "confidential", "unnamed")

_TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("permissions.toml").read_text(encoding="utf-8")
)


def _roles(named: str | list[str]) -> frozenset[str]:
    return frozenset(_TABLE["roles"][named] if isinstance(named, str) else named)


ROLES: tuple[str, ...] = tuple(_TABLE["roles"]["all"])
HANDLERS = _roles("handlers")
"""Who looks after the ordinary cases of a home."""
TEAM = _roles("team")
GOES_TO: dict[str, tuple[str, ...]] = {name: tuple(roles) for name, roles in _TABLE["goes_to"].items()}
"""Whom a case goes to, in the order in which they hear of it, by the value of `Case.goes_to`."""
OFFICERS_READ = frozenset(_TABLE["safeguarding"]["officers_read"])


@dataclass(frozen=True, slots=True)
class CaseRow:
    """Who may do one thing to a case, in which of its states, for which ways of speaking."""

    who: frozenset[str]
    states: tuple[str, ...]
    ways: tuple[str, ...]
    goes_to: frozenset[str]
    not_own: bool
    beside: frozenset[str]


ON_CASE: dict[str, CaseRow] = {
    name: CaseRow(
        _roles(row["who"]),
        tuple(row.get("states", STATES)),
        tuple(row.get("ways", WAYS)),
        frozenset(row.get("goes_to", GOES_TO)),
        row.get("not_own", False),
        frozenset(row.get("beside", ())),
    )
    for name, row in _TABLE["on_case"].items()
}

MAY: dict[str, frozenset[str]] = {
    **{name: _roles(named) for name, named in _TABLE["may"].items()},
    **{name: row.who for name, row in ON_CASE.items()},
}
"""The roles that may do something at all; what concerns one case is asked with the case."""

INVITES: dict[str, frozenset[str]] = {role: frozenset(roles) for role, roles in _TABLE["invites"].items()}
"""Which roles a role may invite to."""
CONFIRMS: dict[str, frozenset[str]] = {role: frozenset(roles) for role, roles in _TABLE["confirms"].items()}
"""Who says yes to somebody's new role."""
REMOVES: dict[str, frozenset[str]] = {role: frozenset(roles) for role, roles in _TABLE["removes"].items()}


@dataclass(frozen=True, slots=True)
class Stand:
    """How somebody stands to one case."""

    roles: frozenset[str]
    """Those held in the service of the case."""
    is_kept_out: bool = False
    """Whether it is about them."""
    is_reporter: bool = False
    others_handle: Callable[[], bool] = lambda: False
    """Whether somebody else is there who could handle it."""


def roles_of(memberships: Iterable[Membership]) -> set[str]:
    """All roles and marks that some memberships give."""
    held = list(memberships)
    return {m.role for m in held} | ({OFFICER} if any(m.is_officer for m in held) else set())


def roles_for(memberships: Iterable[Membership], *, service_id: int, provider_id: int) -> set[str]:
    """The roles and marks that some memberships give in one service of a provider."""
    return roles_of(
        membership
        for membership in memberships
        if membership.provider_id == provider_id and membership.service_id in (None, service_id)
    )


def may(action: str, who: Iterable[str] | Stand, case: Case | None = None) -> bool:
    """Whether somebody may do something: by their roles (the public where there is none), or to one case by
    how they stand to it."""
    if case is None:
        roles = who.roles if isinstance(who, Stand) else set(who)
        return bool(MAY[action] & (roles or {PUBLIC}))
    if not isinstance(who, Stand):
        raise TypeError("what concerns a case asks how the person stands to it")
    row = ON_CASE[action]
    return (
        not who.is_kept_out
        and case.hidden_until is None
        and state_of(case) in row.states
        and case.way in row.ways
        and case.goes_to in row.goes_to
        and bool(who.roles & row.who & (concerned(case) | row.beside))
        and not (row.not_own and who.is_reporter and who.others_handle())
    )


def knows_of(who: Stand, case: Case) -> bool:
    """Whether somebody may know that there is such a case. If not, every answer is "not found"."""
    return may("see_case", who, case)


def concerned(case: Case) -> frozenset[str]:
    """The roles that a case goes to, with those who read it beside them."""
    officers = {OFFICER} if case.is_safeguarding and case.goes_to in OFFICERS_READ else frozenset()
    return frozenset(GOES_TO[case.goes_to]) | officers


def state_of(case: Case) -> str:
    if case.status == ERASED:
        return "erased"
    return "open" if case.closed_at is None else "closed"


def is_safeguarding(category: str, flags: Collection[str]) -> bool:
    rules = _TABLE["safeguarding"]
    return category in rules["categories"] or bool(set(flags) & set(rules["flags"]))


def sight_of(action: str, roles_by_service: Mapping[int, Collection[str]], person_id: int) -> Sight:
    """The cases to which somebody may do something, for a list or a count; states and ways are the
    list's own."""
    row = ON_CASE[action]
    scopes: dict[Scope, list[int]] = {}
    for service_id, held in roles_by_service.items():
        roles = set(held) & row.who
        whole = frozenset(n for n in row.goes_to if roles & set(GOES_TO[n]))
        if whole:
            scopes.setdefault(Scope(whole, safeguarding_only=False), []).append(service_id)
        if OFFICER in roles and (more := OFFICERS_READ & row.goes_to - whole):
            scopes.setdefault(Scope(more, safeguarding_only=True), []).append(service_id)
    return Sight(person_id, tuple((scope, tuple(ids)) for scope, ids in scopes.items()))
