"""What the first words of a report fill in, and what they call for at once."""

from flows.engine.registry import flow_for_kind
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.policy.permissions import HANDLERS
from flows.understanding import KnownWords, Understanding, understand
from flows.understanding.result import TypistRole

UNDERSTOOD = ("kind", "category", "harm", "people", "place", "when")


def role_of(scene: Scene) -> str:
    """The role in which somebody reports: their highest one, or the public."""
    held = {membership.role for membership in scene.memberships}
    for role in ("staff", "manager", "quality", "owner", "speak_up_lead", "family"):
        if role in held:
            return role
    return "public"


def typist_role(role: str) -> TypistRole:
    if role in HANDLERS:
        return "manager"
    return "staff" if role in ("staff", "speak_up_lead") else "relative"


def understand_words(scene: Scene, text: str) -> Understanding:
    words = scene.policy.words
    known = KnownWords(places=tuple(words.places), slang=dict(words.slang))
    return understand(text, typist_role(role_of(scene)), scene.now, known=known)


def take_words(scene: Scene, answers: Answers, text: str) -> None:
    """Adds words to a report and reads it anew; what the person put right by hand stays.

    Warns at once where the words say that somebody may be in danger. Risk is never lowered: flags once
    raised stay, whatever is typed later.
    """
    said: list[list[object]] = answers.setdefault("_said", [])
    said.append([scene.said.message_id if not scene.said.tapped else None, text])
    answers["words"] = "\n".join(str(part[1]) for part in said)
    understood = understand_words(scene, answers["words"])
    touched = set(answers.get("_touched", ()))
    read = {
        "kind": None if understood.kind == "unclear" else understood.kind,
        "category": None if understood.category == "none" else understood.category,
        "harm": understood.harm,
        "people": ", ".join(understood.people) or None,
        "place": understood.place,
        "when": understood.when.text if understood.when else None,
    }
    for name, value in read.items():
        if name not in touched and (value is not None or name not in answers):
            answers[name] = value
    if (
        "kind" not in touched
        and answers.get("_door")
        and not _fits_door(answers["_door"], answers.get("kind"))
    ):
        answers["kind"] = DOOR_KINDS[answers["_door"]][0]
    answers["_spoken"] = bool(answers.get("_spoken")) or understood.spoken
    answers["_kinds"] = [kind for kind in understood.kinds if kind != "unclear"][:3]
    answers["_categories"] = [c for c in understood.categories if c != "none"][:4]
    _forget_unsure(scene, answers, understood, touched)
    warn_of_danger(scene, answers, understood.red_flags)
    if answers.get("kind"):
        follow_kind(scene, answers)


def follow_kind(_scene: Scene, answers: Answers) -> None:
    """Goes on in the conversation that the kind of the report calls for."""
    passed_on = answers.get("_spoken") and answers["kind"] not in NOT_FEEDBACK
    answers["_flow"] = flow_for_kind("spoken" if passed_on else answers["kind"]).name


DOOR_KINDS: dict[str, tuple[str, ...]] = {
    "went_wrong": ("incident", "near_miss"),
    "worry": ("concern", "complaint", "speak_up"),
    "feedback": ("concern", "complaint", "compliment", "suggestion"),
    "thanks": ("compliment", "suggestion"),
}
"""The kinds behind each door of the menu; the first one is meant where the words do not say."""

NOT_FEEDBACK = frozenset({"incident", "near_miss", "speak_up"})
"""What stays an incident, a near miss or speaking up, even when it is passed on."""


def _fits_door(door: str, kind: str | None) -> bool:
    return kind in DOOR_KINDS[door]


def _forget_unsure(scene: Scene, answers: Answers, understood: Understanding, touched: set[str]) -> None:
    """What the words leave open is asked, with buttons, instead of guessed."""
    if not answers.get("kind"):
        answers.pop("kind", None)
    if not answers.get("category"):
        if answers.get("kind") in ("compliment", "suggestion"):
            answers["category"] = "none"
        else:
            answers.pop("category", None)


def warn_of_danger(scene: Scene, answers: Answers, flags: tuple[str, ...]) -> None:
    """Says what to do now, before anything is asked, once for each danger."""
    raised: list[str] = answers.setdefault("_flags", [])
    new = [flag for flag in flags if flag not in raised]
    raised.extend(new)
    if new:
        lines = [scene.texts.say("danger"), *(scene.texts.say(f"danger-{flag}") for flag in new)]
        scene.say_ready("\n\n".join(lines))
