"""Several compliments are acknowledged with one tap: each by the same act, each asked for by itself."""

from flows.casework.reporter import can_hear
from flows.casework.taking_back import undo_row
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed
from flows.engine.texts import Ready
from flows.manage.answer import acknowledge_case
from flows.manage.opened import has_happened, opened
from flows.policy.timescales import local_time
from storage.tables import Case

ACT = "acknowledge"


def _waits(scene: Scene, case: Case) -> bool:
    """Whether nobody has thanked yet, the speaker may, and somebody hears it. Red flags are read singly."""
    if case.kind != "compliment" or case.is_red or case.status == "acknowledged":
        return False
    if not can_hear(case):
        return False
    try:
        opened(scene, {"id": case.id}, ACT)
    except NotAllowed:
        return False
    return not has_happened(scene, case, ACT)


def compliments_waiting(scene: Scene) -> list[Case]:
    """Compliments that the speaker can thank for, what is due first on top; no more than go at once."""
    cases = scene.desk.cases.open_of(
        sight=scene.sight("handle_case"),
        now=scene.now,
        kind="compliment",
        limit=scene.policy.life.thanked_at_once,
    )
    return [case for case in cases if _waits(scene, case)]


def thank_row(scene: Scene) -> list[list[Button]]:
    """The button below a list, where more than one waits."""
    count = len(compliments_waiting(scene))
    return [[scene.button("button-thank_all", "d:thank_all", count=count)]] if count > 1 else []


def _begin(scene: Scene, answers: Answers) -> bool:
    cases = compliments_waiting(scene)
    if not cases:
        scene.clears_buttons = True
        scene.say("thank-nobody", _back(scene))
        return False
    answers["thanked"] = [[case.id, case.reference] for case in cases]
    return True


def _card(scene: Scene, answers: Answers) -> str:
    lines = []
    for case_id, reference in answers["thanked"]:
        case = scene.desk.cases.get(case_id=case_id)
        if case is not None:
            on = local_time(case.reported_at, scene.policy).date()
            lines.append(scene.texts.say("thank-line", reference=reference, on=on))
    return scene.texts.say("card-thank_all", count=len(lines), lines=Ready("\n".join(lines)))


def _thank(scene: Scene, answers: Answers) -> None:
    told, untold, left = 0, [], []
    for case_id, reference in answers["thanked"]:
        case = scene.desk.cases.get(case_id=case_id)
        # A colleague may have been quicker, made it a complaint, or taken it away.
        if case is None or not _waits(scene, case):
            left.append(reference)
        elif acknowledge_case(scene, case):
            told += 1
        else:
            untold.append(reference)
    lines = [scene.texts.say("thanked", count=told)]
    if untold:
        lines.append(scene.texts.say("thanked-untold", references=", ".join(untold)))
    if left:
        lines.append(scene.texts.say("thanked-left", references=", ".join(left)))
    scene.say_ready("\n\n".join(lines), [*undo_row(scene), *_back(scene)])


def _back(scene: Scene) -> list[list[Button]]:
    return [[scene.button("button-all-cases", "d:cases")]]


FLOW = Flow(
    name="thank_all",
    action="thank_all",
    may="see_lists",
    begin=_begin,
    card=_card,
    finish=_thank,
)
