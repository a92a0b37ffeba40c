"""When somebody came to know of the matter: the Ombudsman and the age of a complaint are counted from it."""

import re
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta

from flows.policy.model import Policy
from flows.policy.quiet_hours import local_time, on_the_day
from flows.understanding.when import find_when
from storage.tables import Case

COMPLAINT = "complaint"
KNOWN_ON = "known_on"
"""The detail of a case that holds the day, as ISO, where a handler has put it right."""
NOON = time(12)
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
LONG_AGO = re.compile(rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)})\s+(month|year)s?\s+ago\b", re.IGNORECASE)


def known_on(policy: Policy, case: Case) -> date:
    """The day that a handler named, or on which it happened as far as the report says so; else the day of
    the report, for they knew of it then."""
    reported = local_time(case.reported_at, policy)
    if named := case.details.get(KNOWN_ON):
        return date.fromisoformat(str(named))
    words = str(case.details.get("when") or "")
    if ago := LONG_AGO.search(words):
        number = NUMBERS.get(ago[1].casefold()) or int(ago[1])
        return reported.date() - relativedelta(months=number if ago[2].casefold() == "month" else 12 * number)
    found = find_when(words, reported) if words else None
    return min(found.on, reported.date()) if found is not None and found.on is not None else reported.date()


def known_at(policy: Policy, case: Case) -> datetime:
    """Noon of that day; aware UTC."""
    return on_the_day(known_on(policy, case), NOON, policy)
