"""Decides which flow gets what was said."""

import re
from dataclasses import replace

from flows.engine import runner
from flows.engine.registry import all_flows, flow_for_action, flow_for_command, flow_named
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.engine.unfinished import would_be_lost
from flows.policy.permissions import may
from storage.tables import Conversation

_TAP = re.compile(r"q:(\d{1,12}):(\d{1,9}):(.{1,48})", re.DOTALL)
_ACTION = re.compile(r"d:([a-z_]{1,30})(?::(\d{1,15}))?(?::([\w.-]{1,30}))?")

LATER_WORDS, EDITED_WORDS = "later_words", "edited_words"
"""The flows that take plain words outside a conversation, and words that were edited after it."""

MEGABYTE = 1024 * 1024


def receive(scene: Scene) -> None:
    """One turn. Whatever was said, somebody answers it or it was nothing to answer."""
    if scene.said.event:
        _note_event(scene)
        return
    try:
        _hand_on(scene)
    except NotAllowed as fault:
        scene.desk.conversations.end(person_id=scene.person_id)
        scene.say(fault.key, [[scene.button("button-menu", "d:menu")]], **fault.values)


def _hand_on(scene: Scene) -> None:
    if scene.said.is_group:
        _receive_in_group(scene)
    elif scene.said.tapped:
        _receive_tap(scene)
    elif scene.said.command:
        _receive_command(scene)
    else:
        _receive_words(scene)


def _note_event(scene: Scene) -> None:
    event = scene.said.event
    if event == "blocked":
        scene.person.unreachable_at = scene.now
    elif event == "unblocked":
        scene.person.unreachable_at = None
    elif event == "moved" and scene.said.moved_to is not None:
        scene.desk.meetings.move_chat(old=scene.said.chat_id, new=scene.said.moved_to)
        scene.desk.notices.move_chat(old=scene.said.chat_id, new=scene.said.moved_to)
    elif event == "added":
        scene.say("group-hello")


def _receive_in_group(scene: Scene) -> None:
    """Nothing confidential is asked or said in a group: what belongs there is a command or a tap."""
    said = scene.said
    if said.tapped:
        _receive_tap(scene)
        return
    flow = flow_for_command(said.command) if said.command else None
    if flow is not None and flow.where in ("group", "both"):
        _begin_if_allowed(scene, flow, {"argument": said.argument})
    elif said.command:
        scene.say("group-go-private", [[scene.link_button("button-open-private")]])


def _receive_tap(scene: Scene) -> None:
    data = scene.said.tapped
    if found := _TAP.fullmatch(data):
        conversation = scene.desk.conversations.of(person_id=scene.person_id)
        if conversation is None or conversation.id != int(found[1]) or scene.said.is_group:
            scene.toast = scene.texts.label("toast-old-button")
            scene.clears_buttons = True
        elif conversation.turn != int(found[2]):
            scene.toast = scene.texts.label("toast-newer-buttons")
            scene.clears_buttons = True
        elif _still_may(scene, flow_named(conversation.flow)):
            runner.tap(scene, conversation, found[3])
        return
    found = _ACTION.fullmatch(data)
    flow = flow_for_action(found[1]) if found else None
    if found is None or flow is None:
        scene.toast = scene.texts.label("toast-old-button")
        return
    if scene.said.is_group and flow.where == "private":
        scene.toast = scene.texts.label("toast-not-here")
        return
    answers: Answers = {"argument": ""}
    if found[2]:
        answers["id"] = int(found[2])
    if found[3]:
        answers["extra"] = found[3]
    _begin_if_allowed(scene, flow, answers)


def _receive_command(scene: Scene) -> None:
    flow = flow_for_command(scene.said.command)
    if flow is None:
        scene.say("unknown-command", [[scene.button("button-menu", "d:menu")]])
    elif flow.where == "group":
        scene.say("only-in-group")
    else:
        _begin_if_allowed(scene, flow, {"argument": scene.said.argument})


