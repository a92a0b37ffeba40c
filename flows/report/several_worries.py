"""Several worries in one message: offered as separate reports, each with its own words."""

from flows.casework.danger import warn_of_danger
from flows.casework.reading import understand_words
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.report.entrance import ONE_OF_SEVERAL, begin_report
from flows.report.first_words import note_words

CARRIED = ("_conversation", "_from")


def _begin(scene: Scene, answers: Answers) -> None:
    """Danger first, then the question."""
    understood = understand_words(scene, answers["words"])
    answers["_parts"] = list(understood.parts)
    answers["_warned"] = [*answers.get("_warned", ()), *answers.get("_flags", ())]
    warn_of_danger(scene, [flag for flag in understood.red_flags if flag not in answers["_warned"]])
    answers["_warned"] += understood.red_flags
    answers["count"] = len(understood.parts)


def _add(scene: Scene, answers: Answers, text: str) -> None:
    """What is typed instead of a tap belongs to the message too."""
    note_words(scene, answers, text)
    _begin(scene, answers)


def _finish(scene: Scene, answers: Answers) -> None:
    kept = {name: answers[name] for name in (*CARRIED, "_warned") if name in answers}
    if answers["apart"] == "yes":
        first, *rest = answers["_parts"]
        begin_report(scene, {**kept, "words": first, ONE_OF_SEVERAL: rest})
    else:
        begin_report(scene, {**kept, "_said": answers["_said"], ONE_OF_SEVERAL: []})


FLOW = Flow(
    name="several_worries",
    may="report",
    steps=(Step("apart", choices=choose("yes", "no"), changeable=False),),
    begin=_begin,
    more_words=_add,
    takes_files=True,
    finish=_finish,
)
