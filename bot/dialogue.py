"""One turn: one update in, one transaction, messages out."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.clock import Clock
from bot.logs import log, where_it_failed
from bot.queue import put_into_queue
from flows.admin.privacy import receive_first
from flows.engine.reception import receive
from flows.engine.said import Said
from flows.engine.say import as_content
from flows.engine.scene import Scene
from flows.engine.texts import Texts, languages
from flows.policy.model import Policy
from flows.policy.permissions import may, roles_of
from flows.understanding import Understanding, understand
from storage.database import Database, is_collision, is_outage
from storage.desk import Desk
from storage.notices import ANSWER
from storage.outbox import ToSend
from storage.people import Speaking
from storage.tables import Person

TRIES = 3
"""How often a turn that fails is tried before its update is parked."""

MOST_COLLISIONS = 10
"""How often a turn gives way to another process that changed the same rows; this is no fault of its own."""

HOLD = timedelta(seconds=10)
"""How long what a turn says belongs to the process that took the turn; then any process may send it."""

HANDLED, REPEATED, IGNORED, PARKED, QUEUED = "handled", "repeated", "ignored", "parked", "queued"
"""Outcomes of a turn; parked and queued are also where an update may come from."""

NEW = "new"


@dataclass(frozen=True)
class Incoming:
    """One update: its id, what it says, and the whole of it for the case that it has to be parked."""

    update_id: int
    said: Said | None
    raw: dict[str, Any]
    fault: Exception | None = None
    """Why it could not be read."""
    source: str = NEW
    """new from Telegram; or stored before: queued, parked."""


@dataclass
class Turn:
    """What a turn left to be done after its commit."""

    notices: list[ToSend] = field(default_factory=list)
    toast: str = ""
    clears_buttons: bool = False
    has_files: bool = False
    roles: set[str] | None = None
    """The person's roles, where they have just changed."""
    menus: list[tuple[int, set[str]]] = field(default_factory=list)
    """The private chats of others whose roles were changed, with what they hold now."""
    outcome: str = HANDLED


