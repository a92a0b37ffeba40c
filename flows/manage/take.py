"""A handler takes a case, or gives it to a colleague."""

from collections.abc import Sequence

from flows.casework.pings import case_line, ping_buttons
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Ready, Texts
from flows.manage.opened import act, can_do, open_again, opened
from flows.policy.standing import whom_it_goes_to
from flows.policy.timescales import out_of_quiet


def _take(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "take")
    scene.clears_buttons = True
    if case.handler_id == scene.person_id:
        scene.say("take-yours", open_again(scene, case), reference=case.reference)
        return
    if case.handler_id is not None and answers.get("extra") != "over":
        name = scene.desk.people.get(person_id=case.handler_id).name
        over = scene.button("button-take-over", f"d:take:{case.id}:over")
        scene.say("take-has-handler", [[over], *open_again(scene, case)], reference=case.reference, name=name)
        return
    case.handler_id = scene.person_id
    act(scene, case, "take")
    due = case.next_due_at
    key = "taken" if due is None else "taken-due" if due > scene.now else "taken-late"
    scene.say(key, open_again(scene, case), reference=case.reference, due=due or scene.now)


def _colleagues(scene: Scene, answers: Answers) -> Sequence[Choice]:
    case = opened(scene, answers, "assign")
    people = whom_it_goes_to(scene.desk, case)
    return [Choice(str(p.id), p.name) for p in people if p.id not in (case.handler_id, case.reporter_id)]


def _can_assign(scene: Scene, answers: Answers) -> bool:
    if not can_do("assign")(scene, answers):
        return False
    if not _colleagues(scene, answers):
        scene.say("assign-nobody")
        return False
    return True


def _assign(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "assign")
    colleague = scene.desk.people.get(person_id=int(answers["colleague"]))
    case.handler_id = colleague.id
    act(scene, case, "assign", to=colleague.id)
    if colleague.id != scene.person_id:
        texts = Texts(colleague.language)
        scene.tell(
            colleague,
            "ping-assigned",
            ping_buttons(case, texts, snoozes=True),
            case=case,
            about="assigned",
            after=out_of_quiet(scene.now, scene.policy) - scene.now,
            line=Ready(case_line(case, texts)),
        )
    scene.say("assigned", open_again(scene, case), reference=case.reference, name=colleague.name)


FLOWS = (
    Flow(name="take", action="take", may="handle_case", begin=can_do("take"), finish=_take),
    Flow(
        name="assign",
        action="assign",
        may="handle_case",
        begin=_can_assign,
        steps=(Step("colleague", choices=_colleagues),),
        finish=_assign,
    ),
)
