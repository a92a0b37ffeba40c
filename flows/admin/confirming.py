"""Manager and higher roles: whoever has one already confirms the next, by a tap."""

from datetime import timedelta

from flows.engine.say import Button, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.engine.texts import Texts
from flows.policy.permissions import CONFIRMS
from flows.report.entrance import doors
from storage.pending_roles import PendingRole
from storage.tables import Invite, Person


def confirmers(scene: Scene, *, provider_id: int, service_id: int | None, role: str) -> list[Person]:
    """Who could confirm the speaker in a role. Nobody for staff and family, nor where nobody has such a
    role yet: the first owner comes by the link of the setup."""
    return scene.desk.pending_roles.who_may_confirm(
        provider_id=provider_id, service_id=service_id, roles=CONFIRMS.get(role, ()), but=scene.person_id
    )


def ask_to_confirm(scene: Scene, invite: Invite, people: list[Person]) -> None:
    """Keeps a role waiting and pings who can confirm it. No name: it shows on a locked phone."""
    if scene.desk.pending_roles.waiting(person_id=scene.person_id, invite=invite, now=scene.now) is None:
        invite.uses_left -= 1
        pending = scene.desk.pending_roles.add(
            invite=invite,
            person_id=scene.person_id,
            now=scene.now,
            lapses_at=scene.now + timedelta(days=scene.policy.invites.days),
        )
        for person in people:
            texts = Texts(person.language)
            look = Button(texts.label("button-role_look"), f"d:role_look:{pending.id}")
            role = texts.label(f"role-{pending.role}")
            scene.tell(person, "ping-role-asked", [[look]], about="role", role=role)
    role = scene.texts.label(f"role-{invite.role}")
    scene.say("role-waits", doors(scene), role=role)


def _waiting(scene: Scene, answers: Answers) -> PendingRole:
    pending = scene.desk.pending_roles.get(pending_id=int(answers.get("id") or 0))
    if pending is None or not _may_confirm(scene, pending):
        raise NotAllowed("role-not-found")
    if pending.decided_at is not None or pending.lapses_at <= scene.now:
        raise NotAllowed("role-decided")
    return pending


def _may_confirm(scene: Scene, pending: PendingRole) -> bool:
    return pending.person_id != scene.person_id and any(
        held.provider_id == pending.provider_id
        and held.service_id in (None, pending.service_id)
        and held.role in CONFIRMS.get(pending.role, ())
        for held in scene.memberships
    )


def _place(scene: Scene, pending: PendingRole) -> str:
    services = scene.desk.services
    if pending.service_id is not None:
        return services.get(service_id=pending.service_id).name
    return services.provider(provider_id=pending.provider_id).name


def _look(scene: Scene, answers: Answers) -> None:
    pending = _waiting(scene, answers)
    person = scene.desk.people.get(person_id=pending.person_id)
    rows = one_each(
        *(scene.button(f"button-{name}", f"d:{name}:{pending.id}") for name in ("role_yes", "role_no"))
    )
    scene.say(
        "role-look",
        rows,
        name=person.name,
        role=scene.texts.label(f"role-{pending.role}"),
        place=_place(scene, pending),
    )


def _confirm(scene: Scene, answers: Answers) -> None:
    pending = _waiting(scene, answers)
    scene.clears_buttons = True
    _decide(scene, pending)
    scene.desk.people.join(
        person_id=pending.person_id,
        provider_id=pending.provider_id,
        service_id=pending.service_id,
        role=pending.role,
        now=scene.now,
    )
    scene.changed_roles.add(pending.person_id)
    person = scene.desk.people.get(person_id=pending.person_id)
    scene.tell(person, f"welcome-{pending.role}", about="role", place=_place(scene, pending))
    scene.say("role-confirmed", name=person.name, role=scene.texts.label(f"role-{pending.role}"))


def _refuse(scene: Scene, answers: Answers) -> None:
    pending = _waiting(scene, answers)
    scene.clears_buttons = True
    _decide(scene, pending)
    person = scene.desk.people.get(person_id=pending.person_id)
    scene.tell(person, "role-refused", about="role")
    scene.say("role-refused-noted")


def _decide(scene: Scene, pending: PendingRole) -> None:
    pending.decided_by, pending.decided_at = scene.person_id, scene.now
    scene.desk.pending_roles.save(pending)


FLOWS = (
    Flow(name="role_look", action="role_look", finish=_look),
    Flow(name="role_yes", action="role_yes", finish=_confirm),
    Flow(name="role_no", action="role_no", finish=_refuse),
)
