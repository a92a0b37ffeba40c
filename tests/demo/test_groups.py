"""Groups: what the bot hears, topics, membership and the move to a supergroup."""

import pytest
from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from bot.demo.emulator import Emulator
from bot.demo.phone import Phone


async def heard(bot: ExtBot) -> list[str]:
    return [u.message.text for u in await bot.get_updates(timeout=0) if u.message and u.message.text]


async def test_in_privacy_mode_the_bot_hears_only_what_is_meant_for_it(
    emulator: Emulator, bot: ExtBot, carer: Phone
) -> None:
    team = carer.in_group("team")
    sent = await bot.send_message(emulator.world.chats["team"].id, "Agenda is ready")
    await team.type("who is on tonight?")
    await team.type("/agenda")
    await team.type("/agenda@another_bot")
    await team.type("thanks @candour_demo_bot")
    await team.type("thanks", reply_to=sent.message_id)
    assert await heard(bot) == ["/agenda", "thanks @candour_demo_bot", "thanks"]


async def test_as_an_administrator_the_bot_hears_everything(bot: ExtBot, carer: Phone) -> None:
    team = carer.in_group("team")
    await team.act("promote_bot")
    await team.type("who is on tonight?")
    assert await heard(bot) == ["who is on tonight?"]


async def test_a_topic_marks_its_messages_both_ways(emulator: Emulator, bot: ExtBot, carer: Phone) -> None:
    forum = emulator.add_group("forum", "Rowan House", ["manager", "carer"], topics=["Floor 1", "Floor 2"])
    thread = next(iter(forum.topics))
    await carer.in_group("forum").type("/agenda", thread=thread)
    (update,) = await bot.get_updates(timeout=0)
    assert (update.message.message_thread_id, update.message.is_topic_message) == (thread, True)
    assert update.message.chat.is_forum
    assert update.message.chat.type == "supergroup"
    sent = await bot.send_message(forum.id, "here", message_thread_id=thread)
    assert sent.message_thread_id == thread
    with pytest.raises(BadRequest, match=r"(?i)thread not found"):
        await bot.send_message(forum.id, "here", message_thread_id=999)


async def test_a_migrated_group_refuses_its_old_id_and_names_the_new_one(
    emulator: Emulator, bot: ExtBot, manager: Phone
) -> None:
    old = emulator.world.chats["team"].id
    new = (await manager.in_group("team").act("migrate"))["id"]
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old, "hello")
    assert moved.value.new_chat_id == new
    left, come = [u.message for u in await bot.get_updates(timeout=0)]
    assert (left.chat.id, left.migrate_to_chat_id) == (old, new)
    assert (come.chat.id, come.migrate_from_chat_id) == (new, old)
    await bot.send_message(new, "hello")
    assert (await manager.in_group("team").last()).text == "hello"


async def test_joining_and_leaving_a_group_is_told_to_the_bot(
    emulator: Emulator, bot: ExtBot, manager: Phone
) -> None:
    emulator.add_group("night", "Night shift", ["manager"], bot_present=False)
    group = manager.in_group("night")
    with pytest.raises(Forbidden):
        await bot.send_message(emulator.world.chats["night"].id, "hello")
    await group.act("add_bot")
    await bot.send_message(emulator.world.chats["night"].id, "hello")
    await group.act("remove_bot")
    changes = [u.my_chat_member for u in await bot.get_updates(timeout=0) if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["member", "kicked"]


async def test_members_are_described(emulator: Emulator, bot: ExtBot) -> None:
    world = emulator.world
    team = world.chats["team"].id
    statuses = [
        (await bot.get_chat_member(team, world.accounts[key].id)).status
        for key in ("manager", "carer", "relative")
    ]
    assert statuses == ["creator", "member", "left"]
    assert (await bot.get_chat(team)).title == "Rowan House team"
    assert [a.user.first_name for a in await bot.get_chat_administrators(team)] == ["Ravi"]


async def test_the_narrowest_command_scope_is_what_a_person_sees(
    emulator: Emulator, bot: ExtBot, manager: Phone
) -> None:
    await manager.type("/start")
    chat = emulator.world.accounts["manager"].id
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("menu", "Menu")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("cases", "Cases")], scope=BotCommandScopeChat(chat))
    seen = {
        key: [c["command"] for c in await manager.ask("GET", f"chats/{key}/commands?account=manager")]
        for key in ("manager", "team")
    }
    assert seen == {"manager": ["cases"], "team": ["help"]}
    await bot.delete_my_commands(scope=BotCommandScopeChat(chat))
    assert await bot.get_my_commands(scope=BotCommandScopeChat(chat)) == ()


async def test_a_deep_link_opens_the_private_chat_with_its_token(bot: ExtBot, carer: Phone) -> None:
    await carer.join("https://t.me/candour_demo_bot?start=abc-123")
    assert await heard(bot) == ["/start abc-123"]
