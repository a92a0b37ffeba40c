"""How many people could be meant by what a team is told: of few it reads no number and no theme."""

from collections.abc import Iterable
from functools import cached_property

from flows.casework.ways import FROM_OUTSIDE
from flows.policy.model import Policy
from storage.desk import Desk

WORKERS, FAMILIES = ("staff",), ("family",)


class Circles:
    """Those of one home who could be meant: whoever works there, and the families."""

    def __init__(self, desk: Desk, policy: Policy, *, service_id: int) -> None:
        self._desk = desk
        self._service_id = service_id
        self._fewest = policy.meetings.fewest_meant

    @cached_property
    def are_workers_few(self) -> bool:
        return self._are_few(WORKERS)

    @cached_property
    def are_families_few(self) -> bool:
        return self._are_few(FAMILIES)

    def would_point(self, teller_roles: Iterable[str], *, at_workers: bool = True) -> bool:
        """Whether a number of what people of these roles told would point at one of few: at who told it, or
        (`at_workers`) at who did the work that it tells of."""
        outside = {role in FROM_OUTSIDE for role in teller_roles}
        return (True in outside and self.are_families_few) or (
            (at_workers or False in outside) and self.are_workers_few
        )

    def _are_few(self, roles: tuple[str, ...]) -> bool:
        service = self._desk.services.get(service_id=self._service_id)
        return len(self._desk.people.with_role(service=service, roles=roles)) < self._fewest
