"""What the first words of a report fill in, and what they call for at once."""

from typing import Any

from flows.casework.danger import warn_of_danger
from flows.casework.reading import understand_words
from flows.casework.ways import CONFIDENTIAL, NAMED, UNNAMED, WAYS
from flows.engine.parsers import words_beside
from flows.engine.registry import flow_for_kind
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.report.as_meant import as_meant
from flows.understanding import Understanding, is_sure_of_category, is_sure_of_kind

DOOR_KINDS: dict[str, tuple[str, ...]] = {
    "went_wrong": ("incident", "near_miss"),
    "worry": ("concern", "complaint", "speak_up"),
    "feedback": ("concern", "complaint", "compliment", "suggestion"),
    "thanks": ("compliment", "suggestion"),
}
"""The kinds behind each door of the menu; the first one is meant where the words do not say."""

HEEDED: dict[str, tuple[str, ...]] = {
    "went_wrong": ("complaint", "speak_up"),
    "worry": (),
    "feedback": ("incident", "near_miss", "speak_up"),
    "thanks": ("incident", "near_miss", "concern", "complaint", "speak_up"),
}
"""Graver kinds that the words may show, whatever door was taken."""

NOT_FEEDBACK = frozenset({"incident", "near_miss", "speak_up"})
"""What stays an incident, a near miss or speaking up, even when it is passed on."""

ENGLISH = "en"

WORSE_AND_WORSE = ("unknown", "none", "low", "moderate", "severe", "death")


def take_words(scene: Scene, answers: Answers, text: str) -> None:
    """Adds words to a report, or puts an edited message in the place of what it was, and reads it anew."""
    note_words(scene, answers, text)
    read_words(scene, answers)


def note_words(scene: Scene, answers: Answers, text: str) -> None:
    said: list[list[Any]] = answers.setdefault("_said", [])
    message_id = None if scene.said.tapped else scene.said.message_id
    edited = next((part for part in said if message_id is not None and part[0] == message_id), None)
    if edited is not None:
        edited[1] = text
    else:
        said.append([message_id, text])
    answers["words"] = "\n".join(str(part[1]) for part in said)


def read_words(scene: Scene, answers: Answers) -> None:
    """Fills the answers from the words; what the person put right by hand stays.

    Warns at once where the words say that somebody may be in danger. Risk is never lowered: flags once
    raised stay, and harm only gets worse, whatever is typed later.
    """
    understood = understand_words(scene, answers["words"])
    raised: list[str] = answers.setdefault("_flags", [])
    new = [flag for flag in understood.red_flags if flag not in raised]
    raised.extend(new)
    warn_of_danger(scene, [flag for flag in new if flag not in answers.get("_warned", ())])
    if understood.language != ENGLISH:
        answers["language"] = understood.language
        return
    heed_wish(scene, answers, answers["words"])
    touched = set(answers.get("_touched", ()))
    for name, value in _read(answers, understood).items():
        if name not in touched and (value is not None or name not in answers):
            answers[name] = value
    answers["_spoken"] = bool(answers.get("_spoken")) or understood.spoken
    answers["_kinds"] = [kind for kind in understood.kinds if kind != "unclear"][:3]
    answers["_categories"] = [c for c in understood.categories if c != "none"][:4]
    _leave_open(answers)
    answers["_guess"] = {"kind": answers["_kinds"][:1], "category": answers["_categories"][:1]}
    if answers.get("kind"):
        follow_kind(scene, answers)


def heed_wish(scene: Scene, answers: Answers, words: str) -> None:
    """Who asks for it in their words is not offered to send with their name first. Never the other way."""
    if "way" in answers.get("_touched", ()):
        return
    wished = as_meant(scene, words)
    for way in (UNNAMED, CONFIDENTIAL):
        if words_beside(scene, wished, f"typed-wish-{way}") is not None:
            answers["way"] = WAYS[max(WAYS.index(way), WAYS.index(answers.get("way", NAMED)))]


def _read(answers: Answers, understood: Understanding) -> dict[str, Any]:
    """What the words say. What they leave unsure is asked: the kind, or else the category, never both, and
    no category where the kind has questions of its own."""
    kind = _kind(answers, understood)
    has_questions = kind in (None, "complaint") or understood.spoken or answers.get("_spoken")
    asks_category = not has_questions and not is_sure_of_category(understood)
    likely = next((category for category in understood.categories if category != "none"), None)
    harms = (answers.get("harm") or "unknown", understood.harm)
    return {
        "kind": kind,
        "category": None if asks_category else likely,
        "harm": max(harms, key=WORSE_AND_WORSE.index),
        "people": ", ".join(understood.people) or None,
        "place": understood.place,
        "when": understood.when.text if understood.when else None,
    }


def _kind(answers: Answers, understood: Understanding) -> str | None:
    """The kind; through a door, the likeliest one behind it."""
    if "_door" not in answers:
        return understood.kind if is_sure_of_kind(understood) else None
    behind = DOOR_KINDS[answers["_door"]]
    if understood.kind in (*behind, *HEEDED[answers["_door"]]):
        return understood.kind
    return behind[0]


def _leave_open(answers: Answers) -> None:
    """What the words leave open is asked, with buttons, instead of guessed."""
    if not answers.get("kind"):
        answers.pop("kind", None)
    if not answers.get("category"):
        if answers.get("kind") in ("compliment", "suggestion"):
            answers["category"] = "none"
        else:
            answers.pop("category", None)


def watch_for_danger(scene: Scene, answers: Answers) -> None:
    """Warns of danger that shows in an answer to a question, such as who was there."""
    typed = " ".join(
        str(answers[name]) for name in ("people", "place", "when", "who_said") if answers.get(name)
    )
    raised: list[str] = answers.setdefault("_flags", [])
    new = [flag for flag in understand_words(scene, typed).red_flags if flag not in raised] if typed else []
    raised.extend(new)
    warn_of_danger(scene, new)


def follow_kind(_scene: Scene, answers: Answers) -> None:
    """Goes on in the conversation that the kind of the report calls for."""
    passed_on = answers.get("_spoken") and answers["kind"] not in NOT_FEEDBACK
    answers["_flow"] = flow_for_kind("spoken" if passed_on else answers["kind"]).name
