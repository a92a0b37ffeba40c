"""The questions that are weighed, their labels, and where each stands in a row of weights."""

from flows.understanding.result import HARMS, KINDS, RED_FLAGS

CATEGORIES: tuple[str, ...] = (
    "falls",
    "medicines",
    "skin",
    "choking",
    "food_drink",
    "infection",
    "equipment",
    "building",
    "distress",
    "restraint_consent",
    "abuse_neglect",
    "money_belongings",
    "missing_person",
    "illness",
    "end_of_life",
    "dignity",
    "staff_attitude",
    "staffing_visits",
    "communication",
    "daily_life",
    "records_privacy",
    "transfers",
    "staff_safety",
    "management",
    "none",
)
HEADS: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "category": CATEGORIES,
    "harm": HARMS,
    "red_flags": RED_FLAGS,
    "spoken": ("spoken",),
}
WIDTH = sum(len(labels) for labels in HEADS.values())


def place_of(head: str) -> slice:
    """Where the labels of a head stand in a row of WIDTH weights."""
    start = 0
    for name, labels in HEADS.items():
        if name == head:
            return slice(start, start + len(labels))
        start += len(labels)
    raise KeyError(head)
