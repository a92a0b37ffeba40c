"""Takes back what was said to a reporter, within the minute in which it waits."""

from flows.casework.taking_back import note_taken_back, take_back
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.manage.opened import handling_role, open_again
from flows.policy.permissions import knows_of
from storage.tables import Case


def _undo(scene: Scene, answers: Answers) -> None:
    sendings = scene.desk.sendings.of_batch(batch=answers.get("id", 0))
    scene.clears_buttons = True
    if not sendings:
        scene.say("undo-too-late")
        return
    cases = []
    for sending in sendings:
        case = scene.desk.cases.get(case_id=sending.case_id)
        if case is None or sending.person_id != scene.person_id or not knows_of(scene.stand(case), case):
            raise NotAllowed("case-not-found")
        cases.append(case)
    if not take_back(scene, sendings):
        scene.say("undo-too-late")
        return
    for sending, case in zip(sendings, cases, strict=True):
        note_taken_back(scene, sending, role=handling_role(scene, case))
    scene.say("undone", _ways_on(scene, cases), references=", ".join(case.reference for case in cases))


def _ways_on(scene: Scene, cases: list[Case]) -> list[list[Button]]:
    if len(cases) == 1:
        return open_again(scene, cases[0])
    return [[scene.button("button-all-cases", "d:cases")]]


FLOW = Flow(name="undo", action="undo", may="see_lists", finish=_undo)
