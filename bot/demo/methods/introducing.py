"""Methods by which the bot says who it is: commands, menu button, descriptions."""

import re
from typing import Any

from bot.demo.methods.params import Params, read_number, read_structure
from bot.demo.refusals import bad_request
from bot.demo.world import World

SCOPES = frozenset(
    [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
)
COMMANDS_LIMIT = 100
DESCRIPTION_LIMIT = 512
SHORT_DESCRIPTION_LIMIT = 120
COMMAND_DESCRIPTION_LIMIT = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def _scope(world: World, params: Params) -> dict[str, Any] | None:
    scope: dict[str, Any] | None = read_structure(params, "scope")
    if scope is not None:
        if scope.get("type") not in SCOPES:
            raise bad_request("can't parse BotCommandScope: unsupported type specified")
        if "chat_id" in scope:
            world.reach(scope["chat_id"])
    return scope


def _language(params: Params) -> str:
    return str(params.get("language_code") or "")


def set_my_commands(world: World, params: Params) -> bool:
    commands = read_structure(params, "commands")
    if not isinstance(commands, list) or len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if commands else "can't parse commands JSON object")
    for one in commands:
        if not _COMMAND.fullmatch(one.get("command", "").removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(one.get("description", "")) <= COMMAND_DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.set_commands(_scope(world, params), _language(params), commands)
    world.feed.tell("commands")
    return True


def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    return world.profile.get_commands(_scope(world, params), _language(params))


def delete_my_commands(world: World, params: Params) -> bool:
    world.profile.delete_commands(_scope(world, params), _language(params))
    world.feed.tell("commands")
    return True


def set_chat_menu_button(world: World, params: Params) -> bool:
    chat_id = read_number(params, "chat_id")
    if chat_id:
        world.reach(chat_id)
    button = read_structure(params, "menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    world.profile.menu_buttons[chat_id] = button
    return True


def get_chat_menu_button(world: World, params: Params) -> dict[str, Any]:
    return world.profile.menu_button(read_number(params, "chat_id"))


def _put(kept: dict[str, str], params: Params, name: str, limit: int) -> bool:
    text = str(params.get(name) or "")
    if len(text) > limit:
        raise bad_request(f"{name} is too long")
    kept[_language(params)] = text
    return True


def _pick(kept: dict[str, str], params: Params) -> str:
    return kept.get(_language(params)) or kept.get("", "")


def set_my_description(world: World, params: Params) -> bool:
    return _put(world.profile.description, params, "description", DESCRIPTION_LIMIT)


def get_my_description(world: World, params: Params) -> dict[str, str]:
    return {"description": _pick(world.profile.description, params)}


def set_my_short_description(world: World, params: Params) -> bool:
    return _put(world.profile.short_description, params, "short_description", SHORT_DESCRIPTION_LIMIT)


def get_my_short_description(world: World, params: Params) -> dict[str, str]:
    return {"short_description": _pick(world.profile.short_description, params)}
