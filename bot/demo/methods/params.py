"""Parameters of a call, whatever way they came: form, JSON or multipart."""

import json
from dataclasses import dataclass
from typing import Any

from bot.demo.formatting import Entity, find_entities, measure, parse_html, trim
from bot.demo.refusals import bad_request

Params = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
DATA_LIMIT = 64
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart call."""

    name: str
    mime_type: str
    content: bytes


def read_structure(params: Params, name: str) -> Any:
    """A parameter that is JSON: an object in a JSON body, text in a form; None where absent."""
    value = params.get(name)
    if isinstance(value, str) and value:
        try:
            return json.loads(value)
        except ValueError as fault:
            raise bad_request(f"can't parse {name} JSON object") from fault
    return value if value != "" else None


def read_flag(params: Params, name: str) -> bool:
    return str(params.get(name, "")).lower() in ("true", "1")


def read_number(params: Params, name: str, default: int = 0) -> int:
    value = params.get(name)
    try:
        return default if value in (None, "") else int(value)
    except (TypeError, ValueError) as fault:
        raise bad_request(f"invalid {name} specified") from fault


def read_text(params: Params, name: str, limit: int, marks: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of `text` or `caption`, or Refused."""
    raw = params.get(name)
    text = "" if raw is None else str(raw)
    mode = str(params.get("parse_mode") or "").lower()
    entities: list[Entity] = []
    if mode == "html":
        if "<" in text or "&" in text:
            text, entities = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    elif params.get(marks):
        entities = read_structure(params, marks)
    text, entities = trim(text, entities)
    if len(text) > limit // 2 and measure(text) > limit:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return text, find_entities(text, entities)


def read_markup(params: Params) -> dict[str, Any] | None:
    """The reply markup, checked as Telegram checks it."""
    markup = read_structure(params, "reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        for row in markup["inline_keyboard"]:
            for button in row:
                _check_button(button)
    return markup


def _check_button(button: dict[str, Any]) -> None:
    if not button.get("text"):
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("https://", "http://", "tg://", "t.me/")):
        raise bad_request("inline keyboard button URL is invalid: Wrong HTTP URL")


def readable(params: Params) -> Params:
    """Parameters for the call log: files by name and size."""
    return {
        name: {"file_name": value.name, "file_size": len(value.content)}
        if isinstance(value, Upload)
        else value
        for name, value in params.items()
    }
