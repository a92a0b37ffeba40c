"""Words that show danger: what is said first, and what they raise on a case. Nothing here lowers a risk."""

from collections.abc import Sequence

from flows.casework.acts import hasten_clocks, start_clocks
from flows.casework.outside_bodies import look_for_bodies
from flows.casework.reading import understand_words
from flows.casework.safeguarding import mark_safeguarding
from flows.engine.scene import Scene
from flows.engine.steps import Answers
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


def raise_flags(scene: Scene, case: Case, words: str, *, warned: Sequence[str] = ()) -> None:
    """Adds the dangers that a reporter's further words show, and shortens the clocks to match. Warns of
    those that were not `warned` of."""
    assert case.id is not None
    if not words:
        return
    new = [flag for flag in understand_words(scene, words).red_flags if flag not in case.red_flags]
    if not new:
        return
    warn_of_danger(scene, [flag for flag in new if flag not in warned])
    case.red_flags = [*case.red_flags, *new]
    case.is_red = True
    scene.desk.cases.save(case)
    scene.desk.timeline.append(
        case_id=case.id,
        at=scene.now,
        act="raise_flags",
        actor_id=None,
        actor_role="bot",
        detail={"flags": new},
    )
    mark_safeguarding(scene.desk, scene.policy, case, now=scene.now)
    hasten_clocks(scene.desk, scene.policy, case, now=scene.now)
    start_clocks(scene.desk, scene.policy, case, now=scene.now, from_at=scene.now)
    look_for_bodies(scene, case)
