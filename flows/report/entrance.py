"""How a report begins: with plain words, or through one of the four doors of the menu."""

from collections.abc import Callable

from flows.engine import runner
from flows.engine.registry import flow_named
from flows.engine.say import Button, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.report.first_words import DOOR_KINDS, role_of, take_words, understand_words
from flows.report.parts import fill_service

GREETING_WORDS = 4
"""Up to so many words that say nothing to be filed are taken for a greeting."""

UNSURE = "worry"
"""The conversation in which the kind is asked where the words leave it open."""


def begin_at_door(door: str) -> Callable[[Scene, Answers], None]:
    """Fills what goes without saying; a report that began at a door is of one of the door's kinds."""

    def begin(scene: Scene, answers: Answers) -> None:
        through_door = answers.pop("argument", None) is not None
        answers.setdefault("way", "named")
        answers.setdefault("_role", role_of(scene))
        if through_door:
            answers["_door"] = door
            answers["_spoken"] = door == "feedback"
        if "service" not in answers:
            fill_service(scene, answers)

    return begin


def begin_report(scene: Scene, text: str, *, inherits: int | None = None) -> None:
    """Begins a report with its first words. A greeting gets the menu instead."""
    understood = understand_words(scene, text) if text else None
    if (
        understood is not None
        and understood.kind == "unclear"
        and len(text.split()) <= GREETING_WORDS
        and not scene.said.files
        and not understood.red_flags
    ):
        scene.say("hello", doors(scene))
        return
    answers: Answers = {"way": "named", "_role": role_of(scene)}
    if inherits is not None:
        answers["_conversation"] = inherits
    if text:
        take_words(scene, answers, text)
        if scene.said.message_id is not None:
            answers["_from"] = {str(scene.said.message_id): "words"}
    flow = flow_named(answers.pop("_flow", UNSURE))
    assert flow is not None
    runner.begin(scene, flow, answers)


def doors(scene: Scene) -> list[list[Button]]:
    """The four doors of the menu, as buttons."""
    return one_each(*(scene.button(f"door-{door}", f"d:{door}") for door in DOOR_KINDS))
