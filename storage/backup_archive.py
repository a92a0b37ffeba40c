"""The sealed file of a backup: chunks of AES-GCM under a key of its own, which the vault seals.

    "candour backup 1\\n"
    4 bytes: length of the sealed key; the sealed key (a Fernet token)
    chunks: 1 byte (1 for the last one, else 0), 4 bytes (length), the ciphertext with its tag

A chunk's nonce is its number and whether it is the last, and the head of the file is authenticated with
every chunk, so that nothing can be cut off, swapped or put in. Lengths are big-endian.
"""

import hashlib
import io
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.sealing import Vault

MAGIC = b"candour backup 1\n"
CHUNK = 1 << 20
TAG = 16
LONGEST_KEY = 1024
KEY_BITS = 256


class NoBackup(ValueError):
    """The file is no backup, or was cut off or changed."""


def is_backup(start: bytes) -> bool:
    return start.startswith(MAGIC)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealing(io.RawIOBase):
    """Seals whatever is written to it into a file. `finish` makes it whole; without, it does not open."""

    def __init__(self, file: BinaryIO, vault: Vault) -> None:
        key = AESGCM.generate_key(KEY_BITS)
        token = vault.seal_bytes(key)
        head = MAGIC + len(token).to_bytes(4, "big") + token
        file.write(head)
        self._file = file
        self._cipher = AESGCM(key)
        self._bound = hashlib.sha256(head).digest()
        self._number = 0
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, plain: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last), plain, self._bound)
        self._file.write(bytes([last]) + len(sealed).to_bytes(4, "big"))
        self._file.write(sealed)
        self._number += 1


class Opening(io.RawIOBase):
    """Reads what `Sealing` wrote. Raises `NoBackup`, or `KeyDoesNotOpen` for another installation's file."""

    def __init__(self, file: BinaryIO, vault: Vault) -> None:
        start = file.read(len(MAGIC) + 4)
        length = int.from_bytes(start[len(MAGIC) :], "big")
        if not is_backup(start) or len(start) < len(MAGIC) + 4 or length > LONGEST_KEY:
            raise NoBackup("no head")
        token = file.read(length)
        self._file = file
        self._cipher = AESGCM(vault.open_bytes(token))
        self._bound = hashlib.sha256(start + token).digest()
        self._number = 0
        self._opened = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._opened and not self._ended:
            self._opened = self._open()
        given = self._opened[: len(buffer)]
        buffer[: len(given)] = given
        self._opened = self._opened[len(given) :]
        return len(given)

    def _open(self) -> bytes:
        frame = self._file.read(5)
        last, length = frame[:1] == b"\x01", int.from_bytes(frame[1:], "big")
        if len(frame) < 5 or not TAG <= length <= CHUNK + TAG:
            raise NoBackup("cut off")
        sealed = self._file.read(length)
        try:
            plain = self._cipher.decrypt(_nonce(self._number, last), sealed, self._bound)
        except InvalidTag:
            raise NoBackup("changed or cut off") from None
        self._number += 1
        self._ended = last
        if last and self._file.read(1):
            raise NoBackup("more than a backup")
        return plain
