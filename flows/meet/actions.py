"""/actions: what somebody promised to do by a day, and what is done."""

from flows.engine.say import Button, cut
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.manage.opened import act
from flows.policy.permissions import MAY
from storage.tables import Action

PAGE = 8


def _services(scene: Scene) -> list[int]:
    return scene.service_ids(*MAY["see_actions"])


def _may_see(scene: Scene, action: Action) -> bool:
    """Whether an action is of one of the person's services, and of no case that they may not know of."""
    if action.service_id not in _services(scene):
        return False
    case = scene.desk.cases.get(case_id=action.case_id) if action.case_id is not None else None
    return case is None or scene.may("see_case", case)


def _list(scene: Scene, answers: Answers) -> None:
    services = _services(scene)
    actions = [a for a in scene.desk.meetings.actions(service_ids=services) if _may_see(scene, a)]
    if not actions:
        scene.say("actions-none")
        return
    page = int(answers.get("id") or 0)
    shown = actions[page * PAGE : (page + 1) * PAGE] or actions[:PAGE]
    lines = [scene.texts.say("actions-head", count=len(actions))]
    rows = []
    for number, action in enumerate(shown, start=1):
        lines.append(_line(scene, action, number, several=len(services) > 1))
        rows.append(scene.button("button-action-done", f"d:action_done:{action.id}", number=number))
    left = len(actions) - (page + 1) * PAGE
    below = [rows[i : i + 3] for i in range(0, len(rows), 3)]
    if left > 0:
        below.append([scene.button("button-more", f"d:actions:{page + 1}", count=left)])
    scene.say_ready("\n\n".join(lines), below)


def _line(scene: Scene, action: Action, number: int, *, several: bool) -> str:
    today = scene.today
    state = "open" if action.due_on is None else "late" if action.due_on < today else "due"
    owner = scene.texts.label("action-team")
    if action.owner_id is not None:
        owner = scene.desk.people.get(person_id=action.owner_id).name
    if several:
        service = scene.desk.services.get(service_id=action.service_id)
        owner = f"{owner}, {service.name}"
    return scene.texts.say(
        f"action-line-{state}",
        number=number,
        words=cut(action.words, scene.policy.meetings.item_characters),
        owner=owner,
        due=action.due_on or today,
    )


def _done(scene: Scene, answers: Answers) -> None:
    action = scene.desk.meetings.action(action_id=int(answers.get("id", 0)))
    if action is None or not _may_see(scene, action):
        scene.toast = scene.texts.label("toast-old-button")
        return
    if action.done_at is not None:
        scene.toast = scene.texts.label("toast-answered")
        return
    action.done_at = scene.now
    scene.desk.meetings.save(action)
    case = scene.desk.cases.get(case_id=action.case_id) if action.case_id is not None else None
    if case is not None:
        act(scene, case, "finish_action", words=action.words)
    scene.toast = scene.texts.label("toast-action-done")
    scene.say("action-is-done", [[_more(scene)]], words=action.words)


def _more(scene: Scene) -> Button:
    return scene.button("button-actions", "d:actions")


FLOWS = (
    Flow(name="actions", command="actions", action="actions", may="see_actions", finish=_list),
    Flow(name="action_done", action="action_done", may="see_actions", finish=_done),
)
