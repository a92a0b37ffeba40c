"""An update as it came, made ready for its turn. One that cannot be read is parked, not lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telegram import Bot, Update

from bot.dialogue import Incoming
from bot.telegram.intake import said_in
from bot.telegram.soundness import made_sound


def is_update(raw: object) -> bool:
    """Whether it has an update's id, without which it can be neither handled nor parked."""
    return isinstance(raw, dict) and type(raw.get("update_id")) is int


def read_update(raw: Mapping[str, Any], bot: Bot | None, bot_username: str, now: datetime) -> Incoming:
    """Never raises over what an update holds: an unreadable one carries its fault."""
    content = dict(raw)
    number = int(content["update_id"])
    try:
        update = Update.de_json(content, bot)
        said = said_in(update, bot_username, now)
        return Incoming(number, said and made_sound(said), content)
    except Exception as fault:
        return Incoming(number, None, content, fault)
