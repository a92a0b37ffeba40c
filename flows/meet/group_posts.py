"""Writes to a team's group: each post once, in as many messages as it needs."""

from collections.abc import Sequence
from datetime import datetime

from flows.engine.say import Rows, as_content
from flows.meet.showing import pages, rows_on_last
from storage.desk import Desk
from storage.notices import REMINDER
from storage.tables import Meeting


def write_to_group(
    desk: Desk, meeting: Meeting, key: str, lines: Sequence[str], now: datetime, rows: Rows = ()
) -> None:
    """`key` names the post for ever: whoever writes it a second time says nothing."""
    texts = pages(lines)
    for page, text in enumerate(texts):
        desk.notices.write(
            chat_id=meeting.chat_id,
            thread=meeting.thread,
            content=as_content(text, rows_on_last(page, len(texts), rows)),
            priority=REMINDER,
            now=now,
            key=f"{key} {page}",
            about="agenda",
        )
