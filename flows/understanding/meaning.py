"""Kind, category, red flags, harm and spoken, from the words of a message."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.understanding.result import HARMS, KINDS, RED_FLAGS, Harm, Kind
from flows.understanding.rulebook import Rulebook, load_data
from flows.understanding.words import Speller, split_words

CATEGORIES = tuple(dict.fromkeys(group["label"] for group in load_data("categories.toml")["group"]))
_ROLE_LEAN: dict[str, dict[str, float]] = {
    "staff": {"incident": 1, "near_miss": 0.5},
    "manager": {"incident": 1},
    "relative": {"speak_up": -20, "complaint": 1, "concern": 1, "incident": -1},
    "resident": {"speak_up": -20, "complaint": 1, "concern": 1},
}


@dataclass(frozen=True, slots=True)
class Meaning:
    kinds: tuple[Kind, ...]
    categories: tuple[str, ...]
    red_flags: tuple[str, ...]
    harm: Harm
    spoken: bool
    sure_of_kind: float
    sure_of_category: float


class _Rules:
    def __init__(self) -> None:
        data = load_data("words.toml")
        turning = frozenset(data["turning"]["words"])
        self.kinds, self.categories, self.flags, self.harm, self.spoken = (
            Rulebook(f"{name}.toml", data["lists"], turning)
            for name in ("kinds", "categories", "red_flags", "harm", "spoken")
        )
        books = (self.kinds, self.categories, self.flags, self.harm, self.spoken)
        targets = sorted(set().union(*(book.book.words for book in books)))
        self.speller = Speller(targets, (), {})


@cache
def _rules() -> _Rules:
    return _Rules()


def read_meaning(text: str, role: str, slang: Mapping[str, str]) -> Meaning:
    rules = _rules()
    words = split_words(text, lambda form: slang.get(form) or rules.speller.correct(form))
    kinds: dict[str, float] = defaultdict(float, _ROLE_LEAN.get(role, {}))
    categories: dict[str, float] = defaultdict(float)
    for group in rules.kinds.find(words, turn=False):
        kinds[group.label] += group.weight
    for group in rules.categories.find(words, turn=False):
        categories[group.label] += group.weight
    flags = {group.label for group in rules.flags.find(words, turn=True)}
    levels = {group.label for group in rules.harm.find(words, turn=True)}
    spoken = sum(group.weight for group in rules.spoken.find(words, turn=False))
    ranked_kinds = tuple(sorted(KINDS, key=lambda kind: -kinds[kind]))
    ranked_categories = tuple(sorted(CATEGORIES, key=lambda name: -categories[name]))
    if ranked_kinds[0] == "unclear" or not words:
        ranked_kinds = ("unclear", *(kind for kind in ranked_kinds if kind != "unclear"))
        ranked_categories = ("none", *ranked_categories)
    harm: Harm = next((level for level in ("death", "severe", "moderate", "low") if level in levels), "none")
    return Meaning(
        kinds=ranked_kinds,
        categories=ranked_categories,
        red_flags=tuple(flag for flag in RED_FLAGS if flag in flags),
        harm=harm if harm in HARMS else "unknown",
        spoken=spoken > 0,
        sure_of_kind=_share(kinds),
        sure_of_category=_share(categories),
    )


def _share(scores: Mapping[str, float]) -> float:
    total = sum(max(score, 0.0) for score in scores.values())
    return max(scores.values(), default=0.0) / total if total else 0.0
