"""Who is away and who stands in, and who is on call for red flags."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.instants import Instant


class Absence(SQLModel, table=True):
    """Days, the first and the last included, on which somebody's reminders go to their deputy."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    first_on: date
    last_on: date = Field(index=True)
    deputy_id: int | None = Field(default=None, foreign_key="person.id")
    """Empty: the others who may have the case stand in."""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class OnCall(SQLModel, table=True):
    """Days, the first and the last included, whose nights and days off somebody hears red flags."""

    __tablename__ = "on_call"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    service_id: int = Field(foreign_key="service.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    first_on: date
    last_on: date = Field(index=True)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Absences:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, person_id: int, first_on: date, last_on: date, deputy_id: int | None) -> Absence:
        absence = Absence(person_id=person_id, first_on=first_on, last_on=last_on, deputy_id=deputy_id)
        self._session.add(absence)
        self._session.flush()
        return absence

    def on(self, *, day: date) -> dict[int, Absence]:
        """Who is away on a day, by person; of several absences the one that was told last."""
        found = self._session.exec(
            select(Absence)
            .where(Absence.last_on >= day, Absence.first_on <= day, col(Absence.ended_at).is_(None))
            .order_by(col(Absence.id))
        ).all()
        return {absence.person_id: absence for absence in found}

    def of(self, *, person_id: int, from_day: date) -> list[Absence]:
        """Somebody's absences that are not over."""
        return list(
            self._session.exec(
                select(Absence)
                .where(
                    Absence.person_id == person_id,
                    Absence.last_on >= from_day,
                    col(Absence.ended_at).is_(None),
                )
                .order_by(col(Absence.first_on))
            ).all()
        )

    def all_of(self, *, person_id: int) -> tuple[list[Absence], list[OnCall]]:
        """Everything that is kept of somebody's times: when they are or were away, and on call."""
        away = select(Absence).where(Absence.person_id == person_id).order_by(col(Absence.first_on))
        called = select(OnCall).where(OnCall.person_id == person_id).order_by(col(OnCall.first_on))
        return list(self._session.exec(away).all()), list(self._session.exec(called).all())

    def end(self, absence: Absence, *, at: datetime) -> None:
        absence.ended_at = at
        self._session.add(absence)
        self._session.flush()

    def put_on_call(self, *, service_id: int, person_id: int, first_on: date, last_on: date) -> OnCall:
        turn = OnCall(service_id=service_id, person_id=person_id, first_on=first_on, last_on=last_on)
        self._session.add(turn)
        self._session.flush()
        return turn

    def on_call(self, *, day: date) -> list[OnCall]:
        """Whose turn it is on a day, in every service."""
        return list(
            self._session.exec(
                select(OnCall)
                .where(OnCall.last_on >= day, OnCall.first_on <= day, col(OnCall.ended_at).is_(None))
                .order_by(col(OnCall.id))
            ).all()
        )

    def rota(self, *, service_ids: Collection[int], from_day: date) -> list[OnCall]:
        """The turns of some services that are not over."""
        return list(
            self._session.exec(
                select(OnCall)
                .where(
                    col(OnCall.service_id).in_(service_ids),
                    OnCall.last_on >= from_day,
                    col(OnCall.ended_at).is_(None),
                )
                .order_by(col(OnCall.first_on), col(OnCall.id))
            ).all()
        )

    def turn(self, *, turn_id: int) -> OnCall | None:
        return self._session.get(OnCall, turn_id)

    def end_turn(self, turn: OnCall, *, at: datetime) -> None:
        turn.ended_at = at
        self._session.add(turn)
        self._session.flush()

    def forget(self, *, person_id: int) -> None:
        """Deletes what is known of somebody's times; who had them as deputy has none."""
        self._session.exec(delete(Absence).where(col(Absence.person_id) == person_id))
        self._session.exec(delete(OnCall).where(col(OnCall.person_id) == person_id))
        for absence in self._session.exec(select(Absence).where(Absence.deputy_id == person_id)).all():
            absence.deputy_id = None
            self._session.add(absence)
        self._session.flush()
