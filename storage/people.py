"""People, their roles, and the invites that give roles."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, exists, or_
from sqlmodel import Session, col, func, select

from storage.queue import QueuedUpdate
from storage.sealing import Vault
from storage.tables import Invite, Membership, Person, Service

# What every turn asks is put together once.
_BY_ACCOUNT = select(Person).where(Person.account_hash == bindparam("account_hash"))
_MEMBERSHIPS = (
    select(Membership)
    .where(Membership.person_id == bindparam("person_id"), col(Membership.ended_at).is_(None))
    .order_by(col(Membership.id))
)
_SPEAKING = (
    select(Person, Membership, exists().where(col(QueuedUpdate.account_hash) == col(Person.account_hash)))
    .outerjoin(
        Membership, and_(col(Membership.person_id) == col(Person.id), col(Membership.ended_at).is_(None))
    )
    .where(Person.account_hash == bindparam("account_hash"))
    .order_by(col(Membership.id))
)
_WITH_ROLE = (
    select(Person)
    .join(Membership, col(Membership.person_id) == col(Person.id))
    .where(
        Membership.provider_id == bindparam("provider_id"),
        or_(col(Membership.service_id) == bindparam("service_id"), col(Membership.service_id).is_(None)),
        col(Membership.role).in_(bindparam("roles", expanding=True)),
        col(Membership.ended_at).is_(None),
    )
    .order_by(col(Membership.id))
)


@dataclass(frozen=True)
class Speaking:
    """Who speaks, the roles they hold, and whether something they said before has still to be taken."""

    person: Person
    memberships: list[Membership]
    is_queued: bool


def _day(at: datetime) -> datetime:
    """The beginning of a day. The minute of somebody's first words could be laid beside a report without a
    name."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


