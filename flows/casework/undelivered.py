"""A message that cannot be delivered: marked, and told to whoever has the case."""

import re
from datetime import datetime

from flows.casework.alerts import fail_alert, next_people, watch
from flows.casework.clocks import PINGS
from flows.casework.home_clocks import HOME_CLOCK, HomeHearers, home_buttons, home_line, key_of
from flows.casework.pings import case_line
from flows.casework.standing_in import HANDLER, Hearers
from flows.casework.ways import is_guarded
from flows.engine.say import Button, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.notices import REMINDER
from storage.outbox import ToSend
from storage.tables import Attachment

_OF_HOME = re.compile(r"d:(?:home_\w+|cqc_summary):(\d+)")
"""The button of a notice that is about a home's own clock."""


def note_lost_file(desk: Desk, attachment: Attachment, *, now: datetime) -> None:
    """A file that Telegram does not give out (any more): nothing of it is kept, and its case says so."""
    attachment.handle = ""
    if attachment.case_id is None:
        return
    last = desk.timeline.of(case_id=attachment.case_id)[-1]
    case = desk.cases.get(case_id=attachment.case_id)
    is_blurred = case is not None and is_guarded(case)
    desk.timeline.append(
        case_id=attachment.case_id,
        at=last.at if is_blurred else now,
        act="lose_file",
        actor_id=None,
        actor_role="bot",
    )


def note_undelivered(
    desk: Desk, policy: Policy, notice: ToSend, *, now: datetime, failure: str, blocked: bool
) -> None:
    """Marks a notice as undeliverable. Where it was about a case, its handler hears that the reporter was
    not reached, or the next person up hears what the handler did not."""
    marked = desk.notices.mark_failed(notice_id=notice.id, at=now, failure=failure)
    if marked is None:
        return
    if blocked and notice.person_id is not None:
        desk.people.get(person_id=notice.person_id).unreachable_at = now
    if notice.about == HOME_CLOCK:
        _pass_on_home(desk, policy, notice, now)
    case = desk.cases.get(case_id=notice.case_id) if notice.case_id is not None else None
    if case is None or case.id is None:
        return
    desk.timeline.append(case_id=case.id, at=now, act="not_delivered", actor_id=None, actor_role="bot")
    hearers = Hearers(desk, policy, now)
    missed = notice.person_id if notice.about in PINGS else None
    rung, people = HANDLER, hearers.of(case, HANDLER, woken=True)
    if missed is not None:
        alert = desk.alerts.of_notice(notice_id=notice.id)
        told = desk.alerts.told(case_id=case.id) | {missed}
        rung, people = next_people(hearers, policy, case, but=told, rung=alert.rung if alert else HANDLER)
        fail_alert(desk, case.id, missed, notice.id, alert, now=now)
    for person in people:
        texts = Texts(person.language)
        line = Ready(case_line(case, texts))
        if notice.about == "to_reporter":
            content = as_content(
                texts.say("ping-not-delivered", line=line),
                [[Button(texts.label("button-open"), f"d:open:{case.id}")]],
            )
        else:
            # The ping of somebody who cannot be reached goes to the next person up, as it was.
            content = notice.content
        passed_on = desk.notices.write(
            chat_id=person.account_id,
            content=content,
            priority=notice.priority if notice.about != "to_reporter" else REMINDER,
            now=now,
            ready_at=out_of_quiet(now, policy) if not policy.is_urgent(case.red_flags) else now,
            key=f"undelivered {notice.id} {person.id}",
            person_id=person.id,
            case_id=case.id,
            about="reminder" if notice.about != "to_reporter" else "not_delivered",
        )
        if missed is not None and policy.is_urgent(case.red_flags):
            watch(desk, case, person, passed_on, rung=rung, now=now)


def _pass_on_home(desk: Desk, policy: Policy, notice: ToSend, now: datetime) -> None:
    """What a home has to do and somebody did not hear of goes to the next people, if nobody beside them heard
    of it at the same time."""
    buttons = [data for row in notice.content.get("rows", ()) for _, data, _ in row]
    ids = dict.fromkeys(int(found[1]) for data in buttons if (found := _OF_HOME.fullmatch(data)))
    hearers = HomeHearers(desk, policy, now)
    for clock_id in ids:
        clock = desk.home_clocks.get(clock_id=clock_id)
        if clock is None or clock.met_at is not None:
            continue
        for person in hearers.of(clock, HANDLER):
            if person.id == notice.person_id or desk.notices.was_told(
                person_id=person.id or 0, about=HOME_CLOCK, at=notice.made_at
            ):
                continue
            texts = Texts(person.language)
            desk.notices.write(
                chat_id=person.account_id,
                content=as_content(
                    home_line(desk, texts, policy, clock, now), home_buttons(texts, clock, now=now)
                ),
                priority=REMINDER,
                now=now,
                ready_at=out_of_quiet(now, policy),
                key=f"{key_of(clock)}undelivered {notice.id} {person.id}",
                person_id=person.id,
                about=HOME_CLOCK,
            )
