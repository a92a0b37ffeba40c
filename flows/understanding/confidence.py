"""Whether the bot may show its guess, or had better ask. The thresholds are data, and measured."""

from functools import cache

from flows.understanding.result import Understanding
from flows.understanding.rulebook import load_data


@cache
def _limits() -> tuple[float, float]:
    data = load_data("thresholds.toml")
    return float(data["ask_kind_below"]), float(data["ask_category_below"])


def is_sure_of_kind(understood: Understanding) -> bool:
    return understood.kind != "unclear" and understood.sure_of_kind >= _limits()[0]


def is_sure_of_category(understood: Understanding) -> bool:
    return understood.category != "none" and understood.sure_of_category >= _limits()[1]
