"""What needs a manager: /today, /cases, /overdue."""

from functools import partial

from flows.casework.pings import case_line
from flows.casework.unheard import unheard_lines
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Ready
from flows.policy.timescales import next_morning
from storage.tables import Case

PAGE = 8


def _line(scene: Scene, case: Case) -> str:
    late = case.next_due_at is not None and case.next_due_at < scene.now
    state = "none" if case.next_due_at is None else "late" if late else "due"
    key = f"list-line-{state}"
    return scene.texts.say(key, line=Ready(case_line(case, scene.texts)), due=case.next_due_at or scene.now)


def _show(scene: Scene, head: str, cases: list[Case], more: Button | None) -> None:
    buttons = [Button(case.reference, f"d:open:{case.id}") for case in cases]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    if more is not None:
        rows.append([more])
    scene.say_ready("\n\n".join((head, *(_line(scene, case) for case in cases))), rows)


def _today(scene: Scene, _answers: Answers) -> None:
    """Red flags first, then by due time; the speaker's own cases and those that nobody has."""
    sight = scene.sight()
    me = scene.person_id
    cases = scene.desk.cases.open_of(sight=sight, handler_id=me, now=scene.now, red_first=True, limit=PAGE)
    unheard = unheard_lines(scene, sight)
    if not cases:
        scene.say_ready("\n\n".join((*unheard, scene.texts.say("today-nothing"))))
        return
    tomorrow = next_morning(scene.now, scene.policy, scene.policy.quiet.starts)
    count_mine = partial(scene.desk.cases.count_open, sight=sight, handler_id=me)
    late = count_mine(due_before=scene.now)
    soon = count_mine(due_before=tomorrow) - late
    count = count_mine()
    head = scene.texts.say("today-head", late=late, soon=soon, count=count)
    more = scene.button("button-all-cases", "d:cases") if count > len(cases) else None
    _show(scene, "\n\n".join((*unheard, head)), cases, more)


def _paged(scene: Scene, answers: Answers, *, overdue_only: bool) -> None:
    sight = scene.sight()
    page = int(answers.get("id") or 0)
    due_before = scene.now if overdue_only else None
    total = scene.desk.cases.count_open(sight=sight, due_before=due_before)
    cases = scene.desk.cases.open_of(
        sight=sight, now=scene.now, overdue_only=overdue_only, offset=page * PAGE, limit=PAGE
    )
    name = "overdue" if overdue_only else "cases"
    if not cases:
        scene.say(f"{name}-nothing")
        return
    left = total - page * PAGE - len(cases)
    more = scene.button("button-more", f"d:{name}:{page + 1}", count=left) if left > 0 else None
    _show(scene, scene.texts.say(f"{name}-head", count=total), cases, more)


FLOWS = (
    Flow(name="today", command="today", action="today", may="see_lists", finish=_today),
    Flow(
        name="cases",
        command="cases",
        action="cases",
        may="see_lists",
        finish=lambda scene, answers: _paged(scene, answers, overdue_only=False),
    ),
    Flow(
        name="overdue",
        command="overdue",
        action="overdue",
        may="see_lists",
        finish=lambda scene, answers: _paged(scene, answers, overdue_only=True),
    ),
)
