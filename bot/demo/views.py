"""What a phone shows: messages, chats and accounts as the page and the driver read them."""

from datetime import UTC, datetime
from typing import Any

from bot.demo.cast import BOT, Account, Chat, Post
from bot.demo.world import World

_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "forum_topic_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)


def _iso(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).isoformat()


def _author_name(world: World, author: str) -> str:
    return str(world.bot["first_name"]) if author == BOT else world.accounts[author].name


def _file(message: dict[str, Any]) -> dict[str, Any] | None:
    for sort in ("photo", "voice", "document", "sticker"):
        if media := message.get(sort):
            shape = media[-1] if sort == "photo" else media
            return {
                "sort": sort,
                "url": f"/demo/files/{shape['file_id']}",
                "name": shape.get("file_name", ""),
                "size": shape.get("file_size", 0),
                "width": shape.get("width"),
                "height": shape.get("height"),
                "duration": shape.get("duration"),
                "emoji": shape.get("emoji", ""),
            }
    return None


def view_post(world: World, post: Post) -> dict[str, Any]:
    message = post.message
    words = message.get("text") or message.get("caption") or ""
    view: dict[str, Any] = {
        "id": message["message_id"],
        "author": post.author,
        "author_name": _author_name(world, post.author),
        "from_bot": post.author == BOT,
        "at": _iso(message["date"]),
        "edited": "edit_date" in message,
        "earlier": post.earlier,
        "text": words,
        "entities": message.get("entities") or message.get("caption_entities") or [],
        "buttons": message.get("reply_markup", {}).get("inline_keyboard", []),
        "reactions": post.reactions,
        "deleted": post.deleted,
        "seq": post.changed,
    }
    if thread := message.get("message_thread_id"):
        view["thread"] = thread
    if replied := message.get("reply_to_message"):
        view["reply_to"] = replied["message_id"]
        view["reply_text"] = replied.get("text") or replied.get("caption") or ""
    if (file := _file(message)) is not None:
        view["file"] = file
    for name in (*_SERVICE, "location", "contact", "forward_origin"):
        if name in message:
            view[name] = message[name]
    return view


def view_chat(world: World, chat: Chat) -> dict[str, Any]:
    return {
        "key": chat.key,
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "members": chat.members,
        "topics": {str(thread): name for thread, name in chat.topics.items()},
        "bot_present": chat.bot_present,
        "bot_is_admin": chat.bot_is_admin,
        "keyboard": chat.keyboard,
        "toasts": [toast for toast in world.toasts if toast["chat"] == chat.key],
        "seq": world.feed.seq,
    }


def view_account(world: World, account: Account) -> dict[str, Any]:
    return {
        "key": account.key,
        "id": account.id,
        "name": account.name,
        "username": account.username,
        "language": account.language,
        "sort": account.sort,
        "opened": account.opened,
        "blocked": account.blocked,
        "groups": [chat.key for chat in world.each_group_of(account.key)],
    }


def view_commands(world: World, account: Account, chat: Chat) -> list[dict[str, str]]:
    return world.profile.commands_for(
        chat_id=chat.id,
        user_id=account.id,
        private=chat.is_private,
        admin=account.key in chat.admins,
        language=account.language,
    )


def view_event(world: World, event: dict[str, Any]) -> dict[str, Any]:
    """An event of the feed with the message it is about, as it stands now."""
    chat = world.chats.get(event.get("chat", ""))
    post = chat.posts.get(event.get("message_id", 0)) if chat is not None else None
    return {**event, "message": view_post(world, post)} if post is not None else event
