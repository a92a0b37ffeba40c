"""Opens one case: everything about it, and what can be done next. Looking is not acting."""

from flows.casework.candour import NONE, candour_state
from flows.casework.outside_bodies import open_duties
from flows.casework.view import case_card
from flows.engine.say import Button, in_pairs
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.manage.opened import case_of, case_with_reference, handling_role, has_happened
from flows.policy.timescales import local_time
from storage.retention import ERASED
from storage.tables import Case


def next_buttons(scene: Scene, case: Case) -> list[list[Button]]:
    """What can be done, the likeliest first."""
    assert case.id is not None
    if not scene.may("add_to_case", case):
        return []
    waiting = len(open_duties(scene.desk, case))
    outside = [[scene.button("button-bodies", f"d:bodies:{case.id}", count=waiting)]] if waiting else []
    if candour_state(scene.desk, scene.policy, case) != NONE:
        outside.append([scene.button("button-candour", f"d:candour:{case.id}")])
    if not scene.may("handle_case", case):
        return [*outside, [scene.button("button-note", f"d:note:{case.id}")]]
    running = {clock.name for clock in scene.desk.clocks.running(case_id=case.id)}
    can_hear = case.reporter_id is not None or case.code_hash is not None
    first = [] if case.handler_id == scene.person_id else ["take"]
    wants_to_hear = can_hear and case.wants_answer and not has_happened(scene, case, "acknowledge")
    if wants_to_hear or "acknowledge" in running:
        first.append("acknowledge")
    first += [name for name in ("answer", "review") if name in running]
    first += ["ask"] if can_hear else []
    files = ["files"] if scene.desk.attachments.of_case(case_id=case.id) else []
    names = [*first, "note", *files, "grade", "assign", "relabel_kind", "relabel_category", "action", "close"]
    rows = in_pairs([scene.button(f"button-{name}", f"d:{name}:{case.id}") for name in names])
    return [*outside, *rows]


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
        scene.say_ready(case_card(scene, case), next_buttons(scene, case))


def note_look(scene: Scene, case: Case) -> None:
    """Watching a case leaves a trace, for the reporter to ask after; it is no act and stops no clock."""
    if case.reporter_id != scene.person_id:
        day = local_time(scene.now, scene.policy).date()
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