class People:
    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._known: dict[tuple[int | None, tuple[str, ...]], list[Person]] | None = None

    def find(self, *, account_id: int) -> Person | None:
        account_hash = self._vault.fingerprint("account", account_id)
        return self._session.exec(_BY_ACCOUNT, params={"account_hash": account_hash}).one_or_none()

    def find_speaking(self, *, account_id: int) -> Speaking | None:
        """One question instead of three, for every turn asks it. None for somebody new."""
        found = self._session.exec(
            _SPEAKING, params={"account_hash": self._vault.fingerprint("account", account_id)}
        ).all()
        if not found:
            return None
        person, _, is_queued = found[0]
        memberships: list[Membership | None] = [membership for _, membership, _ in found]
        return Speaking(person, [held for held in memberships if held is not None], bool(is_queued))

    def add(self, *, account_id: int, name: str, language: str, now: datetime) -> Person:
        person = Person(
            account_hash=self._vault.fingerprint("account", account_id),
            account_id=str(account_id),
            name=name,
            language=language,
            joined_at=_day(now),
        )
        self._session.add(person)
        self._session.flush()
        return person

    def get(self, *, person_id: int) -> Person:
        return self._session.get_one(Person, person_id)

    def memberships(self, *, person_id: int) -> list[Membership]:
        return list(self._session.exec(_MEMBERSHIPS, params={"person_id": person_id}).all())

    def join(
        self, *, person_id: int, provider_id: int, service_id: int | None, role: str, now: datetime
    ) -> Membership:
        """Gives a role; the same role twice is one membership."""
        held = self._session.exec(
            select(Membership).where(
                Membership.person_id == person_id,
                Membership.provider_id == provider_id,
                Membership.service_id == service_id,
                Membership.role == role,
                col(Membership.ended_at).is_(None),
            )
        ).one_or_none()
        if held:
            return held
        membership = Membership(
            person_id=person_id,
            provider_id=provider_id,
            service_id=service_id,
            role=role,
            joined_at=_day(now),
        )
        self._session.add(membership)
        self._session.flush()
        return membership

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Nobody joins or leaves within, so that who holds a role in a service is asked once."""
        self._known = {}
        try:
            yield
        finally:
            self._known = None

    def with_role(self, *, service: Service, roles: Collection[str]) -> list[Person]:
        """Who holds one of the roles for a service, the longest-serving first; unreachable people too."""
        if self._known is None:
            return self._with_role(service, roles)
        asked = (service.id, tuple(roles))
        if asked not in self._known:
            self._known[asked] = self._with_role(service, roles)
        return list(self._known[asked])

    def _with_role(self, service: Service, roles: Collection[str]) -> list[Person]:
        asked = {"provider_id": service.provider_id, "service_id": service.id, "roles": list(roles)}
        return list(self._session.exec(_WITH_ROLE, params=asked).unique().all())

    def holding(self, *, roles: Collection[str]) -> list[tuple[Membership, Person]]:
        """Who holds one of the roles anywhere, the longest-serving first; unreachable people too."""
        found = self._session.exec(
            select(Membership, Person)
            .join(Person, col(Person.id) == col(Membership.person_id))
            .where(col(Membership.role).in_(roles), col(Membership.ended_at).is_(None))
            .order_by(col(Membership.id))
        ).all()
        return [(membership, person) for membership, person in found]

    def officers(self, *, service: Service) -> list[Person]:
        """The named safeguarding officers for a service."""
        return list(
            self._session.exec(
                select(Person)
                .join(Membership, col(Membership.person_id) == col(Person.id))
                .where(
                    Membership.provider_id == service.provider_id,
                    or_(col(Membership.service_id) == service.id, col(Membership.service_id).is_(None)),
                    col(Membership.is_officer),
                    col(Membership.ended_at).is_(None),
                )
                .order_by(col(Membership.id))
            )
            .unique()
            .all()
        )

    def members(self, *, provider_id: int, service_ids: Collection[int]) -> list[tuple[Membership, Person]]:
        """Who belongs to some services or to the whole provider, by name."""
        found = self._session.exec(
            select(Membership, Person)
            .join(Person, col(Person.id) == col(Membership.person_id))
            .where(
                Membership.provider_id == provider_id,
                or_(col(Membership.service_id).in_(service_ids), col(Membership.service_id).is_(None)),
                col(Membership.ended_at).is_(None),
            )
        ).all()
        # Names are sealed, so the database cannot sort by them.
        return sorted(((m, p) for m, p in found), key=lambda pair: (pair[1].name.casefold(), pair[0].id or 0))

    def membership(self, *, membership_id: int) -> Membership | None:
        """A membership that has not ended, by an id that may be made up."""
        found = self._session.get(Membership, membership_id)
        return found if found is not None and found.ended_at is None else None

    def save(self, membership: Membership) -> None:
        self._session.add(membership)
        self._session.flush()

    def holders(self, *, provider_id: int, role: str) -> int:
        return self._session.exec(
            select(func.count()).where(
                Membership.provider_id == provider_id,
                Membership.role == role,
                col(Membership.ended_at).is_(None),
            )
        ).one()

    def end_membership(self, *, membership_id: int, now: datetime) -> None:
        self._session.get_one(Membership, membership_id).ended_at = now

    def make_invite(
        self,
        *,
        token: str,
        provider_id: int,
        service_id: int | None,
        role: str,
        uses: int,
        expires_at: datetime,
        now: datetime,
    ) -> Invite:
        invite = Invite(
            token_hash=self._vault.fingerprint("invite", token),
            token=token,
            provider_id=provider_id,
            service_id=service_id,
            role=role,
            uses_left=uses,
            made_at=now,
            expires_at=expires_at,
        )
        self._session.add(invite)
        return invite

    def find_invite(self, *, token: str) -> Invite | None:
        found = select(Invite).where(Invite.token_hash == self._vault.fingerprint("invite", token))
        return self._session.exec(found.with_for_update()).one_or_none()

    def open_invite(self, *, provider_id: int, role: str, now: datetime) -> Invite | None:
        """An unused link for a role, if there is one."""
        return self._session.exec(
            select(Invite)
            .where(
                Invite.provider_id == provider_id,
                Invite.role == role,
                Invite.uses_left > 0,
                Invite.expires_at > now,
                col(Invite.withdrawn_at).is_(None),
            )
            .limit(1)
        ).one_or_none()
