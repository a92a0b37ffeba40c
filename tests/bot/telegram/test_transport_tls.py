"""Over TLS, as with Telegram itself: who is trusted, and the way through a proxy's tunnel."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from telegram.error import NetworkError

from bot.telegram import transport
from bot.telegram.transport import choose_transport
from tests.bot.telegram.bot_api_stand_in import ME, TOKEN, Calls, listening

KINDS = ["aiohttp", "httpx"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + private)
    return file


@pytest.fixture
async def address(certificate: Path) -> AsyncIterator[str]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    async with listening(Calls(), context) as address:
        yield address


@pytest.fixture(autouse=True)
def _fresh_trust() -> Iterator[None]:
    transport._trusted_authorities.cache_clear()
    yield
    transport._trusted_authorities.cache_clear()


@asynccontextmanager
async def tunnel(asked: list[str]) -> AsyncIterator[str]:
    """A proxy that connects whoever asks to the host they name, without reading along."""

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(65536):
                writer.write(piece)
                await writer.drain()
        writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode().partition("\r\n")[0])
        host, _, port = asked[-1].split(" ")[1].partition(":")
        upstream, onward = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(copy(reader, onward), copy(upstream, writer))

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_server_whose_authority_is_configured_is_trusted(
    kind: Any, address: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with choose_transport(kind) as request:
        assert await request.post(f"{address}/bot{TOKEN}/getMe") == ME


@pytest.mark.parametrize("kind", KINDS)
async def test_a_server_of_an_unknown_authority_is_refused_without_telling_the_token(
    kind: Any, address: str
) -> None:
    async with choose_transport(kind) as request:
        with pytest.raises(NetworkError) as caught:
            await request.post(f"{address}/bot{TOKEN}/getMe")
    assert type(caught.value) is NetworkError
    assert TOKEN not in repr(caught.value)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_tunnel_carries_the_request_and_never_sees_the_token(
    kind: Any, address: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    asked: list[str] = []
    async with tunnel(asked) as proxy, choose_transport(kind, proxy=proxy) as request:
        for _ in range(2):
            assert await request.post(f"{address}/bot{TOKEN}/getMe") == ME
    assert asked == [f"CONNECT {address.removeprefix('https://')} HTTP/1.1"]
