"""When something next wants attention, and which notices wait to be sent."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from storage.alerts import Alert
from storage.check_backs import CheckBack
from storage.data_requests import DataRequest
from storage.habits import Habit
from storage.home_clocks import HomeClock
from storage.kept_back import KeptBack
from storage.tables import Case, Clock, Conversation, Notice, Occurrence

WAITS: tuple[Any, ...] = (
    Clock.ping_at,
    DataRequest.ping_at,
    HomeClock.ping_at,
    Conversation.wake_at,
    Occurrence.wake_at,
    Habit.digest_next,
    Case.hidden_until,
    KeptBack.ready_at,
)
"""The moments for which a sweep waits, each emptied or moved on when it has come."""


def next_wake(session: Session) -> datetime | None:
    """When a row of some table next has something to say; it may be past."""
    session.flush()
    times: list[Any] = [session.exec(select(func.min(col(moment)))).one() for moment in WAITS]
    times.append(session.exec(_ASKED).one())
    return min((at for at in times if at is not None), default=None)


_ASKED = (
    select(func.min(col(CheckBack.ask_at)))
    .join(Case, col(Case.id) == col(CheckBack.case_id))
    .where(col(Case.reporter_id).is_not(None))
)
"""Who gave no name is not written to: they are asked when they come with their code."""


def next_unread(session: Session) -> datetime | None:
    """When the oldest red flag was sent that nobody has tapped on and that has not gone on to anybody."""
    session.flush()
    sent = session.exec(
        select(Alert.made_at, Notice.sent_at)
        .join(Notice, col(Notice.id) == col(Alert.notice_id))
        .where(
            col(Alert.settled_at).is_(None),
            col(Alert.read_at).is_(None),
            col(Alert.passed_on_at).is_(None),
            col(Notice.sent_at).is_not(None),
        )
    ).all()
    return min((max(made_at, sent_at) for made_at, sent_at in sent if sent_at is not None), default=None)


def waiting_notices(session: Session, *, until: datetime) -> list[Notice]:
    """What is to be sent by `until`, in the order in which it goes out."""
    session.flush()
    return list(
        session.exec(
            select(Notice)
            .where(col(Notice.sent_at).is_(None), col(Notice.failed_at).is_(None))
            .where(col(Notice.ready_at) <= until)
            .order_by(col(Notice.ready_at), col(Notice.priority), col(Notice.id))
        ).all()
    )
