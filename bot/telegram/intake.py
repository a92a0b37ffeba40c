"""Telegram's updates to what was said."""

from datetime import UTC, datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from flows.engine.said import FileRef, Said

GROUPS = ("group", "supergroup")
GONE = ("left", "kicked")


def said_in(update: Update, bot_username: str, now: datetime) -> Said | None:
    """What an update says; None where it says nothing to this bot."""
    if update.callback_query is not None:
        return _tap(update.callback_query, now)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.edited_message is not None:
        return _message(update.edited_message, bot_username, is_edit=True)
    if update.message is not None:
        return _message(update.message, bot_username)
    return None


def _tap(query: CallbackQuery, now: datetime) -> Said | None:
    if query.message is None or query.message.chat.type == Chat.CHANNEL:
        return None
    message = query.message
    return Said(
        **_who(query.from_user),
        chat_id=message.chat.id,
        is_group=message.chat.type in GROUPS,
        thread=_thread(message) if isinstance(message, Message) else None,
        at=now,
        message_id=message.message_id,
        tapped=query.data or "-",
        tap_id=query.id,
    )


def _membership(change: ChatMemberUpdated) -> Said | None:
    is_group = change.chat.type in GROUPS
    gone = change.new_chat_member.status in GONE
    if is_group:
        was_gone = change.old_chat_member.status in GONE
        if gone or not was_gone:
            return None
    return Said(
        **_who(change.from_user),
        chat_id=change.chat.id,
        is_group=is_group,
        at=change.date.astimezone(UTC),
        event="added" if is_group else "blocked" if gone else "unblocked",
    )


def _message(message: Message, bot_username: str, *, is_edit: bool = False) -> Said | None:
    user = message.from_user
    if user is None or message.chat.type == Chat.CHANNEL:
        return None
    is_group = message.chat.type in GROUPS
    text = message.text or message.caption or ""
    command, argument, for_other = _command(text, bot_username)
    if for_other or (is_edit and (command or is_group)):
        return None
    if message.migrate_to_chat_id is not None:
        return Said(
            **_who(user),
            chat_id=message.chat.id,
            is_group=True,
            at=message.date.astimezone(UTC),
            event="moved",
            moved_to=message.migrate_to_chat_id,
        )
    if is_group and not command:
        return None
    return Said(
        **_who(user),
        chat_id=message.chat.id,
        is_group=is_group,
        thread=_thread(message),
        at=message.date.astimezone(UTC),
        message_id=message.message_id,
        text="" if command else text,
        command=command,
        argument=argument,
        files=_files(message),
        is_edit=is_edit,
        is_sticker=not text and not _files(message),
    )


def _who(user: User) -> dict[str, Any]:
    return {
        "account_id": user.id,
        "name": user.full_name,
        "language": (user.language_code or "en").split("-")[0][:2],
    }


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _command(text: str, bot_username: str) -> tuple[str, str, bool]:
    """The command without its stroke, what stands behind it, and whether it is meant for another bot."""
    if not text.startswith("/"):
        return "", "", False
    head, _, argument = text[1:].partition(" ")
    head, _, more = head.partition("\n")
    name, _, addressed = head.partition("@")
    if not name.replace("_", "").isalnum():
        return "", "", False
    if addressed and addressed.casefold() != bot_username.casefold():
        return "", "", True
    return name.casefold(), f"{more} {argument}".strip(), False


def _files(message: Message) -> tuple[FileRef, ...]:
    if message.photo:
        largest = message.photo[-1]
        return (FileRef("photo", largest.file_id, largest.file_size),)
    if message.voice is not None:
        return (FileRef("voice", message.voice.file_id, message.voice.file_size),)
    if message.audio is not None:
        return (FileRef("voice", message.audio.file_id, message.audio.file_size, message.audio.file_name),)
    if message.video is not None:
        return (FileRef("video", message.video.file_id, message.video.file_size, message.video.file_name),)
    if message.video_note is not None:
        return (FileRef("video", message.video_note.file_id, message.video_note.file_size),)
    if message.document is not None:
        document = message.document
        return (FileRef("document", document.file_id, document.file_size, document.file_name),)
    return ()
