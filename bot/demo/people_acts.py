"""What people do on their phones: write, send, edit, tap, block, follow a link."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.demo.cast import Account, Chat, Post
from bot.demo.formatting import find_entities
from bot.demo.refusals import NotPossible
from bot.demo.world import World

QUERIES_KEPT = 5000


def quote_post(message: dict[str, Any]) -> dict[str, Any]:
    """A message as it stands inside a reply: without the reply inside it."""
    return {k: v for k, v in message.items() if k != "reply_to_message"}


def bot_sees(world: World, chat: Chat, message: dict[str, Any]) -> bool:
    """Group privacy mode: commands, replies to the bot and mentions of it, unless it is an admin."""
    if chat.is_private:
        return True
    if not chat.bot_present:
        return False
    if chat.bot_is_admin:
        return True
    name = world.bot["username"].lower()
    text = (message.get("text") or message.get("caption") or "").lower()
    if f"@{name}" in text:
        return True
    if text.startswith("/"):
        return "@" not in text.split(maxsplit=1)[0]
    replied = message.get("reply_to_message")
    return bool(replied and replied["from"]["id"] == world.bot["id"])


def place(world: World, account: str, chat: str | None) -> tuple[Account, Chat]:
    """The account and the chat it may write in; a first private message opens the chat."""
    person = world.account(account)
    room = world.chat(chat or account)
    if account not in room.members:
        raise NotPossible(f"{account} is not in {room.key}")
    if room.is_private:
        if person.blocked:
            raise NotPossible(f"{account} has blocked the bot")
        person.opened = True
    return person, room


def send(
    world: World,
    account: str,
    content: dict[str, Any],
    *,
    chat: str | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Post:
    """Send any content (text, photo, voice …) as the Bot API names it."""
    _, room = place(world, account, chat)
    if thread is not None:
        if thread not in room.topics:
            raise NotPossible(f"no such topic: {thread}")
        content |= {"message_thread_id": thread, "is_topic_message": True}
        opening = room.posts.get(thread)
        if reply_to is None and opening is not None:
            content["reply_to_message"] = quote_post(opening.message)
    if reply_to is not None:
        replied = world.find_post(room, reply_to)
        if replied is None:
            raise NotPossible(f"no such message: {reply_to}")
        content["reply_to_message"] = quote_post(replied.message)
    post = world.post(room, account, content)
    if room.keyboard is not None and room.keyboard.get("one_time_keyboard"):
        room.keyboard = None
        world.feed.tell("keyboard", chat=room.key, keyboard=None)
    if bot_sees(world, room, post.message):
        world.updates.add("message", post.message, room.id)
    return post


def say(
    world: World,
    account: str,
    text: str,
    *,
    chat: str | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Post:
    text = text.strip()
    if not text:
        raise NotPossible("an empty message cannot be sent")
    content: dict[str, Any] = {"text": text}
    if entities := find_entities(text):
        content["entities"] = entities
    return send(world, account, content, chat=chat, reply_to=reply_to, thread=thread)


def forward(world: World, account: str, text: str, *, of: str, chat: str | None = None) -> Post:
    """Forward something that `of` (an account, or a name hidden by its owner) once wrote."""
    origin: dict[str, Any] = {"date": world.timestamp()}
    if of in world.accounts:
        origin |= {"type": "user", "sender_user": world.accounts[of].user}
    else:
        origin |= {"type": "hidden_user", "sender_user_name": of}
    return send(world, account, {"text": text, "forward_origin": origin}, chat=chat)


def edit(world: World, account: str, message_id: int, text: str, *, chat: str | None = None) -> Post:
    _, room = place(world, account, chat)
    post = world.find_post(room, message_id)
    if post is None or post.author != account:
        raise NotPossible(f"{account} has no such message to edit: {message_id}")
    part = "text" if "text" in post.message else "caption"
    post.earlier.append(post.message.get(part, ""))
    marks = "entities" if part == "text" else "caption_entities"
    changed = {k: v for k, v in post.message.items() if k != marks}
    changed |= {part: text, "edit_date": world.timestamp()}
    if entities := find_entities(text):
        changed[marks] = entities
    post.message = changed
    world.touch(room, post, "edited")
    if bot_sees(world, room, post.message):
        world.updates.add("edited_message", post.message, room.id)
    return post


def find_button(post: Post, data: str | None, label: str | None) -> dict[str, Any] | None:
    markup = post.message.get("reply_markup", {})
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if data is not None and button.get("callback_data") == data:
            return button
        if label is not None and label.lower() in button["text"].lower():
            return button
    return None


def tap(
    world: World,
    account: str,
    message_id: int,
    *,
    data: str | None = None,
    label: str | None = None,
    chat: str | None = None,
    stale: bool = False,
) -> dict[str, Any]:
    """Tap an inline button: {"query": id} or, for a link, {"url": …}.

    `stale` taps `data` although the button is gone: a phone that had not yet seen the change.
    """
    person, room = place(world, account, chat)
    post = world.find_post(room, message_id)
    if post is None:
        raise NotPossible(f"no such message: {message_id}")
    button = find_button(post, data, label)
    if button is None:
        if not (stale and data):
            raise NotPossible(f"no such button: {label or data}")
        button = {"callback_data": data}
    if "url" in button:
        return {"url": button["url"]}
    world.last_query += 1
    number = str(4_000_000_000_000_000_000 + world.last_query)
    world.queries[number] = {"account": account, "chat": room.key, "at": world.timestamp()}
    if len(world.queries) > QUERIES_KEPT:
        del world.queries[next(iter(world.queries))]
    query = {
        "id": number,
        "from": person.user,
        "message": post.message,
        "chat_instance": str(room.id),
        "data": button["callback_data"],
    }
    world.updates.add("callback_query", query, room.id)
    return {"query": number}


def _tell_membership(world: World, person: Account, room: Chat, old: str, new: str) -> None:
    def member(status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": world.bot, "status": status, **until}

    change = {
        "chat": room.api,
        "from": person.user,
        "date": world.timestamp(),
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }
    world.updates.add("my_chat_member", change, room.id)
    world.feed.tell("chat", chat=room.key)


def block(world: World, account: str) -> None:
    person = world.account(account)
    if not person.blocked:
        person.blocked = True
        _tell_membership(world, person, world.chat(account), "member", "kicked")


def unblock(world: World, account: str) -> None:
    person = world.account(account)
    if person.blocked:
        person.blocked = False
        _tell_membership(world, person, world.chat(account), "kicked", "member")


def join(world: World, account: str, link: str) -> Post:
    """Follow a deep link (`https://t.me/<bot>?start=<token>`): Telegram sends `/start <token>`."""
    parts = urlsplit(link)
    if parts.path.strip("/").lower() != world.bot["username"].lower():
        raise NotPossible("the link leads to another bot")
    token = parse_qs(parts.query).get("start", [""])[0]
    if world.account(account).blocked:
        unblock(world, account)
    return say(world, account, f"/start {token}".strip())
