"""What speaking in private leaves for later: reports to show, acts to do, and wrong codes to forget."""

from datetime import datetime

from flows.casework.filing import show_case
from flows.casework.reporter_acts import carry_out_kept
from flows.policy.model import Policy
from storage.desk import Desk


def show_kept_back(desk: Desk, policy: Policy, now: datetime) -> int:
    """Shows and pings what was kept back until now. Returns how many."""
    desk.code_tries.forget_before(now=now)
    waiting = desk.cases.to_show(now=now)
    for case in waiting:
        show_case(desk, policy, case, now=now)
    acts = desk.kept_back.due(now=now)
    for kept in acts:
        case_of_act = desk.cases.get(case_id=kept.case_id)
        assert case_of_act is not None
        carry_out_kept(desk, policy, kept, case_of_act, now=now)
    return len(waiting) + len(acts)
