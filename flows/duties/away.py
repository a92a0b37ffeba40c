"""The bot's own absence: noticed at the first sweep after it, told to the managers, kept in the journal."""

from datetime import datetime, timedelta

from flows.engine.say import as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.notices import REMINDER


def note_time_away(desk: Desk, policy: Policy, now: datetime) -> bool:
    """Marks that the bot is alive. True where it was silent for longer than the policy allows."""
    installation = desk.services.installation()
    last = installation.alive_at
    installation.alive_at = now
    if last is None or now - last < timedelta(minutes=policy.running.away_after_minutes):
        return False
    desk.services.write_journal(at=now, event="away", since=last.isoformat())
    managers = {
        person.id: person
        for service in desk.services.all()
        for person in desk.people.with_role(service=service, roles=("manager",))
        if person.unreachable_at is None
    }
    for person in managers.values():
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(Texts(person.language).say("bot-was-away", since=last, until=now), []),
            priority=REMINDER,
            now=now,
            ready_at=out_of_quiet(now, policy),
            key=f"away {last.isoformat()} {person.id}",
            person_id=person.id,
            about="away",
        )
    return True
