"""Requests go through the proxy they are told to use."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.telegram.transport import UnsupportedProxy, choose_transport
from tests.bot.telegram.bot_api_stand_in import ME, TOKEN, Calls, listening

KINDS = ["aiohttp", "httpx"]


@pytest.fixture
async def address() -> AsyncIterator[str]:
    async with listening(Calls()) as address:
        yield address


@asynccontextmanager
async def forward_proxy(lines: list[str], refuse: bool = False) -> AsyncIterator[str]:
    """Passes one plain request a connection on to the host its first line names."""

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines.append(head.partition("\r\n")[0])
        if refuse:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        else:
            length = int(head.lower().partition("content-length: ")[2].partition("\r\n")[0])
            method, target, _ = head.split(" ", 2)
            host, _, path = target.removeprefix("http://").partition("/")
            name, _, port = host.partition(":")
            upstream, onward = await asyncio.open_connection(name, int(port))
            rest = head.partition("\r\n")[2].replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
            onward.write(f"{method} /{path} HTTP/1.1\r\n{rest}".encode() + await reader.readexactly(length))
            writer.write(await upstream.read())
            onward.close()
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_is_used_when_given(kind: Any, address: str) -> None:
    lines: list[str] = []
    async with (
        forward_proxy(lines) as proxy,
        choose_transport(kind, proxy=proxy) as transport,
    ):
        assert await transport.post(f"{address}/bot{TOKEN}/getMe") == ME
    assert lines == [f"POST {address}/bot{TOKEN}/getMe HTTP/1.1"]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_in_the_environment_is_used_unless_the_host_is_excepted(
    kind: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    async with forward_proxy(lines) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        async with choose_transport(kind) as transport:
            await transport.post(f"{address}/bot{TOKEN}/getMe")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        async with choose_transport(kind) as transport:
            await transport.post(f"{address}/bot{TOKEN}/getMe")
    assert len(lines) == 1


@pytest.mark.parametrize("proxy", ["socks5://ann:secret@127.0.0.1:1080", "http://ann:secret@host:port"])
def test_an_unusable_proxy_is_refused_without_telling_its_password(proxy: str) -> None:
    with pytest.raises(UnsupportedProxy) as caught:
        choose_transport("aiohttp", proxy=proxy)
    assert "secret" not in repr(caught.value)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_refuses_the_tunnel_is_a_network_error_without_the_token(kind: Any) -> None:
    lines: list[str] = []
    async with forward_proxy(lines, refuse=True) as proxy, choose_transport(kind, proxy=proxy) as transport:
        with pytest.raises(NetworkError) as caught:
            await transport.post(f"https://api.example.test/bot{TOKEN}/getMe")
    assert lines == ["CONNECT api.example.test:443 HTTP/1.1"]
    assert TOKEN not in repr(caught.value)
