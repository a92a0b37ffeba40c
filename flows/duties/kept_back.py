"""What speaking in private leaves for later: reports to show, and wrong codes to forget."""

from datetime import datetime

from flows.casework.filing import show_case
from flows.policy.model import Policy
from storage.desk import Desk


def show_kept_back(desk: Desk, policy: Policy, now: datetime) -> int:
    """Shows and pings what was kept back until now. Returns how many."""
    desk.code_tries.forget_before(now=now)
    waiting = desk.cases.to_show(now=now)
    for case in waiting:
        show_case(desk, policy, case, now=now)
    return len(waiting)
