"""Methods that ask about the bot, a chat, a member or a file, or leave a chat."""

from typing import Any

from bot.demo.cast import Chat
from bot.demo.groups import ADMIN_RIGHTS
from bot.demo.methods.params import Params, read_number
from bot.demo.refusals import bad_request
from bot.demo.world import World

GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_me(world: World, params: Params) -> dict[str, Any]:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> dict[str, Any]:
    chat = world.reach(params.get("chat_id"))
    return {**chat.api, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}


def _describe_member(world: World, chat: Chat, user_id: int) -> dict[str, Any]:
    if user_id == world.bot["id"]:
        if chat.bot_is_admin:
            return {
                "user": world.bot,
                "status": "administrator",
                "can_be_edited": False,
                **ADMIN_RIGHTS,
            }
        return {"user": world.bot, "status": "member"}
    person = world.user_by_id.get(user_id)
    if person is None:
        raise bad_request("user not found")
    if person.key not in chat.members:
        return {"user": person.user, "status": "left"}
    if chat.is_private or person.key not in chat.admins:
        return {"user": person.user, "status": "member"}
    return {"user": person.user, "status": "creator", "is_anonymous": False}


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    return _describe_member(world, world.reach(params.get("chat_id")), read_number(params, "user_id"))


def get_chat_administrators(world: World, params: Params) -> list[dict[str, Any]]:
    chat = world.reach(params.get("chat_id"))
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    people = [_describe_member(world, chat, world.accounts[key].id) for key in sorted(chat.admins)]
    return people + ([_describe_member(world, chat, world.bot["id"])] if chat.bot_is_admin else [])


def get_chat_member_count(world: World, params: Params) -> int:
    return len(world.reach(params.get("chat_id")).members) + 1


def get_file(world: World, params: Params) -> dict[str, Any]:
    return world.files.for_download(str(params.get("file_id", ""))).api


def leave_chat(world: World, params: Params) -> bool:
    chat = world.reach(params.get("chat_id"))
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_present = False
    world.feed.tell("chat", chat=chat.key)
    return True
