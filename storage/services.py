"""Providers, their services, the installation itself, and the references given out."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.sealing import Vault
from storage.tables import Counter, Installation, Journal, Provider, Service


class Services:
    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._kept: dict[int, Service] = {}
        """Services that were read once: a session forgets what nobody holds on to."""
        self._of_provider: dict[int, list[Service]] = {}

    def installation(self) -> Installation:
        return self._session.exec(select(Installation)).one()

    def add_provider(self, *, name: str) -> Provider:
        provider = Provider(name=name)
        self._session.add(provider)
        self._session.flush()
        return provider

    def first_provider(self) -> Provider | None:
        return self._session.exec(select(Provider).order_by(col(Provider.id)).limit(1)).one_or_none()

    def provider(self, *, provider_id: int) -> Provider:
        return self._session.get_one(Provider, provider_id)

    def provider_named(self, *, name: str) -> Provider | None:
        return self._session.exec(select(Provider).where(Provider.name == name)).one_or_none()

    def add_service(self, *, provider_id: int, name: str, code: str) -> Service:
        service = Service(provider_id=provider_id, name=name, code=code)
        self._session.add(service)
        self._session.flush()
        self._of_provider.clear()
        return service

    def all(self) -> list[Service]:
        return list(self._session.exec(select(Service).order_by(Service.name)).all())

    def of_provider(self, *, provider_id: int) -> list[Service]:
        if provider_id not in self._of_provider:
            found = self._session.exec(
                select(Service).where(Service.provider_id == provider_id).order_by(Service.name)
            ).all()
            self._of_provider[provider_id] = list(found)
            self._kept |= {service.id: service for service in found if service.id is not None}
        return list(self._of_provider[provider_id])

    def get(self, *, service_id: int) -> Service:
        if service_id not in self._kept:
            self._kept[service_id] = self._session.get_one(Service, service_id)
        return self._kept[service_id]

    def named(self, *, name: str) -> Service | None:
        return self._session.exec(select(Service).where(Service.name == name)).one_or_none()

    def codes(self) -> set[str]:
        """The beginnings of references that are taken."""
        own = self._session.exec(select(Provider.code).where(col(Provider.code).is_not(None))).all()
        return {*self._session.exec(select(Service.code)).all(), *filter(None, own)}

    def next_number(self, *, service_id: int, year: int) -> int:
        """The next reference number of a service in a year. Given back if the transaction fails: no gaps."""
        counter = self._session.get(Counter, (service_id, year), with_for_update=True)
        if counter is None:
            counter = Counter(service_id=service_id, year=year, last=0)
            self._session.add(counter)
        counter.last += 1
        self._session.flush()
        return counter.last

    def write_journal(self, *, at: datetime, event: str, **detail: Any) -> None:
        self._session.add(Journal(at=at, event=event, detail=detail))

    def journal(self, *, event: str, limit: int = 20) -> list[Journal]:
        return list(
            self._session.exec(
                select(Journal).where(Journal.event == event).order_by(col(Journal.id).desc()).limit(limit)
            ).all()
        )
