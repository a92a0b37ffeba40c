"""The list of commands that Telegram shows, per kind of chat and per role."""

from typing import Any

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.logs import log
from flows.engine.registry import all_flows
from flows.engine.texts import Texts
from flows.policy.permissions import MAY, PUBLIC, may


def commands_for(roles: set[str], *, group: bool, texts: Texts) -> list[BotCommand]:
    """The commands that somebody with these roles may use, with their words from `command-<name>`."""
    places = ("group", "both") if group else ("private", "both")
    return [
        BotCommand(flow.command, texts.label(f"command-{flow.command}"))
        for flow in all_flows().values()
        if flow.command and flow.listed and flow.where in places and may(flow.may, roles)
    ]


async def publish_menus(bot: ExtBot[Any]) -> None:
    """Shows everybody's commands; a server that does not know the method is no reason not to start."""
    texts = Texts()
    try:
        await bot.set_my_commands(
            commands_for({PUBLIC}, group=False, texts=texts), scope=BotCommandScopeAllPrivateChats()
        )
        await bot.set_my_commands(
            commands_for(set(MAY["hold_meetings"]), group=True, texts=texts),
            scope=BotCommandScopeAllGroupChats(),
        )
    except TelegramError as fault:
        log.warning("commands not published: %s", type(fault).__name__)


async def publish_menu_of(bot: ExtBot[Any], chat_id: int, roles: set[str]) -> None:
    """Shows one person the commands of their roles."""
    try:
        await bot.set_my_commands(
            commands_for(roles, group=False, texts=Texts()), scope=BotCommandScopeChat(chat_id)
        )
    except TelegramError as fault:
        log.warning("commands of one chat not published: %s", type(fault).__name__)
