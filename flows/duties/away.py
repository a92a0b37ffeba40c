"""The bot's own absence: noticed at the first sweep after it, told with what came late because of it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from flows.casework.mornings import next_reminding_morning
from flows.engine.say import as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.pings import HANDLER, Ping
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.notices import REMINDER
from storage.tables import Membership, Person

Absence = tuple[datetime, datetime]
"""From when until when the bot was away."""

REMEMBERED = 5
"""Absences that still move reminders; what climbs moves to the next morning at most."""


def note_time_away(desk: Desk, policy: Policy, now: datetime) -> datetime | None:
    """Marks that the bot is alive. Returns since when it was silent, where that is longer than the policy
    allows; the absence is then in the journal."""
    installation = desk.services.installation()
    last = installation.alive_at
    installation.alive_at = now
    if last is None or now - last < timedelta(minutes=policy.running.away_after_minutes):
        return None
    desk.services.write_journal(at=now, event="away", since=last.isoformat())
    desk.flush()
    return last


def absences(desk: Desk) -> list[Absence]:
    """The latest times away, the oldest first."""
    entries = desk.services.journal(event="away", limit=REMEMBERED)
    return [(datetime.fromisoformat(entry.detail["since"]), entry.at) for entry in reversed(entries)]


def after_absences(
    schedule: tuple[Ping, ...], absences: Collection[Absence], policy: Policy
) -> tuple[Ping, ...]:
    """What would have climbed while the bot was away climbs on the first morning after that."""
    moved = list(schedule)
    for since, until in absences:
        morning = next_reminding_morning(until, policy)
        moved = [
            Ping(p.occurrence, morning, p.rung) if p.rung > HANDLER and since < p.at <= until else p
            for p in moved
        ]
    return tuple(sorted(moved, key=lambda ping: (ping.at, ping.rung)))


def _services_of(desk: Desk, membership: Membership) -> list[int]:
    if membership.service_id is not None:
        return [membership.service_id]
    everywhere = desk.services.of_provider(provider_id=membership.provider_id)
    return [service.id for service in everywhere if service.id is not None]


def tell_time_away(desk: Desk, policy: Policy, since: datetime, now: datetime) -> None:
    """Tells managers that the bot was away, and how much became due meanwhile in their services."""
    late: dict[int, int] = defaultdict(int)
    managers: dict[int, Person] = {}
    came_due = desk.clocks.became_due(after=since, until=now)
    of_homes = desk.home_clocks.missed_by_service(start=since, end=now, now=now)
    for membership, person in desk.people.holding(roles=("manager",)):
        if person.unreachable_at is None and person.id is not None:
            managers[person.id] = person
            for number in _services_of(desk, membership):
                late[person.id] += came_due.get(number, 0) + of_homes.get(number, 0)
    for person_id, person in managers.items():
        texts = Texts(person.language)
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(texts.say("bot-was-away", since=since, until=now, late=late[person_id]), []),
            priority=REMINDER,
            now=now,
            ready_at=out_of_quiet(now, policy),
            key=f"away {since.isoformat()} {person.id}",
            person_id=person.id,
            about="away",
        )
