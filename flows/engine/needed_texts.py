"""Which sentences the flows and the policy need, and which of them no text file has."""

from collections.abc import Iterator

from flows.engine.registry import all_flows
from flows.engine.texts import Texts
from flows.policy.categories import CATEGORIES
from flows.policy.model import Policy
from flows.policy.permissions import ROLES
from flows.understanding.result import KINDS, RED_FLAGS


def missing_texts(policy: Policy, language: str = "en") -> list[str]:
    """The keys without a sentence, each as it is first looked for. Raises `BrokenText`."""
    texts = Texts(language)
    return [keys[0] for keys in _needed(policy) if not any(texts.has(key) for key in keys)]


def _needed(policy: Policy) -> Iterator[tuple[str, ...]]:
    for flow in all_flows().values():
        for step in flow.steps:
            yield f"ask-{flow.name}-{step.name}", f"ask-{step.name}"
            if flow.card is not None and step.changeable:
                yield (f"part-{step.name}",)
        if flow.command and flow.listed:
            yield (f"command-{flow.command}",)
    yield from ((f"kind-{kind}",) for kind in KINDS)
    yield from ((f"category-{category}",) for category in CATEGORIES)
    yield from ((f"danger-{flag}",) for flag in RED_FLAGS)
    yield from ((f"role-{role}",) for role in ROLES)
    yield from ((f"welcome-{role}",) for role in ROLES)
    # A clock needs none: a provider's own is called by its title.
