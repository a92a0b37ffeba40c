"""Runs any flow: asks what is missing, confirms, changes one answer, goes back, skips, cancels."""

from collections.abc import Sequence

from flows.engine.parsers import choice_label, pick, word_meaning
from flows.engine.registry import flow_named
from flows.engine.say import Button, in_pairs, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotUnderstood, Step
from flows.engine.unfinished import first_reminder
from storage.tables import Conversation

ASKING, CONFIRMING, CHOOSING = "asking", "confirming", "choosing"
"""Modes of a conversation: a step is asked, the card is shown, or "what shall be changed" is."""

YES, CANCEL, BACK, SKIP, CHANGE = "yes", "cancel", "back", "skip", "change"


def begin(scene: Scene, flow: Flow, answers: Answers) -> None:
    """Begins a flow; whatever was unfinished before is dropped."""
    if flow.begin is not None and flow.begin(scene, answers) is False:
        return
    if flow.card is None and _missing(scene, flow, answers) is None:
        flow.finish(scene, answers)
        return
    conversation = scene.desk.conversations.begin(
        person_id=scene.person_id,
        flow=flow.name,
        inherits=answers.pop("_conversation", None),
        now=scene.now,
        wake_at=first_reminder(scene.now, scene.policy),
    )
    conversation.answers = answers
    _take_files(scene, conversation)
    _go_on(scene, flow, conversation)


def hear(scene: Scene, conversation: Conversation) -> None:
    """Typed words or files in the middle of a conversation."""
    flow = _flow_of(conversation)
    text = scene.said.text.strip()
    if scene.said.files:
        _take_files(scene, conversation)
        if not text:
            scene.say("file-kept")
            _ask_again(scene, flow, conversation)
            return
    meaning = word_meaning(scene, text)
    if meaning == CANCEL:
        _cancel(scene, flow)
    elif conversation.mode == ASKING:
        _hear_answer(scene, flow, conversation, text, meaning)
    elif meaning == YES and conversation.mode == CONFIRMING:
        _finish(scene, flow, conversation)
    elif meaning in (CHANGE, "no"):
        _offer_changes(scene, flow, conversation)
    elif meaning == BACK:
        _go_on(scene, flow, conversation)
    elif any(shortcut.value == meaning for shortcut in flow.shortcuts):
        _use_shortcut(scene, flow, conversation, meaning)
    elif conversation.mode == CHOOSING and (step := _changeable_named(scene, flow, conversation, text)):
        _ask(scene, flow, conversation, step)
    elif not _add_words(scene, flow, conversation, text):
        scene.say("not-understood")
        _ask_again(scene, flow, conversation)


def tap(scene: Scene, conversation: Conversation, value: str) -> None:
    """A button of the conversation's last message. `value` may be forged: it is checked like typed words."""
    flow = _flow_of(conversation)
    scene.clears_buttons = True
    if value == CANCEL:
        _cancel(scene, flow)
    elif conversation.mode == CONFIRMING and value == YES:
        _finish(scene, flow, conversation)
    elif conversation.mode == CONFIRMING and value == CHANGE:
        _offer_changes(scene, flow, conversation)
    elif conversation.mode == CONFIRMING and any(s.value == value for s in flow.shortcuts):
        _use_shortcut(scene, flow, conversation, value)
    elif conversation.mode == CHOOSING:
        _tap_change(scene, flow, conversation, value)
    elif conversation.mode == ASKING:
        _hear_answer(scene, flow, conversation, value, value, tapped=True)
    else:
        _ask_again(scene, flow, conversation)


def hear_edit(scene: Scene, conversation: Conversation) -> bool:
    """A message of this conversation was edited: its answer changes with it. False where it gave none."""
    flow = _flow_of(conversation)
    answers = conversation.answers
    message = str(scene.said.message_id)
    step = _step(flow, answers.get("_from", {}).get(message))
    text = scene.said.text.strip()
    if step is None or not text:
        return False
    scene.say("edit-taken")
    if step.name == "words" and flow.more_words is not None:
        answers["_said"] = [part for part in answers.get("_said", []) if str(part[0]) != message]
        flow.more_words(scene, answers, text)
    else:
        try:
            choices = step.choices(scene, answers)
            answers[step.name] = _read(scene, step, choices, answers, text)
        except NotUnderstood as fault:
            scene.say(fault.key)
    _go_on(scene, _follow(conversation, flow), conversation)
    return True


def resume(scene: Scene, conversation: Conversation) -> None:
    """Asks once more where the conversation stands."""
    _ask_again(scene, _flow_of(conversation), conversation)


def _flow_of(conversation: Conversation) -> Flow:
    flow = flow_named(conversation.flow)
    if flow is None:
        raise LookupError(f"a conversation of a flow that is gone: {conversation.flow}")
    return flow


