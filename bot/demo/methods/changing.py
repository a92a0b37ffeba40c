"""Methods that change what stands in a chat: edit, delete, react, answer a tap."""

from collections.abc import Callable
from typing import Any

from telegram.constants import ReactionEmoji

from bot.demo.cast import BOT, Chat, Post
from bot.demo.methods.params import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Params,
    read_flag,
    read_markup,
    read_number,
    read_structure,
    read_text,
)
from bot.demo.refusals import bad_request
from bot.demo.world import World

DELETABLE_S = 48 * 3600
QUERY_LIVES_S = 600
TOAST_LIMIT = 200
DELETE_AT_ONCE = 100
REACTIONS = frozenset(emoji.value for emoji in ReactionEmoji)


def _find_own(world: World, params: Params) -> tuple[Chat, Post]:
    chat = world.reach(params.get("chat_id"))
    post = world.find_post(chat, params.get("message_id"))
    if post is None:
        raise bad_request("message to edit not found")
    if post.author != BOT:
        raise bad_request("message can't be edited")
    return chat, post


def _edit(
    world: World, params: Params, part: str, marks: str, read: Callable[[], tuple[str, list[Any]]] | None
) -> dict[str, Any]:
    chat, post = _find_own(world, params)
    changed = dict(post.message)
    if read is not None:
        if part == "text" and "text" not in changed:
            raise bad_request("there is no text in the message to edit")
        if part == "caption" and "text" in changed:
            raise bad_request("there is no caption in the message to edit")
        words, entities = read()
        for name, value in ((part, words), (marks, entities)):
            changed.pop(name, None)
            if value:
                changed[name] = value
    markup = read_markup(params)
    changed.pop("reply_markup", None)
    if markup and any(markup.get("inline_keyboard") or []):
        changed["reply_markup"] = markup
    if changed == post.message:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    if read is not None:
        changed["edit_date"] = world.timestamp()
        post.earlier.append(post.message.get(part, ""))
    post.message = changed
    world.touch(chat, post, "edited")
    return changed


def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    def read() -> tuple[str, list[Any]]:
        text, entities = read_text(params, "text", TEXT_LIMIT, "entities")
        if not text:
            raise bad_request("message text is empty")
        return text, entities

    return _edit(world, params, "text", "entities", read)


def edit_message_caption(world: World, params: Params) -> dict[str, Any]:
    def read() -> tuple[str, list[Any]]:
        return read_text(params, "caption", CAPTION_LIMIT, "caption_entities")

    return _edit(world, params, "caption", "caption_entities", read)


def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    return _edit(world, params, "", "", None)


def _delete(world: World, chat: Chat, post: Post) -> None:
    if post.author != BOT and not chat.is_private and not chat.bot_is_admin:
        raise bad_request("message can't be deleted")
    if world.timestamp() - post.message["date"] > DELETABLE_S:
        raise bad_request("message can't be deleted for everyone")
    post.deleted = True
    world.touch(chat, post, "deleted")


def delete_message(world: World, params: Params) -> bool:
    chat = world.reach(params.get("chat_id"))
    post = world.find_post(chat, params.get("message_id"))
    if post is None:
        raise bad_request("message to delete not found")
    _delete(world, chat, post)
    return True


def delete_messages(world: World, params: Params) -> bool:
    chat = world.reach(params.get("chat_id"))
    numbers = read_structure(params, "message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= DELETE_AT_ONCE:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        if post := world.find_post(chat, number):
            _delete(world, chat, post)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    query = world.queries.pop(str(params.get("callback_query_id")), None)
    if query is None or world.timestamp() - query["at"] > QUERY_LIVES_S:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = str(params.get("text") or "")
    if len(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    details = {
        "account": query["account"],
        "chat": query["chat"],
        "text": text,
        "alert": read_flag(params, "show_alert"),
        "url": str(params.get("url") or ""),
    }
    if not world.lean:
        world.toasts.append({"query": str(params.get("callback_query_id")), **details})
        world.feed.tell("answered", **details)
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    chat = world.reach(params.get("chat_id"))
    post = world.find_post(chat, read_number(params, "message_id"))
    if post is None:
        raise bad_request("message to react not found")
    wanted = read_structure(params, "reaction") or []
    emojis = [one.get("emoji", "") for one in wanted]
    if len(emojis) > 1 or not set(emojis) <= REACTIONS:
        raise bad_request("REACTION_INVALID")
    post.reactions = emojis
    world.touch(chat, post, "reaction")
    return True
