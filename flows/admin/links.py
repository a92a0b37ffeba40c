"""/links: the links that still give a role, and taking one back by a tap."""

from flows.engine.say import Button, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.policy.permissions import INVITES
from storage.tables import Invite

MOST_SHOWN = 20


def _may_withdraw(scene: Scene, invite: Invite) -> bool:
    """Whoever may make such a link may take it back, whoever made it."""
    return any(
        held.provider_id == invite.provider_id
        and held.service_id in (None, invite.service_id)
        and invite.role in INVITES.get(held.role, ())
        for held in scene.memberships
    )


def _living(scene: Scene) -> list[Invite]:
    providers = {held.provider_id for held in scene.memberships}
    living = scene.desk.pending_roles.living_invites(provider_ids=providers, now=scene.now)
    return [invite for invite in living if _may_withdraw(scene, invite)]


def _place(scene: Scene, invite: Invite) -> str:
    services = scene.desk.services
    if invite.service_id is not None:
        return services.get(service_id=invite.service_id).name
    return services.provider(provider_id=invite.provider_id).name


def _show(scene: Scene, _answers: Answers) -> None:
    living = _living(scene)
    if not living:
        scene.say("links-none")
        return
    lines = [scene.texts.say("links-head", count=len(living))]
    buttons: list[Button] = []
    for number, invite in enumerate(living[:MOST_SHOWN], start=1):
        role = scene.texts.label(f"role-{invite.role}")
        lines.append(
            scene.texts.say(
                "links-line",
                number=str(number),
                role=role,
                place=_place(scene, invite),
                made=invite.made_at.date(),
                uses=invite.uses_left,
                until=invite.expires_at.date(),
            )
        )
        buttons.append(scene.button("button-take_back", f"d:take_back:{invite.id}", number=str(number)))
    scene.say_ready("\n\n".join(lines), one_each(*buttons))


def _withdraw(scene: Scene, answers: Answers) -> None:
    invite = scene.desk.pending_roles.invite(invite_id=int(answers.get("id") or 0))
    if invite is None or not _may_withdraw(scene, invite):
        raise NotAllowed("link-not-found")
    scene.clears_buttons = True
    if invite.withdrawn_at is None:
        invite.withdrawn_at = scene.now
    role = scene.texts.label(f"role-{invite.role}")
    scene.say("link-withdrawn", role=role, place=_place(scene, invite))


FLOWS = (
    Flow(name="links", command="links", action="links", may="invite", listed=False, finish=_show),
    Flow(name="take_back", action="take_back", may="invite", finish=_withdraw),
)
