"""Groups: made, joined, given topics, turned into supergroups."""

from collections.abc import Sequence
from typing import Any

from bot.demo.cast import Account, Chat, Post
from bot.demo.refusals import NotPossible
from bot.demo.world import FIRST_GROUP_ID, FIRST_SUPERGROUP_ID, World


def _describe(chat: Chat) -> dict[str, Any]:
    api: dict[str, Any] = {"id": chat.id, "type": chat.type, "title": chat.title}
    if chat.topics:
        api["is_forum"] = True
    return api


def add_group(
    world: World,
    key: str,
    title: str,
    members: Sequence[str],
    topics: Sequence[str] = (),
    *,
    supergroup: bool = False,
    bot_present: bool = True,
) -> Chat:
    """A group of accounts, the first one its owner; with `topics` it is a supergroup (a forum).

    The bot is told of its membership only by `add_bot`: a group made with `bot_present` stands as if
    the bot had joined long ago.
    """
    if key in world.chats:
        raise NotPossible(f"the key is taken: {key}")
    people = [world.account(member).key for member in members]
    world.groups_made += 1
    is_super = supergroup or bool(topics)
    number = (FIRST_SUPERGROUP_ID if is_super else FIRST_GROUP_ID) - world.groups_made
    chat = Chat(key, number, "supergroup" if is_super else "group", title, people, set(people[:1]))
    chat.bot_present = bot_present
    chat.api = _describe(chat)
    world.add_chat(chat)
    for topic in topics:
        _open_topic(world, chat, topic)
    return chat


def add_topic(world: World, group: str, name: str) -> int:
    """Open a topic and return its message_thread_id."""
    chat = _group(world, group)
    if chat.type != "supergroup":
        raise NotPossible("only a supergroup has topics")
    post = _open_topic(world, chat, name)
    _pass_on(world, chat, post)
    return int(post.message["message_id"])


def _open_topic(world: World, chat: Chat, name: str) -> Post:
    content = {"forum_topic_created": {"name": name, "icon_color": 7322096}, "is_topic_message": True}
    post = world.post(chat, chat.members[0], content)
    thread = post.message["message_id"]
    post.message["message_thread_id"] = thread
    chat.topics[thread] = name
    chat.api["is_forum"] = True
    return post


def _group(world: World, key: str) -> Chat:
    chat = world.chat(key)
    if chat.is_private:
        raise NotPossible(f"not a group: {key}")
    return chat


def _pass_on(world: World, chat: Chat, post: Post) -> None:
    """Service messages reach the bot in every privacy mode."""
    if chat.bot_present:
        world.updates.add("message", post.message, chat.id)


def _bot_as(world: World, status: str) -> dict[str, Any]:
    if status == "administrator":
        return {"user": world.bot, "status": status, "can_be_edited": False, **ADMIN_RIGHTS}
    return {"user": world.bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}


def _tell(world: World, chat: Chat, by: Account, old: str, new: str) -> None:
    change = {
        "chat": chat.api,
        "from": by.user,
        "date": world.timestamp(),
        "old_chat_member": _bot_as(world, old),
        "new_chat_member": _bot_as(world, new),
    }
    world.updates.add("my_chat_member", change, chat.id)
    world.feed.tell("chat", chat=chat.key)


def add_bot(world: World, group: str, by: str) -> None:
    chat = _group(world, group)
    chat.bot_present = True
    _tell(world, chat, world.account(by), "left", "member")
    _pass_on(world, chat, world.post(chat, by, {"new_chat_members": [world.bot]}))


def remove_bot(world: World, group: str, by: str) -> None:
    chat = _group(world, group)
    old = "administrator" if chat.bot_is_admin else "member"
    world.post(chat, by, {"left_chat_member": world.bot})
    chat.bot_present = chat.bot_is_admin = False
    _tell(world, chat, world.account(by), old, "kicked")


def promote_bot(world: World, group: str, by: str) -> None:
    """An administrator bot reads every message, privacy mode or not."""
    chat = _group(world, group)
    chat.bot_is_admin = True
    _tell(world, chat, world.account(by), "member", "administrator")


def add_member(world: World, group: str, account: str) -> None:
    chat = _group(world, group)
    person = world.account(account)
    if account not in chat.members:
        chat.members.append(account)
        _pass_on(world, chat, world.post(chat, account, {"new_chat_members": [person.user]}))


def remove_member(world: World, group: str, account: str) -> None:
    chat = _group(world, group)
    if account in chat.members:
        post = world.post(chat, account, {"left_chat_member": world.account(account).user})
        chat.members.remove(account)
        _pass_on(world, chat, post)


def migrate(world: World, group: str) -> Chat:
    """Turn a group into a supergroup: a new id, and calls to the old one are refused."""
    old = _group(world, group)
    if old.type != "group":
        raise NotPossible(f"already a supergroup: {group}")
    world.groups_made += 1
    number = FIRST_SUPERGROUP_ID - world.groups_made
    new = Chat(old.key, number, "supergroup", old.title, list(old.members), set(old.admins))
    new.bot_present, new.bot_is_admin = old.bot_present, old.bot_is_admin
    new.api = _describe(new)
    owner = old.members[0]
    farewell = world.post(old, owner, {"migrate_to_chat_id": number})
    _pass_on(world, old, farewell)
    old.migrated_to = number
    world.add_chat(new)
    _pass_on(world, new, world.post(new, owner, {"migrate_from_chat_id": old.id}))
    return new


ADMIN_RIGHTS = {
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": False,
    "can_restrict_members": False,
    "can_promote_members": False,
    "can_change_info": False,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_manage_topics": True,
}
