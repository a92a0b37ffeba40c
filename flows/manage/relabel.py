"""Corrects kind, category and risk. The clocks follow openly; risk is graded in words."""

from collections.abc import Sequence
from dataclasses import asdict

from flows.casework.acts import follow_kind
from flows.casework.view import clock_lines, risk_band
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step, choose
from flows.engine.texts import Ready
from flows.manage.opened import act, can_open, open_again, opened
from flows.policy.categories import CATEGORIES
from flows.understanding.result import KINDS


def _other_kinds(scene: Scene, answers: Answers) -> Sequence[Choice]:
    kind = opened(scene, answers).kind
    return [Choice(other) for other in KINDS if other not in (kind, "unclear")]


def _relabel_kind(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    former = case.kind
    case.kind = answers["kind"]
    clocks = follow_kind(scene.desk, scene.policy, case, now=scene.now)
    act(scene, case, "relabel_kind", kind=case.kind, former=former, clocks=asdict(clocks))
    scene.say(
        "relabelled-kind",
        open_again(scene, case),
        reference=case.reference,
        kind=scene.texts.label(f"kind-{case.kind}"),
        clocks=Ready("\n".join(clock_lines(scene, case))),
    )


def _other_categories(scene: Scene, answers: Answers) -> Sequence[Choice]:
    category = opened(scene, answers).category
    return [Choice(other) for other in CATEGORIES if other != category]


def _relabel_category(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    former = case.category
    case.category = answers["category"]
    act(scene, case, "relabel_category", category=case.category, former=former)
    scene.say(
        "relabelled-category",
        open_again(scene, case),
        reference=case.reference,
        category=scene.texts.label(f"category-{case.category}"),
    )


def _grade(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    case.likelihood = int(answers["likelihood"])
    case.consequence = int(answers["consequence"])
    band = risk_band(case)
    act(scene, case, "grade", likelihood=case.likelihood, consequence=case.consequence, risk=band)
    scene.say(
        "graded", open_again(scene, case), reference=case.reference, risk=scene.texts.label(f"risk-{band}")
    )


FLOWS = (
    Flow(
        name="relabel_kind",
        action="relabel_kind",
        may="handle_case",
        begin=can_open,
        steps=(Step("kind", choices=_other_kinds),),
        finish=_relabel_kind,
    ),
    Flow(
        name="relabel_category",
        action="relabel_category",
        may="handle_case",
        begin=can_open,
        steps=(Step("category", choices=_other_categories),),
        finish=_relabel_category,
    ),
    Flow(
        name="grade",
        action="grade",
        may="handle_case",
        begin=can_open,
        steps=(
            Step("consequence", choices=choose("1", "2", "3", "4", "5")),
            Step("likelihood", choices=choose("1", "2", "3", "4", "5")),
        ),
        finish=_grade,
    ),
)
