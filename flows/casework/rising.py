"""A rising risk: the same thing again to the same person. Whoever looks at the case is told at once."""

from datetime import datetime, timedelta

from flows.casework.pings import case_line
from flows.casework.similar import is_same_person_again
from flows.casework.standing_in import HANDLER, Hearers
from flows.engine.say import Button, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.notices import REMINDER
from storage.tables import Case


def ping_rising_risk(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Pings who is first on the ladder where the policy's number is reached. No name: the phone is locked.
    Only cases that go to the same people are counted."""
    rules = policy.life
    before = desk.cases.recent(
        service_id=case.service_id,
        since=case.reported_at - timedelta(days=rules.repeat_days),
        until=case.reported_at,
        but=case.id or 0,
        limit=rules.similar_looked_at,
        goes_to=(case.goes_to,),
    )
    number = 1 + sum(is_same_person_again(case, other) for other in before)
    if number < rules.repeat_from:
        return
    urgent = policy.is_urgent(case.red_flags)
    for person in Hearers(desk, policy, now).of(case, HANDLER, urgent=urgent):
        texts = Texts(person.language)
        text = texts.say(
            "ping-rising", line=Ready(case_line(case, texts)), number=number, days=rules.repeat_days
        )
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(text, [[Button(texts.label("button-open"), f"d:open:{case.id}")]]),
            priority=REMINDER,
            now=now,
            ready_at=now if urgent else out_of_quiet(now, policy),
            key=f"case {case.id} rising {person.id}",
            person_id=person.id,
            case_id=case.id,
            about="new_case",
        )
