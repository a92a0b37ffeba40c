"""The emulator's world: its accounts, chats and messages, and what the bot is told about them."""

from datetime import datetime
from typing import Any, Protocol

from bot.demo.call_log import CallLog
from bot.demo.cast import BOT, Account, Chat, Post
from bot.demo.faults import Faults
from bot.demo.feed import Feed
from bot.demo.files import Files
from bot.demo.profile import Profile
from bot.demo.refusals import NotPossible, bad_request, forbidden, migrated
from bot.demo.updates import Updates

FIRST_ACCOUNT_ID = 7_200_000_001
FIRST_GROUP_ID = -4_600_000_001
FIRST_SUPERGROUP_ID = -1_002_600_000_001
LEAN_HISTORY = 20


class Clock(Protocol):
    def now(self) -> datetime: ...


class World:
    """All state. `lean` keeps only counters and the last few messages of a chat."""

    def __init__(
        self,
        clock: Clock,
        *,
        token: str = "700000001:demo",  # noqa: S107  (opens nothing: the emulator takes it, Telegram does not)
        bot_name: str = "Candour",
        bot_username: str = "candour_demo_bot",
        lean: bool = False,
    ) -> None:
        self.clock = clock
        self.token = token
        self.bot: dict[str, Any] = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.accounts: dict[str, Account] = {}
        self.chats: dict[str, Chat] = {}
        self.by_id: dict[int, Chat] = {}
        self.user_by_id: dict[int, Account] = {}
        self.updates = Updates()
        self.feed = Feed()
        self.files = Files()
        self.faults = Faults()
        self.calls = CallLog()
        self.profile = Profile()
        self.queries: dict[str, dict[str, Any]] = {}
        self.toasts: list[dict[str, Any]] = []
        self.last_query = 0
        self.groups_made = 0
        self._last_id = 0
        self.be_lean(lean)
        self.updates.duplicate = lambda: self.faults.strike_update("duplicate_update")
        self.updates.redeliver = lambda: self.faults.strike_update("redelivered_update")
        self.updates.reverse = lambda: self.faults.strike_update("out_of_order")

    def be_lean(self, lean: bool) -> None:
        self.lean = self.calls.lean = self.feed.muted = lean

    def timestamp(self) -> int:
        return int(self.clock.now().timestamp())

    def add_account(
        self,
        key: str,
        first_name: str,
        last_name: str = "",
        *,
        username: str = "",
        language: str = "en",
        sort: str = "",
        account_id: int = 0,
    ) -> Account:
        """A person with a phone and a private chat with the bot, not yet opened."""
        if key in self.chats:
            raise NotPossible(f"the key is taken: {key}")
        number = account_id or FIRST_ACCOUNT_ID + len(self.accounts)
        account = Account(key, number, first_name, last_name, username, language, sort or key)
        self.accounts[key] = self.user_by_id[number] = account
        chat = Chat(key, number, "private", members=[key])
        chat.api = {"id": number, "first_name": first_name, "type": "private"}
        if last_name:
            chat.api["last_name"] = last_name
        if username:
            chat.api["username"] = username
        self.add_chat(chat)
        return account

    def add_chat(self, chat: Chat) -> Chat:
        self.chats[chat.key] = self.by_id[chat.id] = chat
        self.feed.tell("chat", chat=chat.key)
        return chat

    def account(self, key: str) -> Account:
        try:
            return self.accounts[key]
        except KeyError:
            raise NotPossible(f"no such account: {key}") from None

    def chat(self, key: str) -> Chat:
        chat = self.chats.get(key)
        if chat is None:
            raise NotPossible(f"no such chat: {key}")
        while chat.migrated_to is not None:
            chat = self.by_id[chat.migrated_to]
        return chat

    def reach(self, chat_id: Any) -> Chat:
        """The chat a bot's call names, or Refused as Telegram would refuse it."""
        try:
            chat = self.by_id.get(int(chat_id))
        except (TypeError, ValueError):
            chat = None
        if chat is None:
            raise bad_request("chat not found" if chat_id not in (None, "") else "chat_id is empty")
        if chat.is_private:
            account = self.accounts[chat.key]
            if account.blocked:
                raise forbidden("bot was blocked by the user")
            if not account.opened:
                if any(chat.key in other.members for other in self.chats.values() if not other.is_private):
                    raise forbidden("bot can't initiate conversation with a user")
                raise bad_request("chat not found")
        elif chat.migrated_to is not None:
            raise migrated(chat.migrated_to)
        elif not chat.bot_present:
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        return chat

    def post(self, chat: Chat, author: str, content: dict[str, Any]) -> Post:
        """Put a new message into a chat and show it on the phones."""
        if chat.type == "supergroup":
            chat.last_id += 1
            number = chat.last_id
        else:
            self._last_id += 1
            number = self._last_id
        sender = self.bot if author == BOT else self.accounts[author].user
        message = {
            "message_id": number,
            "from": sender,
            "chat": chat.api,
            "date": self.timestamp(),
            **content,
        }
        post = Post(message, author, self.feed.next_seq())
        chat.posts[number] = post
        if self.lean and len(chat.posts) > LEAN_HISTORY:
            del chat.posts[next(iter(chat.posts))]
        self.feed.tell("message", chat=chat.key, message_id=number)
        return post

    def find_post(self, chat: Chat, message_id: Any) -> Post | None:
        try:
            post = chat.posts.get(int(message_id))
        except (TypeError, ValueError):
            return None
        return None if post is None or post.deleted else post

    def touch(self, chat: Chat, post: Post, what: str = "changed") -> None:
        """Tell the phones that a message is no longer what it was."""
        post.changed = self.feed.next_seq()
        self.feed.tell(what, chat=chat.key, message_id=post.message["message_id"])

    def each_group_of(self, account: str) -> list[Chat]:
        return [c for c in self.chats.values() if not c.is_private and account in c.members]
