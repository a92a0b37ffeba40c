"""The three ways to speak, and what each lets others see of who spoke, and when."""

from datetime import datetime, timedelta
from random import Random

from flows.policy.model import Policy
from flows.policy.timescales import local_time
from storage.tables import Case

NAMED, CONFIDENTIAL, UNNAMED = "named", "confidential", "unnamed"
WAYS = (NAMED, CONFIDENTIAL, UNNAMED)
"""From the openest to the most private."""

BLURRED = "blurred"
"""The detail of a case that says: its time is kept to a span of hours."""

FROM_OUTSIDE = frozenset({"family", "public"})


def is_guarded(case: Case) -> bool:
    """Whether handlers must not learn who spoke."""
    return case.way != NAMED


def role_shown(role: str, way: str) -> str:
    """The role that a case keeps of who spoke. A home has one manager: who speaks in private is a member of
    staff or a relative, and nothing finer."""
    if way == NAMED:
        return role
    return "family" if role in FROM_OUTSIDE else "staff"


def blurred(at: datetime, policy: Policy) -> datetime:
    """The beginning of the span of hours, on England's clock, in which something was said."""
    local = local_time(at, policy)
    hour = local.hour - local.hour % policy.speaking.time_span_hours
    start = local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    # On the night when the clocks go back an hour comes twice; nothing is ever said later than now.
    return min(start.astimezone(at.tzinfo), at)


def shown_after(policy: Policy, rng: Random) -> timedelta:
    """The random while for which handlers are not shown something new."""
    least, most = policy.speaking.kept_back_minutes
    return timedelta(seconds=rng.randint(least * 60, most * 60))
