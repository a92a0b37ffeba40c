"""Words after a report was sent: they go to that report or to a new one, and the bot asks once."""

from datetime import timedelta

from flows.casework.follow_up import add_to_case
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.report.entrance import begin_report

NEW = "new"


def _begin(scene: Scene, answers: Answers) -> bool:
    """Asks only where a report of the same person is fresh and open."""
    window = timedelta(minutes=scene.policy.conversations.follow_up_minutes)
    recent = [
        case
        for case in scene.desk.cases.reported_by(person_id=scene.person_id, limit=1)
        if case.closed_at is None and scene.now - case.reported_at <= window
    ]
    if not recent:
        begin_report(scene, answers["words"])
        return False
    answers["_case"] = recent[0].id
    answers["reference"] = recent[0].reference
    return True


def _choices(_scene: Scene, answers: Answers) -> list[Choice]:
    return [Choice("add"), Choice(NEW)]


def _finish(scene: Scene, answers: Answers) -> None:
    if answers["belongs"] == NEW:
        begin_report(scene, answers["words"], inherits=answers["_conversation"])
        return
    case = scene.desk.cases.get(case_id=answers["_case"])
    assert case is not None
    add_to_case(scene, case, answers["words"], conversation_id=answers["_conversation"])


def _more(_scene: Scene, answers: Answers, text: str) -> None:
    answers["words"] = f"{answers['words']}\n{text}".strip()


FLOW = Flow(
    name="later_words",
    may="report",
    steps=(Step("belongs", choices=_choices, changeable=False),),
    begin=_begin,
    more_words=_more,
    finish=_finish,
)
