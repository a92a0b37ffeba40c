"""When something next wants attention, and which notices wait to be sent."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from storage.data_requests import DataRequest
from storage.habits import Habit
from storage.home_clocks import HomeClock
from storage.kept_back import KeptBack
from storage.tables import Case, Clock, Conversation, Notice, Occurrence


def next_wake(session: Session) -> datetime | None:
    """When the next clock, conversation or meeting has something to say; it may be past."""
    session.flush()
    times: list[Any] = [
        session.exec(select(func.min(col(moment)))).one()
        for moment in (
            Clock.ping_at,
            DataRequest.ping_at,
            HomeClock.ping_at,
            Conversation.wake_at,
            Occurrence.wake_at,
            Habit.digest_next,
            Case.hidden_until,
            KeptBack.ready_at,
        )
    ]
    return min((at for at in times if at is not None), default=None)


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
