"""What needs a manager: /today, /cases, /overdue. Lists go forth and back, and are narrowed by buttons."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flows.casework.clock_names import clock_name
from flows.casework.homes import home_rows
from flows.casework.pings import case_line
from flows.casework.unheard import unheard_lines
from flows.engine.say import Button, in_pairs
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Ready
from flows.manage.home_duties import near_lines, near_rows
from flows.manage.thank_all import thank_row
from flows.policy.timescales import next_morning
from flows.understanding.result import KINDS
from storage.tables import Case

ALL, MINE, LATE, RED = "all", "mine", "late", "red"
KIND, SERVICE = "kind", "service"
"""What a list is narrowed to, as a button carries it: "mine", "kind-complaint", "service-3"."""


def _line(scene: Scene, case: Case, clock: str | None) -> str:
    late = case.next_due_at is not None and case.next_due_at < scene.now
    state = "none" if case.next_due_at is None or clock is None else "late" if late else "due"
    return scene.texts.say(
        f"list-line-{state}",
        line=Ready(case_line(case, scene.texts)),
        clock=Ready(clock_name(scene.texts, scene.policy, clock or "")),
        due=case.next_due_at or scene.now,
        waits="yes" if case.handler_id is None and case.closed_at is None else "no",
    )


def show_cases(scene: Scene, head: str, cases: list[Case], below: list[list[Button]]) -> None:
    """The cases a line each, each with its button, and further rows of buttons."""
    buttons = [Button(case.reference, f"d:open:{case.id}") for case in cases]
    rows = [buttons[i : i + 2] for i in range(0, len(buttons), 2)]
    clocks = scene.desk.clocks.next_names(case_ids=[case.id for case in cases if case.id is not None])
    text = "\n\n".join((head, *(_line(scene, case, clocks.get(case.id or 0)) for case in cases)))
    scene.say_ready(text, [*rows, *below])


def _today(scene: Scene, answers: Answers) -> None:
    """Red flags first, then by due time; the speaker's own cases and those that nobody has."""
    sight = scene.sight()
    me = scene.person_id
    size, page = scene.policy.life.lists_page, int(answers.get("id") or 0)
    cases = scene.desk.cases.open_of(
        sight=sight, handler_id=me, now=scene.now, red_first=True, offset=page * size, limit=size
    )
    unheard = [*unheard_lines(scene, sight), *near_lines(scene)]
    if not cases:
        nothing = () if near_lines(scene) else (scene.texts.say("today-nothing"),)
        scene.say_ready("\n\n".join((*unheard, *nothing)), near_rows(scene))
        return
    tomorrow = next_morning(scene.now, scene.policy, scene.policy.quiet.starts)
    count_mine = partial(scene.desk.cases.count_open, sight=sight, handler_id=me)
    late = count_mine(due_before=scene.now)
    soon = count_mine(due_before=tomorrow) - late
    count = count_mine()
    head = scene.texts.say("today-head", late=late, soon=soon, count=count)
    pages = _pages(scene, page, count, lambda to: f"d:today:{to}")
    more = [[scene.button("button-all-cases", "d:cases")]] if count > len(cases) else []
    if page:
        show_cases(scene, head, cases, [*pages, *more])
        return
    show_cases(
        scene, "\n\n".join((*unheard, head)), cases, [*near_rows(scene), *thank_row(scene), *pages, *more]
    )


def _filter(scene: Scene, wanted: str) -> dict[str, Any]:
    """What a button's word means to the query; an unknown word narrows nothing."""
    what, _, value = wanted.partition("-")
    if what == MINE:
        return {"handler_id": scene.person_id, "mine_only": True}
    if what == RED:
        return {"red_only": True}
    if what == KIND and value in KINDS:
        return {"kind": value}
    if what == SERVICE and value.isdecimal():
        return {"service_id": int(value)}
    return {}


def _paged(scene: Scene, answers: Answers, *, wanted: str = ALL) -> None:
    sight = scene.sight()
    size = scene.policy.life.lists_page
    page = int(answers.get("id") or 0)
    wanted = str(answers.get("extra") or wanted)
    late = wanted == LATE
    narrowed = _filter(scene, wanted)
    total = scene.desk.cases.count_open(sight=sight, due_before=scene.now if late else None, **narrowed)
    cases = scene.desk.cases.open_of(
        sight=sight, now=scene.now, overdue_only=late, offset=page * size, limit=size, **narrowed
    )
    pages = _pages(scene, page, total, lambda to: f"d:cases:{to}:{wanted}")
    below = [*pages, [scene.button("button-narrow", "d:narrow")]]
    if not cases:
        scene.say("overdue-nothing" if late else "cases-nothing", below[-1:] if narrowed else [])
        return
    head = scene.texts.say("overdue-head" if late else "cases-head", count=total)
    if narrowed:
        head += "\n" + scene.texts.say("cases-narrowed", what=_named(scene, wanted))
    thanks = thank_row(scene) if wanted in (ALL, f"{KIND}-compliment") else []
    show_cases(scene, head, cases, [*thanks, *below])


def _pages(scene: Scene, page: int, total: int, leads_to: Callable[[int], str]) -> list[list[Button]]:
    left = total - (page + 1) * scene.policy.life.lists_page
    back = [scene.button("button-page-back", leads_to(page - 1))] if page else []
    forth = [scene.button("button-more", leads_to(page + 1), count=left)] if left > 0 else []
    return [[*back, *forth]]


def _named(scene: Scene, wanted: str) -> str:
    what, _, value = wanted.partition("-")
    if what == KIND:
        return scene.texts.label(f"kind-{value}")
    if what == SERVICE:
        return scene.desk.services.get(service_id=int(value)).name if int(value) in _services(scene) else "?"
    return scene.texts.label(f"button-only-{what}")


def _services(scene: Scene) -> list[int]:
    return scene.sight().service_ids


def _narrow(scene: Scene, answers: Answers) -> None:
    """The ways to narrow the list; kinds that are among the open cases, and homes where there are many."""
    count = partial(scene.desk.cases.count_open, sight=scene.sight())
    words = [scene.button(f"button-only-{what}", f"d:cases:0:{what}") for what in (MINE, LATE, RED)]
    kinds = [
        Button(scene.texts.label("button-kind-count", kind=scene.texts.label(f"kind-{k}"), count=n), data)
        for k in KINDS
        if (n := count(kind=k)) and (data := f"d:cases:0:{KIND}-{k}")
    ]
    services = _services(scene)
    homes = home_rows(
        scene,
        services if len(services) > 1 else [],
        int(answers.get("id") or 0),
        lambda home: f"d:cases:0:{SERVICE}-{home}",
        lambda to: f"d:narrow:{to}",
    )
    rows = [*in_pairs(words), *in_pairs(kinds), *homes]
    scene.say("narrow", [*rows, [scene.button("button-all-cases", "d:cases")]])


FLOWS = (
    Flow(name="today", command="today", action="today", may="see_lists", finish=_today),
    Flow(name="cases", command="cases", action="cases", may="see_lists", finish=_paged),
    Flow(
        name="overdue",
        command="overdue",
        action="overdue",
        may="see_lists",
        finish=partial(_paged, wanted=LATE),
    ),
    Flow(name="narrow", action="narrow", may="see_lists", finish=_narrow),
)
