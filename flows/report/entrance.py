"""How a report begins: with plain words, or through one of the four doors of the menu."""

from collections.abc import Callable

from flows.casework.reading import role_of, understand_words
from flows.engine import runner
from flows.engine.registry import all_flows, flow_named
from flows.engine.say import Button, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.report.first_words import DOOR_KINDS, read_words
from flows.report.parts import fill_service

GREETING_WORDS = 4
"""Up to so many words that say nothing to be filed are taken for a greeting."""

ONE_OF_SEVERAL = "_rest"
"""The note of a report that was told together with others: the words of those that follow."""

UNSORTED = "unsorted"
"""The conversation in which the kind is asked where the words leave it open."""


def begin_at_door(door: str) -> Callable[[Scene, Answers], None]:
    """Fills what goes without saying; a report that began at a door is of one of the door's kinds."""

    def begin(scene: Scene, answers: Answers) -> None:
        through_door = answers.pop("argument", None) is not None
        _fill(scene, answers)
        if through_door:
            answers["_door"] = door
            answers["_spoken"] = door == "feedback"

    return begin


def begin_report(scene: Scene, answers: Answers) -> None:
    """Begins a report with the words said so far. A greeting gets the menu instead."""
    words = answers.get("words") or "\n".join(str(part[1]) for part in answers.get("_said", ()))
    if words and _is_greeting(scene, words, with_files="_conversation" in answers):
        scene.say("hello", doors(scene))
        return
    if words and ONE_OF_SEVERAL not in answers and len(understand_words(scene, words).parts) > 1:
        runner.begin(
            scene, all_flows()["several_worries"], {"_said": [[None, words]], **answers, "words": words}
        )
        return
    _fill(scene, answers)
    if words:
        answers["words"] = words
        answers.setdefault("_said", [[None, words]])
        read_words(scene, answers)
        if answers.get("language"):
            say_in_their_language(scene, answers["language"])
    flow = flow_named(answers.pop("_flow", UNSORTED))
    assert flow is not None
    runner.begin(scene, flow, answers)


def _fill(scene: Scene, answers: Answers) -> None:
    answers.setdefault("way", "named")
    answers.setdefault("_role", role_of(scene))
    if "service" not in answers:
        fill_service(scene, answers)


def say_in_their_language(scene: Scene, language: str) -> None:
    """Says that the words are kept as they are, in simple English and, where there is one, in a sentence
    of the person's own language."""
    own = f"not-english-{language}"
    lines = [scene.texts.say("not-english")]
    if scene.texts.has(own):
        lines.insert(0, scene.texts.say(own))
    scene.say_ready("\n\n".join(lines))


def _is_greeting(scene: Scene, words: str, *, with_files: bool) -> bool:
    if with_files or scene.said.files or len(words.split()) > GREETING_WORDS:
        return False
    understood = understand_words(scene, words)
    return understood.kind == "unclear" and not understood.red_flags


def doors(scene: Scene) -> list[list[Button]]:
    """The four doors of the menu, as buttons."""
    return one_each(*(scene.button(f"door-{door}", f"d:{door}") for door in DOOR_KINDS))
