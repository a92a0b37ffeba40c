"""The first hello: with an invite, without one, or back again."""

from flows.admin.confirming import ask_to_confirm, confirmers
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.report.entrance import doors
from storage.tables import Invite


def _start(scene: Scene, answers: Answers) -> None:
    token = answers.get("argument", "").strip()
    if token and token != OPENED:
        _join(scene, token)
        return
    key = "welcome-back" if scene.memberships else "welcome-public"
    scene.say(key, doors(scene))


OPENED = "hello"
"""The start word behind the group's link to the private chat."""


def _join(scene: Scene, token: str) -> None:
    """Takes a role from an invite. A link that does not work is no reason to turn anybody away."""
    invite = scene.desk.people.find_invite(token=token)
    fault = _fault(scene, invite)
    if invite is None or fault:
        scene.say(fault or "invite-unknown", doors(scene))
        return
    held = {(m.role, m.service_id) for m in scene.memberships if m.provider_id == invite.provider_id}
    if (invite.role, invite.service_id) not in held:
        people = confirmers(
            scene, provider_id=invite.provider_id, service_id=invite.service_id, role=invite.role
        )
        if people:
            ask_to_confirm(scene, invite, people)
            return
        invite.uses_left -= 1
        joined = scene.desk.people.join(
            person_id=scene.person_id,
            provider_id=invite.provider_id,
            service_id=invite.service_id,
            role=invite.role,
            now=scene.now,
        )
        scene.memberships.append(joined)
    place = (
        scene.desk.services.get(service_id=invite.service_id).name
        if invite.service_id is not None
        else scene.desk.services.provider(provider_id=invite.provider_id).name
    )
    scene.say(f"welcome-{invite.role}", doors(scene), place=place)


def _fault(scene: Scene, invite: Invite | None) -> str:
    if invite is None or invite.withdrawn_at is not None:
        return "invite-unknown"
    if invite.expires_at <= scene.now:
        return "invite-expired"
    held = any(m.role == invite.role and m.service_id == invite.service_id for m in scene.memberships)
    waits = scene.desk.pending_roles.waiting(person_id=scene.person_id, invite=invite, now=scene.now)
    if invite.uses_left <= 0 and not held and waits is None:
        return "invite-used"
    return ""


FLOW = Flow(name="start", command="start", finish=_start)
