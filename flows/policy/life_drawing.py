"""Draws docs/life-of-a-case.md from life.toml, see `make life`."""

import sys
from collections import defaultdict
from collections.abc import Iterator

from flows.policy.life import BEFORE, HANDLER, REPORTER, ended_statuses, life, open_statuses, statuses

SIGNS = {HANDLER: "H", REPORTER: "R"}
HEAD = """# The life of a case

Drawn from `flows/policy/life.toml` by `make life`; a test fails where it is not up to date. That table says
who may do what in which status. Every button asks it; what it does not allow is refused with a kind sentence.
"""


def draw() -> str:
    """The page, as Markdown."""
    return "\n".join((HEAD, *_diagram(), "", *_matrix(), "", *_needs(), ""))


def _moves() -> dict[tuple[str, str], list[str]]:
    moves: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, act in life().acts.items():
        for status in act.from_:
            moves[status, act.to].append(name)
    return moves


def _diagram() -> Iterator[str]:
    """Every move between two statuses, with the acts that make it."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield "    [*] --> new: report"
    for (status, to), acts in _moves().items():
        if to == BEFORE:
            continue
        yield f"    {status} --> {to}: {', '.join(acts)}"
    yield "    note right of waiting: resume leads back to the status before"
    for status in ended_statuses():
        yield f"    {status} --> [*]"
    yield "```"


def _matrix() -> Iterator[str]:
    """Every act in every status: who may do it, and where it leads."""
    yield "H: whoever may handle the case. R: its reporter. → the status that follows;"
    yield "· nothing changes; empty: refused."
    yield ""
    yield f"| act | {' | '.join(statuses())} |"
    yield f"|---|{'---|' * len(statuses())}"
    for name, act in life().acts.items():
        who = " ".join(SIGNS[by] for by in act.by)
        cells = [
            f"→ {act.to}" if status in act.from_ else "·" if status in act.stays else ""
            for status in statuses()
        ]
        yield f"| `{name}` {who} | {' | '.join(cells)} |"


def _needs() -> Iterator[str]:
    yield f"Open: {', '.join(open_statuses())}. Ended: {', '.join(ended_statuses())}."
    yield ""
    for name, act in life().acts.items():
        if act.needs:
            yield f"- `{name}` needs: {', '.join(act.needs)}."


if __name__ == "__main__":
    sys.stdout.write(draw())
