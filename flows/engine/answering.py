"""What an answer does to a conversation: kept, followed by the next question, taken back, or finished."""

from collections.abc import Sequence

from flows.engine.asking import (
    ASKING,
    BACK,
    CHOOSING,
    SKIP,
    ask,
    missing_step,
    offer_changes,
    show_card,
    step_named,
)
from flows.engine.parsers import pick
from flows.engine.registry import flow_named
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotUnderstood, Step
from storage.tables import Conversation

MISSES = 2
"""So often a question is asked of somebody who writes something else."""


def resume(scene: Scene, conversation: Conversation) -> None:
    """Asks once more where the conversation stands."""
    flow = flow_of(conversation)
    step = step_named(flow, conversation.asking)
    if conversation.mode == ASKING and step is not None:
        ask(scene, flow, conversation, step)
    elif conversation.mode == CHOOSING:
        offer_changes(scene, flow, conversation)
    else:
        go_on(scene, flow, conversation)


def flow_of(conversation: Conversation) -> Flow:
    flow = flow_named(conversation.flow)
    if flow is None:
        raise LookupError(f"a conversation of a flow that is gone: {conversation.flow}")
    return flow


def go_on(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    step = missing_step(scene, flow, conversation.answers)
    if step is not None:
        ask(scene, flow, conversation, step)
    elif flow.card is not None:
        show_card(scene, flow, conversation)
    else:
        finish(scene, flow, conversation)


def hear_answer(
    scene: Scene, flow: Flow, conversation: Conversation, text: str, meaning: str, *, tapped: bool = False
) -> None:
    step = step_named(flow, conversation.asking)
    if step is None:
        go_on(scene, flow, conversation)
        return
    answers = conversation.answers
    choices = step.choices(scene, answers)
    if meaning == BACK and BACK not in [choice.value for choice in choices]:
        _go_back(scene, flow, conversation)
        return
    if meaning == SKIP and step.optional:
        keep_answer(scene, flow, conversation, step, None)
        return
    if tapped:
        if text in [choice.value for choice in choices]:
            keep_answer(scene, flow, conversation, step, text)
        else:
            resume(scene, conversation)
        return
    try:
        value = read_answer(scene, step, choices, answers, text)
    except NotUnderstood as fault:
        _miss_answer(scene, flow, conversation, step, fault.key, "" if meaning else text)
        return
    keep_answer(scene, flow, conversation, step, value)


def _miss_answer(
    scene: Scene, flow: Flow, conversation: Conversation, step: Step, key: str, story: str
) -> None:
    """Words that answer no question are more of the story, unless they were meant for the one answer that
    is being changed. Missed twice, a question that can do without is left."""
    answers = conversation.answers
    if "_undo" in answers:
        scene.say(key)
        resume(scene, conversation)
        return
    is_told = key == NotUnderstood().key and _note_words(scene, flow, conversation, story)
    missed = answers["_missed"] = [*answers.get("_missed", ()), step.name]
    enough = dict(step.means).get(SKIP)
    if enough is not None and missed.count(step.name) >= MISSES:
        answers[step.name] = enough
        if step.then is not None:
            step.then(scene, answers)
        go_on(scene, follow(conversation, flow), conversation)
    elif is_told:
        following = follow(conversation, flow)
        if missing_step(scene, following, answers) is not None:
            scene.say("words-added")
        go_on(scene, following, conversation)
    else:
        scene.say(key)
        resume(scene, conversation)


def read_answer(scene: Scene, step: Step, choices: Sequence[Choice], answers: Answers, text: str) -> object:
    picked = pick(scene, step, choices, text) if choices else None
    if picked is not None:
        return picked
    if step.parse is None:
        raise NotUnderstood
    return step.parse(scene, answers, text)


def keep_answer(scene: Scene, flow: Flow, conversation: Conversation, step: Step, value: object) -> None:
    answers = conversation.answers
    answers[step.name] = value
    answers.setdefault("_touched", []).append(step.name)
    _remember_message(scene, conversation, step.name)
    if flow.more_words is not None and step.name == "words" and isinstance(value, str):
        # Asked for again, the new words stand for the old ones.
        for name in ("words", "_said"):
            answers.pop(name, None)
        flow.more_words(scene, answers, value)
    if step.then is not None:
        step.then(scene, answers)
    go_on(scene, follow(conversation, flow), conversation)


def follow(conversation: Conversation, flow: Flow) -> Flow:
    """The flow may have changed with the kind of the report."""
    if "_flow" in conversation.answers:
        conversation.flow = conversation.answers.pop("_flow")
        return flow_of(conversation)
    return flow


def _remember_message(scene: Scene, conversation: Conversation, step: str) -> None:
    """Which message gave which answer, so that an edit of the message can change the answer."""
    if scene.said.message_id is not None and not scene.said.tapped:
        conversation.answers.setdefault("_from", {})[str(scene.said.message_id)] = step


def add_words(scene: Scene, flow: Flow, conversation: Conversation, text: str) -> bool:
    if not _note_words(scene, flow, conversation, text):
        return False
    go_on(scene, follow(conversation, flow), conversation)
    return True


def _note_words(scene: Scene, flow: Flow, conversation: Conversation, text: str) -> bool:
    if flow.more_words is None or not text:
        return False
    flow.more_words(scene, conversation.answers, text)
    _remember_message(scene, conversation, "words")
    return True


def change_answer(scene: Scene, flow: Flow, conversation: Conversation, value: str) -> None:
    name, _, correction = value.partition("=")
    step = step_named(flow, name)
    answers = conversation.answers
    if step is None or not step.changeable:
        go_on(scene, flow, conversation)
        return
    if correction and correction not in [choice.value for choice in step.choices(scene, answers)]:
        offer_changes(scene, flow, conversation)
        return
    answers["_asked"] = []
    answers["_undo"] = {"flow": flow.name, "step": name, "value": answers.get(name)}
    if correction:
        keep_answer(scene, flow, conversation, step, correction)
    else:
        ask(scene, flow, conversation, step)


def _go_back(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    answers = conversation.answers
    asked: list[str] = answers.get("_asked", [])
    if "_card_seen" in answers and len(asked) < 2:
        _undo(conversation)
        go_on(scene, flow_of(conversation), conversation)
        return
    if asked:
        asked.pop()
    before = step_named(flow, asked.pop()) if asked else None
    if before is None:
        resume(scene, conversation)
        return
    answers.pop(before.name, None)
    ask(scene, flow, conversation, before)


def _undo(conversation: Conversation) -> None:
    """Takes back the change that led away from the card."""
    undo = conversation.answers.pop("_undo", None)
    if undo is not None:
        conversation.answers[undo["step"]] = undo["value"]
        conversation.flow = undo["flow"]


def take_files(scene: Scene, flow: Flow, conversation: Conversation) -> bool:
    """Keeps what was sent. False where there was nothing, or it has no place in this conversation."""
    assert conversation.id is not None
    if not flow.takes_files or not scene.said.files:
        return False
    for file in scene.said.files:
        scene.desk.attachments.add(
            form=file.form,
            handle=file.handle,
            name=file.name,
            size=file.size,
            now=scene.now,
            conversation_id=conversation.id,
        )
        conversation.answers["_files"] = conversation.answers.get("_files", 0) + 1
    scene.desk.conversations.save(conversation)
    return True


def cancel(scene: Scene, flow: Flow) -> None:
    scene.desk.conversations.end(person_id=scene.person_id)
    scene.say(scene.texts.first(f"cancelled-{flow.name}", "cancelled"))


def finish(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    answers = dict(conversation.answers)
    answers["_conversation"] = conversation.id
    flow.finish(scene, answers)
    # The flow may have begun another one.
    scene.desk.conversations.end(person_id=scene.person_id, only=conversation.id)