def _missing(scene: Scene, flow: Flow, answers: Answers) -> Step | None:
    return next((s for s in flow.steps if s.name not in answers and s.ask_if(scene, answers)), None)


def _step(flow: Flow, name: str | None) -> Step | None:
    return next((step for step in flow.steps if step.name == name), None)


def _go_on(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    step = _missing(scene, flow, conversation.answers)
    if step is not None:
        _ask(scene, flow, conversation, step)
    elif flow.card is not None:
        _show_card(scene, flow, conversation)
    else:
        _finish(scene, flow, conversation)


def _ask_again(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    step = _step(flow, conversation.asking)
    if conversation.mode == ASKING and step is not None:
        _ask(scene, flow, conversation, step)
    elif conversation.mode == CHOOSING:
        _offer_changes(scene, flow, conversation)
    else:
        _go_on(scene, flow, conversation)


def _next_turn(scene: Scene, conversation: Conversation, mode: str, asking: str | None = None) -> None:
    conversation.mode = mode
    conversation.asking = asking
    conversation.turn += 1
    conversation.wake_at = first_reminder(scene.now, scene.policy)
    conversation.reminded_at = None
    scene.desk.conversations.save(conversation)


def _data(conversation: Conversation, value: str) -> str:
    return f"q:{conversation.id}:{conversation.turn}:{value}"


def _ask(scene: Scene, flow: Flow, conversation: Conversation, step: Step) -> None:
    _next_turn(scene, conversation, ASKING, step.name)
    asked = conversation.answers.setdefault("_asked", [])
    if not asked or asked[-1] != step.name:
        asked.append(step.name)
    choices = [
        Button(choice_label(scene, step, choice), _data(conversation, choice.value))
        for choice in step.choices(scene, conversation.answers)
    ]
    below = [scene.button("button-back", _data(conversation, BACK))] if _can_go_back(conversation) else []
    if step.optional:
        below.append(scene.button("button-skip", _data(conversation, SKIP)))
    below.append(scene.button("button-cancel", _data(conversation, CANCEL)))
    key = scene.texts.first(f"ask-{flow.name}-{step.name}", f"ask-{step.name}")
    scene.say(key, [*in_pairs(choices), below], **_shown(conversation.answers))


def _shown(answers: Answers) -> dict[str, object]:
    return {
        name: value for name, value in answers.items() if isinstance(value, str | int) and name.isidentifier()
    }


def _can_go_back(conversation: Conversation) -> bool:
    return len(conversation.answers.get("_asked", ())) > 1 or "_card_seen" in conversation.answers


def _hear_answer(
    scene: Scene, flow: Flow, conversation: Conversation, text: str, meaning: str, *, tapped: bool = False
) -> None:
    step = _step(flow, conversation.asking)
    if step is None:
        _go_on(scene, flow, conversation)
        return
    answers = conversation.answers
    choices = step.choices(scene, answers)
    if meaning == BACK and BACK not in [choice.value for choice in choices]:
        _go_back(scene, flow, conversation)
        return
    if meaning == SKIP and step.optional:
        _answer(scene, flow, conversation, step, None)
        return
    if tapped:
        if text in [choice.value for choice in choices]:
            _answer(scene, flow, conversation, step, text)
        else:
            _ask_again(scene, flow, conversation)
        return
    try:
        _answer(scene, flow, conversation, step, _read(scene, step, choices, answers, text))
    except NotUnderstood as fault:
        if not _add_words(scene, flow, conversation, text):
            scene.say(fault.key)
            _ask_again(scene, flow, conversation)


def _read(scene: Scene, step: Step, choices: Sequence[Choice], answers: Answers, text: str) -> object:
    picked = pick(scene, step, choices, text) if choices else None
    if picked is not None:
        return picked
    if step.parse is None:
        raise NotUnderstood
    return step.parse(scene, answers, text)


def _answer(scene: Scene, flow: Flow, conversation: Conversation, step: Step, value: object) -> None:
    conversation.answers[step.name] = value
    conversation.answers.setdefault("_touched", []).append(step.name)
    _remember_message(scene, conversation, step.name)
    if flow.more_words is not None and step.name == "words" and isinstance(value, str):
        conversation.answers.pop("words")
        flow.more_words(scene, conversation.answers, value)
    if step.then is not None:
        step.then(scene, conversation.answers)
    _go_on(scene, _follow(conversation, flow), conversation)


def _follow(conversation: Conversation, flow: Flow) -> Flow:
    """The flow may have changed with the kind of the report."""
    if "_flow" in conversation.answers:
        conversation.flow = conversation.answers.pop("_flow")
        return _flow_of(conversation)
    return flow


def _remember_message(scene: Scene, conversation: Conversation, step: str) -> None:
    """Which message gave which answer, so that an edit of the message can change the answer."""
    if scene.said.message_id is not None and not scene.said.tapped:
        conversation.answers.setdefault("_from", {})[str(scene.said.message_id)] = step


def _add_words(scene: Scene, flow: Flow, conversation: Conversation, text: str) -> bool:
    if flow.more_words is None or not text:
        return False
    flow.more_words(scene, conversation.answers, text)
    _remember_message(scene, conversation, "words")
    _go_on(scene, _follow(conversation, flow), conversation)
    return True


def _go_back(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    asked: list[str] = conversation.answers.get("_asked", [])
    if "_card_seen" in conversation.answers and len(asked) < 2:
        if asked and asked[-1] not in conversation.answers and "_before" in conversation.answers:
            conversation.answers[asked[-1]] = conversation.answers.pop("_before")
        _show_card(scene, flow, conversation)
        return
    if asked:
        asked.pop()
    before = _step(flow, asked.pop()) if asked else None
    if before is None:
        _ask_again(scene, flow, conversation)
        return
    conversation.answers.pop(before.name, None)
    _ask(scene, flow, conversation, before)


def _show_card(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    assert flow.card is not None
    _next_turn(scene, conversation, CONFIRMING)
    conversation.answers["_card_seen"] = True
    conversation.answers["_asked"] = []
    conversation.answers.pop("_before", None)
    yes = scene.texts.first(f"button-{flow.name}-yes", "button-yes")
    rows = one_each(
        scene.button(yes, _data(conversation, YES)),
        scene.button("button-change", _data(conversation, CHANGE)),
        *(scene.button(f"button-{s.value}", _data(conversation, s.value)) for s in flow.shortcuts),
        scene.button("button-cancel", _data(conversation, CANCEL)),
    )
    if not any(step.changeable for step in flow.steps):
        rows.pop(1)
    scene.say_ready(flow.card(scene, conversation.answers), rows)


def _use_shortcut(scene: Scene, flow: Flow, conversation: Conversation, value: str) -> None:
    shortcut = next(s for s in flow.shortcuts if s.value == value)
    conversation.answers.update(dict(shortcut.sets))
    _finish(scene, flow, conversation)


def _changeable(scene: Scene, flow: Flow, answers: Answers) -> list[Step]:
    return [s for s in flow.steps if s.changeable and (s.name in answers or s.ask_if(scene, answers))]


def _changeable_named(scene: Scene, flow: Flow, conversation: Conversation, text: str) -> Step | None:
    named = Step(name="part", choices=lambda _s, _a: ())
    steps = _changeable(scene, flow, conversation.answers)
    picked = pick(scene, named, [Choice(s.name, scene.texts.label(f"part-{s.name}")) for s in steps], text)
    return _step(flow, picked)


def _offer_changes(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    """The parts of the card as buttons, and above them the likeliest corrections, so that a wrong guess
    is right again after two taps."""
    _next_turn(scene, conversation, CHOOSING)
    answers = conversation.answers
    likely = flow.suggest(scene, answers) if flow.suggest else ()
    corrections = [
        Button(scene.texts.label(f"choice-{name}-{value}"), _data(conversation, f"{name}={value}"))
        for name, value in likely
    ]
    parts = [
        scene.button(f"part-{step.name}", _data(conversation, step.name))
        for step in _changeable(scene, flow, answers)
    ]
    back = scene.button("button-back", _data(conversation, BACK))
    scene.say("ask-change", [*in_pairs(corrections), *in_pairs(parts), [back]])


def _tap_change(scene: Scene, flow: Flow, conversation: Conversation, value: str) -> None:
    name, _, correction = value.partition("=")
    step = _step(flow, name)
    if step is None or not step.changeable:
        _go_on(scene, flow, conversation)
        return
    if correction:
        offered = [choice.value for choice in step.choices(scene, conversation.answers)]
        if correction in offered:
            _answer(scene, flow, conversation, step, correction)
        else:
            _offer_changes(scene, flow, conversation)
        return
    conversation.answers["_asked"] = []
    if step.name in conversation.answers:
        conversation.answers["_before"] = conversation.answers[step.name]
    _ask(scene, flow, conversation, step)


def _take_files(scene: Scene, conversation: Conversation) -> None:
    assert conversation.id is not None
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


def _cancel(scene: Scene, flow: Flow) -> None:
    scene.desk.conversations.end(person_id=scene.person_id)
    scene.say(scene.texts.first(f"cancelled-{flow.name}", "cancelled"))


def _finish(scene: Scene, flow: Flow, conversation: Conversation) -> None:
    answers = dict(conversation.answers)
    answers["_conversation"] = conversation.id
    flow.finish(scene, answers)
    # The flow may have begun another one.
    scene.desk.conversations.end(person_id=scene.person_id, only=conversation.id)
