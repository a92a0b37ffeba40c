"""Kind, category, red flags, harm and spoken, from the words of a message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flows.understanding.features import Seen, reader
from flows.understanding.heads import CATEGORIES, Shares
from flows.understanding.result import KINDS, RED_FLAGS, Harm, Kind
from flows.understanding.rulebook import load_data

if TYPE_CHECKING:
    from concurrent.futures import Future

    from flows.understanding.encoder import Read
    from flows.understanding.panel import Panel

_RISING: tuple[Harm, ...] = ("none", "unknown", "low", "moderate", "severe", "death")
_NO_DANGER: tuple[Kind, ...] = ("near_miss", "compliment", "suggestion", "unclear")
_BODILY = frozenset(
    {"life_threat", "head_injury", "medicine_error", "missing", "assault", "sexual", "self_harm", "restraint"}
)
_WORKS_THERE = frozenset({"staff", "manager"})


@dataclass(frozen=True, slots=True)
class Meaning:
    kinds: tuple[Kind, ...]
    categories: tuple[str, ...]
    red_flags: tuple[str, ...]
    harm: Harm
    spoken: bool
    sure_of_kind: float
    sure_of_category: float


@dataclass(frozen=True)
class Thresholds:
    """From data/thresholds.toml: above which share a label counts."""

    red_flags: Mapping[str, float]
    plain_words: float
    calm_kind: float
    calm_flag: float
    spoken: float
    harm_floor: Mapping[Harm, float]
    kind_times: Mapping[Kind, float]
    encoder_counts: Mapping[str, float]


@cache
def _panel() -> "Panel":
    from flows.understanding.panel import Panel  # heavy: only where messages are read

    return Panel(thresholds().encoder_counts)


@cache
def thresholds() -> Thresholds:
    data = load_data("thresholds.toml")
    return Thresholds(
        data["red_flags"],
        data["plain_words"],
        data["calm_kind"],
        data["calm_flag"],
        data["spoken"],
        data["harm_floor"],
        data["kind_times"],
        data["encoder_counts"],
    )


def begin_reading(text: str, role: str, slang: Mapping[str, str]) -> "Future[Read]":
    """Sets the encoder to work on the message, for `read_meaning`. `slang`: see there."""
    return _panel().begin(in_plain_words(text, slang), role)


def read_meaning(text: str, role: str, slang: Mapping[str, str], by_encoder: "Future[Read]") -> Meaning:
    """What the words mean. `slang` holds the provider's own words and what they stand for."""
    seen = reader().see(text, role, slang)
    return decide(seen, _panel().weigh(seen, by_encoder.result()), role)


def in_plain_words(text: str, slang: Mapping[str, str]) -> str:
    """The message with the provider's own words put as everybody says them."""
    if not slang:
        return text
    plain = {word.lower(): meant for word, meant in slang.items()}
    own = re.compile(rf"\b({'|'.join(re.escape(word) for word in plain)})\b", re.IGNORECASE)
    return own.sub(lambda found: plain[found.group().lower()], text)


def decide(seen: Seen, shares: Shares, role: str) -> Meaning:
    """Turns shares into labels, so that what fits together stays together."""
    kinds = _kinds(shares["kind"])
    if role not in _WORKS_THERE:
        kinds["concern"] += kinds["speak_up"] / 2
        kinds["complaint"] += kinds["speak_up"] / 2
        kinds["speak_up"] = 0.0
    if not seen.words:
        kinds = {kind: float(kind == "unclear") for kind in KINDS}
    ranked: list[Kind] = sorted(KINDS, key=lambda kind: -kinds[kind])
    categories = dict(shares["category"])
    if ranked[0] == "unclear":
        categories["none"] = max(categories.values()) + 1.0
    elif ranked[0] not in ("compliment", "suggestion"):
        categories["none"] = 0.0
    flags = choose_flags(seen, shares["red_flags"], kinds)
    ordered = tuple(sorted(CATEGORIES, key=lambda name: -categories[name]))
    return Meaning(
        kinds=tuple(ranked),
        categories=ordered,
        red_flags=flags,
        harm=choose_harm(seen, shares["harm"], ranked[0], flags),
        spoken=shares["spoken"]["spoken"] >= thresholds().spoken and ranked[0] != "unclear",
        sure_of_kind=kinds[ranked[0]],
        sure_of_category=1.0 if ranked[0] == "unclear" else categories[ordered[0]],
    )


def _kinds(shares: Mapping[str, float]) -> dict[Kind, float]:
    """The share of each kind, the kinds that training sees seldom made up for; together they are one."""
    leant: dict[Kind, float] = {kind: shares[kind] * thresholds().kind_times.get(kind, 1.0) for kind in KINDS}
    total = sum(leant.values())
    return {kind: share / total for kind, share in leant.items()}


def choose_flags(seen: Seen, shares: Mapping[str, float], kinds: Mapping[Kind, float]) -> tuple[str, ...]:
    """Flags whose plain words stand in the message, or that the weights find likely.

    Plain words do not count where the message is most of all praise, an idea or something that nearly
    happened; the share a flag needs is higher there. What went well, and no more is said of it, is no danger.
    """
    calm = max(kinds[kind] for kind in _NO_DANGER) > thresholds().calm_kind
    told = [item.group for item in seen.found["red_flags"] if not item.turned]
    plain = {group.label for group in told if group.sure}
    went_well = _went_well(seen) - {group.label for group in told}
    least = thresholds().calm_flag if calm else 0.0
    return tuple(
        flag
        for flag in RED_FLAGS
        if (flag not in went_well and shares[flag] >= max(thresholds().red_flags[flag], least))
        or (flag in plain and shares[flag] >= thresholds().plain_words and not calm)
    )


def _went_well(seen: Seen) -> set[str]:
    said = {item.group.label for item in seen.found["all_well"]}
    return set() if "went_wrong" in said else said


def choose_harm(seen: Seen, shares: Mapping[str, float], kind: Kind, flags: tuple[str, ...]) -> Harm:
    """The likeliest harm, or a worse one that is likely enough: harm may not come out too low."""
    best = max(_RISING, key=lambda level: shares[level])
    for level, floor in thresholds().harm_floor.items():
        if shares[level] >= floor and _RISING.index(level) > _RISING.index(best):
            best = level
    if kind in ("suggestion", "unclear") or (kind == "compliment" and best != "death"):
        return "none"
    if kind != "near_miss":
        best = max(best, _least_harm(seen, shares, flags), key=_RISING.index)
    return best


def _least_harm(seen: Seen, shares: Mapping[str, float], flags: tuple[str, ...]) -> Harm:
    """What a raised flag says at the least about harm."""
    if "death" in flags:
        return "death"
    if "pressure_ulcer" in flags:
        return "severe" if any(item.group.name == "deep_wound" for item in seen.found["harm"]) else "moderate"
    if _BODILY.intersection(flags):
        return max(_RISING[1:], key=lambda level: shares[level])
    return "none"
