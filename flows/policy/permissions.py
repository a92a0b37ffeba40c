"""Who may do what: one table, asked by every flow, command and button."""

from collections.abc import Iterable

from storage.tables import Membership

ROLES = ("staff", "family", "manager", "quality", "speak_up_lead", "owner")
PUBLIC = "public"
"""Somebody without a role: a neighbour, a visitor, a person whose invite was lost."""

HANDLERS = frozenset({"manager", "quality", "owner"})
EVERYBODY = frozenset({*ROLES, PUBLIC})
TEAM = frozenset({"staff", *HANDLERS, "speak_up_lead"})

MAY: dict[str, frozenset[str]] = {
    "talk": EVERYBODY,
    "report": EVERYBODY,
    "see_case": HANDLERS,
    "handle_case": HANDLERS,
    "see_lists": HANDLERS,
    "hold_meetings": HANDLERS,
    "suggest_item": TEAM,
    "see_agenda": TEAM,
    "invite": HANDLERS,
    "review_retention": HANDLERS,
    "answer_data_requests": HANDLERS,
}

INVITES: dict[str, frozenset[str]] = {
    "manager": frozenset({"staff", "family"}),
    "quality": frozenset({"staff", "family", "manager"}),
    "owner": frozenset(ROLES),
}
"""Which roles a role may invite to."""


def roles_for(memberships: Iterable[Membership], *, service_id: int, provider_id: int) -> set[str]:
    """The roles that some memberships give in one service of a provider."""
    return {
        membership.role
        for membership in memberships
        if membership.provider_id == provider_id and membership.service_id in (None, service_id)
    }


def may(action: str, roles: Iterable[str]) -> bool:
    """Whether one of the roles (the public where there is none) allows an action."""
    return bool(MAY[action] & (set(roles) or {PUBLIC}))
