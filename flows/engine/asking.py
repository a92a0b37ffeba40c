"""What a conversation shows: a question, the card, or what can be changed."""

from collections.abc import Sequence
from typing import Any

from flows.engine.parsers import choice_label
from flows.engine.registry import flow_named
from flows.engine.say import Button, in_pairs, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Texts
from flows.engine.unfinished import LAST_WORD_AT, next_look
from storage.tables import Conversation

ASKING, CONFIRMING, CHOOSING = "asking", "confirming", "choosing"
"""Modes of a conversation: a step is asked, the card is shown, or "what shall be changed" is."""

YES_LABEL = "_yes"
"""The note of a conversation whose card says "yes" in other words, and has no shortcuts: their text."""
MOST_CHOICES = 48
"""Answers that are shown as buttons. Telegram takes a hundred; what is not shown can be typed."""
YES, CANCEL, BACK, SKIP, CHANGE = "yes", "cancel", "back", "skip", "change"


def step_named(flow: Flow, name: str | None) -> Step | None:
    return next((step for step in flow.steps if step.name == name), None)


def missing_step(scene: Scene, flow: Flow, answers: Answers) -> Step | None:
    """The first step that applies and has no answer."""
    return next((s for s in flow.steps if s.name not in answers and s.ask_if(scene, answers)), None)


def ask(scene: Scene, flow: Flow, conversation: Conversation, step: Step) -> None:
    _next_turn(scene, conversation, ASKING, step.name)
    asked = conversation.answers.setdefault("_asked", [])
    if not asked or asked[-1] != step.name:
        asked.append(step.name)
    offered = step.choices(scene, conversation.answers)
    choices = [
        Button(choice_label(scene, step, choice), _data(conversation, choice.value))
        for choice in offered[:MOST_CHOICES]
    ]
    below = [scene.button("button-back", _data(conversation, BACK))] if _can_go_back(conversation) else []
    if step.optional:
        below.append(scene.button("button-skip", _data(conversation, SKIP)))
    below.append(scene.button("button-cancel", _data(conversation, CANCEL)))
    key = scene.texts.first(f"ask-{flow.name}-{step.name}", f"ask-{step.name}")
    question = scene.texts.say(key, **_shown(conversation.answers))
    if len(offered) > MOST_CHOICES:
        question += "\n\n" + scene.texts.say("ask-more-choices", count=len(offered) - MOST_CHOICES)
    scene.say_ready(question, [*in_pairs(choices), below])


def show_card(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    assert flow.card is not None
    _next_turn(scene, conversation, CONFIRMING)
    conversation.answers["_card_seen"] = True
    conversation.answers["_asked"] = []
    conversation.answers.pop("_undo", None)
    buttons = [
        Button(label, _data(conversation, value))
        for value, label in card_labels(scene, flow, conversation.answers)
    ]
    # What sends it stands on rows of its own; what does not, together below.
    rows = [*one_each(*buttons[:-2]), *in_pairs(buttons[-2:])] if len(buttons) > 2 else one_each(*buttons)
    scene.say_ready(flow.card(scene, conversation.answers), rows)


def card_labels(scene: Scene, flow: Flow, answers: Answers) -> list[tuple[str, str]]:
    """The buttons below the card, as (value, label)."""
    texts = scene.texts
    shortcuts = [] if YES_LABEL in answers else [s for s in flow.shortcuts if s.is_offered(answers)]
    changes = (
        [(CHANGE, texts.label(_change_key(texts, flow)))] if any(s.changeable for s in flow.steps) else []
    )
    return [
        (YES, texts.label(answers.get(YES_LABEL) or _yes_key(texts, flow, answers))),
        *((s.value, texts.label(f"button-{s.value}")) for s in shortcuts),
        *changes,
        (CANCEL, texts.label("button-cancel")),
    ]


def _yes_key(texts: Texts, flow: Flow, answers: Answers) -> str:
    """Where the card has a way of speaking, nobody may have to guess which one "yes" stands for."""
    by_way = (
        [f"button-{flow.name}-yes-{answers['way']}", f"button-yes-{answers['way']}"]
        if flow.shortcuts and "way" in answers
        else []
    )
    return texts.first(*by_way, f"button-{flow.name}-yes", "button-yes")


def _change_key(texts: Texts, flow: Flow) -> str:
    return texts.first(f"button-{flow.name}-change", "button-change")


def offer_changes(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    """The parts of the card as buttons, and above them the likeliest corrections, so that a wrong guess
    is right again after two taps."""
    _next_turn(scene, conversation, CHOOSING)
    corrections, parts = (
        [Button(label, _data(conversation, value)) for value, label in labels]
        for labels in change_labels(scene, flow, conversation.answers)
    )
    back = scene.button("button-back", _data(conversation, BACK))
    scene.say("ask-change", [*in_pairs(corrections), *in_pairs(parts), [back]])


def change_labels(
    scene: Scene, flow: Flow, answers: Answers
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What can be changed, as (value, label): likely corrections ("step=value"), and parts of the card."""
    texts = scene.texts
    likely = flow.suggest(scene, answers) if flow.suggest else ()
    corrections = [(f"{name}={value}", texts.label(f"choice-{name}-{value}")) for name, value in likely]
    parts = [(step.name, texts.label(f"part-{step.name}")) for step in changeable(scene, flow, answers)]
    return corrections, parts


def changeable(scene: Scene, flow: Flow, answers: Answers) -> list[Step]:
    return [
        s for s in flow.steps if s.changeable and (s.offered or s.name in answers or s.ask_if(scene, answers))
    ]


def part_choices(labels: Sequence[tuple[str, str]]) -> list[Choice]:
    return [Choice(value, label) for value, label in labels]


def _next_turn(scene: Scene, conversation: Conversation, mode: str, asking: str | None = None) -> None:
    conversation.mode = mode
    conversation.asking = asking
    conversation.turn += 1
    conversation.wake_at = next_look(flow_named(conversation.flow), scene.now, scene.policy)
    conversation.answers[LAST_WORD_AT] = scene.now.isoformat()
    scene.desk.conversations.save(conversation)


def _data(conversation: Conversation, value: str) -> str:
    return f"q:{conversation.id}:{conversation.turn}:{value}"


def _shown(answers: Answers) -> dict[str, Any]:
    return {
        name: value for name, value in answers.items() if isinstance(value, str | int) and name.isidentifier()
    }


def _can_go_back(conversation: Conversation) -> bool:
    return len(conversation.answers.get("_asked", ())) > 1 or "_card_seen" in conversation.answers
