"""Tells handlers that a reporter did something. No names, no words: it shows on a locked phone."""

from datetime import datetime
from typing import Any

from flows.casework.pings import case_line, write_ping
from flows.casework.standing_in import HANDLER, Hearers
from flows.engine.say import Button
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case, Person

PING_REVIEW = "ping-review"
FIRST, NEXT = HANDLER, HANDLER + 1
"""Rungs of the ladder: who has the case, and the next one up, who did not write the answer."""


def ping_handler(desk: Desk, policy: Policy, case: Case, key: str, *, now: datetime) -> None:
    """Tells who has the case that something came in."""
    urgent = policy.is_urgent(case.red_flags)
    for person in Hearers(desk, policy, now).of(case, HANDLER, urgent=urgent):
        _ping(desk, policy, case, person, key, "open", about="added", urgent=urgent, now=now)


def ping_review(desk: Desk, policy: Policy, case: Case, *, until: datetime | None, now: datetime) -> None:
    """`until`: the day until which they could have asked, where it is over."""
    hearers = Hearers(desk, policy, now)
    for person in {p.id: p for rung in (FIRST, NEXT) for p in hearers.of(case, rung)}.values():
        _ping(
            desk,
            policy,
            case,
            person,
            PING_REVIEW,
            "answer_review",
            about="review",
            urgent=False,
            now=now,
            late="yes" if until else "no",
            until=until or now,
        )


def _ping(
    desk: Desk,
    policy: Policy,
    case: Case,
    person: Person,
    key: str,
    action: str,
    *,
    about: str,
    urgent: bool,
    now: datetime,
    **values: Any,
) -> None:
    texts = Texts(person.language)
    text = texts.say(key, line=Ready(case_line(case, texts)), **values)
    rows = [[Button(texts.label(f"button-{action}"), f"d:{action}:{case.id}")]]
    write_ping(desk, policy, case, person, text, rows, about=about, urgent=urgent, now=now)
