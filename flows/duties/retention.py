"""Once a day: records whose time is over are put before a person. Nothing is deleted by itself but the
words of messages that were sent long ago, which the record of the case keeps, and reminders put off until
a time that is over."""

from datetime import UTC, datetime, timedelta

from dateutil.relativedelta import relativedelta

from flows.engine.say import Button, as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.permissions import MAY
from flows.policy.quiet_hours import is_reminding_day, on_the_day
from flows.policy.standing import sight_of_person
from flows.policy.timescales import local_time, out_of_quiet
from flows.understanding.result import KINDS
from storage.desk import Desk
from storage.notices import DIGEST
from storage.tables import Case

LOOKED = "retention_looked"
"""The journal's event: today's look was taken."""
SERIOUS = ("severe", "death")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def tend_retention(desk: Desk, policy: Policy, now: datetime) -> int:
    """Returns how many records became due for review."""
    today = local_time(now, policy).date()
    if local_time(now, policy).time() < policy.reminders.hour or not is_reminding_day(today, policy):
        return 0
    last = desk.services.journal(event=LOOKED, limit=1)
    if last and local_time(last[0].at, policy).date() >= today:
        return 0
    desk.services.write_journal(at=now, event=LOOKED)
    before = now - timedelta(days=policy.retention.messages_days)
    desk.notices.forget_sent_before(before=before)
    desk.updates.empty_settled(before=before)
    desk.habits.forget_put_off(before=now)
    found = _find_due(desk, policy, now)
    if found:
        _tell(desk, policy, now)
    return found


def next_look(desk: Desk, policy: Policy, after: datetime) -> datetime | None:
    """When the daily look comes, later than `after`, that may find a record whose time is over; None where
    there is no record to come."""
    shortest = min(policy.retention.years_for(kind, serious=False) for kind in KINDS)
    again_at, closed_at = desk.retention.first_to_come(after=LONG_AGO)
    ends = [closed_at + relativedelta(years=shortest)] if closed_at is not None else []
    first = min((*ends, *([again_at] if again_at else ())), default=None)
    if first is None:
        return None
    day = local_time(max(first, after), policy).date()
    while (at := on_the_day(day, policy.reminders.hour, policy)) <= after or not is_reminding_day(
        day, policy
    ):
        day += timedelta(days=1)
    return at


def is_serious(case: Case) -> bool:
    return case.is_red or case.harm in SERIOUS


def kept_until(case: Case, policy: Policy) -> datetime:
    """When a closed case has been kept for as long as the policy says."""
    assert case.closed_at is not None
    years = policy.retention.years_for(case.kind, serious=is_serious(case))
    return case.closed_at + relativedelta(years=years)


def _find_due(desk: Desk, policy: Policy, now: datetime) -> int:
    cases = desk.retention.find_due(
        closed_before={
            kind: now - relativedelta(years=policy.retention.years_for(kind, serious=False)) for kind in KINDS
        },
        serious_before=now - relativedelta(years=policy.retention.years_for("incident", serious=True)),
        serious=SERIOUS,
    )
    for case in cases:
        desk.retention.open_review(case=case, due_at=kept_until(case, policy))
    return len(cases) + desk.retention.reopen(now=now)


def _tell(desk: Desk, policy: Policy, now: datetime) -> None:
    """One message a person and day, whatever the number; no reference, for it shows on a locked phone."""
    held = desk.people.holding(roles=tuple(MAY["review_retention"]))
    people = {person.id: person for _membership, person in held if person.unreachable_at is None}
    for person_id, person in people.items():
        assert person_id is not None
        sight = sight_of_person(desk, person_id, "review_retention")
        count = desk.retention.count_waiting(sight=sight.where())
        if not count:
            continue
        texts = Texts(person.language)
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(
                texts.say("retention-due", count=count),
                [[Button(texts.label("button-retention"), "d:retention")]],
            ),
            priority=DIGEST,
            now=now,
            ready_at=out_of_quiet(now, policy),
            key=f"retention {local_time(now, policy):%Y-%m-%d} {person_id}",
            person_id=person_id,
            about="retention",
        )
