"""What a clock is called: in the words of the person's language, or by its title in the policy file."""

import html

from flows.engine.texts import Texts
from flows.policy.model import Policy


def clock_name(texts: Texts, policy: Policy, name: str) -> str:
    """As HTML. A provider's own clock has no sentence of ours: its title stands for it."""
    return html.escape(clock_label(texts, policy, name))


def clock_label(texts: Texts, policy: Policy, name: str) -> str:
    """As plain text, for buttons."""
    if texts.has(f"clock-{name}"):
        return texts.label(f"clock-{name}")
    clock = policy.clocks.get(name)
    return clock.title if clock else name.replace("_", " ")
