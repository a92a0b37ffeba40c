"""Grades the risk in words: what happened, what could have, how likely it is again. Only a person lowers it,
and says why."""

from collections.abc import Sequence

from flows.casework.risk import HARM_ORDER, band_of, is_less_harm, is_lower
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step, choose
from flows.manage.opened import act, can_do, open_again, opened

FIVE = choose("1", "2", "3", "4", "5")


def _lowers(scene: Scene, answers: Answers) -> bool:
    """Whether the answers so far make the risk smaller than it stood."""
    if any(name not in answers for name in ("consequence", "likelihood", "possible_harm")):
        return False
    case = opened(scene, answers, "grade")
    lower = is_lower(case, int(answers["likelihood"]), int(answers["consequence"]))
    return lower or is_less_harm(case, answers["possible_harm"])


def _possible(scene: Scene, answers: Answers) -> Sequence[Choice]:
    """What could have come of it is never less than what did."""
    harm = opened(scene, answers, "grade").harm
    least = HARM_ORDER.index(harm) if harm in HARM_ORDER else 0
    return [Choice(worse) for worse in HARM_ORDER[least:]]


def _grade(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "grade")
    former = band_of(case.likelihood, case.consequence) if case.likelihood and case.consequence else None
    case.likelihood = int(answers["likelihood"])
    case.consequence = int(answers["consequence"])
    case.possible_harm = answers["possible_harm"]
    band = band_of(case.likelihood, case.consequence)
    act(
        scene,
        case,
        "grade",
        likelihood=case.likelihood,
        consequence=case.consequence,
        possible_harm=case.possible_harm,
        risk=band,
        former=former,
        words=answers.get("lower_why") or "",
    )
    scene.say(
        "graded", open_again(scene, case), reference=case.reference, risk=scene.texts.label(f"risk-{band}")
    )


FLOW = Flow(
    name="grade",
    action="grade",
    may="handle_case",
    begin=can_do("grade"),
    steps=(
        Step("consequence", choices=FIVE),
        Step("likelihood", choices=FIVE),
        Step("possible_harm", choices=_possible),
        Step("lower_why", parse=free_text, ask_if=_lowers),
    ),
    finish=_grade,
)
