"""Conversations as transcripts: people who say and tap things, and what each of them is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import func, select

from bot.demo.formatting import measure, parse_html
from bot.dialogue import Dialogue, Incoming, Turn
from flows.duties.sweep import sweep
from flows.duties.waking import next_due
from flows.engine.said import FileRef, Said
from flows.engine.say import LONGEST_DATA, LONGEST_TEXT
from flows.policy.model import Policy
from storage.database import Database
from storage.desk import Desk
from storage.tables import Notice, Person, Service

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOLD = timedelta(minutes=5)
MORE = "More…"


@dataclass
class Heard:
    """One message that somebody got: plain text, and buttons as (label, data, link)."""

    text: str
    rows: list[list[list[str]]]
    message_id: int
    at: datetime
    about: str
    attachment: int | None = None
    document: dict[str, Any] | None = None

    @property
    def buttons(self) -> list[list[str]]:
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button[0] for button in self.buttons]

    def has(self, label: str) -> bool:
        return any(label.casefold() in each.casefold() for each in self.labels)

    def data(self, label: str) -> str:
        """What the button with this label says back."""
        wanted = label.casefold()
        exact = [data for name, data, _ in self.buttons if name.casefold() == wanted]
        return (exact or [data for name, data, _ in self.buttons if wanted in name.casefold()])[0]


@dataclass
class Speaker:
    """A person with a phone."""

    talk: Talk
    key: str
    account_id: int
    name: str
    heard: list[Heard] = field(default_factory=list)
    toast: str = ""
    last_message_id: int = 0
    _last_said: Said | None = None

    def says(self, text: str, *, message_id: int | None = None) -> list[Heard]:
        """Types words or a /command."""
        if text.startswith("/"):
            command, _, argument = text[1:].partition(" ")
            return self._do(command=command, argument=argument.strip(), message_id=message_id)
        return self._do(text=text, message_id=message_id)

    def edits(self, text: str, *, message_id: int | None = None) -> list[Heard]:
        """Changes the last message, or the one named."""
        return self._do(text=text, is_edit=True, message_id=message_id or self.last_message_id)

    def sends(
        self,
        form: Any = "photo",
        *,
        caption: str = "",
        megabytes: float = 0.1,
        handle: str = "",
    ) -> list[Heard]:
        """Sends a file."""
        file = FileRef(form, handle or f"handle-{form}", int(megabytes * 1_000_000), f"a.{form}")
        return self._do(text=caption, files=(file,))

    def sends_photo(self, caption: str = "") -> list[Heard]:
        return self.sends("photo", caption=caption)

    def sends_sticker(self) -> list[Heard]:
        return self._do(is_sticker=True)

    def taps(self, label: str, *, on: Heard | None = None) -> list[Heard]:
        """Taps the newest button with this label, or the one on a certain message. What the card of a case
        keeps behind "More…" is looked for there."""
        if on is None and MORE in self.last.labels and not self.last.has(label):
            self.taps_data(self.last.data(MORE), message_id=self.last.message_id)
        message = on or self.message_with(label)
        return self.taps_data(message.data(label), message_id=message.message_id)

    def taps_data(self, data: str, *, message_id: int = 1) -> list[Heard]:
        """Says what a button would say; also for forged ones."""
        return self._do(tapped=data, tap_id="tap", message_id=message_id)

    def does_again(self) -> list[Heard]:
        """The same once more, as a new update: a double tap."""
        assert self._last_said is not None
        return self.talk.take(self, self._last_said)

    def reaches_card(self) -> Heard:
        """Answers with the first choice until the card is there."""
        for _ in range(6):
            if any("send it" in label for label in self.last.labels):
                return self.last
            self.says("1")
        raise AssertionError(f"{self.key} got no card; last: {self.last}")

    def in_group(self, **what: Any) -> list[Heard]:
        """Says or taps something in the team's group."""
        return self._do(chat_id=self.talk.group.account_id, is_group=True, **what)

    def blocks(self) -> None:
        self._do(event="blocked")

    def message_with(self, label: str) -> Heard:
        for message in reversed(self.heard):
            if any(label.casefold() in each.casefold() for each in message.labels):
                return message
        raise AssertionError(f"{self.key} has no button {label!r}; last: {self.last}")

    @property
    def last(self) -> Heard:
        return self.heard[-1]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.heard]

    @property
    def all_text(self) -> str:
        return "\n---\n".join(self.texts)

    @property
    def person(self) -> Person:
        with self.talk.desk() as desk:
            found = desk.people.find(account_id=self.account_id)
            assert found is not None
            return found

    def _do(self, **what: Any) -> list[Heard]:
        message_id = what.pop("message_id", None) or next(self.talk.message_ids)
        if not what.get("tapped"):
            self.last_message_id = message_id
        said = Said(
            account_id=self.account_id,
            name=self.name,
            chat_id=what.pop("chat_id", self.account_id),
            is_group=what.pop("is_group", False),
            at=self.talk.now,
            message_id=message_id,
            **what,
        )
        self._last_said = said
        return self.talk.take(self, said)


