"""A message that was edited after its report was sent."""

from dataclasses import replace

from flows.casework.danger import warn_beforehand
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.report.past_manager import asks_about_reader, names_reader, put_on_case


def _begin(scene: Scene, answers: Answers) -> bool:
    for case in scene.desk.cases.reported_by(person_id=scene.person_id):
        if case.closed_at is None and scene.said.message_id in case.details.get("messages", ()):
            answers["_case"] = case.id
            answers["reference"] = case.reference
            # Edited once more before the question is answered, the newest words count.
            answers["_from"] = {str(scene.said.message_id): "words"}
            warn_beforehand(scene, answers, case)
            return True
    scene.say("edit-of-old-message")
    return False


def _newest_words(scene: Scene, answers: Answers, text: str) -> None:
    answers["words"] = text
    case = scene.desk.cases.get(case_id=answers["_case"])
    assert case is not None
    warn_beforehand(scene, answers, case)


def _finish(scene: Scene, answers: Answers) -> None:
    if answers["use_edit"] == "no":
        scene.say("edit-left-out", reference=answers["reference"])
        return
    case = scene.desk.cases.get(case_id=answers["_case"])
    assert case is not None
    put_on_case(scene, case, answers, "words", act="correct_words", key="added")


def _adds(scene: Scene, answers: Answers) -> bool:
    return answers.get("use_edit") == "yes" and names_reader(scene, answers, "words")


FLOW = Flow(
    name="edited_words",
    may="report",
    steps=(
        Step("use_edit", choices=choose("yes", "no"), changeable=False),
        replace(asks_about_reader("words"), ask_if=_adds),
    ),
    begin=_begin,
    more_words=_newest_words,
    finish=_finish,
)
