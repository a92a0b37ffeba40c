"""Words that show danger: what is said first, and what they raise on a case. Nothing here lowers a risk."""

from collections.abc import Sequence
from datetime import datetime

from flows.casework.clocks import hasten_clocks, start_clocks
from flows.casework.outside_bodies import look_for_bodies
from flows.casework.reading import understand_words
from flows.casework.safeguarding import mark_safeguarding
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case


def warn_of_danger(scene: Scene, flags: Sequence[str]) -> None:
    """Says what to do now; meant to be said before anything is asked."""
    if flags:
        lines = [scene.texts.say("danger"), *(scene.texts.say(f"danger-{flag}") for flag in flags)]
        scene.say_ready("\n\n".join(lines))


def warn_beforehand(scene: Scene, answers: Answers, case: Case) -> None:
    """Warns of new danger in words of which it is still asked whether they go to a case."""
    raised: list[str] = answers.setdefault("_warned", [])
    flags = understand_words(scene, answers["words"]).red_flags if answers.get("words") else ()
    new = [flag for flag in flags if flag not in (*raised, *case.red_flags)]
    raised.extend(new)
    warn_of_danger(scene, new)


def warn_of_new(scene: Scene, case: Case, words: str, *, warned: Sequence[str] = ()) -> list[str]:
    """Warns of the dangers that a reporter's further words show, but those that they were `warned` of.
    Returns those that the case does not have yet."""
    if not words:
        return []
    new = [flag for flag in understand_words(scene, words).red_flags if flag not in case.red_flags]
    warn_of_danger(scene, [flag for flag in new if flag not in warned])
    return new


def raise_flags(
    desk: Desk, policy: Policy, case: Case, flags: Sequence[str], *, at: datetime, now: datetime
) -> None:
    """Adds dangers to a case, and shortens its clocks to match. `at` is what the case keeps of when."""
    assert case.id is not None
    new = [flag for flag in flags if flag not in case.red_flags]
    if not new:
        return
    case.red_flags = [*case.red_flags, *new]
    case.is_red = True
    desk.cases.save(case)
    desk.timeline.append(
        case_id=case.id, at=at, act="raise_flags", actor_id=None, actor_role="bot", detail={"flags": new}
    )
    if case.hidden_until is None:
        mark_safeguarding(desk, policy, case, now=now)
    # What handlers are not shown yet they cannot act on: its clocks begin when they are.
    waits = case.hidden_until is not None and policy.speaking.is_kept_back(case.red_flags)
    start = case.hidden_until if waits and case.hidden_until is not None else now
    hasten_clocks(desk, policy, case, now=start)
    start_clocks(desk, policy, case, now=start, from_at=start)
    look_for_bodies(desk, policy, case, now=start)
