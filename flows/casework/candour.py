"""The duty of candour on a case: whether it was asked, whether it applies, and how far it was carried out."""

from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case, TimelineEntry

NONE, ASK, TELL, WRITE, DONE = "none", "ask", "tell", "write", "done"
"""Nothing calls for it; somebody has to decide; they have to be told; it has to be written; all was done."""

_AFTER = {
    "candour_no": NONE,
    "candour_yes": TELL,
    "tell_candour": WRITE,
    "send_candour_letter": DONE,
}
"""The acts that carry it out, in the order in which they are done, with what follows."""


def candour_state(desk: Desk, policy: Policy, case: Case) -> str:
    assert case.id is not None
    last = latest(desk, case, *_AFTER)
    if last is not None and not (last.act == "candour_no" and _is_graver(policy, case, last)):
        return _AFTER[last.act]
    return ASK if policy.candour.asks(case.kind, case.harm, case.red_flags) else NONE


def _is_graver(policy: Policy, case: Case, refusal: TimelineEntry) -> bool:
    """Whether the harm became worse after somebody said that candour does not apply."""
    return case.harm != refusal.detail.get("harm") and policy.candour.asks(
        case.kind, case.harm, case.red_flags
    )


def latest(desk: Desk, case: Case, *acts: str) -> TimelineEntry | None:
    """The last entry of a case with one of these acts."""
    assert case.id is not None
    return next((e for e in reversed(desk.timeline.standing(case_id=case.id)) if e.act in acts), None)
