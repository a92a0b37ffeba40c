"""Runs any flow: asks what is missing, confirms, changes one answer, goes back, skips, cancels."""

from flows.engine.answering import (
    add_words,
    cancel,
    change_answer,
    finish,
    flow_of,
    follow,
    go_on,
    hear_answer,
    keep_answer,
    read_answer,
    resume,
    take_files,
)
from flows.engine.asking import (
    ASKING,
    BACK,
    CANCEL,
    CHANGE,
    CHOOSING,
    CONFIRMING,
    YES,
    card_labels,
    change_labels,
    changeable,
    missing_step,
    offer_changes,
    part_choices,
    step_named,
)
from flows.engine.parsers import is_greeting, pick, pick_label, word_meaning
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotUnderstood, Step
from flows.engine.unfinished import next_look
from storage.tables import Conversation

__all__ = ["begin", "do_beside", "hear", "hear_edit", "resume", "tap"]


def begin(scene: Scene, flow: Flow, answers: Answers) -> None:
    """Begins a flow; whatever was unfinished before is dropped."""
    scene.forgets = scene.forgets or flow.forgets
    if flow.begin is not None and flow.begin(scene, answers) is False:
        return
    if flow.card is None and missing_step(scene, flow, answers) is None:
        flow.finish(scene, answers)
        return
    conversation = scene.desk.conversations.begin(
        person_id=scene.person_id,
        flow=flow.name,
        inherits=answers.pop("_conversation", None),
        now=scene.now,
        wake_at=next_look(flow, scene.now, scene.policy),
    )
    conversation.answers = answers
    assert conversation.id is not None
    if inherited := scene.desk.attachments.of_conversation(conversation_id=conversation.id):
        answers["_files"] = len(inherited)
    if take_files(scene, flow, conversation) and not scene.said.text.strip():
        scene.say("file-kept")
    go_on(scene, flow, conversation)


def do_beside(scene: Scene, flow: Flow, answers: Answers) -> bool:
    """Does what a flow is for without asking anything, beside an unfinished conversation. False where it
    would have to ask."""
    scene.forgets = scene.forgets or flow.forgets
    if flow.begin is not None and flow.begin(scene, answers) is False:
        return True
    if missing_step(scene, flow, answers) is not None:
        return False
    flow.finish(scene, answers)
    return True


def hear(scene: Scene, conversation: Conversation) -> None:
    """Typed words or files in the middle of a conversation."""
    flow = flow_of(conversation)
    scene.forgets = scene.forgets or flow.forgets
    text = scene.said.text.strip()
    if scene.said.files:
        kept = take_files(scene, flow, conversation)
        step = step_named(flow, conversation.asking)
        if not text and kept and step is not None and step.file_is_enough:
            keep_answer(scene, flow, conversation, step, "")
            return
        if not text or not kept:
            scene.say("file-kept" if kept else "file-not-here")
        if not text:
            resume(scene, conversation)
            return
    meaning = word_meaning(scene, text)
    if meaning == CANCEL:
        cancel(scene, flow)
    elif conversation.mode == ASKING:
        hear_answer(scene, flow, conversation, text, meaning)
    elif conversation.mode == CONFIRMING:
        _hear_at_card(scene, flow, conversation, text, meaning)
    else:
        _hear_change(scene, flow, conversation, text, meaning)


def tap(scene: Scene, conversation: Conversation, value: str) -> None:
    """A button of the conversation's last message. `value` may be forged: it is checked like typed words."""
    flow = flow_of(conversation)
    scene.forgets = scene.forgets or flow.forgets
    scene.clears_buttons = True
    if value == CANCEL:
        cancel(scene, flow)
    elif conversation.mode == CONFIRMING:
        if not _use_card_button(scene, flow, conversation, value):
            resume(scene, conversation)
    elif conversation.mode == CHOOSING:
        change_answer(scene, flow, conversation, value)
    else:
        hear_answer(scene, flow, conversation, value, value, tapped=True)


