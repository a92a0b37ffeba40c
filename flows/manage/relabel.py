"""Corrects kind and category, with the reason. The clocks follow openly."""

from collections.abc import Sequence
from dataclasses import asdict

from flows.casework.check_backs import plan_all_right
from flows.casework.clocks import follow_kind
from flows.casework.outside_bodies import look_for_bodies
from flows.casework.promises import moved_promise, promised_by, tell_new_promise
from flows.casework.reopening import COMPLAINT, LESS_THAN_A_COMPLAINT
from flows.casework.safeguarding import mark_safeguarding
from flows.casework.view import clock_lines
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step
from flows.engine.texts import Ready
from flows.manage.opened import act, can_do, open_again, opened
from flows.policy.categories import CATEGORIES
from flows.understanding.result import KINDS
from storage.tables import Case


def _other_kinds(scene: Scene, answers: Answers) -> Sequence[Choice]:
    case = opened(scene, answers, "relabel_kind")
    kept = LESS_THAN_A_COMPLAINT if _was_complaint(scene, case) else ("unclear",)
    return [Choice(other) for other in KINDS if other not in (case.kind, *kept)]


def _was_complaint(scene: Scene, case: Case) -> bool:
    assert case.id is not None
    entries = scene.desk.timeline.standing(case_id=case.id)
    return case.kind == COMPLAINT or any(entry.detail.get("former") == COMPLAINT for entry in entries)


def _relabel_kind(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "relabel_kind")
    former, promised = case.kind, promised_by(scene.desk, case)
    if answers["kind"] not in [choice.value for choice in _other_kinds(scene, answers)]:
        raise NotAllowed("refused-relabel_kind", reference=case.reference)
    case.kind = answers["kind"]
    clocks = follow_kind(scene.desk, scene.policy, case, now=scene.now)
    act(
        scene,
        case,
        "relabel_kind",
        kind=case.kind,
        former=former,
        words=answers["relabel_why"],
        clocks=asdict(clocks),
        told=tell_new_promise(scene, case, promised),
        **moved_promise(scene.desk, case, promised),
    )
    scene.say(
        "relabelled-kind",
        open_again(scene, case),
        reference=case.reference,
        kind=scene.texts.label(f"kind-{case.kind}"),
        clocks=Ready("\n".join(clock_lines(scene, case))),
    )
    look_for_bodies(scene.desk, scene.policy, case, now=scene.now)
    plan_all_right(scene.desk, scene.policy, case, now=scene.now, told_at=case.reported_at)


def _other_categories(scene: Scene, answers: Answers) -> Sequence[Choice]:
    category = opened(scene, answers, "relabel_category").category
    return [Choice(other) for other in CATEGORIES if other != category]


def _relabel_category(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "relabel_category")
    former = case.category
    case.category = answers["category"]
    mark_safeguarding(scene.desk, scene.policy, case, now=scene.now)
    act(scene, case, "relabel_category", category=case.category, former=former)
    scene.say(
        "relabelled-category",
        open_again(scene, case),
        reference=case.reference,
        category=scene.texts.label(f"category-{case.category}"),
    )
    look_for_bodies(scene.desk, scene.policy, case, now=scene.now)
    plan_all_right(scene.desk, scene.policy, case, now=scene.now, told_at=case.reported_at)


FLOWS = (
    Flow(
        name="relabel_kind",
        action="relabel_kind",
        may="handle_case",
        begin=can_do("relabel_kind"),
        steps=(Step("kind", choices=_other_kinds), Step("relabel_why", parse=free_text)),
        finish=_relabel_kind,
    ),
    Flow(
        name="relabel_category",
        action="relabel_category",
        may="handle_case",
        begin=can_do("relabel_category"),
        steps=(Step("category", choices=_other_categories),),
        finish=_relabel_category,
    ),
)
