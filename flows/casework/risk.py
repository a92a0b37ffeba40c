"""How big a risk is: the bands of the 5x5 matrix, of what happened and of what could have."""

from storage.tables import Case

HARM_ORDER = ("none", "low", "moderate", "severe", "death")


def risk_band(case: Case) -> str:
    """The band of the 5x5 matrix (NPSA 2008): 1-3 small, 4-6 some, 8-12 big, 15-25 very big."""
    return band_of(case.likelihood or 0, case.consequence or 0)


def band_of(likelihood: int, consequence: int) -> str:
    score = likelihood * consequence
    for least, band in ((15, "very_big"), (8, "big"), (4, "some")):
        if score >= least:
            return band
    return "small"


def is_lower(case: Case, likelihood: int, consequence: int) -> bool:
    """Whether a new grade makes the risk of a case smaller than it was graded before."""
    if case.likelihood is None or case.consequence is None:
        return False
    return likelihood * consequence < case.likelihood * case.consequence


def is_less_harm(case: Case, harm: str) -> bool:
    """Whether a harm is less than what a case was said to have, or to have been able to have."""
    if case.possible_harm not in HARM_ORDER or harm not in HARM_ORDER:
        return False
    return HARM_ORDER.index(harm) < HARM_ORDER.index(case.possible_harm)
