"""How requests reach the Bot API: over aiohttp, or over PTB's own httpx where that is preferred."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from ssl import SSLContext
from typing import Any, Literal
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from yarl import URL

from bot.telegram.transport_body import encode_body
from bot.telegram.transport_faults import POOL_BUSY, fault_for, parse_answer, readable_answer

# What PTB passes where a caller gave no time-out of its own; its class is private to PTB.
_UNSET: Any = BaseRequest.DEFAULT_NONE


class UnsupportedProxy(ValueError):
    """Only http and https proxies can be used with the aiohttp transport."""


class AiohttpRequest(BaseRequest):
    """PTB's requests over aiohttp, with the arguments and defaults of PTB's HTTPXRequest.

    Times are in seconds, None for no limit. `connect_timeout` covers name look-up, connection,
    proxy and TLS together; `read_timeout` and `write_timeout` the wait for each piece;
    `pool_timeout` the wait for one of `connection_pool_size` connections. Without `proxy` the
    environment's HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY count, as with httpx.
    Usable after `initialize()`, in the event loop that called it.
    """

    __slots__ = (
        "_connect_timeout",
        "_connection_pool_size",
        "_environment_proxies",
        "_keepalive_timeout",
        "_media_write_timeout",
        "_places",
        "_pool_timeout",
        "_proxy",
        "_read_timeout",
        "_session",
        "_write_timeout",
    )

    def __init__(
        self,
        connection_pool_size: int = 256,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        proxy: str | None = None,
        media_write_timeout: float | None = 20.0,
        keepalive_timeout: float = 15.0,
    ) -> None:
        self._connection_pool_size = connection_pool_size
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._media_write_timeout = media_write_timeout
        self._keepalive_timeout = keepalive_timeout
        self._proxy = _checked_proxy(proxy)
        self._environment_proxies: dict[URL, URL | None] = {}
        self._places = asyncio.Semaphore(connection_pool_size)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is not None:
            return
        self._places = asyncio.Semaphore(self._connection_pool_size)
        # The places above are the limit: aiohttp's own would count the wait for a connection
        # as part of the time to connect.
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=self._keepalive_timeout),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
        )

    async def shutdown(self) -> None:
        """Close every connection; a second call changes nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _UNSET,
        write_timeout: Any = _UNSET,
        connect_timeout: Any = _UNSET,
        pool_timeout: Any = _UNSET,
    ) -> tuple[int, bytes]:
        """The HTTP status and body; TimedOut or NetworkError where none came whole."""
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        body = encode_body(
            request_data,
            write_timeout=self._write_timeout if write_timeout is _UNSET else write_timeout,
            media_write_timeout=self._media_write_timeout if write_timeout is _UNSET else write_timeout,
        )
        timeout = aiohttp.ClientTimeout(
            connect=self._connect_timeout if connect_timeout is _UNSET else connect_timeout,
            sock_read=self._read_timeout if read_timeout is _UNSET else read_timeout,
        )
        fault: TelegramError
        try:
            async with (
                self._place(self._pool_timeout if pool_timeout is _UNSET else pool_timeout),
                self._session.request(
                    method,
                    url,
                    data=body,
                    timeout=timeout,
                    proxy=self._proxy or self._environment_proxy(url),
                    ssl=_trusted_authorities() if url.startswith("https:") else True,
                    allow_redirects=False,
                ) as response,
            ):
                return response.status, readable_answer(response.status, await response.read())
        except TelegramError as error:
            fault = error
        except Exception as error:
            fault = fault_for(error)
        # Raised out here so that the library's error, whose text holds the address and with it
        # the token, is not chained to this one.
        raise fault

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        return parse_answer(payload)

    @asynccontextmanager
    async def _place(self, pool_timeout: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(pool_timeout):
                await self._places.acquire()
        except TimeoutError:
            raise TimedOut(POOL_BUSY) from None
        try:
            yield
        finally:
            self._places.release()

    def _environment_proxy(self, url: str) -> URL | None:
        origin = URL(url).origin()
        if origin not in self._environment_proxies:
            self._environment_proxies[origin] = _proxy_in_environment(origin)
        return self._environment_proxies[origin]


class HttpxRequest(HTTPXRequest):
    """PTB's HTTPXRequest, which as little as the other transport quotes what it could not read."""

    __slots__ = ()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, payload = await super().do_request(*args, **kwargs)
        return status, readable_answer(status, payload)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        return parse_answer(payload)


def choose_transport(
    kind: Literal["aiohttp", "httpx"],
    *,
    connection_pool_size: int = 256,
    read_timeout: float | None = 5.0,
    write_timeout: float | None = 5.0,
    connect_timeout: float | None = 5.0,
    pool_timeout: float | None = 1.0,
    media_write_timeout: float | None = 20.0,
    proxy: str | None = None,
) -> BaseRequest:
    """A transport for PTB's bot, not yet initialized; both kinds raise the same errors."""
    limits: dict[str, Any] = {
        "connection_pool_size": connection_pool_size,
        "read_timeout": read_timeout,
        "write_timeout": write_timeout,
        "connect_timeout": connect_timeout,
        "pool_timeout": pool_timeout,
        "media_write_timeout": media_write_timeout,
        "proxy": proxy,
    }
    if kind == "aiohttp":
        return AiohttpRequest(**limits)
    # Both log the address of every request, and the address holds the token.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return HttpxRequest(**limits)


@cache
def _trusted_authorities() -> SSLContext:
    # httpx's choice, so that switching transports never changes whom the bot trusts. Loaded at
    # the first https request: an emulator or a Bot API server next door needs none.
    return httpx.create_ssl_context()


def _checked_proxy(address: str | None) -> URL | None:
    if address is None:
        return None
    try:
        proxy = URL(address)
    except ValueError:
        # yarl's text may hold the address, and the address a password.
        raise UnsupportedProxy("the address of the proxy cannot be read") from None
    if proxy.scheme not in ("http", "https"):
        raise UnsupportedProxy(f"a {proxy.scheme or 'nameless'} proxy needs the httpx transport")
    return proxy


def _proxy_in_environment(origin: URL) -> URL | None:
    if proxy_bypass(f"{origin.host}:{origin.port}"):
        return None
    proxies = getproxies()
    try:
        return _checked_proxy(proxies.get(origin.scheme) or proxies.get("all"))
    except UnsupportedProxy as error:
        raise NetworkError(str(error)) from None
