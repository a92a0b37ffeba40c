"""A made-up home with its team, on a real database: what is said and swept, and what goes out."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from flows.duties.agenda import tend_meetings
from flows.engine.reception import receive
from flows.engine.said import Said
from flows.engine.scene import Scene
from flows.policy.model import Policy
from storage.database import Database
from storage.tables import AgendaItem, Case, Meeting, Notice, Occurrence

LONDON = ZoneInfo("Europe/London")
GROUP = -100200300
MANAGER, CARER, NIGHT_CARER, OWNER, STRANGER = 11, 22, 33, 44, 55
COLLEAGUES = {61: "Ify Madu", 62: "Petra Novak", 63: "Sam Birch"}
"""So many that a number points at nobody; a test of a small team lets them go."""


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON).astimezone(UTC)  # type: ignore[arg-type, misc]


class Room:
    """`now` is moved by the tests. Monday 2 November 2026 is its first day; the team meets on Tuesdays."""

    def __init__(self, database: Database, policy: Policy) -> None:
        self.database = database
        self.policy = policy
        self.now = london(2026, 11, 2, 10)
        self.toast = ""
        self.cleared = False
        self._number = 0
        with database.desk() as desk:
            provider = desk.services.add_provider(name="Brambling Care")
            assert provider.id is not None
            self.provider_id = provider.id
            self.service_id = self._id(
                desk.services.add_service(provider_id=provider.id, name="Rose House", code="RH")
            )
            self.people = {
                account: self._id(desk.people.add(account_id=account, name=name, language="en", now=self.now))
                for account, name in (
                    (MANAGER, "Hilary Quist"),
                    (CARER, "Bola Ademide"),
                    (NIGHT_CARER, "Ewa Zarska"),
                    (OWNER, "Ruth Penhallow"),
                    (STRANGER, "Max Unger"),
                    *COLLEAGUES.items(),
                )
            }
            for account in (CARER, NIGHT_CARER, *COLLEAGUES):
                self.join(desk, account, "staff", self.service_id)
            self.join(desk, MANAGER, "manager", self.service_id)

    @staticmethod
    def _id(row: Any) -> int:
        assert isinstance(row.id, int)
        return row.id

    def join(self, desk: Any, account: int, role: str, service_id: int | None) -> None:
        desk.people.join(
            person_id=self.people[account],
            provider_id=self.provider_id,
            service_id=service_id,
            role=role,
            now=self.now,
        )

    def loses_colleagues(self, *accounts: int) -> None:
        """They leave, all or those named."""
        with self.database.desk() as desk:
            for account in accounts or COLLEAGUES:
                for membership in desk.people.memberships(person_id=self.people[account]):
                    desk.people.end_membership(membership_id=membership.id or 0, now=self.now)

    def has_families(self, count: int) -> None:
        with self.database.desk() as desk:
            for account in range(700, 700 + count):
                person = desk.people.add(account_id=account, name="Kin Folk", language="en", now=self.now)
                self.people[account] = self._id(person)
                self.join(desk, account, "family", self.service_id)

    def add_service(self, name: str, code: str) -> int:
        with self.database.desk() as desk:
            return self._id(desk.services.add_service(provider_id=self.provider_id, name=name, code=code))

    # What people do

    def says(
        self, account: int, words: str, *, chat: int | None = None, thread: int | None = None
    ) -> list[str]:
        """Types words or a command, in the group where `chat` is it. Returns what was answered there."""
        command, _, argument = words.removeprefix("/").partition(" ")
        is_command = words.startswith("/")
        return self._turn(
            account,
            chat,
            thread,
            text=words,
            command=command if is_command else "",
            argument=argument if is_command else "",
        )

    def taps(self, account: int, data: str, *, chat: int | None = None) -> list[str]:
        return self._turn(account, chat, None, tapped=data)

    def _turn(self, account: int, chat: int | None, thread: int | None, **said: Any) -> list[str]:
        with self.database.desk() as desk:
            person = desk.people.get(person_id=self.people[account])
            scene = Scene(
                desk=desk,
                policy=self.policy,
                said=Said(
                    account_id=account,
                    name=person.name,
                    chat_id=chat or account,
                    is_group=chat is not None,
                    at=self.now,
                    thread=thread,
                    **said,
                ),
                person=person,
                memberships=desk.people.memberships(person_id=self.people[account]),
                now=self.now,
                rng=Random(1),
                bot_username="candour_bot",
            )
            receive(scene)
            self.toast, self.cleared = scene.toast, scene.clears_buttons
            return [n.content["text"] for n in desk.notices.written if n.chat_id == str(chat or account)]

    def sweeps(self, at: datetime | None = None) -> list[Notice]:
        """Returns what the sweep wrote."""
        self.now = at or self.now
        with self.database.desk() as desk:
            tend_meetings(desk, self.policy, self.now)
            return list(desk.notices.written)

    def sweeps_until(self, end: datetime, step: timedelta = timedelta(minutes=30)) -> list[Notice]:
        written = []
        while self.now < end:
            self.now = min(self.now + step, end)
            written += self.sweeps()
        return written

    # What has happened before

    def files(self, **fields: Any) -> int:
        """A case; named, yesterday, by a carer, where nothing else is said."""
        self._number += 1
        given = {
            "service_id": self.service_id,
            "reference": f"RH-26-{self._number:04d}",
            "kind": "near_miss",
            "category": "falls",
            "harm": "none",
            "reporter_role": "staff",
            "reporter_id": self.people[CARER],
            "words": "somebody nearly slipped",
            "reported_at": self.now - timedelta(days=1),
            "way": "named",
        } | fields
        with self.database.desk() as desk:
            return self._id(desk.cases.file(**given))

    def closes(self, case_id: int, lesson: str) -> None:
        with self.database.desk() as desk:
            case = desk.cases.get(case_id=case_id)
            assert case is not None
            case.lesson, case.closed_at, case.status = lesson, self.now, "closed"
            desk.cases.save(case)

    def sets_meeting(self, words: str = "every Tuesday 14:00") -> Meeting:
        self.says(MANAGER, f"/meetings {words}", chat=GROUP)
        (meeting,) = self.meetings()
        return meeting

    # What is remembered

    def meetings(self) -> list[Meeting]:
        with self.database.desk() as desk:
            return desk.meetings.in_chat(chat_id=GROUP)

    def occurrences(self) -> list[Occurrence]:
        with self.database.desk() as desk:
            return list(desk.session.exec(select(Occurrence).order_by(Occurrence.starts_at)).all())

    def items(self) -> list[AgendaItem]:
        with self.database.desk() as desk:
            return list(desk.session.exec(select(AgendaItem).order_by(AgendaItem.id)).all())

    def case(self, case_id: int) -> Case:
        with self.database.desk() as desk:
            case = desk.cases.get(case_id=case_id)
            assert case is not None
            return case

    def all_to_group(self, chat: int = GROUP) -> str:
        """Everything that was ever written to the group, buttons too."""
        with self.database.desk() as desk:
            notices = desk.session.exec(select(Notice)).all()
            return "\n".join(str(n.content) for n in notices if n.chat_id == str(chat))


def to_group(notices: list[Notice], chat: int = GROUP) -> list[str]:
    return [n.content["text"] for n in notices if n.chat_id == str(chat)]


def to_person(notices: list[Notice], account: int) -> list[str]:
    return [n.content["text"] for n in notices if n.chat_id == str(account)]


def button(notices: list[Notice], action: str, label: str = "") -> str:
    """The data of the first button of an action whose label contains some words."""
    for notice in notices:
        for row in notice.content["rows"]:
            for shown, data, _link in row:
                if data.startswith(f"d:{action}:") and label.casefold() in shown.casefold():
                    return str(data)
    raise AssertionError(f"no button {action} {label}")


AGENDA = london(2026, 11, 2, 14)
SOON = london(2026, 11, 3, 13)
AFTER = london(2026, 11, 3, 15)
NEXT_AGENDA = london(2026, 11, 9, 14)
"""Around the first meeting: its agenda, its reminder, what came of it; and the agenda of the next one."""


def next_agenda(room: Room) -> str:
    return "\n".join(to_group(room.sweeps_until(NEXT_AGENDA)))