def hear_edit(scene: Scene, conversation: Conversation) -> bool:
    """A message of this conversation was edited: its answer changes with it. False where it gave none."""
    flow = flow_of(conversation)
    answers = conversation.answers
    gave = answers.get("_from", {}).get(str(scene.said.message_id))
    text = scene.said.text.strip()
    if gave is None or not text:
        return False
    if gave == "words" and flow.more_words is not None:
        flow.more_words(scene, answers, text)
    elif (step := step_named(flow, gave)) is not None:
        try:
            answers[step.name] = read_answer(scene, step, step.choices(scene, answers), answers, text)
        except NotUnderstood as fault:
            scene.say(fault.key)
            resume(scene, conversation)
            return True
        if step.then is not None:
            step.then(scene, answers)
    else:
        return False
    scene.say("edit-taken")
    following = follow(conversation, flow)
    if conversation.mode == CONFIRMING or following is not flow:
        go_on(scene, following, conversation)
    else:
        resume(scene, conversation)
    return True


def _hear_at_card(scene: Scene, flow: Flow, conversation: Conversation, text: str, meaning: str) -> None:
    """The button that was typed, by its words or number; else further words of the report."""
    labels = card_labels(scene, flow, conversation.answers)
    value = CHANGE if meaning in ("no", BACK) else meaning
    if value not in dict(labels):
        number = int(text) if text.isdecimal() else 0
        value = labels[number - 1][0] if 1 <= number <= len(labels) else pick_label(labels, text) or ""
    if value == CANCEL:
        cancel(scene, flow)
    elif not (value and _use_card_button(scene, flow, conversation, value)):
        _hear_more(scene, flow, conversation, text, meaning)


def _use_card_button(scene: Scene, flow: Flow, conversation: Conversation, value: str) -> bool:
    shortcut = next((s for s in flow.shortcuts if s.value == value), None)
    if value == CHANGE and any(step.changeable for step in flow.steps):
        corrections, parts = change_labels(scene, flow, conversation.answers)
        if len(parts) == 1 and not corrections:
            # Nothing to choose: the one part is asked for at once.
            change_answer(scene, flow, conversation, parts[0][0])
        else:
            offer_changes(scene, flow, conversation)
    elif shortcut is not None and shortcut.stays:
        conversation.answers.update(dict(shortcut.sets))
        go_on(scene, flow, conversation)
    elif value == YES or shortcut is not None:
        conversation.answers.update(dict(shortcut.sets) if shortcut else {})
        finish(scene, flow, conversation)
    else:
        return False
    return True


def _hear_change(scene: Scene, flow: Flow, conversation: Conversation, text: str, meaning: str) -> None:
    """What shall be changed, in words: a part of the card, or at once the right value of one."""
    if meaning == BACK:
        go_on(scene, flow, conversation)
        return
    answers = conversation.answers
    corrections, parts = change_labels(scene, flow, answers)
    value = pick(scene, Step("part"), part_choices([*corrections, *parts]), text)
    if value is None:
        named = (
            (step, pick(scene, step, step.choices(scene, answers), text))
            for step in _listed(scene, flow, answers)
        )
        value = next((f"{step.name}={picked}" for step, picked in named if picked is not None), None)
    if value is not None:
        change_answer(scene, flow, conversation, value)
    else:
        _hear_more(scene, flow, conversation, text, meaning)


def _listed(scene: Scene, flow: Flow, answers: Answers) -> list[Step]:
    return [step for step in changeable(scene, flow, answers) if step.choices(scene, answers)]


def _hear_more(scene: Scene, flow: Flow, conversation: Conversation, text: str, meaning: str) -> None:
    """Words that name no button. What is said to the bot ("ok", "back") is no part of a report."""
    if is_greeting(scene, text):
        resume(scene, conversation)
    elif meaning or not add_words(scene, flow, conversation, text):
        scene.say("not-understood")
        resume(scene, conversation)