class Dialogue:
    """Takes turns. Safe to call from several threads, one chat at a time."""

    def __init__(self, database: Database, policy: Policy, clock: Clock, rng: Random) -> None:
        self._database = database
        self._policy = policy
        self._clock = clock
        self._rng = rng
        self.bot_username = ""
        self.read_message: Callable[..., Understanding] = understand
        self.queue_is_empty = False
        """Known where no other process works on the database: it is SQLite's, and asked at the start."""
        self.has_forgotten = False
        """Whether a turn deleted what was said since somebody last looked here."""

    def take_turn(self, incoming: Incoming) -> Turn:
        """Handles an update once and for all: its effects are committed, or it is parked and answered with
        an apology. Raises only when the database is away; then the update has to come again."""
        if incoming.fault is not None:
            return self._park(incoming, incoming.fault)
        failures = collisions = 0
        while True:
            try:
                return self._turn(incoming)
            except Exception as fault:
                if is_collision(fault) and collisions < MOST_COLLISIONS:
                    collisions += 1
                    continue
                if is_outage(fault):
                    raise
                failures += 1
                log.error("turn failed, try %d of %d\n%s", failures, TRIES, where_it_failed(fault))
                if failures == TRIES:
                    return self._park(incoming, fault)

    def retake(self, incoming: Incoming) -> bool:
        """Takes the turn of a parked update and settles it, in one transaction. False where it was settled
        before. Raises whatever the turn raises; then it stays parked."""
        if incoming.fault is not None:
            raise incoming.fault
        return self._turn(replace(incoming, source=PARKED)).outcome != REPEATED

    def queue(self, incoming: Sequence[Incoming]) -> Turn:
        """Stores updates of one chat, whose people write faster than their allowance, to be taken later in
        their order. Raises where the database is away."""
        now = self._clock.now()
        said = next(one.said for one in incoming if one.said is not None)
        with self._database.desk() as desk:
            desk.hold_chat(chat_id=said.chat_id)
            desk.notices.hold = HOLD
            new = [one for one in incoming if self._is_new(desk, one, now)]
            return self._queue(desk, new, now)

    def _turn(self, incoming: Incoming) -> Turn:
        now = self._clock.now()
        parked = incoming.source == PARKED
        with self._database.desk() as desk:
            desk.notices.hold = None if parked else HOLD
            if not self._is_new_in_its_chat(desk, incoming, now):
                return Turn(outcome=REPEATED)
            if incoming.said is None:
                return Turn(outcome=IGNORED)
            speaking = desk.people.find_speaking(account_id=incoming.said.account_id)
            if self._waits(desk, incoming, speaking):
                return self._queue(desk, [incoming], now)
            person = self._person(desk, incoming.said, speaking.person if speaking else None)
            assert person.id is not None
            scene = Scene(
                desk=desk,
                policy=self._policy,
                said=incoming.said,
                person=person,
                memberships=speaking.memberships if speaking else [],
                now=now,
                rng=self._rng,
                bot_username=self.bot_username,
                read_message=self.read_message,
            )
            held = len(scene.memberships)
            roles = {membership.role for membership in scene.memberships}
            if may("see_lists", roles) and not incoming.said.event:
                desk.alerts.see(person_id=person.id, at=now)
            if speaking is None or person.awaits_notice:
                receive_first(scene, receive)
            else:
                receive(scene)
            self.has_forgotten = self.has_forgotten or scene.forgets
            return Turn(
                # What a parked update says is left to whichever process is running.
                notices=[] if parked else desk.notices.hold_written(now=now, hold=HOLD),
                toast=scene.toast,
                clears_buttons=scene.clears_buttons,
                has_files=bool(incoming.said.files),
                roles=scene.all_roles if len(scene.memberships) != held else None,
                menus=[_roles_now(desk, person_id) for person_id in sorted(scene.changed_roles)],
            )

    def _waits(self, desk: Desk, incoming: Incoming, speaking: Speaking | None) -> bool:
        """Whether something that the same person said before has still to be taken."""
        if self.queue_is_empty or incoming.source != NEW or incoming.said is None or incoming.said.event:
            return False
        return speaking.is_queued if speaking else desk.queue.holds(account_id=incoming.said.account_id)

    def _queue(self, desk: Desk, incoming: Sequence[Incoming], now: datetime) -> Turn:
        self.queue_is_empty = False
        put_into_queue(
            desk, self._policy, [(one.said, one.raw, one.update_id) for one in incoming if one.said], now
        )
        return Turn(notices=desk.notices.hold_written(now=now, hold=HOLD), outcome=QUEUED)

    def _is_new_in_its_chat(self, desk: Desk, incoming: Incoming, now: datetime) -> bool:
        """Lets no other process take a turn in the chat; then whether this one is to be taken."""
        if incoming.said is None:
            return self._is_new(desk, incoming, now)
        chat_id = incoming.said.chat_id
        if incoming.source == NEW:
            # Asked of every turn, so both in one statement.
            return desk.see_update(update_id=incoming.update_id, on=now.date(), chat_id=chat_id)
        desk.hold_chat(chat_id=chat_id)
        return self._is_new(desk, incoming, now)

    def _is_new(self, desk: Desk, incoming: Incoming, now: datetime) -> bool:
        """Whether this transaction is the one that handles the update."""
        if incoming.source == PARKED:
            return desk.updates.settle(update_id=incoming.update_id, at=now)
        if incoming.source == QUEUED:
            return desk.queue.take(update_id=incoming.update_id)
        return desk.updates.see(update_id=incoming.update_id, on=now.date())

    def _person(self, desk: Desk, said: Said, person: Person | None) -> Person:
        if person is None:
            language = said.language if said.language in languages() else "en"
            return desk.people.add(
                account_id=said.account_id, name=said.name, language=language, now=self._clock.now()
            )
        if person.unreachable_at is not None and not said.event:
            person.unreachable_at = None
        return person

    def _park(self, incoming: Incoming, fault: Exception) -> Turn:
        """Keeps an update that cannot be handled, and says sorry with a reference that finds it again."""
        now = self._clock.now()
        reference = f"E-{secrets.token_hex(3).upper()}"
        with self._database.desk() as desk:
            if not self._is_new(desk, incoming, now):
                return Turn(outcome=REPEATED)
            desk.updates.park(
                update_id=incoming.update_id,
                error_reference=reference,
                error=where_it_failed(fault),
                content=incoming.raw,
                now=now,
            )
            chat = _private_chat_of(incoming)
            if chat is not None:
                desk.notices.write(
                    chat_id=chat,
                    content=as_content(Texts("en").say("error-reference", reference=reference), []),
                    priority=ANSWER,
                    now=now,
                    about="apology",
                )
            turn = Turn(notices=desk.notices.hold_written(now=now, hold=HOLD), outcome=PARKED)
        log.error("update parked, reference %s; `candour parked` shows it", reference)
        return turn


def _roles_now(desk: Desk, person_id: int) -> tuple[int, set[str]]:
    account = desk.people.get(person_id=person_id).account_id
    return int(account or 0), roles_of(desk.people.memberships(person_id=person_id))


def _private_chat_of(incoming: Incoming) -> int | None:
    """Where to say sorry; also for an update that could be read no further than that."""
    if incoming.said is not None:
        return None if incoming.said.is_group else incoming.said.chat_id
    content: Any = incoming.raw
    for name in ("message", "edited_message", "callback_query"):
        found = content.get(name)
        message = found.get("message") if name == "callback_query" and isinstance(found, dict) else found
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and chat.get("type") == "private" and type(chat.get("id")) is int:
            return int(chat["id"])
    return None
