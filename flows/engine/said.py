"""What came in, free of the channel it came by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class FileRef:
    """A photo, voice note or document; `handle` is what the channel fetches it by. Size in bytes."""

    form: Literal["photo", "voice", "document", "video"]
    handle: str
    size: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that one person said or did in one chat.

    `chat_id` is the group's or the person's; `thread` a topic of a group. A tap carries `tapped`, a
    command `command` (without the stroke) and `argument`. `event` is something other than words:
    "blocked" and "unblocked" by the person, "moved" where a group got the new id `moved_to`.
    """

    account_id: int
    name: str
    chat_id: int
    is_group: bool
    at: datetime
    message_id: int | None = None
    thread: int | None = None
    text: str = ""
    command: str = ""
    argument: str = ""
    tapped: str = ""
    tap_id: str = ""
    files: tuple[FileRef, ...] = ()
    is_edit: bool = False
    is_sticker: bool = False
    language: str = "en"
    event: Literal["", "blocked", "unblocked", "moved", "added"] = ""
    moved_to: int | None = None
