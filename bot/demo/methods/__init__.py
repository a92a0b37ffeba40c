"""The Bot API methods the emulator knows; any other is refused loudly."""

from collections.abc import Callable
from typing import Any

from bot.demo.methods import asking, changing, introducing, sending
from bot.demo.methods.params import Params
from bot.demo.world import World

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": asking.get_me,
    "getChat": asking.get_chat,
    "getChatMember": asking.get_chat_member,
    "getChatAdministrators": asking.get_chat_administrators,
    "getChatMemberCount": asking.get_chat_member_count,
    "getFile": asking.get_file,
    "leaveChat": asking.leave_chat,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": changing.edit_message_text,
    "editMessageCaption": changing.edit_message_caption,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "deleteMessage": changing.delete_message,
    "deleteMessages": changing.delete_messages,
    "answerCallbackQuery": changing.answer_callback_query,
    "setMessageReaction": changing.set_message_reaction,
    "setMyCommands": introducing.set_my_commands,
    "getMyCommands": introducing.get_my_commands,
    "deleteMyCommands": introducing.delete_my_commands,
    "setChatMenuButton": introducing.set_chat_menu_button,
    "getChatMenuButton": introducing.get_chat_menu_button,
    "setMyDescription": introducing.set_my_description,
    "getMyDescription": introducing.get_my_description,
    "setMyShortDescription": introducing.set_my_short_description,
    "getMyShortDescription": introducing.get_my_short_description,
}
BY_LOWER_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}
