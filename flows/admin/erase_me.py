"""A person has deleted what no duty stands against, and is told what stays and why."""

from dataclasses import dataclass

from flows.admin.clear_chat import has_unsent_words
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from storage.tables import Membership

STAYS = ("reports", "answer", "request", "work", "last_owner")
"""Duties that stand against a deletion, as they are told."""


@dataclass(frozen=True)
class Duties:
    """What stands against deleting a person's name, roles and account."""

    reports: int
    answer: bool
    request: bool
    work: int
    kept_roles: tuple[Membership, ...]

    @property
    def keeps_account(self) -> bool:
        """Whether the bot has to be able to write to them, or they still have a role."""
        return self.answer or self.request or bool(self.kept_roles)

    @property
    def keeps_name(self) -> bool:
        return bool(self.work or self.kept_roles)

    def told(self) -> list[str]:
        stands = {
            "reports": self.reports,
            "answer": self.answer,
            "request": self.request,
            "work": self.work,
            "last_owner": self.kept_roles,
        }
        return [name for name in STAYS if stands[name]]


def duties_of(scene: Scene) -> Duties:
    desk, me = scene.desk, scene.person_id
    return Duties(
        reports=len(desk.personal_data.reports_of(person_id=me)),
        answer=desk.personal_data.is_owed_an_answer(person_id=me),
        request=any(r.answered_at is None for r in desk.data_requests.of_person(person_id=me)),
        work=desk.personal_data.count(person_id=me).handled,
        kept_roles=tuple(
            held
            for held in scene.memberships
            if held.role == "owner" and desk.people.holders(provider_id=held.provider_id, role="owner") <= 1
        ),
    )


def _begin(scene: Scene, _answers: Answers) -> bool:
    """What was typed and not sent is first sent or cancelled: either may be what somebody wants gone."""
    return not has_unsent_words(scene)


def _card(scene: Scene, _answers: Answers) -> str:
    texts, duties = scene.texts, duties_of(scene)
    goes = ["messages", "roles"]
    if not duties.keeps_name:
        goes.append("name")
    if not duties.keeps_account:
        goes.append("account")
    lines = [texts.say("erase-goes"), *(texts.say(f"erase-goes-{name}") for name in goes)]
    if told := duties.told():
        lines += ["", texts.say("erase-stays")]
        lines += [texts.say(f"erase-stays-{name}", **_numbers(scene, duties)) for name in told]
    lines += [
        "",
        texts.say("erase-beside", months=scene.policy.backups.keep_monthly),
        "",
        texts.say("erase-ask"),
    ]
    return "\n".join(lines)


def _numbers(scene: Scene, duties: Duties) -> dict[str, int]:
    retention = scene.policy.retention
    return {
        "reports": duties.reports,
        "work": duties.work,
        "years": retention.complaint_years,
        "serious": retention.serious_incident_years,
    }


def _erase(scene: Scene, _answers: Answers) -> None:
    desk, duties = scene.desk, duties_of(scene)
    kept = [held.id for held in duties.kept_roles if held.id is not None]
    desk.conversations.end(person_id=scene.person_id)
    desk.personal_data.end_roles(person_id=scene.person_id, but=kept)
    scene.memberships[:] = duties.kept_roles
    desk.personal_data.empty_messages(person=scene.person, now=scene.now, but_waiting=duties.keeps_account)
    if not duties.keeps_name:
        scene.person.name = scene.texts.label("name-deleted")
    if not duties.keeps_account:
        desk.personal_data.forget_account(person=scene.person, now=scene.now)
    # What is said now is deleted as soon as it is sent.
    scene.forgets = True
    scene.say("erased-partly" if duties.told() else "erased", [[_clear(scene)]])


def _clear(scene: Scene) -> Button:
    return scene.button("button-clear", "d:clear")


FLOW = Flow(name="erase_me", action="erase_me", begin=_begin, card=_card, finish=_erase)
