"""A phone that tests hold: type, tap, send a photo, wait for the answer."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp

WAIT_S = 10.0
_NEVER = 1 << 60


class PhoneRefused(Exception):
    """The control API refused: no such account, chat, message or button."""


class NothingCame(AssertionError):
    """No message came in time that fits."""


@dataclass(frozen=True)
class Seen:
    """One message as a phone shows it. `raw` holds all that the control API tells of it."""

    id: int
    text: str
    author: str
    from_bot: bool
    seq: int
    raw: dict[str, Any] = field(repr=False)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        return [button for row in self.raw["buttons"] for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]

    def find_button(self, label_or_data: str) -> dict[str, Any] | None:
        """The button with exactly this data, else the first whose label contains the words."""
        for button in self.buttons:
            if button.get("callback_data") == label_or_data:
                return button
        wanted = label_or_data.lower()
        return next((button for button in self.buttons if wanted in button["text"].lower()), None)


Fits = Callable[[Seen], bool] | str


class Phone:
    """Acts as `account` in its private chat, or in the group `chat`.

    `wait_for` looks only at what came or changed since this phone's own last act, so that an older,
    similar message is never taken for the answer.
    """

    def __init__(
        self,
        base_url: str,
        account: str,
        *,
        chat: str | None = None,
        session: aiohttp.ClientSession | None = None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.account = account
        self.chat = chat or account
        self._session = session
        self._owns_session = session is None
        self._mark = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        if self._session is not None and self._owns_session:
            await self._session.close()
            self._session = None

    def in_group(self, chat: str) -> "Phone":
        """The same person in a group; shares the connection, so close only the first phone."""
        other = Phone(self.base_url, self.account, chat=chat, session=self.open())
        other._owns_session = False
        return other

    def open(self) -> aiohttp.ClientSession:
        """The connection, for other phones to share."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def ask(self, verb: str, path: str, **options: Any) -> Any:
        """Any request to the control API; `options` as aiohttp takes them."""
        async with self.open().request(verb, f"{self.base_url}/demo/{path}", **options) as answer:
            body = json.loads(await answer.read())
        if answer.status != 200:
            raise PhoneRefused(body.get("error", ""))
        return body

    async def act(self, act: str, **given: Any) -> Any:
        """Any act the control API knows (`bot/demo/acts.py`), as this account in this chat."""
        body = {"account": self.account, "chat": self.chat, **given}
        answer = await self.ask("POST", f"act/{act}", json=body)
        self._mark = answer["seq"]
        return answer

    async def type(self, text: str, *, reply_to: int | None = None, thread: int | None = None) -> int:
        answer = await self.act("say", text=text, reply_to=reply_to, thread=thread)
        return int(answer["message_id"])

    async def edit(self, message_id: int, text: str) -> None:
        await self.act("edit", message_id=message_id, text=text)

    async def tap(
        self, label_or_data: str, *, message_id: int | None = None, stale: bool = False
    ) -> dict[str, Any]:
        """Tap the newest button that fits: {"query": id}, or {"url": …} for a link.

        `stale` sends `label_or_data` as the data of a button that is no longer there.
        """
        if stale and message_id is not None:
            return await self.act("tap", message_id=message_id, data=label_or_data, stale=True)  # type: ignore[no-any-return]
        for seen in reversed(await self.messages()):
            button = seen.find_button(label_or_data)
            if button is not None and message_id in (None, seen.id):
                data, label = button.get("callback_data"), button["text"]
                return await self.act("tap", message_id=seen.id, data=data, label=None if data else label)  # type: ignore[no-any-return]
        raise PhoneRefused(f"no such button: {label_or_data}")

    async def _send_file(self, sort: str, content: bytes, filename: str, mime_type: str, **given: Any) -> int:
        form = aiohttp.FormData()
        for key, value in {"account": self.account, "chat": self.chat, "sort": sort, **given}.items():
            if value is not None:
                form.add_field(key, str(value))
        form.add_field("file", content, filename=filename, content_type=mime_type)
        answer = await self.ask("POST", "act/send_file", data=form)
        self._mark = answer["seq"]
        return int(answer["message_id"])

    async def send_photo(self, content: bytes, caption: str = "", *, thread: int | None = None) -> int:
        return await self._send_file(
            "photo", content, "photo.jpg", "image/jpeg", caption=caption, thread=thread
        )

    async def send_voice(self, content: bytes, duration: int = 1, caption: str = "") -> int:
        return await self._send_file(
            "voice", content, "voice.oga", "audio/ogg", duration=duration, caption=caption
        )

    async def send_document(
        self, content: bytes, name: str, mime_type: str = "application/octet-stream", caption: str = ""
    ) -> int:
        return await self._send_file("document", content, name, mime_type, caption=caption)

    async def send_sticker(self, emoji: str = "👍") -> int:
        return await self._send_file("sticker", b"webp", "sticker.webp", "image/webp", emoji=emoji)

    async def block(self) -> None:
        await self.act("block")

    async def unblock(self) -> None:
        await self.act("unblock")

    async def join(self, link: str) -> int:
        """Follow a `https://t.me/<bot>?start=<token>` link."""
        return int((await self.act("join", link=link))["message_id"])

    async def messages(self, *, deleted: bool = False) -> list[Seen]:
        """All messages of the chat, oldest first."""
        found, _ = await self._read(0, 0)
        return [seen for seen in found if deleted or not seen.raw["deleted"]]

    async def last(self) -> Seen:
        """The newest message from the bot; NothingCame where there is none."""
        for seen in reversed(await self.messages()):
            if seen.from_bot:
                return seen
        raise NothingCame(f"the bot wrote nothing to {self.chat}")

    async def _read(self, after: int, wait_s: float) -> tuple[list[Seen], int]:
        body = await self.ask(
            "GET",
            f"chats/{self.chat}/messages",
            params={"after": after, "wait": wait_s},
            timeout=aiohttp.ClientTimeout(total=wait_s + 30),
        )
        found = [
            Seen(one["id"], one["text"], one["author"], one["from_bot"], one["seq"], one)
            for one in body["messages"]
        ]
        return found, int(body["seq"])

    async def catch_up(self) -> None:
        """Take all that came so far as read: `wait_for` looks only at what comes from now on."""
        _, self._mark = await self._read(_NEVER, 0)

    async def wait_for(self, what: Fits, timeout: float = WAIT_S, *, since_start: bool = False) -> Seen:
        """The first message from the bot, new or changed since this phone's last act, that fits.

        `what` is a part of the text or a predicate over Seen; `since_start` looks at older ones too.
        Raises NothingCame after `timeout` seconds.
        """
        loop_time = asyncio.get_running_loop().time
        until = loop_time() + timeout
        after = 0 if since_start else self._mark
        while (left := until - loop_time()) > 0:
            found, seq = await self._read(after, left)
            for seen in found:
                fits = what in seen.text if isinstance(what, str) else what(seen)
                if seen.from_bot and not seen.raw["deleted"] and fits:
                    return seen
            after = seq
        raise NothingCame(f"nothing that fits came to {self.chat} within {timeout} s")

    async def toasts(self) -> list[dict[str, Any]]:
        """What answered this chat's taps so far: text, alert, account."""
        body = await self.ask("GET", f"chats/{self.chat}/messages", params={"after": _NEVER})
        return list(body["chat"]["toasts"])
