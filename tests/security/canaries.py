"""Made-up words that are planted wherever somebody can type or send something, and looked for everywhere."""

import base64
import gzip
import io
import json
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Text, column, select, table

from storage.database import Database
from storage.inspection import sealed_columns

ALIKE = "Xqzvjwkqxv"
"""How every one begins: where this is in no form, none of them is, and a search is short."""
SYLLABLES = ("quor", "zim", "vex", "blap", "thru", "nool", "gwy", "dref", "skol", "jum", "pli", "wrok")


@dataclass
class Canaries:
    """Each word is made once and says where it was planted. No word of any language is like one."""

    planted: dict[str, str] = field(default_factory=dict)

    def plant(self, where: str) -> str:
        number = len(self.planted)
        digits = [number // 144 % 12, number // 12 % 12, number % 12]
        # Every other one has letters that are written otherwise in JSON, in an address or in old encodings.
        end = "öłxq" if number % 2 else "xq"
        word = ALIKE + "".join(SYLLABLES[digit] for digit in digits) + end
        self.planted[word] = where
        return word

    def watch(self, words: object, where: str) -> None:
        """Something that the bot made itself, or that stands for a person: a code, an id."""
        self.planted[str(words)] = where


@dataclass
class Search:
    """What was looked through, and what was found there."""

    bytes: int = 0
    places: int = 0
    found: list[str] = field(default_factory=list)


def forms_of(word: str) -> Iterator[bytes]:
    """How a word may lie somewhere: as it is, in wide letters, coded, in any case of letters."""
    for cased in {word, word.lower(), word.upper()}:
        plain = cased.encode()
        yield plain.lower()
        for wide in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            yield cased.encode(wide).lower()
        yield plain.hex().encode()
        yield json.dumps(cased)[1:-1].lower().encode()
        yield quote(cased).lower().encode()
        yield ascii(cased)[1:-1].lower().encode()
        yield ascii(plain)[2:-1].lower().encode()
        yield cased.encode("ascii", "xmlcharrefreplace").lower()
    for coded in (word.encode(), word.encode("utf-16-le")):
        for shift in range(3):
            # Base64 has three ways to write the same bytes, by where they begin; the edges are left out.
            form = base64.b64encode(b"\0" * shift + coded)[4 if shift else 0 : -4].lower()
            yield from (form, form.translate(bytes.maketrans(b"+/", b"-_")))


def look(places: Iterable[tuple[str, bytes]], canaries: Canaries) -> Search:
    done = Search()
    forms = [(form, word) for word in canaries.planted for form in set(forms_of(word))]
    alike = set(forms_of(ALIKE))
    others = [(form, word) for form, word in forms if not word.startswith(ALIKE)]
    for name, content in places:
        # The name of a file may tell as much as what is in it.
        for part in (name.encode(), content, *unpacked(content)):
            done.bytes += len(part)
            small = part.lower()
            sought = forms if any(form in small for form in alike) else others
            found = {canaries.planted[word] for form, word in sought if form in small}
            done.found += [f"{where} in {name}" for where in sorted(found)]
        done.places += 1
    return done


def unpacked(content: bytes) -> Iterator[bytes]:
    """What is inside, where it is packed."""
    if content[:2] == b"\x1f\x8b":
        try:
            content = gzip.decompress(content)
            yield content
        except (OSError, EOFError, zlib.error):
            return
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            yield from (box.read(member) for member in box.infolist())
        return
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive.getmembers():
                if (file := archive.extractfile(member)) is not None:
                    yield file.read()
    except tarfile.TarError:
        return


def files_below(*folders: Path) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()


def opened_values(database: Database) -> str:
    """All that is sealed in the tables, opened: proof that what is not found was there to be found."""
    values = []
    with database.engine.connect() as connection:
        for there, names in sealed_columns():
            plain = table(there.name, *(column(name, Text()) for name in names))
            for row in connection.execute(select(*(plain.c[name] for name in names))):
                values += [database.vault.open(str(value)) for value in row if value is not None]
    return "\n".join(values)
