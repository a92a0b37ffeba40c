"""Pings that must be seen: watched until somebody taps, and passed on where nobody does."""

from collections.abc import Collection
from datetime import datetime

from flows.casework.pings import case_line, ping_buttons, write_ping
from flows.casework.standing_in import HANDLER, Hearers
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from storage.alerts import Alert
from storage.desk import Desk
from storage.outbox import ToSend
from storage.tables import Case, Person


def watch(desk: Desk, case: Case, person: Person, notice: ToSend | None, *, rung: int, now: datetime) -> None:
    """Remembers that somebody was pinged of a red flag, to see whether they take notice."""
    if notice is None:
        return
    assert case.id is not None
    assert person.id is not None
    desk.alerts.add(case_id=case.id, person_id=person.id, notice_id=notice.id, rung=rung, at=now)


def fail_alert(
    desk: Desk, case_id: int, person_id: int, notice_id: int, alert: Alert | None, *, now: datetime
) -> None:
    """Remembers that a ping did not arrive; it stands on /today until somebody acts."""
    if alert is None:
        desk.alerts.add(
            case_id=case_id, person_id=person_id, notice_id=notice_id, rung=HANDLER, at=now, failed_at=now
        )
    else:
        alert.failed_at = alert.passed_on_at = now
        desk.alerts.save(alert)


def next_people(
    hearers: Hearers, policy: Policy, case: Case, *, but: Collection[int], rung: int = HANDLER
) -> tuple[int, list[Person]]:
    """The next people up, from a rung on, who have not heard yet, and their rung."""
    urgent = policy.is_urgent(case.red_flags)
    for step in range(rung, len(policy.ladder.rungs)):
        people = [p for p in hearers.of(case, step, urgent=urgent, woken=True) if p.id not in but]
        if people:
            return step, people
    return rung, []


def pass_on_unread(desk: Desk, policy: Policy, now: datetime, *, sent_before: datetime) -> int:
    """Red flags that nobody took notice of go to the next people. Returns how many."""
    unread = desk.alerts.unread(made_before=sent_before, sent_before=sent_before)
    if not unread:
        return 0
    hearers = Hearers(desk, policy, now)
    for case_id in dict.fromkeys(alert.case_id for alert in unread):
        case = desk.cases.get(case_id=case_id)
        theirs = [alert for alert in unread if alert.case_id == case_id]
        for alert in theirs:
            alert.passed_on_at = now
            desk.alerts.save(alert)
        if case is None or case.closed_at is not None:
            continue
        told = desk.alerts.told(case_id=case_id)
        rung, people = next_people(hearers, policy, case, but=told, rung=max(a.rung for a in theirs))
        for person in people:
            _tell(desk, policy, case, person, rung, now)
    return len(unread)


def _tell(desk: Desk, policy: Policy, case: Case, person: Person, rung: int, now: datetime) -> None:
    texts = Texts(person.language)
    text = texts.say("ping-unread", line=Ready(case_line(case, texts)))
    rows = ping_buttons(case, texts, snoozes=False)
    key = f"case {case.id} unread {now:%Y%m%d%H%M} {person.id}"
    notice = write_ping(
        desk, policy, case, person, text, rows, about="reminder", urgent=True, now=now, key=key
    )
    watch(desk, case, person, notice, rung=rung, now=now)
