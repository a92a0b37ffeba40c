"""What a flow can see and do in one turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from flows.engine.documents import Document
from flows.engine.pages import in_pages
from flows.engine.said import Said
from flows.engine.say import Button, Rows, as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.permissions import Stand, may, roles_for, roles_of, sight_of
from flows.policy.quiet_hours import local_time
from flows.policy.standing import stand_of
from flows.understanding import Understanding, understand
from storage.desk import Desk
from storage.notices import ANSWER
from storage.outbox import ToSend
from storage.sight import Sight
from storage.tables import Case, Membership, Person


@dataclass
class Scene:
    """One turn: who speaks, what they said, what is remembered, what the time is.

    What is said goes into the outbox in the same transaction as everything else.
    """

    desk: Desk
    policy: Policy
    said: Said
    person: Person
    memberships: list[Membership]
    now: datetime
    rng: Random
    bot_username: str = ""
    toast: str = ""
    """Words shown over the chat after a tap."""
    clears_buttons: bool = False
    """Whether the buttons of the tapped message have done their work."""
    forgets: bool = False
    """Whether what is said in this turn is deleted as soon as it is sent."""
    changed_roles: set[int] = field(default_factory=set)
    """Other people whose roles were changed in this turn: their list of commands is another one now."""
    read_message: Callable[..., Understanding] = understand
    """Says what words mean, as `understand` does, wherever that is done."""
    understood: dict[str, Understanding] = field(default_factory=dict)
    """What was read in this turn, by the words."""
    before: dict[int, dict[str, Any]] = field(default_factory=dict)
    """How cases were before this turn did something to them; see flows/casework/taking_back.py."""
    sent: dict[int, list[int]] = field(default_factory=dict)
    """The messages that this turn wrote to reporters, by case; none where they read them by their code."""
    texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        self.texts = Texts(self.person.language)

    @property
    def today(self) -> date:
        """The day that it is for the provider."""
        return local_time(self.now, self.policy).date()

    @property
    def person_id(self) -> int:
        assert self.person.id is not None
        return self.person.id

    def say(
        self, key: str, rows: Rows = (), *, carries: Mapping[str, Any] | None = None, **values: Any
    ) -> ToSend | None:
        """Answers in the chat where something was said. `carries` is what the sender does besides: an
        "attachment" to send, what to "clear"."""
        return self.say_ready(self.texts.say(key, **values), rows, carries=carries)

    def say_ready(
        self, text: str, rows: Rows = (), *, carries: Mapping[str, Any] | None = None
    ) -> ToSend | None:
        """HTML as it is; in several messages where it is long, the buttons below the last."""
        *first, last = in_pages(text)
        for page in first:
            self._answer(page, (), {})
        return self._answer(last, rows, carries or {})

    def _answer(self, text: str, rows: Rows, carries: Mapping[str, Any]) -> ToSend | None:
        return self.desk.notices.write(
            chat_id=self.said.chat_id,
            thread=self.said.thread,
            content={**as_content(text, rows), **carries},
            priority=ANSWER,
            now=self.now,
            person_id=self.person.id,
            about="answer",
            forget=self.forgets,
        )

    def hand_over(self, document: Document, key: str, rows: Rows = (), **values: Any) -> None:
        """Answers with a file, and a few words below it. Only in private: a file may hold anything."""
        carries = {} if self.said.is_group else {"document": document.as_content()}
        self.say(key, rows, carries=carries, **values)

    def tell(
        self,
        person: Person,
        key: str,
        rows: Rows = (),
        *,
        priority: int = ANSWER,
        case: Case | None = None,
        about: str = "",
        once: str | None = None,
        after: timedelta | None = None,
        carries: Mapping[str, Any] | None = None,
        **values: Any,
    ) -> ToSend | None:
        """Says something to another person in private. `once` is a key that is never said twice."""
        pages = in_pages(Texts(person.language).say(key, **values))
        notice = None
        for number, page in enumerate(pages, start=1):
            notice = self.desk.notices.write(
                chat_id=person.account_id,
                content={
                    **as_content(page, rows if number == len(pages) else ()),
                    **((carries or {}) if number == len(pages) else {}),
                },
                priority=priority,
                now=self.now,
                key=f"{once} {number}" if once and number > 1 else once,
                person_id=person.id,
                case_id=case.id if case else None,
                about=about or key,
                ready_at=self.now + after if after else None,
            )
        return notice

    def button(self, key: str, data: str = "", **values: Any) -> Button:
        return Button(self.texts.label(key, **values), data)

    def link_button(self, key: str, start: str = "") -> Button:
        """A button that opens the private chat with the bot."""
        link = f"https://t.me/{self.bot_username}" + (f"?start={start}" if start else "")
        return Button(self.texts.label(key), link=link)

    def name_of(self, person_id: int | None) -> str:
        """What somebody is called; "somebody" where it is not known who."""
        if person_id is None:
            return self.texts.label("somebody")
        return self.desk.people.get(person_id=person_id).name

    def roles(self, *, service_id: int, provider_id: int | None = None) -> set[str]:
        """The person's roles in a service."""
        provider = provider_id or self.desk.services.get(service_id=service_id).provider_id
        return roles_for(self.memberships, service_id=service_id, provider_id=provider)

    @property
    def all_roles(self) -> set[str]:
        """Every role and mark that the person holds anywhere."""
        return roles_of(self.memberships)

    def stand(self, case: Case) -> Stand:
        """How the person stands to a case."""
        return stand_of(self.desk, self.person_id, self.memberships, case)

    def may(self, action: str, case: Case) -> bool:
        """Whether the person may do something to a case."""
        return may(action, self.stand(case), case)

    def sight(self, action: str = "see_case", *, service_id: int | None = None) -> Sight:
        """The cases to which the person may do something, for lists and counts; of one service where one is
        named."""
        services = [service_id] if service_id is not None else self.service_ids()
        return sight_of(
            action, {number: self.roles(service_id=number) for number in services}, self.person_id
        )

    def service_ids(self, *roles: str) -> list[int]:
        """The services in which the person holds one of the roles (any role where none is named)."""
        found: dict[int, None] = {}
        for membership in self.memberships:
            if roles and not roles_of([membership]) & set(roles):
                continue
            if membership.service_id is not None:
                found[membership.service_id] = None
            else:
                for service in self.desk.services.of_provider(provider_id=membership.provider_id):
                    assert service.id is not None
                    found[service.id] = None
        return list(found)
