"""Reading the policy file, with the provider's own file laid over it."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.policy.model import Policy

ENGLAND = Path(__file__).with_name("england.toml")
OUTSIDE_BODIES = ENGLAND.with_name("outside_bodies.toml")

_REASONS = {
    "extra_forbidden": "is not a key that the policy knows",
    "missing": "is missing",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be text in quotes",
    "date_type": "must be a day such as 2027-05-10, without quotes",
    "tuple_type": "must be a list in [square brackets]",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "too_short": "must not be empty",
    "literal_error": "must be one of {expected}",
}


class PolicyFault(Exception):
    """The policy cannot be used; the message is one plain line that names the file and the key."""


def load_policy(override: Path | None = None) -> Policy:
    """The policy for England, with the tables of `override` (a TOML file) laid over it.

    Tables are merged key by key, anything else is replaced. Raises PolicyFault for a missing file,
    broken TOML, an unknown key or a value that cannot be.
    """
    default = _merged(_read(ENGLAND), _read(OUTSIDE_BODIES))
    own = _read(override) if override is not None else {}
    try:
        return Policy.model_validate(_merged(default, own))
    except ValidationError as invalid:
        raise PolicyFault(_plain_line(invalid, own, override)) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as fault:
        raise PolicyFault(f"{path}: cannot be read ({fault.strerror or 'unknown fault'})") from None
    except UnicodeDecodeError:
        raise PolicyFault(f"{path}: is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as fault:
        raise PolicyFault(f"{path}: is not TOML: {' '.join(str(fault).split())}") from None


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _plain_line(invalid: ValidationError, own: dict[str, Any], override: Path | None) -> str:
    fault = invalid.errors(include_url=False, include_input=False)[0]
    context = fault.get("ctx", {})
    reason = _REASONS.get(fault["type"])
    if fault["type"] == "value_error":
        reason = str(context["error"])
    elif reason is not None:
        reason = reason.format_map(context)
    else:
        reason = fault["msg"][:1].lower() + fault["msg"][1:]
    file = override if override is not None and _written_in(own, fault["loc"]) else ENGLAND.name
    # A fault in the name of a key comes with a last part of its own.
    key = ".".join(str(part) for part in fault["loc"] if part != "[key]")
    return f"{file}: {key}: {' '.join(reason.split())}"


def _written_in(own: Any, path: Sequence[int | str]) -> bool:
    """Whether the table that the fault lies in was touched by the provider's own file."""
    for part in path[:-1]:
        if not isinstance(own, dict):
            break
        if part not in own:
            return False
        own = own[part]
    return bool(own)