@dataclass
class MovedClock:
    """A clock that stands where the test has put it."""

    at: datetime

    def now(self) -> datetime:
        return self.at


class Talk:
    """A small world: homes, people and a clock, around the real dialogue on a real database.

    With `restarts`, the bot is built anew after every turn, as after a crash.
    """

    def __init__(
        self,
        database: Database,
        policy: Policy,
        *,
        now: datetime = MONDAY,
        rng: Random | None = None,
        restarts: bool = False,
    ) -> None:
        self.database = database
        self.policy = policy
        self.clock = MovedClock(now)
        self._rng = rng or Random(1)
        self._restarts = restarts
        self.keeps_the_minute = False
        """Whether what is said to reporters waits for its minute, in which it can be taken back; most
        transcripts are clearer where the minute is over at once."""
        self.has_digests = False
        """Whether people get their daily list from the start; most transcripts are clearer without."""
        self._people: dict[str, Speaker] = {}
        self._homes: dict[str, int] = {}
        self._update_ids = itertools.count(1)
        self.message_ids = itertools.count(1000)
        self._account_ids = itertools.count(7_000_000_001)
        self.lines: list[str] = []
        with self.desk() as desk:
            provider = desk.services.first_provider() or desk.services.add_provider(name="Rowan Care")
            self.provider_id = provider.id or 0
        self.group = Speaker(self, "group", -100_200_300, "Team")
        self._start()

    def _start(self) -> None:
        if self._restarts:
            url, vault = self.database.url, self.database.vault
            self.database.close()
            self.database = Database(url, vault)
        self._dialogue = Dialogue(self.database, self.policy, self.clock, self._rng)
        self._dialogue.bot_username = "candour_bot"

    @property
    def now(self) -> datetime:
        return self.clock.at

    @contextmanager
    def desk(self, *, keep: bool = True) -> Iterator[Desk]:
        with self.database.desk(keep=keep) as desk:
            yield desk

    def home(self, name: str = "Rose House", code: str = "RH") -> int:
        """A care home of the provider, made where it is not there yet."""
        if name not in self._homes:
            with self.desk() as desk:
                service = desk.services.add_service(provider_id=self.provider_id, name=name, code=code)
                assert service.id is not None
                self._homes[name] = service.id
        return self._homes[name]

    def person(
        self,
        key: str,
        role: str | None = None,
        *,
        home: str = "Rose House",
        name: str | None = None,
        is_new: bool = False,
    ) -> Speaker:
        """Somebody with a phone, who has written before unless `is_new`; with a role, already joined."""
        if key not in self._people:
            account = next(self._account_ids)
            speaker = Speaker(self, key, account, name or f"{key.title()} Tester")
            self._people[key] = speaker
            if not is_new:
                with self.desk() as desk:
                    desk.people.add(account_id=account, name=speaker.name, language="en", now=self.now)
        speaker = self._people[key]
        if role is not None:
            service_id = self.home(home) if home in self._homes or home == "Rose House" else None
            assert service_id is not None, "make the home first"
            with self.desk() as desk:
                person = desk.people.find(account_id=speaker.account_id) or desk.people.add(
                    account_id=speaker.account_id, name=speaker.name, language="en", now=self.now
                )
                assert person.id is not None
                wide = role in ("quality", "owner", "speak_up_lead")
                desk.people.join(
                    person_id=person.id,
                    provider_id=self.provider_id,
                    service_id=None if wide else service_id,
                    role=role,
                    now=self.now,
                )
                if not self.has_digests:
                    desk.habits.of(person_id=person.id).digest_at = "never"
        return speaker

    def leaves(self, speaker: Speaker) -> None:
        """Ends every role of somebody."""
        with self.desk() as desk:
            person = desk.people.find(account_id=speaker.account_id)
            assert person is not None
            assert person.id is not None
            for membership in desk.people.memberships(person_id=person.id):
                assert membership.id is not None
                desk.people.end_membership(membership_id=membership.id, now=self.now)

    def __getattr__(self, key: str) -> Speaker:
        people = self.__dict__.get("_people", {})
        if key in people:
            found: Speaker = people[key]
            return found
        raise AttributeError(key)

    def take(self, speaker: Speaker, said: Said) -> list[Heard]:
        """One turn. Returns what the speaker was told at once; what others were told is in their `heard`."""
        before = len(speaker.heard)
        speaker.toast = ""
        turn = self._dialogue.take_turn(Incoming(next(self._update_ids), said, {}))
        self.last_turn = turn
        with self.desk() as desk:
            parked = desk.updates.parked()
            assert not parked, f"a turn failed: {parked[-1].error}"
        speaker.toast = turn.toast
        words = (
            said.tapped or said.text or (f"/{said.command} {said.argument}".strip() if said.command else "")
        )
        self.lines.append(f"{speaker.key} > {self._label_of(speaker, said) or words or said.files or said}")
        self._deliver(turn)
        if turn.toast:
            self.lines.append(f"    (over the chat) {turn.toast}")
        if self._restarts:
            self._start()
        return speaker.heard[before:]

    def _label_of(self, speaker: Speaker, said: Said) -> str:
        if not said.tapped:
            return ""
        for message in reversed(speaker.heard):
            for label, data, _ in message.buttons:
                if data == said.tapped:
                    return f"[{label}]"
        return ""

    def _deliver(self, turn: Turn | None = None) -> None:
        with self.desk() as desk:
            ready = [
                *(turn.notices if turn else ()),
                *desk.notices.claim(now=self.now, hold=HOLD, limit=1000),
            ]
            if not self.keeps_the_minute:
                minute = timedelta(minutes=self.policy.life.undo_minutes)
                desk.sendings.forget(before=self.now + minute)
                ready += desk.session.exec(
                    select(Notice).where(
                        Notice.about == "to_reporter",
                        Notice.ready_at <= self.now + minute,
                        Notice.sent_at.is_(None),  # type: ignore[union-attr]
                        Notice.failed_at.is_(None),  # type: ignore[union-attr]
                    )
                ).all()
            ids = dict.fromkeys(notice.id for notice in ready)
            for notice_id in ids:
                notice = desk.notices.get(notice_id=notice_id or 0)
                if notice is not None and notice.sent_at is None and notice.failed_at is None:
                    self._hand_over(desk, notice)

    def _hand_over(self, desk: Desk, notice: Notice) -> None:
        assert notice.id is not None
        check_sendable(notice.content)
        account = int(notice.chat_id)
        everybody = (*self._people.values(), self.group)
        speaker = next((each for each in everybody if each.account_id == account), None)
        message_id = next(self.message_ids)
        desk.notices.mark_sent(notice_id=notice.id, at=self.now, message_id=message_id)
        if speaker is None:
            return
        text, _ = parse_html(notice.content["text"])
        heard = Heard(
            text.strip(),
            notice.content["rows"],
            message_id,
            self.now,
            notice.about,
            notice.content.get("attachment"),
            notice.content.get("document"),
        )
        speaker.heard.append(heard)
        shown = "\n      ".join(heard.text.split("\n"))
        self.lines.append(f"    {speaker.key} < {shown}")
        self.lines += [f"        {' '.join(f'[{button[0]}]' for button in row)}" for row in heard.rows]

    def sweeps(self) -> None:
        """One sweep now, by a bot that was awake."""
        with self.desk() as desk:
            desk.services.installation().alive_at = self.now
            sweep(desk, self.policy, self.now)
        self._deliver()

    def moves(self, **span: float) -> None:
        """Time goes by, with the bot awake: everything happens at its own minute."""
        self.to(self.now + timedelta(**span))

    def to(self, end: datetime) -> None:
        while (moment := self._next_moment()) is not None and moment <= end:
            self.clock.at = max(moment, self.now + timedelta(seconds=1))
            self._note_time()
            self.sweeps()
        self.clock.at = end
        self._note_time()
        self.sweeps()

    def sleeps(self, **span: float) -> None:
        """The bot is down for a while; then it sweeps once."""
        with self.desk() as desk:
            desk.services.installation().alive_at = self.now
        self.clock.at += timedelta(**span)
        self._note_time()
        with self.desk() as desk:
            sweep(desk, self.policy, self.now)
        self._deliver()

    def _note_time(self) -> None:
        self.lines.append(f"--- {self.now:%a %d %b %H:%M} UTC")

    def _next_moment(self) -> datetime | None:
        with self.desk(keep=False) as desk:
            waiting = select(func.min(Notice.ready_at)).where(
                Notice.sent_at.is_(None),  # type: ignore[union-attr]
                Notice.failed_at.is_(None),  # type: ignore[union-attr]
            )
            moments = (next_due(desk, self.policy, self.now), desk.session.exec(waiting).one())
        return min((moment for moment in moments if moment is not None), default=None)

    def service(self, name: str = "Rose House") -> Service:
        with self.desk() as desk:
            return desk.services.get(service_id=self._homes[name])

    @property
    def transcript(self) -> str:
        return "\n".join(self.lines)


