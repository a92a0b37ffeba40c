"""Two signatures before a case is closed, where the policy asks for them."""

from dataclasses import dataclass

from flows.casework.risk import risk_band
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case

REVIEW, PREVENT = "review", "prevent"


@dataclass(frozen=True)
class Signatures:
    """Who signed since the case was last opened: who reviewed it, and who said what stops it."""

    reviewed_by: int | None
    prevented_by: int | None

    @property
    def missing(self) -> str:
        """The act that is still missing, the first one first; "" where both are there."""
        return REVIEW if self.reviewed_by is None else PREVENT if self.prevented_by is None else ""


def needs_two_signatures(policy: Policy, case: Case) -> bool:
    """Whether the policy asks two people to sign before such a case is closed."""
    rules = policy.life
    if case.kind not in rules.two_sign_kinds:
        return False
    graded = case.likelihood is not None and risk_band(case) in rules.two_sign_bands
    harms = (case.harm, case.possible_harm)
    return graded or any(harm in rules.two_sign_harms for harm in harms)


def signatures_of(desk: Desk, case: Case) -> Signatures:
    assert case.id is not None
    reviewed = prevented = None
    for entry in desk.timeline.standing(case_id=case.id):
        if entry.act == "reopen":
            reviewed = prevented = None
        elif entry.act == REVIEW:
            reviewed = entry.actor_id
        elif entry.act == PREVENT:
            prevented = entry.actor_id
    return Signatures(reviewed, prevented)
