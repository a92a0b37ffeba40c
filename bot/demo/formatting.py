"""Message text: HTML to plain text and entities, and the entities Telegram finds by itself."""

import re
from html import unescape
from typing import Any

from bot.demo.refusals import bad_request

Entity = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)?([^<>]*)>?")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+|(?<![\w@.])t\.me/[^\s<>\"]+)"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/@])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@\w{3,32})"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)
_VERBATIM = {"code", "pre", "text_link"}


def measure(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cannot_parse(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _decode(raw: str) -> str:
    return _CHARACTER.sub(lambda found: unescape(found.group()), raw) if "&" in raw else raw


def _open_entity(name: str, rest: str, offset: int, at: int) -> Entity:
    attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(rest)}
    if name not in _TYPES or (name == "span" and attributes.get("class") != "tg-spoiler"):
        raise _cannot_parse(f'Unsupported start tag "{name}" at byte offset {at}')
    entity: Entity = {"type": _TYPES[name], "offset": offset, "length": 0}
    if name == "a":
        entity["url"] = _decode(attributes.get("href", ""))
    elif name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif name == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    return entity


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Plain text and entities, or Refused where Telegram would refuse the markup."""
    plain: list[str] = []
    offset = 0
    opened: list[tuple[str, Entity]] = []
    entities: list[Entity] = []
    at = 0
    while True:
        start = text.find("<", at)
        piece = _decode(text[at:] if start < 0 else text[at:start])
        plain.append(piece)
        offset += measure(piece)
        if start < 0:
            break
        tag = _TAG.match(text, start)
        byte_offset = len(text[:start].encode())
        name = (tag[2] or "").lower() if tag else ""
        if tag is None or not tag[0].endswith(">"):
            raise _cannot_parse(f'Unclosed start tag "{name}" at byte offset {byte_offset}')
        if tag[1]:
            if not opened:
                raise _cannot_parse(f"Unexpected end tag at byte offset {byte_offset}")
            expected, entity = opened.pop()
            if name and name != expected:
                raise _cannot_parse(
                    f'Unmatched end tag at byte offset {byte_offset}, expected "</{expected}>", '
                    f'found "</{name}>"'
                )
            entity["length"] = offset - entity["offset"]
            if entity["length"]:
                entities.append(entity)
        else:
            opened.append((name, _open_entity(name, tag[3], offset, byte_offset)))
        at = tag.end()
    if opened:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return "".join(plain), _tidy("".join(plain), entities)


def _tidy(plain: str, entities: list[Entity]) -> list[Entity]:
    kept = []
    pres = {(e["offset"], e["length"]): e for e in entities if e["type"] == "pre"}
    for entity in entities:
        around = pres.get((entity["offset"], entity["length"]))
        if entity["type"] == "code" and around is not None:
            if "language" in entity:
                around["language"] = entity["language"]
            continue
        entity.pop("language", None) if entity["type"] == "code" else None
        if entity["type"] == "text_link" and not entity["url"]:
            entity["url"] = _cut(plain, entity["offset"], entity["length"])
        kept.append(entity)
    return sorted(kept, key=lambda e: (e["offset"], -e["length"]))


def _cut(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram drops white space around a message; entities move along."""
    bare = text.strip()
    if bare == text or not entities:
        return bare, entities
    lead, total = measure(text) - measure(text.lstrip()), measure(bare)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, total)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return bare, moved


def find_entities(text: str, known: list[Entity] | None = None) -> list[Entity]:
    """`known` and the commands, mentions, links and addresses Telegram marks in any text."""
    known = known or []
    if not any(sign in text for sign in "/@#."):
        return known
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in _VERBATIM]
    found = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup or ""
        start, length = measure(text[: match.start()]), measure(match.group())
        if not any(start < end and begin < start + length for begin, end in taken):
            found.append({"type": kind, "offset": start, "length": length})
    return sorted([*known, *found], key=lambda e: (e["offset"], -e["length"])) if found else known
