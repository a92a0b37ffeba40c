"""Typed words to answers."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, NotUnderstood, Step

MOST_WORDS_FOR_PART = 4
"""A label may be named by some of its words, in a line of up to so many."""
TELLING_LETTERS = 4
"""Letters that one of them must have; shorter words stand in too many labels."""

_NOT_WORD = re.compile(r"[^\w'£]+", re.UNICODE)
_REPEATED = re.compile(r"(.+?)\1+", re.DOTALL)

MEANINGS = ("yes", "no", "skip", "back", "cancel", "change", "unnamed", "confidential")


def plain(text: str) -> str:
    """Lower case, without punctuation and emoji."""
    return _NOT_WORD.sub(" ", text.casefold().replace("’", "'")).strip()


def free_text(_scene: Scene, _answers: Answers, text: str) -> str:
    if not text.strip():
        raise NotUnderstood("not-understood-empty")
    return text.strip()


def word_meaning(scene: Scene, text: str) -> str:
    """What a short typed line means to every flow: "yes", "no", "skip", "back", "cancel", "change" or ""."""
    line = plain(text)
    signs = "".join(ch for ch in text if not ch.isspace())
    if repeated := _REPEATED.fullmatch(signs):
        signs = repeated[1]
    for meaning in MEANINGS:
        words = _typed(scene, meaning)
        if line in words or (signs and signs in words):
            return meaning
    return ""


def is_courtesy(scene: Scene, text: str) -> bool:
    """Whether a line only says thank you, okay or goodbye."""
    line = plain(text)
    if not line:
        return word_meaning(scene, text) == "yes"
    return line in _typed(scene, "courtesy")


def words_beside(scene: Scene, text: str, key: str) -> int | None:
    """How many words stand in a line beside one of the phrases under a key; None where none stands there."""
    line = f" {plain(text)} ".replace("'", "")
    phrases = [plain(phrase).replace("'", "") for phrase in scene.texts.label(key).split(" | ")]
    lengths = [len(phrase.split()) for phrase in phrases if f" {phrase} " in line]
    return len(line.split()) - max(lengths) if lengths else None


def is_greeting(scene: Scene, text: str) -> bool:
    """Whether a line only asks whether somebody is there."""
    return (plain(text) or text.strip()) in _typed(scene, "greeting")


def pick(scene: Scene, step: Step, choices: Sequence[Choice], text: str) -> str | None:
    """The choice that a typed line names: by its words, misspelt or in part, by its number, or by "yes" and
    "no". None where it names none, or more than one."""
    values = [choice.value for choice in choices]
    meaning = word_meaning(scene, text)
    if meaning in values:
        return meaning
    meant = dict(step.means).get(meaning)
    if meant in values:
        return meant
    line = plain(text)
    if line.isdecimal():
        return values[int(line) - 1] if 1 <= int(line) <= len(values) else None
    labels = [(choice.value, plain(choice_label(scene, step, choice))) for choice in choices]
    named = pick_label(labels, line)
    return named if named or step.in_full else _pick_part(scene, labels, line)


def pick_label(labels: Sequence[tuple[str, str]], line: str) -> str | None:
    """The (value, label) whose words are those of the line, spelling mistakes apart."""
    words = plain(line).split()
    for value, label in labels:
        for named in (plain(label).split(), value.replace("_", " ").split()):
            if words and len(words) == len(named) and all(map(is_slip, words, named)):
                return value
    return None


def _pick_part(scene: Scene, labels: Sequence[tuple[str, str]], line: str) -> str | None:
    """The only label that has all the words of a short line. "Happy" does not name "I am not happy"."""
    words = line.split()
    if not 1 <= len(words) <= MOST_WORDS_FOR_PART or max(map(len, words)) < TELLING_LETTERS:
        return None
    found = [
        (value, label)
        for value, label in labels
        if all(any(is_slip(word, named) for named in label.split()) for word in words)
    ]
    if len(found) != 1:
        return None
    denied = _typed(scene, "denial") & set(found[0][1].split())
    return found[0][0] if all(any(is_slip(w, d) for w in words) for d in denied) else None


def is_slip(typed: str, meant: str) -> bool:
    """Whether a typed word is the word meant, up to one mistake, or two in long words. The first letter
    counts: "unlikely" is not "likely"."""
    if typed == meant:
        return True
    if typed[0] != meant[0] or min(len(typed), len(meant)) <= 3:
        return False
    return OSA.distance(typed, meant) <= (1 if len(meant) < 8 else 2)


def _typed(scene: Scene, meaning: str) -> set[str]:
    return set(scene.texts.label(f"typed-{meaning}").split(" | "))


def choice_label(scene: Scene, step: Step, choice: Choice) -> str:
    return (
        choice.label if choice.label is not None else scene.texts.label(f"choice-{step.name}-{choice.value}")
    )
