"""Updates pushed to the bot's own address, again and again until it answers 2xx."""

import asyncio
from collections import deque
from typing import Any

import aiohttp

from bot.demo.refusals import bad_request
from bot.demo.updates import Pending, Updates

RETRY_DELAYS_S = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
ANSWER_WITHIN_S = 60
MOST_CONNECTIONS = 100
USUAL_CONNECTIONS = 40


class Webhook:
    """Chats are served side by side up to `max_connections`, the updates of one chat in order."""

    def __init__(self, updates: Updates) -> None:
        self.url = ""
        self.failures = 0
        self._updates = updates
        self._secret = ""
        self._most = USUAL_CONNECTIONS
        self._last_error: dict[str, Any] = {}
        self._queues: dict[int, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(self._most)
        self._session: aiohttp.ClientSession | None = None

    async def set(self, url: str, *, secret: str = "", max_connections: int = 0) -> None:
        if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not 0 <= max_connections <= MOST_CONNECTIONS:
            raise bad_request("bad webhook: max_connections is out of range")
        await self.remove()
        self.url, self._secret = url, secret
        self._most = max_connections or USUAL_CONNECTIONS
        self._free = asyncio.Semaphore(self._most)
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN_S),
            connector=aiohttp.TCPConnector(limit=self._most),
        )
        self._updates.on_new = self._offer
        for one in list(self._updates.pending.values()):
            self._offer(one)

    async def remove(self) -> None:
        self._updates.on_new = None
        self.url = ""
        self._queues.clear()
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> dict[str, Any]:
        about: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self.url:
            about |= {"max_connections": self._most, **self._last_error}
        if self._updates.allowed is not None:
            about["allowed_updates"] = sorted(self._updates.allowed)
        return about

    def _offer(self, one: Pending) -> None:
        queue = self._queues.get(one.chat_id)
        if queue is not None:
            queue.append(one)
            return
        self._queues[one.chat_id] = deque([one])
        task = asyncio.get_running_loop().create_task(self._drain(one.chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        while queue:
            if len(queue) > 1 and self._updates.reverse():
                queue[0], queue[1] = queue[1], queue[0]
            one = queue[0]
            async with self._free:
                await self._deliver(one)
                if self._updates.duplicate():
                    await self._deliver(one)
            queue.popleft()
            self._updates.pending.pop(one.update_id, None)
        del self._queues[chat_id]

    async def _deliver(self, one: Pending) -> None:
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        attempt = 0
        while self._session is not None:
            try:
                async with self._session.post(self.url, data=one.body, headers=headers) as answer:
                    if 200 <= answer.status < 300:
                        return
                    fault = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            except (aiohttp.ClientError, TimeoutError, OSError):
                fault = "Connection failed"
            self.failures += 1
            self._last_error = {"last_error_message": fault}
            await asyncio.sleep(RETRY_DELAYS_S[min(attempt, len(RETRY_DELAYS_S) - 1)])
            attempt += 1