def _begin_if_allowed(scene: Scene, flow: Flow, answers: Answers) -> None:
    """A right held in any service opens a flow; what concerns one case or service is asked again there."""
    if not may(flow.may, scene.all_roles):
        if scene.said.tapped:
            scene.toast = scene.texts.label("toast-not-allowed")
        else:
            scene.say("not-allowed", [[scene.button("button-menu", "d:menu")]])
        return
    asks = flow.steps and not scene.said.is_group
    conversation = scene.desk.conversations.of(person_id=scene.person_id) if asks else None
    if conversation is not None and would_be_lost(conversation.answers):
        # What somebody has typed is never thrown away for a tap on something else.
        if not (flow.hears and answers.get("argument") and _do_beside(scene, flow, answers)):
            scene.say("unsent-first")
        runner.resume(scene, conversation)
        return
    runner.begin(scene, flow, answers)


def _still_may(scene: Scene, flow: Flow | None) -> bool:
    """Whether the person still has the right with which a conversation began. Raises `NotAllowed`."""
    if flow is None or not may(flow.may, scene.all_roles):
        raise NotAllowed
    return True


def _receive_words(scene: Scene) -> None:
    said = scene.said
    conversation = scene.desk.conversations.of(person_id=scene.person_id)
    if not _take_what_fits(scene):
        if conversation is not None:
            runner.resume(scene, conversation)
    elif said.is_sticker or not (said.text.strip() or said.files):
        _answer_sticker(scene, conversation)
    elif said.is_edit:
        _receive_edit(scene, conversation)
    elif (flow := _meant_for(scene, conversation)) is not None:
        _answer_beside(scene, flow, conversation)
    elif conversation is not None and _still_may(scene, flow_named(conversation.flow)):
        runner.hear(scene, conversation)
    else:
        runner.begin(scene, all_flows()[LATER_WORDS], {"words": said.text.strip()})


def _meant_for(scene: Scene, conversation: Conversation | None) -> Flow | None:
    """The flow that hears what was typed, whatever is unfinished."""
    if scene.said.files:
        return None
    return next((f for f in all_flows().values() if f.hears and f.hears(scene, conversation)), None)


def _answer_beside(scene: Scene, flow: Flow, conversation: Conversation | None) -> None:
    """Answers, and leaves an unfinished conversation as it was."""
    answers: Answers = {"argument": scene.said.text.strip()}
    if conversation is None:
        runner.begin(scene, flow, answers)
    else:
        _do_beside(scene, flow, answers)
        runner.resume(scene, conversation)


def _do_beside(scene: Scene, flow: Flow, answers: Answers) -> bool:
    """False where it would have to ask something. What it refuses does not end the other conversation."""
    try:
        return runner.do_beside(scene, flow, answers)
    except NotAllowed as fault:
        scene.say(fault.key, **fault.values)
        return True


def _take_what_fits(scene: Scene) -> bool:
    """Refuses files that are too big; the words beside them count. False where nothing is left."""
    limit = scene.policy.messages.file_megabytes
    fitting = tuple(f for f in scene.said.files if f.size is None or f.size <= limit * MEGABYTE)
    if len(fitting) == len(scene.said.files):
        return True
    scene.said = replace(scene.said, files=fitting)
    scene.say("file-too-big", megabytes=limit)
    return bool(fitting or scene.said.text.strip())


def _receive_edit(scene: Scene, conversation: Conversation | None) -> None:
    if conversation is not None and runner.hear_edit(scene, conversation):
        return
    if conversation is not None:
        scene.say("edit-of-old-message")
        runner.resume(scene, conversation)
    else:
        runner.begin(scene, all_flows()[EDITED_WORDS], {"words": scene.said.text.strip()})


def _answer_sticker(scene: Scene, conversation: Conversation | None) -> None:
    scene.say("no-words", [] if conversation else [[scene.button("button-menu", "d:menu")]])
    if conversation is not None:
        runner.resume(scene, conversation)
