"""Typed words to answers."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, NotUnderstood, Step

CLOSE_ENOUGH = 84
"""Similarity, 0 to 100, of a typed line to a button's words. Whole lines only: parts match by chance."""

_NOT_WORD = re.compile(r"[^\w'£]+", re.UNICODE)


def plain(text: str) -> str:
    """Lower case, without punctuation and emoji."""
    return _NOT_WORD.sub(" ", text.casefold().replace("’", "'")).strip()


def free_text(_scene: Scene, _answers: Answers, text: str) -> str:
    if not text.strip():
        raise NotUnderstood("not-understood-empty")
    return text.strip()


def number_between(least: int, most: int) -> "object":
    def parse(_scene: Scene, _answers: Answers, text: str) -> int:
        found = re.search(r"\d{1,6}", text)
        if not found or not least <= int(found.group()) <= most:
            raise NotUnderstood("not-understood-number")
        return int(found.group())

    return parse


def word_meaning(scene: Scene, text: str) -> str:
    """What a short typed line means to every flow: "yes", "no", "skip", "back", "cancel", "change" or ""."""
    line = plain(text)
    signs = "".join(ch for ch in text if not ch.isspace())
    for meaning in ("yes", "no", "skip", "back", "cancel", "change", "unnamed"):
        words = scene.texts.label(f"typed-{meaning}").split(" | ")
        if line in words or (signs and signs in words):
            return meaning
    return ""


def pick(scene: Scene, step: Step, choices: Sequence[Choice], text: str) -> str | None:
    """The choice that a typed line names: by its words, its number, or "yes" and "no". None where none."""
    line = plain(text)
    if not line:
        return None
    values = [choice.value for choice in choices]
    meaning = word_meaning(scene, text)
    if meaning in values:
        return meaning
    if line.isdecimal() and 1 <= int(line) <= len(values):
        return values[int(line) - 1]
    best, best_score = None, 0.0
    for choice in choices:
        for words in (choice_label(scene, step, choice), choice.value.replace("_", " ")):
            score = fuzz.ratio(line, plain(words))
            if score > best_score:
                best, best_score = choice.value, score
    return best if best_score >= CLOSE_ENOUGH else None


def choice_label(scene: Scene, step: Step, choice: Choice) -> str:
    return (
        choice.label if choice.label is not None else scene.texts.label(f"choice-{step.name}-{choice.value}")
    )
