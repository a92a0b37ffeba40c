"""`candour due`: what would be sent, and to whom. Sends nothing and changes nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import NamedTuple

import click

from bot.assemble import read_policy
from bot.existing import open_existing
from bot.scheduler import SWEEP_SECONDS
from bot.settings import read_settings
from flows.duties.sweep import sweep
from flows.duties.waking import next_due
from flows.engine.texts import ENGLAND
from flows.policy.model import Policy
from flows.policy.permissions import HOME
from storage.desk import Desk
from storage.tables import Case, Notice
from storage.waking import waiting_notices

TICK = timedelta(seconds=SWEEP_SECONDS)
CLOCK_KEY = re.compile(r"case (?P<case>\d+) (?P<clock>\S+) \d{12} (?P<occurrence>\S+) \d+")
"""The key of a reminder, see flows/duties/reminder_words.py."""
OPENS = re.compile(r"d:(?:open|due):(\d+)")
"""The button of a notice that leads to a case; in a message about many, behind its reference."""


class Instant(click.ParamType[datetime]):
    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            at = datetime.fromisoformat(str(value))
            return (at if at.tzinfo else at.replace(tzinfo=ENGLAND)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f'"{value}" is no time such as 2026-10-12T09:00.', param, ctx)


class Line(NamedTuple):
    """One thing that would be sent."""

    at: datetime
    to: str
    what: str
    chat: str


@click.command()
@click.option("--at", type=Instant(), help="Up to this moment; without a zone it is England's time.")
def due(at: datetime | None) -> None:
    """Print what would be sent up to a moment, and to whom."""
    settings = read_settings()
    policy = read_policy(settings)
    now = datetime.now(UTC)
    until = at or now
    if until - now > timedelta(days=policy.running.look_ahead_days):
        raise click.ClickException(f"--at looks ahead {policy.running.look_ahead_days} days at most.")
    database = open_existing(settings)
    try:
        with database.desk(keep=False) as desk:
            lines = list(foresee(desk, policy, now=min(now, until), until=until))
    finally:
        database.close()
    for line in lines:
        local = line.at.astimezone(policy.calendar.zone)
        click.echo(f"{local:%a %Y-%m-%d %H:%M}  {line.to}  {line.what}  ({line.chat})")
    if not lines:
        click.echo("nothing due")


def foresee(desk: Desk, policy: Policy, *, now: datetime, until: datetime) -> Iterator[Line]:
    """Sweeps at every tick up to `until` at which something wakes, as if all messages arrived and nobody did
    anything. The desk must not be kept."""
    spoken: dict[tuple[int, int], list[str]] = {}
    for tick in _ticks(desk, policy, now, until):
        yield from _sent(desk, spoken, until=tick)
        while _sweep(desk, policy, tick, spoken):
            continue
    yield from _sent(desk, spoken, until=until)


def _sent(desk: Desk, spoken: dict[tuple[int, int], list[str]], *, until: datetime) -> Iterator[Line]:
    """What goes out by then; it counts as sent from its own moment on."""
    for notice in waiting_notices(desk.session, until=until):
        assert notice.id is not None
        at = max(notice.ready_at, notice.made_at)
        for what in _whats(desk, notice, spoken):
            yield Line(at, _to(desk, notice), what, _chat(notice))
        desk.notices.mark_sent(notice_id=notice.id, at=at, message_id=None)


def _sweep(desk: Desk, policy: Policy, tick: datetime, spoken: dict[tuple[int, int], list[str]]) -> bool:
    """Notes which clocks spoke in which notice about which case. Whether there may be more to do."""
    clocks = [(clock.case_id, clock.name) for clock in desk.clocks.to_ping(now=tick)]
    written = len(desk.notices.written)
    swept = sweep(desk, policy, tick)
    for notice in desk.notices.written[written:]:
        for case_id, clock in clocks:
            spoken.setdefault((notice.id or 0, case_id), []).append(clock)
    return swept.has_more


def _ticks(desk: Desk, policy: Policy, now: datetime, until: datetime) -> Iterator[datetime]:
    """Now, and then each tick of the running bot at which it would find something to do."""
    yield now
    number = 0
    tick = now
    while True:
        number = max(number + 1, ceil((next_due(desk, policy, tick) - now) / TICK))
        tick = now + number * TICK
        if tick > until:
            return
        # The bot is taken to be running: it was not away between two of these ticks.
        desk.services.installation().alive_at = tick
        yield tick


def _whats(desk: Desk, notice: Notice, spoken: dict[tuple[int, int], list[str]]) -> list[str]:
    """What a notice is about: reference, clock and occurrence; one line a case where it is about many."""
    clock = CLOCK_KEY.fullmatch(notice.key or "")
    if clock is not None and notice.about == "reminder":
        case = desk.cases.get(case_id=int(clock["case"]))
        return [f"{_reference(case)} {clock['clock']} {clock['occurrence']}"]
    buttons = [data for row in notice.content.get("rows", ()) for _, data, _ in row]
    ids = [int(found[1]) for data in buttons if (found := OPENS.fullmatch(data))]
    if notice.about != "reminders" or not ids:
        case = desk.cases.get(case_id=notice.case_id) if notice.case_id else None
        return [" ".join(filter(None, (_reference(case), notice.about.replace("_", " ") or "message")))]
    return [
        " ".join((_reference(desk.cases.get(case_id=i)), *spoken.get((notice.id or 0, i), ("reminder",))))
        for i in ids
    ]


def _reference(case: Case | None) -> str:
    """A terminal may stand on the manager's desk: a case that is kept from somebody is not named there."""
    if case is None:
        return ""
    return case.reference if case.goes_to == HOME and not case.keeps_out else "kept case"


def _to(desk: Desk, notice: Notice) -> str:
    """Role and service of whoever it goes to. No name: names are sealed, and a terminal is not."""
    case = desk.cases.get(case_id=notice.case_id) if notice.case_id else None
    service = desk.services.get(service_id=case.service_id) if case is not None else None
    if notice.person_id is None:
        return "reporter" if case is not None else "team group"
    if case is not None and case.reporter_id == notice.person_id and notice.about == "to_reporter":
        return f"reporter, {service.name}" if service is not None else "reporter"
    held = desk.people.memberships(person_id=notice.person_id)
    if service is not None:
        held = [m for m in held if m.service_id in (None, service.id)] or held
    roles = list(dict.fromkeys(m.role.replace("_", " ") for m in held)) or ["no role"]
    places = (
        [service.name]
        if service is not None
        else [desk.services.get(service_id=m.service_id).name for m in held if m.service_id is not None]
    )
    return ", ".join(("/".join(roles), *dict.fromkeys(places)))


def _chat(notice: Notice) -> str:
    """Telegram's group chats have ids below zero."""
    if not notice.chat_id.startswith("-"):
        return "private chat"
    return "group chat" if notice.thread is None else "group topic"
