"""Opens one case: everything about it, and what can be done next. Looking is not acting."""

from flows.casework.view import case_card
from flows.engine.say import Button, in_pairs
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.manage.opened import case_of, case_with_reference
from storage.tables import Case

LONGEST_CARD = 3900


def next_buttons(scene: Scene, case: Case) -> list[list[Button]]:
    """What can be done, the likeliest first."""
    assert case.id is not None
    if case.closed_at is not None:
        return [[scene.button("button-note", f"d:note:{case.id}")]]
    running = {clock.name for clock in scene.desk.clocks.running(case_id=case.id)}
    first = [] if case.handler_id == scene.person_id else ["take"]
    if case.kind == "complaint":
        first += ["acknowledge"] if "acknowledge" in running else []
        first += ["answer"] if "answer" in running else []
    elif case.reporter_id is not None:
        first.append("acknowledge")
    if "review" in running:
        first.append("review")
    if case.reporter_id is not None or case.code_hash is not None:
        first.append("ask")
    files = ["files"] if scene.desk.attachments.of_case(case_id=case.id) else []
    names = [*first, "note", *files, "grade", "assign", "relabel_kind", "relabel_category", "action", "close"]
    return in_pairs([scene.button(f"button-{name}", f"d:{name}:{case.id}") for name in names])


def _show(scene: Scene, answers: Answers) -> None:
    case = (
        case_of(scene, answers, "see_case")
        if "id" in answers
        else case_with_reference(scene, answers.get("argument", ""))
    )
    if case is not None:
        text = case_card(scene, case)
        scene.say_ready(
            text if len(text) <= LONGEST_CARD else case_card(scene, case)[:LONGEST_CARD],
            next_buttons(scene, case),
        )


FLOW = Flow(name="open_case", command="case", action="open", may="see_case", finish=_show)
