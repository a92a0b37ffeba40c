"""The words and buttons of pings. They show on a locked phone: no name, no story, no place."""

from datetime import datetime
from typing import Any

from flows.engine.say import Button, Rows, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.clocks import PROMISES, ClockRule
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.notices import RED_FLAG, REMINDER
from storage.outbox import ToSend
from storage.tables import Case, Person


def case_line(case: Case, texts: Texts) -> str:
    """Reference, kind and category, as HTML."""
    return texts.say(
        "case-line",
        reference=case.reference,
        kind=Ready(texts.say(f"kind-{case.kind}")),
        category=Ready(texts.say(f"category-{case.category}")),
        flagged="yes" if case.red_flags else "no",
    )


def ping_buttons(case: Case, texts: Texts, *, snoozes: bool) -> list[list[Button]]:
    """Open, I'll take it (where nobody has it), Remind me tomorrow."""
    rows = [[Button(texts.label("button-open"), f"d:open:{case.id}")]]
    if case.handler_id is None:
        rows[0].append(Button(texts.label("button-take"), f"d:take:{case.id}"))
    if snoozes:
        rows.append([Button(texts.label("button-tomorrow"), f"d:tomorrow:{case.id}")])
    return rows


def more_time_button(
    case: Case, name: str, policy: Policy, texts: Texts, key: str, **values: Any
) -> list[Button]:
    """For a clock that the policy lets have more time; whoever was promised its day is told the new one."""
    if name in PROMISES:
        return [Button(texts.label(key, **values), f"d:more_time:{case.id}")]
    if name in policy.extension.clocks:
        return [Button(texts.label(key, **values), f"d:extend:{case.id}:{name}")]
    return []


def reminder_buttons(
    case: Case, rule: ClockRule, policy: Policy, texts: Texts, *, late: bool, snoozes: bool
) -> list[list[Button]]:
    """Below one clock's reminder: open it, do it, give it away, hear of it later, say why it is late."""
    opening, *later = ping_buttons(case, texts, snoozes=snoozes)
    doing = [Button(texts.label("button-assign"), f"d:assign:{case.id}")]
    if case.handler_id is not None or "take" not in rule.met_by:
        doing.insert(0, Button(texts.label("button-done"), f"d:done:{case.id}:{rule.name}"))
    for row in later:
        row.append(Button(texts.label("button-later"), f"d:later:{case.id}"))
    last = [Button(texts.label("button-why_late"), f"d:why_late:{case.id}:{rule.name}")] if late else []
    if not (late and rule.name in PROMISES):
        last += more_time_button(case, rule.name, policy, texts, "button-more_time")
    if last:
        later.append(last)
    return [opening, doing, *later]


def write_ping(
    desk: Desk,
    policy: Policy,
    case: Case,
    person: Person,
    text: str,
    rows: Rows,
    *,
    about: str,
    urgent: bool,
    now: datetime,
    key: str | None = None,
) -> ToSend | None:
    """Puts a ping about a case into the outbox: a red flag at once and first of all, anything else outside
    the quiet hours. None where a ping of the same key is there already."""
    return desk.notices.write(
        chat_id=person.account_id,
        content=as_content(text, rows),
        priority=RED_FLAG if urgent else REMINDER,
        now=now,
        ready_at=now if urgent else out_of_quiet(now, policy),
        key=key,
        person_id=person.id,
        case_id=case.id,
        about=about,
    )
