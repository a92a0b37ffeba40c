"""The answer to a complaint on its way: drafted from what was found, approved by somebody else, sent."""

from flows.casework.candour import latest
from flows.casework.dates_to_know import review_by
from flows.engine.scene import Scene
from flows.engine.texts import Texts
from flows.policy.standing import whom_it_goes_to
from storage.tables import Case, TimelineEntry

PARTS = ("verdict", "found", "sorry", "changes")
"""Of the answer to a complaint."""
PLAIN = "answer"
"""The whole of an answer to anything else."""


def draft_of(scene: Scene, case: Case) -> TimelineEntry | None:
    return latest(scene.desk, case, "draft_answer")


def answer_words(texts: Texts, parts: dict[str, str]) -> str:
    """The answer as a message: the verdict in plain words, what was found, the apology, what changes. To what
    is no complaint it is said in one piece."""
    if PLAIN in parts:
        return parts[PLAIN]
    return "\n\n".join((texts.label(f"letter-verdict-{parts['verdict']}"), *(parts[n] for n in PARTS[1:])))


def parts_of(scene: Scene, case: Case, detail: dict[str, object]) -> dict[str, str]:
    """The parts of a draft; those of a complaint with what the letter needs besides."""
    if PLAIN in detail:
        return {PLAIN: str(detail[PLAIN])}
    return {**{name: str(detail[name]) for name in PARTS}, "review_by": review_by(scene, case).isoformat()}


def needs_somebody_else(scene: Scene, case: Case) -> bool:
    """Whether an answer to such a case is approved by another person, and somebody is there who could."""
    rules = scene.policy.answers
    asks = case.kind in rules.approved_by_somebody_else or case.harm in rules.approved_harms
    return asks and any(p.id != scene.person_id for p in whom_it_goes_to(scene.desk, case))
