"""Roles that wait for somebody who already has one: until a tap they give nothing."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.instants import Instant
from storage.tables import Invite, Membership, Person


class PendingRole(SQLModel, table=True):
    """Somebody opened a link for a role that has to be confirmed."""

    __tablename__ = "pending_role"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    provider_id: int = Field(foreign_key="provider.id")
    service_id: int | None = Field(default=None, foreign_key="service.id")
    role: str
    asked_at: datetime = Field(sa_type=Instant)
    lapses_at: datetime = Field(sa_type=Instant)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=Instant)


class PendingRoles:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, invite: Invite, person_id: int, now: datetime, lapses_at: datetime) -> PendingRole:
        pending = PendingRole(
            person_id=person_id,
            provider_id=invite.provider_id,
            service_id=invite.service_id,
            role=invite.role,
            asked_at=now,
            lapses_at=lapses_at,
        )
        self._session.add(pending)
        self._session.flush()
        return pending

    def get(self, *, pending_id: int) -> PendingRole | None:
        return self._session.get(PendingRole, pending_id, with_for_update=True)

    def save(self, pending: PendingRole) -> None:
        self._session.add(pending)
        self._session.flush()

    def waiting(self, *, person_id: int, invite: Invite, now: datetime) -> PendingRole | None:
        """What somebody waits for already."""
        return self._session.exec(
            select(PendingRole)
            .where(
                PendingRole.person_id == person_id,
                PendingRole.provider_id == invite.provider_id,
                PendingRole.service_id == invite.service_id,
                PendingRole.role == invite.role,
                col(PendingRole.decided_at).is_(None),
                PendingRole.lapses_at > now,
            )
            .limit(1)
        ).one_or_none()

    def who_may_confirm(
        self, *, provider_id: int, service_id: int | None, roles: Collection[str], but: int
    ) -> list[Person]:
        """Who holds one of some roles where the new one would count, but for one person."""
        found = self._session.exec(
            select(Person)
            .join(Membership, col(Membership.person_id) == col(Person.id))
            .where(
                Membership.provider_id == provider_id,
                or_(col(Membership.service_id).is_(None), col(Membership.service_id) == service_id),
                col(Membership.role).in_(roles),
                col(Membership.ended_at).is_(None),
                col(Person.unreachable_at).is_(None),
                Person.id != but,
            )
            .order_by(col(Person.id))
        )
        return list(found.unique().all())

    def living_invites(self, *, provider_ids: Collection[int], now: datetime) -> list[Invite]:
        """Links that still give a role, newest first."""
        return list(
            self._session.exec(
                select(Invite)
                .where(
                    col(Invite.provider_id).in_(provider_ids),
                    Invite.uses_left > 0,
                    Invite.expires_at > now,
                    col(Invite.withdrawn_at).is_(None),
                )
                .order_by(col(Invite.id).desc())
            ).all()
        )

    def invite(self, *, invite_id: int) -> Invite | None:
        return self._session.get(Invite, invite_id, with_for_update=True)
