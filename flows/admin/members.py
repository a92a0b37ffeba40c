"""/members: who belongs to a service; members are removed at once, and the owner names officers."""

from flows.engine.say import Button, cut
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.policy.permissions import MAY, REMOVES, TEAM
from flows.policy.standing import may_person
from storage.tables import Membership, Person

PAGE = 8
LONGEST_NAME = 36
"""Characters of a name on a button."""


def _roles_over(scene: Scene, membership: Membership) -> set[str]:
    """The speaker's roles where a membership holds; over the whole provider only provider-wide ones count."""
    return {
        own.role
        for own in scene.memberships
        if own.provider_id == membership.provider_id and own.service_id in (None, membership.service_id)
    }


def _may_remove(scene: Scene, membership: Membership) -> bool:
    roles = _roles_over(scene, membership)
    return membership.person_id != scene.person_id and any(
        membership.role in REMOVES.get(role, ()) for role in roles
    )


def _may_name_officer(scene: Scene, membership: Membership) -> bool:
    return membership.role in TEAM and bool(_roles_over(scene, membership) & MAY["name_officers"])


def _mine(scene: Scene) -> list[tuple[Membership, Person]]:
    """The members whom the speaker may do something about, by name."""
    found: dict[int, tuple[Membership, Person]] = {}
    services = scene.service_ids(*MAY["remove_member"])
    for provider_id in {own.provider_id for own in scene.memberships}:
        for member, person in scene.desk.people.members(provider_id=provider_id, service_ids=services):
            if _may_remove(scene, member) or _may_name_officer(scene, member):
                found[member.id or 0] = (member, person)
    return list(found.values())


def _list(scene: Scene, answers: Answers) -> None:
    members = _mine(scene)
    if not members:
        scene.say("members-none")
        return
    page = int(answers.get("id") or 0)
    shown = members[page * PAGE : (page + 1) * PAGE] or members[:PAGE]
    lines = [scene.texts.say("members-head", count=len(members))]
    lines += [_line(scene, member, person) for member, person in shown]
    rows = [
        [scene.button("button-member", f"d:member:{member.id}", name=cut(person.name, LONGEST_NAME))]
        for member, person in shown
    ]
    left = len(members) - (page + 1) * PAGE
    if left > 0:
        rows.append([scene.button("button-more", f"d:members:{page + 1}", count=left)])
    scene.say_ready("\n".join(lines), rows)


def _line(scene: Scene, member: Membership, person: Person) -> str:
    services = scene.desk.services
    place = (
        services.get(service_id=member.service_id)
        if member.service_id is not None
        else services.provider(provider_id=member.provider_id)
    )
    return scene.texts.say(
        "members-line",
        name=person.name,
        role=scene.texts.label(f"role-{member.role}"),
        place=place.name,
        officer="yes" if member.is_officer else "no",
    )


def _wanted(scene: Scene, answers: Answers) -> tuple[Membership, Person]:
    """The member of a button. One that is not there and one that is not theirs look the same."""
    member = scene.desk.people.membership(membership_id=int(answers.get("id") or 0))
    if member is None or not (_may_remove(scene, member) or _may_name_officer(scene, member)):
        raise NotAllowed("member-not-found")
    return member, scene.desk.people.get(person_id=member.person_id)


def _show(scene: Scene, answers: Answers) -> None:
    member, person = _wanted(scene, answers)
    rows: list[list[Button]] = []
    if _may_name_officer(scene, member):
        key = "button-officer-end" if member.is_officer else "button-officer"
        rows.append([scene.button(key, f"d:officer:{member.id}:{'no' if member.is_officer else 'yes'}")])
    if _may_remove(scene, member):
        rows.append([scene.button("button-remove_member", f"d:remove_member:{member.id}")])
    scene.say_ready(_line(scene, member, person), rows)


def _name_officer(scene: Scene, answers: Answers) -> None:
    member, person = _wanted(scene, answers)
    if not _may_name_officer(scene, member):
        raise NotAllowed("member-not-found")
    member.is_officer = answers.get("extra") != "no"
    scene.desk.people.save(member)
    scene.clears_buttons = True
    scene.desk.services.write_journal(
        at=scene.now, event="officer", on=member.is_officer, membership=member.id
    )
    key = "officer-named" if member.is_officer else "officer-ended"
    scene.say(key, name=person.name)
    if person.id != scene.person_id and person.unreachable_at is None:
        scene.tell(person, f"you-{key}", about="officer")


def _begin_to_remove(scene: Scene, answers: Answers) -> None:
    member, _person = _wanted(scene, answers)
    if not _may_remove(scene, member):
        raise NotAllowed("member-not-found")


def _card(scene: Scene, answers: Answers) -> str:
    member, person = _wanted(scene, answers)
    line = _line(scene, member, person)
    return "\n\n".join((line, scene.texts.say("remove-member-card")))


def _remove(scene: Scene, answers: Answers) -> None:
    """Ends a membership at once; what waits to be sent to them and is not theirs to read any more is taken
    back. Their old buttons ask the table, and find no role."""
    member, person = _wanted(scene, answers)
    people = scene.desk.people
    if not _may_remove(scene, member):
        raise NotAllowed("member-not-found")
    if member.role == "owner" and people.holders(provider_id=member.provider_id, role="owner") <= 1:
        scene.say("remove-member-last-owner")
        return
    assert member.id is not None
    people.end_membership(membership_id=member.id, now=scene.now)
    scene.changed_roles.add(member.person_id)
    scene.desk.flush()
    take_back_messages(scene, person)
    scene.desk.services.write_journal(
        at=scene.now, event="member_removed", role=member.role, membership=member.id
    )
    scene.say("member-removed", name=person.name)
    if person.unreachable_at is None:
        scene.tell(person, "you-were-removed", about="membership")


def take_back_messages(scene: Scene, person: Person) -> None:
    """Takes back what waits for somebody, but what is said to them as a reporter and about cases that they
    still may read."""
    assert person.id is not None
    for notice in scene.desk.notices.waiting_for(person_id=person.id):
        if notice.about in ("to_reporter", "answer", "membership"):
            continue
        case = scene.desk.cases.get(case_id=notice.case_id) if notice.case_id is not None else None
        if case is None or not may_person(scene.desk, "see_case", person.id, case):
            scene.desk.notices.withdraw_one(notice, at=scene.now)


MANAGES = "remove_member"
FLOWS = (
    Flow(name="members", command="members", action="members", may=MANAGES, finish=_list),
    Flow(name="member", action="member", may=MANAGES, finish=_show),
    Flow(name="officer", action="officer", may="name_officers", finish=_name_officer),
    Flow(
        name="remove_member",
        action="remove_member",
        may=MANAGES,
        begin=_begin_to_remove,
        card=_card,
        finish=_remove,
    ),
)
