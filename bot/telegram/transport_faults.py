"""What went wrong on the way to the Bot API, told without the token and without anyone's words."""

import errno
import json
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut

POOL_BUSY = "Timed out (pool): every connection is in use; the request was not sent"


def fault_for(error: Exception) -> NetworkError:
    """PTB's error for `error`: TimedOut where a time-out passed, NetworkError for anything else.

    Only the class and the system's error code are told: aiohttp's own texts hold the address,
    and the address of a Bot API method holds the token.
    """
    if isinstance(error, TimeoutError):
        return TimedOut(f"Timed out ({_stage_of(error)})")
    code = errno.errorcode.get(getattr(error, "errno", None) or 0)
    library = type(error).__module__.partition(".")[0]
    return NetworkError(f"{library}.{type(error).__name__}" + (f" ({code})" if code else ""))


def _stage_of(error: TimeoutError) -> str:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return "connect"
    return "read" if isinstance(error, aiohttp.SocketTimeoutError) else "write"


def readable_answer(status: int, payload: bytes) -> bytes:
    """`payload`, or nothing where it is an error page instead of the Bot API's JSON.

    PTB quotes an answer it cannot parse in its error; the error page of a proxy in between
    quotes the address it was asked for.
    """
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return payload
    try:
        described = isinstance(json.loads(payload), dict)
    except ValueError:
        described = False
    return payload if described else b""


def parse_answer(payload: bytes) -> dict[str, Any]:
    """The JSON object of an answer; TelegramError where it is none.

    PTB's own parser logs what it cannot read, and half an answer to getUpdates is people's messages.
    """
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise TelegramError("Invalid server response")
    return answer
