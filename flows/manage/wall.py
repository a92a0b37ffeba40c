"""A case turns out to be about the manager: quality or the owner takes it out of the managers' hands."""

from flows.casework.filing import ping_new_case
from flows.casework.routing import is_heard_above
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.manage.opened import act, handling_role, open_again, why_not
from flows.policy.permissions import ABOVE_MANAGER, HOME
from flows.policy.standing import may_person
from flows.understanding.in_charge import MANAGER
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
    """From now on: what they have read they have read, and its number stays."""
    case = _case(scene, answers)
    service = scene.desk.services.get(service_id=case.service_id)
    for person in scene.desk.people.with_role(service=service, roles=(MANAGER,)):
        if person.id not in (None, scene.person_id, case.reporter_id):
            scene.desk.walls.keep_out(case=case, person_id=person.id or 0, now=scene.now)
    case.goes_to = ABOVE_MANAGER
    if case.handler_id is not None and not may_person(scene.desk, "see_case", case.handler_id, case):
        case.handler_id = None
    act(scene, case, "keep_out", role=handling_role(scene, case))
    _take_back(scene, case)
    ping_new_case(scene.desk, scene.policy, case, now=scene.now)
    scene.say("kept-out", open_again(scene, case), reference=case.reference)


def _take_back(scene: Scene, case: Case) -> None:
    """What waits in the outbox for those who may not know of it any more."""
    for person_id in scene.desk.walls.of(case=case):
        for notice in scene.desk.notices.waiting_for(person_id=person_id):
            if notice.case_id == case.id and notice.about != "to_reporter":
                scene.desk.notices.withdraw_one(notice, at=scene.now)


FLOW = Flow(name="keep_out", action="keep_out", may="keep_out", begin=_begin, card=_card, finish=_keep_out)
