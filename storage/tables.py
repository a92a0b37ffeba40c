"""The tables. Names, free text and every id of Telegram's are sealed columns."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from storage.instants import Instant
from storage.sealing import Sealed, SealedJSON

EMPTIED = "emptied"
"""What a notice is about whose words were taken out: that it was sent stays as proof."""


class Installation(SQLModel, table=True):
    """One row: what the installation remembers of itself."""

    id: int = Field(default=1, primary_key=True)
    lookup_key: str = Field(sa_type=Sealed)
    bot_username: str | None = None
    alive_at: datetime | None = Field(default=None, sa_type=Instant)


class Provider(SQLModel, table=True):
    """Who runs the services."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    code: str | None = None
    """Begins the references of cases that do not take a home's numbers; chosen when the first one comes."""


class Service(SQLModel, table=True):
    """A care home or a home-care branch."""

    id: int | None = Field(default=None, primary_key=True)
    provider_id: int = Field(foreign_key="provider.id", index=True)
    name: str
    code: str = Field(unique=True)


class Counter(SQLModel, table=True):
    """The last reference number given, per service and year."""

    service_id: int = Field(foreign_key="service.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int = 0


class Person(SQLModel, table=True):
    """Somebody known by their Telegram account."""

    id: int | None = Field(default=None, primary_key=True)
    account_hash: str = Field(unique=True)
    account_id: str = Field(sa_type=Sealed)
    name: str = Field(sa_type=Sealed)
    language: str = "en"
    joined_at: datetime = Field(sa_type=Instant)
    unreachable_at: datetime | None = Field(default=None, sa_type=Instant)
    awaits_notice: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether they were met in a group only, and have not been told what happens to their data."""


class Membership(SQLModel, table=True):
    """A person's role in a service; in all services of the provider where `service_id` is empty."""

    __table_args__ = (
        Index("ix_membership_role", "service_id", "role", "ended_at"),
        Index("ix_membership_held", "role", "ended_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    provider_id: int = Field(foreign_key="provider.id", index=True)
    service_id: int | None = Field(default=None, foreign_key="service.id")
    role: str
    joined_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    is_officer: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether they are a named safeguarding officer."""


class Invite(SQLModel, table=True):
    """A link that gives a role. The token is looked up by its hash; sealed, it can be shown again."""

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    token: str = Field(sa_type=Sealed)
    provider_id: int = Field(foreign_key="provider.id")
    service_id: int | None = Field(default=None, foreign_key="service.id")
    role: str
    uses_left: int
    made_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)


class Conversation(SQLModel, table=True):
    """An unfinished conversation: the answers so far. One a person."""

    __table_args__ = (Index("ix_conversation_wake", "wake_at"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", unique=True)
    flow: str
    mode: str
    asking: str | None = None
    turn: int = 0
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=SealedJSON)
    begun_at: datetime = Field(sa_type=Instant)
    wake_at: datetime = Field(sa_type=Instant)
    """When the unfinished conversation is next looked at: first a gentle reminder, then its end."""
    reminded_at: datetime | None = Field(default=None, sa_type=Instant)


class Case(SQLModel, table=True):
    """One concern, complaint, near miss, incident, feedback, thanks or idea."""

    __tablename__ = "report_case"
    __table_args__ = (
        Index(
            "ix_case_open",
            "service_id",
            "next_due_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_case_reported", "service_id", "reported_at"),
        Index("ix_case_reporter", "reporter_id", "reported_at"),
        Index("ix_case_handler", "handler_id", "closed_at", "next_due_at"),
        Index(
            "ix_case_waiting",
            "hidden_until",
            sqlite_where=text("hidden_until IS NOT NULL"),
            postgresql_where=text("hidden_until IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id")
    reference: str = Field(unique=True)
    kind: str
    category: str
    harm: str
    possible_harm: str | None = None
    """What could have come of it, as somebody judged it; `harm` is what did."""
    red_flags: list[str] = Field(default_factory=list, sa_type=JSON)
    is_red: bool = False
    """Whether a red flag was ever raised."""
    is_safeguarding: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether it was ever one for the safeguarding officers."""
    goes_to: str = Field(default="home", sa_column_kwargs={"server_default": "home"})
    """Whom it goes to: a row of [goes_to] in flows/policy/permissions.toml."""
    keeps_out: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether there are people who must not know of it, see storage/sight.py."""
    spoken: bool = False
    status: str = "new"
    way: str = "named"
    reporter_id: int | None = Field(default=None, foreign_key="person.id")
    reporter_role: str
    code_hash: str | None = Field(default=None, unique=True)
    wants_answer: bool = True
    words: str = Field(sa_type=Sealed)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=SealedJSON)
    """people, place, when, who_said, consent and the like, as answered."""
    handler_id: int | None = Field(default=None, foreign_key="person.id")
    likelihood: int | None = None
    consequence: int | None = None
    reported_at: datetime = Field(sa_type=Instant)
    """To the minute where somebody spoke with their name, else to a span of hours."""
    hidden_until: datetime | None = Field(default=None, sa_type=Instant)
    """Until then no handler sees it: nobody can tell who had just put the phone away. Then empty."""
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    next_due_at: datetime | None = Field(default=None, sa_type=Instant)
    outcome: str | None = Field(default=None, sa_type=Sealed)
    lesson: str | None = Field(default=None, sa_type=Sealed)
    no_lesson_because: str | None = Field(default=None, sa_type=Sealed)


class Clock(SQLModel, table=True):
    """A duty with a due time on a case. The due time is locked when set."""

    __table_args__ = (
        UniqueConstraint("case_id", "name"),
        Index(
            "ix_clock_ping",
            "ping_at",
            sqlite_where=text("ping_at IS NOT NULL"),
            postgresql_where=text("ping_at IS NOT NULL"),
        ),
        Index("ix_clock_due", "due_at"),
        Index(
            "ix_clock_breached",
            "breached_at",
            sqlite_where=text("breached_at IS NOT NULL"),
            postgresql_where=text("breached_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id", index=True)
    name: str
    started_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    met_at: datetime | None = Field(default=None, sa_type=Instant)
    ping_at: datetime | None = Field(default=None, sa_type=Instant)
    """When this clock next speaks; empty when it has nothing more to say."""
    pinged_at: datetime | None = Field(default=None, sa_type=Instant)
    """Reminders planned up to this time were spoken, or passed over."""
    snoozed_until: datetime | None = Field(default=None, sa_type=Instant)
    frozen_at: datetime | None = Field(default=None, sa_type=Instant)
    """Since when it stands still, waiting for somebody; empty while it runs."""
    first_due_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it was due before it was extended or stood still for the first time."""
    breached_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it was up without the act, for a clock that was given more time after that."""
    for_knowing: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """A date that is shown and told, and no duty: nobody is reminded of it, and it is never late."""


class TimelineEntry(SQLModel, table=True):
    """What happened to a case. Append-only; each row carries the hash of the one before."""

    __tablename__ = "timeline_entry"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="report_case.id")
    position: int
    at: datetime = Field(sa_type=Instant)
    act: str
    actor_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    actor_role: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=SealedJSON)
    detail_hash: str
    previous_hash: str
    hash: str


class Attachment(SQLModel, table=True):
    """A photo, voice note or document. `handle` is where to fetch it; `path` the sealed file once fetched."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="report_case.id", index=True)
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    kept_back_id: int | None = Field(default=None, index=True)
    """What its reporter did with it, while handlers may not know of that yet."""
    form: str
    handle: str = Field(sa_type=Sealed)
    name: str | None = Field(default=None, sa_type=Sealed)
    size: int | None = None
    path: str | None = None
    got_at: datetime = Field(sa_type=Instant)
    fetched_at: datetime | None = Field(default=None, sa_type=Instant)
    fetch_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    tries: int = 0


class Notice(SQLModel, table=True):
    """The outbox: one message to send, written in the transaction that decided it."""

    __table_args__ = (
        Index(
            "ix_notice_waiting",
            "ready_at",
            sqlite_where=text("sent_at IS NULL AND failed_at IS NULL"),
            postgresql_where=text("sent_at IS NULL AND failed_at IS NULL"),
        ),
        Index("ix_notice_case", "case_id"),
        Index("ix_notice_person", "person_id"),
        Index(
            "ix_notice_worded",
            "sent_at",
            sqlite_where=text(f"about != '{EMPTIED}'"),
            postgresql_where=text(f"about != '{EMPTIED}'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True)
    """Case, clock and occurrence (or the like): the same thing is never said twice."""
    person_id: int | None = Field(default=None, foreign_key="person.id")
    chat_id: str = Field(sa_type=Sealed)
    chat_hash: str
    thread: int | None = None
    priority: int
    content: dict[str, Any] = Field(sa_type=SealedJSON)
    case_id: int | None = Field(default=None, foreign_key="report_case.id")
    about: str = ""
    """What it is about ("answer", "new_case", "reminder" …), for history and metrics."""
    forget: bool = False
    """Deleted as soon as it is sent, for people who gave no name."""
    made_at: datetime = Field(sa_type=Instant)
    ready_at: datetime = Field(sa_type=Instant)
    """Not sent before; moved on while a sender holds it or after a failed try."""
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    failed_at: datetime | None = Field(default=None, sa_type=Instant)
    failure: str | None = None


class SeenUpdate(SQLModel, table=True):
    """An update that was handled: a repeated one changes nothing."""

    __tablename__ = "seen_update"

    update_id: int = Field(sa_type=BigInteger, primary_key=True)
    seen_on: date = Field(index=True)


class ParkedUpdate(SQLModel, table=True):
    """An update that could not be handled, kept sealed until somebody has looked."""

    __tablename__ = "parked_update"

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(sa_type=BigInteger, unique=True)
    error_reference: str
    error: str
    content: dict[str, Any] = Field(sa_type=SealedJSON)
    parked_at: datetime = Field(sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)


class Meeting(SQLModel, table=True):
    """A team's recurring meeting, posted to its group chat."""

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    chat_id: str = Field(sa_type=Sealed)
    chat_hash: str = Field(index=True)
    thread: int | None = None
    rule: str
    """RFC 5545 RRULE, in England's local time."""
    at: str
    """Local time "HH:MM"."""
    begun_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Occurrence(SQLModel, table=True):
    """One date of a meeting."""

    __table_args__ = (UniqueConstraint("meeting_id", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    starts_at: datetime = Field(sa_type=Instant)
    wake_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    """When the agenda is next to be posted or followed up; empty when it is over."""
    posted: int = 0


class AgendaItem(SQLModel, table=True):
    """One point of an agenda, from a case or suggested by somebody."""

    __tablename__ = "agenda_item"

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    occurrence_id: int | None = Field(default=None, foreign_key="occurrence.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="report_case.id")
    section: str
    words: str | None = Field(default=None, sa_type=Sealed)
    added_by: int | None = Field(default=None, foreign_key="person.id", index=True)
    added_at: datetime = Field(sa_type=Instant)
    status: str = "waiting"
    """waiting, held, left_out, posted, discussed, carried_over."""


class Action(SQLModel, table=True):
    """Something that somebody will do by a day, out of a case or a meeting."""

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="report_case.id")
    occurrence_id: int | None = Field(default=None, foreign_key="occurrence.id")
    words: str = Field(sa_type=Sealed)
    owner_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    due_on: date | None = None
    made_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)


class Correction(SQLModel, table=True):
    """How often a guessed label was sent as another (or the same) one, per month."""

    month: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    guessed: str = Field(primary_key=True)
    chosen: str = Field(primary_key=True)
    reports: int = 0


class Journal(SQLModel, table=True):
    """What happened to the installation: restarts, time away, keys rotated. No personal data."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    event: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


for _table in SQLModel.metadata.tables.values():
    if "id" in _table.c:
        # Buttons and keys name rows by number: SQLite must not give the number of a deleted row to a new one.
        _table.dialect_options["sqlite"]["autoincrement"] = True
