"""Invites: a link that gives a role in a service."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from flows.casework.homes import home_choices
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.policy.model import Policy
from flows.policy.permissions import INVITES, MAY
from storage.desk import Desk
from storage.tables import Invite

LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TOKEN_LENGTH = 24
PROVIDER_WIDE = ("quality", "owner", "speak_up_lead")
"""Roles that see all services of a provider."""


def make_token(rng: Random) -> str:
    return "".join(rng.choice(LETTERS) for _ in range(TOKEN_LENGTH))


def make_invite(
    desk: Desk,
    policy: Policy,
    *,
    provider_id: int,
    service_id: int | None,
    role: str,
    now: datetime,
    rng: Random,
    uses: int | None = None,
    days: int | None = None,
) -> Invite:
    """Makes an invite; uses and days are the policy's where none are given."""
    return desk.people.make_invite(
        token=make_token(rng),
        provider_id=provider_id,
        service_id=None if role in PROVIDER_WIDE else service_id,
        role=role,
        uses=uses if uses is not None else policy.invites.uses[role],  # type: ignore[index]
        expires_at=now + timedelta(days=days if days is not None else policy.invites.days),
        now=now,
    )


def invite_link(bot_username: str, invite: Invite) -> str:
    return f"https://t.me/{bot_username}?start={invite.token}"


def _services(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return home_choices(scene, scene.service_ids(*MAY["invite"]))


def _one_service(scene: Scene, answers: Answers) -> None:
    services = _services(scene, answers)
    if len(services) == 1:
        answers["service"] = services[0].value


def _roles(scene: Scene, answers: Answers) -> Sequence[Choice]:
    own = scene.roles(service_id=int(answers["service"])) if "service" in answers else set()
    return [Choice(role) for role in MAY_GIVE if any(role in INVITES.get(held, ()) for held in own)]


MAY_GIVE = ("staff", "family", "manager", "quality", "speak_up_lead", "owner")


def _invite(scene: Scene, answers: Answers) -> None:
    service = scene.desk.services.get(service_id=int(answers["service"]))
    if answers["role"] not in [choice.value for choice in _roles(scene, answers)]:
        scene.say("not-allowed")
        return
    invite = make_invite(
        scene.desk,
        scene.policy,
        provider_id=service.provider_id,
        service_id=service.id,
        role=answers["role"],
        now=scene.now,
        rng=scene.rng,
    )
    scene.say(
        "invited",
        role=scene.texts.label(f"role-{invite.role}"),
        place=service.name,
        link=invite_link(scene.bot_username, invite),
        uses=invite.uses_left,
        until=invite.expires_at.date(),
    )


FLOW = Flow(
    name="invite",
    command="invite",
    may="invite",
    begin=_one_service,
    steps=(Step("service", choices=_services), Step("role", choices=_roles)),
    finish=_invite,
)
