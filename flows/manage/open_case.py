"""Opens one case: everything about it, and what can be done next. Looking is not acting."""

from flows.casework.similar import earlier_events, similar_cases
from flows.casework.view import case_card
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.manage.next_acts import next_buttons
from flows.manage.opened import case_of, case_with_reference, handling_role, has_happened
from flows.policy.permissions import may
from storage.retention import ERASED
from storage.tables import Case


def _show(scene: Scene, answers: Answers) -> None:
    case = (
        case_of(scene, answers, "see_case")
        if "id" in answers
        else case_with_reference(scene, answers.get("argument", ""))
    )
    if case is not None and case.status == ERASED:
        _show_erased(scene, case)
    elif case is not None:
        note_look(scene, case)
        beside, rows = _beside(scene, case)
        card = "\n\n".join((case_card(scene, case).rstrip(), *beside))
        if scene.may("ask_seal", case):
            rows.append([scene.button("button-seal", f"d:seal:{case.id}")])
        scene.say_ready(card, [*next_buttons(scene, case), *rows])


def _beside(scene: Scene, case: Case) -> tuple[list[str], list[list[Button]]]:
    """What happened before to the same people, until it is read, and cases that look alike: one line and one
    button each, for whoever may handle the case. Nothing of a case that they may not know of."""
    if not may("handle_case", scene.stand(case), case):
        return [], []
    lines, rows = [], []
    if not has_happened(scene, case, "read_earlier") and (events := earlier_events(scene, case)):
        days, number = scene.policy.life.repeat_days, len(events) + 1
        lines.append(scene.texts.say("earlier-number", number=number, days=days))
        rows.append([scene.button("button-read_earlier", f"d:read_earlier:{case.id}")])
    if found := similar_cases(scene, case):
        lines.append(scene.texts.say("similar-number", count=len(found)))
        rows.append([scene.button("button-similar", f"d:similar:{case.id}")])
    return lines, rows


def note_look(scene: Scene, case: Case) -> None:
    """Watching a case leaves a trace, for the reporter to ask after; it is no act and stops no clock."""
    if case.reporter_id != scene.person_id:
        day = scene.today
        role = handling_role(scene, case)
        scene.desk.watching.note(case=case, person_id=scene.person_id, role=role, day=day, now=scene.now)


def _show_erased(scene: Scene, case: Case) -> None:
    """What is left of a case after its time: that it was there, when its words were deleted, and by whom."""
    assert case.id is not None
    deletion = scene.desk.retention.deletion_of(case_id=case.id)
    assert deletion is not None
    assert deletion.decided_at is not None
    by = scene.desk.people.get(person_id=deletion.decided_by or 0)
    scene.say(
        "case-erased",
        reference=case.reference,
        at=deletion.decided_at,
        by=by.name,
        role=scene.texts.label(f"role-{deletion.decider_role}"),
        reason=deletion.reason or "",
    )


FLOW = Flow(name="open_case", command="case", action="open", may="see_case", finish=_show)
