"""Cases that look like another one, and what happened before to the same people.

Names and words are sealed, so nothing can be looked up by them: the newest cases of the home within the
policy's days are opened and compared, a bounded number of them. What the person may not know of is left out.
"""

import re
from datetime import datetime, timedelta

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from flows.engine.scene import Scene
from storage.tables import Case

WEIGHTS = {"words": 4, "people": 3, "place": 2, "when": 1}
"""How much what, who, where and when count; what neither case says does not count."""
SAME_NAME = 88
"""From so much of a hundred on, two names are one, spelling mistakes apart."""
SHORTEST_NAME = 3
MEN, WOMEN = frozenset({"mr", "sir"}), frozenset({"mrs", "miss", "ms", "lady"})
KIN = frozenset(
    {"mum", "mam", "mom", "dad", "mother", "father", "nan", "gran", "grandad", "my mum", "my dad"}
)
_BETWEEN_NAMES = re.compile(r",|&|;|\band\b")


def likeness(one: Case, other: Case) -> float:
    """How alike two cases are, from 0 to 100."""
    parts = {"words": _alike(one.words, other.words)}
    for name in ("people", "place", "when"):
        told = [str(case.details.get(name) or "") for case in (one, other)]
        if all(told):
            parts[name] = _alike(*told)
    if one.category != other.category:
        parts["category"] = 0
    weights = {name: WEIGHTS.get(name, 2) for name in parts}
    return sum(parts[name] * weights[name] for name in parts) / sum(weights.values())


def _alike(one: str, other: str) -> float:
    return fuzz.token_set_ratio(one, other, processor=default_process)


def similar_cases(scene: Scene, case: Case, *, most: int = 3) -> list[Case]:
    """The recent cases of the same home that look alike, the most alike first."""
    assert case.id is not None
    rules = scene.policy.life
    known = {other.id for other, _ in scene.desk.links.of(case_id=case.id)}
    since = case.reported_at - timedelta(days=rules.similar_days)
    found = [
        (likeness(case, other), other)
        for other in _before(scene, case, since)
        if other.id not in known and other.status != "duplicate"
    ]
    alike = [pair for pair in found if pair[0] >= rules.similar_share]
    return [other for _, other in sorted(alike, key=lambda pair: (-pair[0], -(pair[1].id or 0)))[:most]]


def earlier_events(scene: Scene, case: Case) -> list[Case]:
    """Earlier cases of the same topic that name one of the same people, the newest first."""
    since = case.reported_at - timedelta(days=scene.policy.life.repeat_days)
    return [other for other in _before(scene, case, since) if is_same_person_again(case, other)]


def _before(scene: Scene, case: Case, since: datetime) -> list[Case]:
    return scene.desk.cases.recent(
        service_id=case.service_id,
        since=since,
        until=case.reported_at,
        but=case.id or 0,
        limit=scene.policy.life.similar_looked_at,
        sight=scene.sight(service_id=case.service_id),
    )


def is_same_person_again(case: Case, other: Case) -> bool:
    """Whether two cases are of one topic and name one of the same people."""
    if case.category != other.category or other.status == "duplicate":
        return False
    one, two = _names(case), _names(other)
    if case.reporter_id is None or case.reporter_id != other.reporter_id:
        # "Mum" is another mother with every daughter.
        one, two = one - KIN, two - KIN
    return any(_is_one(name, again) for name in one for again in two)


def _names(case: Case) -> set[str]:
    told = str(case.details.get("people") or "")
    parts = (default_process(part).strip() for part in _BETWEEN_NAMES.split(told))
    return {part for part in parts if len(part) >= SHORTEST_NAME}


def _is_one(name: str, other: str) -> bool:
    (title, rest), (other_title, other_rest) = _without_title(name), _without_title(other)
    if title and other_title and (title in MEN) != (other_title in MEN):
        return False
    return fuzz.token_set_ratio(rest, other_rest) >= SAME_NAME


def _without_title(name: str) -> tuple[str, str]:
    first, _, rest = name.partition(" ")
    return (first, rest) if first in MEN | WOMEN and rest else ("", name)