def check_sendable(content: dict[str, Any]) -> None:
    """Whether Telegram would take the message."""
    text, _ = parse_html(content["text"])
    assert text.strip(), "an empty message"
    assert measure(text.strip()) <= LONGEST_TEXT, f"{measure(text)} characters"
    for row in content["rows"]:
        assert 1 <= len(row) <= 8
        for label, data, link in row:
            assert label.strip()
            assert bool(data) != bool(link)
            assert len(data.encode()) <= LONGEST_DATA
    assert sum(len(row) for row in content["rows"]) <= 100


Line = tuple[str, str, "str | Sequence[str]"]


def assert_transcript(talk: Talk, lines: Sequence[Line]) -> None:
    """Plays lines of (who, what, what they are then told). "[Label]" is a tap, the rest is typed; "" says
    that nothing is told, several fragments come in this order."""
    for who, what, expected in lines:
        speaker = getattr(talk, who)
        told = speaker.taps(what[1:-1]) if what.startswith("[") and what.endswith("]") else speaker.says(what)
        shown = "\n".join([message.text + "\n" + "\n".join(message.labels) for message in told])
        shown += "\n" + speaker.toast
        fragments = [expected] if isinstance(expected, str) else list(expected)
        if fragments == [""]:
            assert not told, f"{who} {what!r}: {shown}"
            continue
        at = 0
        for fragment in fragments:
            found = shown.casefold().find(fragment.casefold(), at)
            assert found >= 0, f"{who} {what!r}: {fragment!r} is not in:\n{shown}"
            at = found
