"""Who and what is on the stage: accounts, chats and the posts in them."""

from dataclasses import dataclass, field
from typing import Any

BOT = "bot"


@dataclass(slots=True)
class Account:
    """A person with a phone. `sort` picks the page's sample sentences and colours."""

    key: str
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = "en"
    sort: str = ""
    opened: bool = False
    blocked: bool = False
    user: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.user = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            self.user["last_name"] = self.last_name
        if self.username:
            self.user["username"] = self.username
        if self.language:
            self.user["language_code"] = self.language

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class Post:
    """One message: `message` as the Bot API shows it, and what only the chat's members know."""

    message: dict[str, Any]
    author: str
    changed: int
    earlier: list[str] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    deleted: bool = False


@dataclass(slots=True)
class Chat:
    """A private chat (its key is the account's key) or a group (`members` are account keys)."""

    key: str
    id: int
    type: str
    title: str = ""
    members: list[str] = field(default_factory=list)
    admins: set[str] = field(default_factory=set)
    topics: dict[int, str] = field(default_factory=dict)
    bot_present: bool = True
    bot_is_admin: bool = False
    migrated_to: int | None = None
    keyboard: dict[str, Any] | None = None
    posts: dict[int, Post] = field(default_factory=dict)
    last_id: int = 0
    api: dict[str, Any] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        return self.type == "private"
