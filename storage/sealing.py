"""Seals names, words and ids before they reach a table, and finds people by keyed hash."""

import base64
import binascii
import hmac
import json
from collections.abc import Sequence
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SHORTEST_SECRET = 32
"""Characters. A shorter secret that is no Fernet key is taken for a placeholder."""

_NO_TIME = 0
"""Fernet tokens carry the second of sealing in clear; a fixed one says nothing about who wrote when."""


class WeakSecret(ValueError):
    """A secret key is missing, too short or a placeholder."""


class KeyDoesNotOpen(RuntimeError):
    """A sealed value was sealed with a key that this process was not given."""


def make_key() -> str:
    """A new secret for `CANDOUR_SECRET_KEY`."""
    return Fernet.generate_key().decode()


def _fernet(secret: str) -> Fernet:
    try:
        if len(base64.urlsafe_b64decode(secret)) == 32:
            return Fernet(secret)
    except (ValueError, binascii.Error):
        pass
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4:
        raise WeakSecret("secret too short")
    stretched = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"candour sealing").derive(
        secret.encode()
    )
    return Fernet(base64.urlsafe_b64encode(stretched))


class Vault:
    """Seals with the first key, opens with any."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets:
            raise WeakSecret("no secret")
        self._fernet = MultiFernet([_fernet(secret) for secret in secrets])
        self._newest = _fernet(secrets[0])
        self._keyed: hmac.HMAC | None = None

    def seal_bytes(self, plain: bytes) -> bytes:
        return self._fernet.encrypt_at_time(plain, _NO_TIME)

    def open_bytes(self, sealed: bytes) -> bytes:
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise KeyDoesNotOpen("a sealed value does not open with the keys given") from None

    def seal(self, plain: str) -> str:
        return self.seal_bytes(plain.encode("utf-8", "surrogatepass")).decode()

    def open(self, sealed: str) -> str:
        return self.open_bytes(sealed.encode()).decode("utf-8", "surrogatepass")

    def is_newest(self, sealed: str) -> bool:
        """Whether a sealed value opens with the first key alone, that is, needs no rotation."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True

    def looks_sealed(self, value: str) -> bool:
        try:
            self.open(value)
        except KeyDoesNotOpen:
            return False
        return True

    def use_lookup_key(self, key: str) -> None:
        """The key of the lookup hashes, kept sealed in the database, so that sealing keys can rotate."""
        self._keyed = hmac.new(key.encode(), digestmod="sha256")

    def fingerprint(self, topic: str, value: object) -> str:
        """Keyed hash, 64 hex digits, by which a person, chat or invite is found and not known."""
        if self._keyed is None:
            raise RuntimeError("the vault has no lookup key yet")
        keyed = self._keyed.copy()  # half of what a new one costs, and a turn needs several
        keyed.update(f"{topic}:{value}".encode())
        return keyed.hexdigest()

    def hash_code(self, code: str) -> str:
        """Argon2id, 64 hex digits, of a reporter's code. The salt is this installation's own and the same
        for all, so that a case is found with one hash instead of one for every case."""
        salt = bytes.fromhex(self.fingerprint("salt", "code"))[:16]
        return hash_secret_raw(code.encode(), salt, 3, 65536, 1, 32, Type.ID).hex()


def vault_of(dialect: Dialect) -> Vault:
    vault = getattr(dialect, "candour_vault", None)
    if not isinstance(vault, Vault):
        raise RuntimeError("this database connection was opened without a vault")
    return vault


class Sealed(TypeDecorator[str]):
    """A text column that is sealed on its way in and opened on its way out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else vault_of(dialect).seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else vault_of(dialect).open(value)


class SealedJSON(TypeDecorator[Any]):
    """Any JSON value, sealed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else vault_of(dialect).seal(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(vault_of(dialect).open(value))
