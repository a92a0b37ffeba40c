"""Outside bodies of a case: what is proposed, ticked as done with its reference, or not needed and why."""

from collections.abc import Sequence
from datetime import date

from flows.casework.outside_bodies import (
    duty_block,
    note_done,
    note_not_needed,
    open_duties,
    start_duty_clock,
)
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step
from flows.manage.days import past_day, recent_days
from flows.manage.opened import act, can_add, case_of, handling_role, opened
from flows.policy.standing import whom_it_goes_to
from storage.outside_bodies import DONE, BodyDuty
from storage.tables import Case


def _show(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers, "see_case")
    if case is not None:
        show_duties(scene, case)


def show_duties(scene: Scene, case: Case) -> None:
    """All duties of a case, the open ones with their buttons."""
    assert case.id is not None
    rows = scene.desk.outside_duties.of_case(case_id=case.id)
    head = scene.texts.say("body-list" if rows else "body-none", reference=case.reference)
    buttons: list[list[Button]] = []
    for row in rows:
        if row.outcome is None:
            body = scene.texts.label(f"body-short-{row.duty}")
            buttons.append(
                [
                    scene.button("button-body-done", f"d:body_done:{row.id}", body=body),
                    scene.button("button-body-not-needed", f"d:body_not:{row.id}"),
                ]
            )
    last = [scene.button("button-open", f"d:open:{case.id}")]
    if _others(scene, case):
        last.insert(0, scene.button("button-body-add", f"d:body_add:{case.id}"))
    blocks = [duty_block(scene, case, row) for row in rows]
    scene.say_ready("\n\n".join((head, *blocks)), [*buttons, last])


def _duty(scene: Scene, answers: Answers) -> tuple[BodyDuty, Case]:
    """The duty that a button means, with its case; asked again at the end. Raises `NotAllowed`."""
    row = scene.desk.outside_duties.get(duty_id=answers["id"]) if "id" in answers else None
    if row is None:
        raise NotAllowed("case-not-found")
    return row, opened(scene, {"id": row.case_id}, even_closed=True)


def _begin(scene: Scene, answers: Answers) -> bool:
    row, case = _duty(scene, answers)
    if row.outcome == DONE:
        show_duties(scene, case)
        return False
    answers["reference"] = case.reference
    answers["body"] = scene.texts.label(f"body-{row.duty}")
    return True


def _handlers(scene: Scene, answers: Answers) -> Sequence[Choice]:
    _, case = _duty(scene, answers)
    people = whom_it_goes_to(scene.desk, case)
    others = [Choice(str(person.id), person.name) for person in people if person.id != scene.person_id]
    return [Choice(str(scene.person_id), scene.texts.label("body-by-me")), *others]


def _name(scene: Scene, case: Case, told_by: str) -> str:
    """The name of whoever was chosen; else what was typed, also where it is the number of a stranger."""
    offered = (scene.person, *whom_it_goes_to(scene.desk, case))
    return next((person.name for person in offered if str(person.id) == told_by), told_by)


def _done(scene: Scene, answers: Answers) -> None:
    row, case = _duty(scene, answers)
    scene.clears_buttons = True
    note_done(
        scene,
        case,
        row,
        on=date.fromisoformat(answers["told_on"]),
        reference=answers.get("body_reference"),
        by=_name(scene, case, answers["told_by"]),
        role=handling_role(scene, case),
    )
    scene.say("body-noted", reference=case.reference, body=scene.texts.label(f"body-{row.duty}"))
    _show_what_is_left(scene, case)


def _not_needed(scene: Scene, answers: Answers) -> None:
    row, case = _duty(scene, answers)
    note_not_needed(scene, case, row, reason=answers["body_reason"], role=handling_role(scene, case))
    scene.say("body-let-go", reference=case.reference, body=scene.texts.label(f"body-{row.duty}"))
    _show_what_is_left(scene, case)


def _show_what_is_left(scene: Scene, case: Case) -> None:
    if open_duties(scene.desk, case):
        show_duties(scene, case)


def _others(scene: Scene, case: Case) -> list[str]:
    assert case.id is not None
    have = {row.duty for row in scene.desk.outside_duties.of_case(case_id=case.id)}
    return [duty for duty in scene.policy.outside_bodies.duties if duty not in have]


def _other_choices(scene: Scene, answers: Answers) -> Sequence[Choice]:
    case = opened(scene, answers, even_closed=True)
    return [Choice(duty, scene.texts.label(f"body-{duty}")) for duty in _others(scene, case)]


def _add(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    assert case.id is not None
    duty = answers["body_duty"]
    scene.desk.outside_duties.add(case_id=case.id, duty=duty, rules=[], now=scene.now)
    start_duty_clock(scene.desk, scene.policy, case, duty, now=scene.now)
    act(scene, case, "add_body", duties=[duty])
    show_duties(scene, case)


FLOWS = (
    Flow(name="bodies", action="bodies", may="see_case", finish=_show),
    Flow(
        name="body_done",
        action="body_done",
        may="add_to_case",
        begin=_begin,
        steps=(
            Step("told_on", choices=recent_days, parse=past_day),
            Step("told_by", choices=_handlers, parse=free_text),
            Step("body_reference", parse=free_text, optional=True),
        ),
        finish=_done,
    ),
    Flow(
        name="body_not",
        action="body_not",
        may="add_to_case",
        begin=_begin,
        steps=(Step("body_reason", parse=free_text),),
        finish=_not_needed,
    ),
    Flow(
        name="body_add",
        action="body_add",
        may="add_to_case",
        begin=can_add,
        steps=(Step("body_duty", choices=_other_choices),),
        finish=_add,
    ),
)
