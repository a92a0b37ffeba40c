"""One person's flood slows that person only: who is over their allowance, and what becomes of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flows.engine.said import Said
from flows.engine.say import as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.running_sections import Flooding
from storage.desk import Desk
from storage.notices import ANSWER

MOST_REMEMBERED = 10_000
"""People whose allowance is kept in mind before those who have all of theirs again are forgotten."""


class Allowances:
    """How much each person may still say at once. What waits is counted as well, so that whoever is over
    stays over until it has been taken. Kept in memory: a restart gives everybody all of theirs."""

    def __init__(self, rules: Flooding) -> None:
        self._rules = rules
        self._left: dict[int, tuple[float, float]] = {}
        """By account: what was left, and when (the event loop's time)."""

    def spend(self, account_id: int, now: float) -> bool:
        """False where it was more than somebody may."""
        left = self._now_left(account_id, now) - 1
        if len(self._left) > MOST_REMEMBERED:
            full = float(self._rules.at_once)
            self._left = {key: one for key, one in self._left.items() if self._now_left(key, now) < full}
        self._left[account_id] = (left, now)
        return left >= 0

    def give_back(self, account_id: int, now: float) -> None:
        """For what was not taken: Telegram brings it again."""
        left = self._now_left(account_id, now) + 1
        self._left[account_id] = (min(left, self._rules.at_once), now)

    def _now_left(self, account_id: int, now: float) -> float:
        left, at = self._left.get(account_id, (float(self._rules.at_once), now))
        return min(left + (now - at) / self._rules.gap.total_seconds(), self._rules.at_once)


def put_into_queue(
    desk: Desk, policy: Policy, updates: Iterable[tuple[Said, dict[str, Any], int]], now: datetime
) -> None:
    """Stores what has to wait. In private it says so, once until all of it is taken."""
    waits: defaultdict[int, list[tuple[Said, dict[str, Any], int]]] = defaultdict(list)
    for said, raw, update_id in updates:
        waits[said.account_id].append((said, raw, update_id))
    for account_id, theirs in waits.items():
        said = theirs[0][0]
        if not said.is_group and not desk.queue.holds(account_id=account_id):
            _say_slow_down(desk, said, now)
        content = [(update_id, raw) for _, raw, update_id in theirs]
        desk.queue.add(account_id=account_id, updates=content, now=now, gap=policy.flooding.gap)


def _say_slow_down(desk: Desk, said: Said, now: datetime) -> None:
    person = desk.people.find(account_id=said.account_id)
    desk.notices.write(
        chat_id=said.chat_id,
        content=as_content(Texts(person.language if person else "en").say("slow-down"), []),
        priority=ANSWER,
        now=now,
        person_id=person.id if person else None,
        about="slow_down",
    )
