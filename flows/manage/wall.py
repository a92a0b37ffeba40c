"""A case turns out to be about the manager: quality or the owner takes it out of the managers' hands."""

from flows.casework.filing import ping_new_case
from flows.casework.routing import is_heard_above
from flows.casework.walls import take_from_managers
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.manage.opened import handling_role, open_again, why_not
from flows.policy.permissions import HOME
from storage.tables import Case


def _case(scene: Scene, answers: Answers) -> Case:
    case = scene.desk.cases.get(case_id=answers["id"]) if "id" in answers else None
    fault = why_not(scene, case, "keep_out")
    if case is None or fault is not None:
        raise NotAllowed(fault or "case-not-found", reference=case.reference if case is not None else "")
    return case


def _begin(scene: Scene, answers: Answers) -> bool:
    case = _case(scene, answers)
    if case.goes_to != HOME or not is_heard_above(scene.desk, case):
        scene.say("keep-out-not-here", open_again(scene, case), reference=case.reference)
        return False
    answers["reference"] = case.reference
    return True


def _card(scene: Scene, answers: Answers) -> str:
    return scene.texts.say("keep-out-card", reference=answers["reference"])


def _keep_out(scene: Scene, answers: Answers) -> None:
    case = _case(scene, answers)
    role = handling_role(scene, case)
    take_from_managers(
        scene.desk,
        scene.policy,
        case,
        but=(scene.person_id, case.reporter_id),
        at=scene.now,
        actor_id=scene.person_id,
        actor_role=role,
        role=role,
    )
    ping_new_case(scene.desk, scene.policy, case, now=scene.now)
    scene.say("kept-out", open_again(scene, case), reference=case.reference)


FLOW = Flow(name="keep_out", action="keep_out", may="keep_out", begin=_begin, card=_card, finish=_keep_out)
