"""Logging without personal data: no message texts, no ids, no exception texts."""

import logging
import sys
import traceback
from types import TracebackType
from typing import Literal

from pythonjsonlogger.json import JsonFormatter

log = logging.getLogger("candour")


class _NoWords(logging.Filter):
    """Cuts an exception down to its type and the places it came through: its text may hold what was said."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            record.exc_text = where_it_failed(record.exc_info[1])
            record.exc_info = None
        return True


def where_it_failed(fault: BaseException | None) -> str:
    """Type and stack of an exception, and of what caused it, without a word of its text."""
    lines: list[str] = []
    while fault is not None:
        lines.append(f"{type(fault).__module__}.{type(fault).__name__}")
        lines += _places(fault.__traceback__)
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]


def set_up_logging(level: str, form: Literal["console", "json"]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    if form == "json":
        handler.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(_NoWords())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Only the bot's own lines go down to the wished level: libraries print addresses with the token in them.
    log.setLevel(level)
    # python-telegram-bot quotes what it cannot read, and that is what people wrote.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
