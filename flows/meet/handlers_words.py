"""Lessons and actions: words that handlers typed about a case, and which of them a team may read."""

from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from flows.engine.say import cut
from flows.engine.texts import Texts
from flows.meet.identifying import points_at_somebody
from flows.meet.themes import OPEN_GOES_TO, OPEN_WAYS, is_kept_back, is_open_to_team
from flows.policy.model import Policy
from flows.policy.permissions import ROLES
from flows.policy.timescales import local_time
from storage.desk import Desk
from storage.tables import Action, Case

ACTIONS_WORDED = 6


class HandlersWords:
    """The handlers' words of one service since its last agenda."""

    def __init__(self, desk: Desk, policy: Policy, *, service_id: int, since: datetime) -> None:
        self._desk = desk
        self._policy = policy
        self._service_id = service_id
        self._since = since

    @cached_property
    def _names(self) -> list[str]:
        service = self._desk.services.get(service_id=self._service_id)
        return [person.name for person in self._desk.people.with_role(service=service, roles=ROLES)]

    def is_tellable(self, words: str, case: Case | None) -> bool:
        """Whether words about a case (or about none) point at nobody."""
        if case is None:
            return not points_at_somebody(words, self._policy, known_names=self._names)
        # Whoever reported or handled it may have left the service since.
        ids = [person_id for person_id in (case.reporter_id, case.handler_id) if person_id is not None]
        names = [*self._names, *(self._desk.people.get(person_id=person_id).name for person_id in ids)]
        return not (
            is_kept_back(case, self._policy)
            or points_at_somebody(words, self._policy, case=case, known_names=names)
        )

    def cases_with_lessons(self, *, until: datetime, and_of: Collection[int]) -> list[Case]:
        """Cases that were closed with a lesson and that the team may hear of; also those `and_of` which
        a lesson still waits."""
        found = {
            case.id: case
            for case in self._desk.cases.with_lessons_between(
                service_id=self._service_id,
                start=self._since,
                end=until,
                ways=OPEN_WAYS,
                goes_to=OPEN_GOES_TO,
            )
        }
        for case_id in and_of:
            case = self._desk.cases.get(case_id=case_id)
            if case is not None:
                found.setdefault(case_id, case)
        return [case for case in found.values() if case.lesson and is_open_to_team(case)]

    def actions_words(self, now: datetime, texts: Texts, *, few: bool) -> str:
        """How many actions were done and are open (no numbers where `few` work here), and the words of those
        that point at nobody."""
        actions = [
            (action, case)
            for action in self._desk.meetings.actions(service_ids=[self._service_id], done_since=self._since)
            if (case := self._case_of(action)) is None or is_open_to_team(case)
        ]
        if not actions:
            return ""
        today = local_time(now, self._policy).date()
        undone = [action for action, _case in actions if action.done_at is None]
        late = sum(action.due_on is not None and action.due_on < today for action in undone)
        done = len(actions) - len(undone)
        key = "agenda-actions-some" if few else "agenda-actions"
        lines = [texts.label(key, done=done, open=len(undone), late=late)]
        worded = [action for action, case in actions if self.is_tellable(action.words, case)]
        for action in worded[:ACTIONS_WORDED]:
            key = "agenda-action-done" if action.done_at is not None else "agenda-action-open"
            lines.append(texts.label(key, words=cut(action.words, self._policy.meetings.item_characters)))
        return "\n".join(lines)

    def _case_of(self, action: Action) -> Case | None:
        return self._desk.cases.get(case_id=action.case_id) if action.case_id is not None else None
