"""Whether a relative may be told personal things about the person: what was asked, and what it allows."""

from flows.casework.dates_to_know import ways_onward
from flows.casework.ways import FROM_OUTSIDE
from flows.engine.scene import Scene
from flows.engine.texts import Texts
from storage.tables import Case

ANSWER = "knows_and_agrees"
FREE, BEST_INTERESTS, GUARDED = "free", "best_interests", "guarded"
"""What may be told: anything that concerns the case; only what serves the person; nothing personal."""

ALLOWS = {"agrees": FREE, "attorney": FREE, "myself": FREE, "cannot": BEST_INTERESTS}
IMPERSONAL = frozenset({"compliment", "suggestion"})


def may_be_told(case: Case) -> str:
    """What the reporter may be told. Staff hear what their work calls for; a relative who was not asked, or
    whose person does not know yet, hears nothing personal."""
    if case.reporter_role not in FROM_OUTSIDE or case.kind in IMPERSONAL:
        return FREE
    return ALLOWS.get(str(case.details.get(ANSWER)), GUARDED)


def consent_line(case: Case, texts: Texts) -> str | None:
    """Which it is, for the card of a case."""
    given = case.details.get(ANSWER)
    if given:
        return texts.say(f"case-consent-{given}")
    return texts.say("case-consent-none") if may_be_told(case) == GUARDED else None


def reminder(case: Case, texts: Texts) -> list[str]:
    """What a handler reads below their own words before these go to a relative."""
    allowed = may_be_told(case)
    return [] if allowed == FREE else [texts.say(f"consent-reminder-{allowed}")]


def onward(scene: Scene, case: Case, key: str) -> str:
    """What the reporter reads below an answer: why there is nothing personal in it, and `key`, the ways
    onward, where there are any."""
    parts = [scene.texts.say("tell-held-back")] if may_be_told(case) == GUARDED else []
    return "\n\n".join([*parts, *([ways_onward(scene, case, key)] if key else [])])
