"""Methods that put a new message into a chat."""

from typing import Any

from bot.demo.cast import BOT, Chat
from bot.demo.methods.params import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Params,
    Upload,
    read_flag,
    read_markup,
    read_number,
    read_structure,
    read_text,
)
from bot.demo.people_acts import quote_post
from bot.demo.refusals import bad_request
from bot.demo.world import World

CHAT_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def send_message(world: World, params: Params) -> dict[str, Any]:
    chat = world.reach(params.get("chat_id"))
    text, entities = read_text(params, "text", TEXT_LIMIT, "entities")
    if not text:
        raise bad_request("message text is empty")
    content: dict[str, Any] = {"text": text}
    if entities:
        content["entities"] = entities
    return _deliver(world, chat, params, content)


def _deliver(world: World, chat: Chat, params: Params, content: dict[str, Any]) -> dict[str, Any]:
    thread = read_number(params, "message_thread_id")
    if thread:
        if thread not in chat.topics:
            raise bad_request("message thread not found")
        content |= {"message_thread_id": thread, "is_topic_message": True}
    if reply := read_structure(params, "reply_parameters"):
        _attach_reply(world, chat, content, reply)
    elif params.get("reply_to_message_id"):
        reply = {
            "message_id": params["reply_to_message_id"],
            "allow_sending_without_reply": read_flag(params, "allow_sending_without_reply"),
        }
        _attach_reply(world, chat, content, reply)
    if params.get("reply_markup"):
        _attach_markup(world, chat, content, read_markup(params))
    if read_flag(params, "protect_content"):
        content["has_protected_content"] = True
    return world.post(chat, BOT, content).message


def _attach_reply(world: World, chat: Chat, content: dict[str, Any], reply: dict[str, Any]) -> None:
    replied = world.find_post(chat, reply.get("message_id"))
    if replied is not None:
        content["reply_to_message"] = quote_post(replied.message)
    elif not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")


def _attach_markup(world: World, chat: Chat, content: dict[str, Any], markup: dict[str, Any] | None) -> None:
    if markup is None:
        return
    if "inline_keyboard" in markup:
        if any(markup["inline_keyboard"]):
            content["reply_markup"] = markup
    elif "keyboard" in markup or markup.get("remove_keyboard"):
        chat.keyboard = markup if "keyboard" in markup else None
        world.feed.tell("keyboard", chat=chat.key, keyboard=chat.keyboard)


def _read_file(world: World, params: Params, name: str) -> Upload | str:
    value = params.get(name)
    if isinstance(value, str) and value.startswith("attach://"):
        value = params.get(value.removeprefix("attach://"))
    if value is None or value == "":
        raise bad_request(f"there is no {name} in the request")
    if isinstance(value, Upload) and not value.content:
        raise bad_request("file must be non-empty")
    if not isinstance(value, Upload | str):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return value


def _send_file(world: World, params: Params, sort: str, media: Any) -> dict[str, Any]:
    chat = world.reach(params.get("chat_id"))
    caption, entities = read_text(params, "caption", CAPTION_LIMIT, "caption_entities")
    content: dict[str, Any] = {sort: media}
    if caption:
        content["caption"] = caption
        if entities:
            content["caption_entities"] = entities
    return _deliver(world, chat, params, content)


def send_photo(world: World, params: Params) -> dict[str, Any]:
    world.reach(params.get("chat_id"))
    given = _read_file(world, params, "photo")
    sizes = world.files.photo(given) if isinstance(given, str) else world.files.add_photo(given.content)
    return _send_file(world, params, "photo", sizes)


def _send_stored(world: World, params: Params, sort: str) -> dict[str, Any]:
    world.reach(params.get("chat_id"))
    given = _read_file(world, params, sort)
    if isinstance(given, str):
        stored = world.files.get(given)
    else:
        stored = world.files.add(sort, given.content, name=given.name, mime_type=given.mime_type)
    shape = dict(stored.shape)
    if sort == "voice":
        shape["duration"] = read_number(params, "duration")
    return _send_file(world, params, sort, shape)


def send_document(world: World, params: Params) -> dict[str, Any]:
    return _send_stored(world, params, "document")


def send_voice(world: World, params: Params) -> dict[str, Any]:
    return _send_stored(world, params, "voice")


def send_chat_action(world: World, params: Params) -> bool:
    chat = world.reach(params.get("chat_id"))
    action = str(params.get("action", ""))
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    if not world.lean:
        world.feed.tell("typing", chat=chat.key, action=action)
    return True
