"""A new action: out of a case, out of a meeting, or by itself."""

from collections.abc import Sequence
from datetime import date

from flows.casework.homes import home_choices
from flows.engine.parsers import free_text
from flows.engine.say import cut
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.manage.days import ends_of, read_day
from flows.manage.opened import act, can_do, opened
from flows.meet.services import meeting_here
from flows.meet.stages import AGENDA_POSTED
from flows.policy.permissions import MAY
from flows.policy.standing import whom_it_goes_to
from storage.tables import Action

TEAM = "team"


def _services(scene: Scene) -> list[int]:
    return scene.service_ids(*MAY["see_actions"])


def _begin(scene: Scene, answers: Answers) -> bool:
    words = str(answers.get("argument", "")).strip()
    if words:
        answers["what"] = words
    if scene.said.is_group:
        _add_in_group(scene, words)
        return False
    if "id" in answers:
        if not can_do("plan_action")(scene, answers):
            return False
        answers["action_service"] = str(opened(scene, answers, "plan_action").service_id)
    elif len(_services(scene)) == 1:
        answers["action_service"] = str(_services(scene)[0])
    return True


def _add_in_group(scene: Scene, words: str) -> None:
    """The team's own action, said before everybody; owner and day are for /actions in private."""
    meeting = meeting_here(scene)
    if meeting is None or meeting.service_id not in scene.service_ids(*MAY["hold_meetings"]):
        scene.say("agenda-no-meeting-here" if meeting is None else "not-allowed")
        return
    if not words:
        scene.say("action-how")
        return
    assert meeting.id is not None
    last = scene.desk.meetings.last_posted(
        meeting_id=meeting.id, least_posted=AGENDA_POSTED, before=scene.now
    )
    action = scene.desk.meetings.add_action(
        service_id=meeting.service_id,
        words=_trimmed(scene, words),
        occurrence_id=last.id if last is not None else None,
        now=scene.now,
    )
    scene.say("action-added-in-group", words=action.words)


def _trimmed(scene: Scene, words: str) -> str:
    return cut(" ".join(words.split()), scene.policy.meetings.item_characters)


def _service_choices(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return home_choices(scene, _services(scene))


def _people(scene: Scene, answers: Answers) -> Sequence[Choice]:
    if "id" in answers:
        found = whom_it_goes_to(scene.desk, opened(scene, answers))
    else:
        service = scene.desk.services.get(service_id=int(answers["action_service"]))
        found = scene.desk.people.with_role(service=service, roles=MAY["see_actions"])
    people = {p.id: p for p in found}
    return [
        Choice(TEAM, scene.texts.label("action-team")),
        *(Choice(str(person.id), person.name) for person in people.values()),
    ]


def _days(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    """The policy's lengths from today, shown as the day that they end on."""
    days = ends_of(scene.policy.meetings.action_due, scene.today, scene.policy)
    return [Choice(day.isoformat(), scene.texts.label("action-by", day=day)) for day in days]


def _add(scene: Scene, answers: Answers) -> None:
    service_id = int(answers["action_service"])
    case = opened(scene, answers, "plan_action") if "id" in answers else None
    if case is None and service_id not in _services(scene):
        scene.say("not-allowed")
        return
    owner = scene.desk.people.get(person_id=int(answers["who"])) if answers["who"] != TEAM else None
    by_when = answers.get("by_when")
    action = scene.desk.meetings.add_action(
        service_id=service_id,
        words=_trimmed(scene, answers["what"]),
        owner_id=owner.id if owner is not None else None,
        due_on=date.fromisoformat(by_when) if by_when else None,
        case_id=case.id if case is not None else None,
        now=scene.now,
    )
    if case is not None:
        act(scene, case, "plan_action", words=action.words)
    if owner is not None and owner.id != scene.person_id and owner.unreachable_at is None:
        scene.tell(
            owner,
            "action-for-you",
            [[scene.button("button-actions", "d:actions")]],
            about="action",
            day=action.due_on or scene.now.date(),
            dated="yes" if action.due_on else "no",
        )
    _say_added(scene, action, owner.name if owner is not None else scene.texts.label("action-team"))


def _say_added(scene: Scene, action: Action, owner: str) -> None:
    scene.say(
        "action-added",
        [[scene.button("button-actions", "d:actions")]],
        words=action.words,
        owner=owner,
        day=action.due_on or scene.now.date(),
        dated="yes" if action.due_on else "no",
    )


FLOW = Flow(
    name="action",
    command="action",
    action="action",
    may="see_actions",
    where="both",
    begin=_begin,
    steps=(
        Step("action_service", choices=_service_choices),
        Step("what", parse=free_text),
        Step("who", choices=_people),
        Step("by_when", parse=read_day, choices=_days, optional=True),
    ),
    finish=_add,
)
