"""A serious incident's own path: a lead, what is done at once, who is told and supported, a review
meeting, and the report."""

from collections.abc import Callable, Sequence
from datetime import datetime

from flows.casework.candour import latest
from flows.casework.clocks import start_clocks_on
from flows.casework.pings import case_line
from flows.casework.serious_papers import serious_report
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Ready, Texts
from flows.manage.opened import act, can_add, case_of, open_again, opened
from flows.manage.serious_review import BOOK, HELD, MEETING, booked_for, review_due
from flows.policy.standing import whom_it_goes_to
from storage.tables import Case

ITEMS = ("act_at_once", "tell_family", "support_staff", "hold_serious_review", "hold_lessons_meeting")
"""The list that the lead works through; each is an act of its own."""
BEFORE_THE_MEETING = ITEMS.index(HELD)
DECLARED = "declare_serious"
TICK = "tick_at_once"


def is_serious(scene: Scene, case: Case) -> bool:
    """Whether the path is offered: the harm calls for it, or somebody took the case onto it."""
    rules = scene.policy.serious
    return (
        case.harm in rules.harms
        or bool(set(rules.flags) & set(case.red_flags))
        or latest(scene.desk, case, DECLARED) is not None
    )


def _show(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers)
    if case is None:
        return
    declared = latest(scene.desk, case, DECLARED)
    if declared is None:
        begin = scene.button("button-declare_serious", f"d:declare_serious:{case.id}")
        scene.say("serious-not-yet", [[begin], *open_again(scene, case)], reference=case.reference)
        return
    due = review_due(scene, case)
    lines = [_at_once_line(scene, case), *(_line(scene, case, name) for name in ITEMS)]
    booked = booked_for(scene, case)
    if booked is not None:
        lines.append(scene.texts.say("serious-meeting", starts=booked))
    head = scene.texts.say(
        "serious-head",
        reference=case.reference,
        lead=str(declared.detail.get("lead", "")),
        timed="yes" if due else "no",
        due=due or scene.now,
    )
    names = ("at_once", *ITEMS[:BEFORE_THE_MEETING], BOOK, "serious_agenda", *ITEMS[BEFORE_THE_MEETING:])
    names = (*names, "serious_report")
    buttons = [[scene.button(f"button-{name}", f"d:{name}:{case.id}")] for name in names]
    scene.say_ready("\n".join((head, *lines)), [*buttons, *open_again(scene, case)])


def _ticked(scene: Scene, case: Case) -> dict[str, datetime]:
    """What of the list is done, and when."""
    assert case.id is not None
    return {
        str(entry.detail.get("item")): entry.at
        for entry in scene.desk.timeline.standing(case_id=case.id)
        if entry.act == TICK
    }


def _at_once_line(scene: Scene, case: Case) -> str:
    items = set(scene.policy.serious.at_once)
    done = len(items & set(_ticked(scene, case)))
    return scene.texts.say("serious-at-once", done=done, left=len(items) - done)


def _at_once(scene: Scene, answers: Answers) -> None:
    """The list of what to do at once; a tap ticks an item."""
    case = opened(scene, answers, even_closed=True)
    item = answers.get("extra", "")
    done = _ticked(scene, case)
    if item in scene.policy.serious.at_once and item not in done:
        act(scene, case, TICK, item=item)
        done[item] = scene.now
    texts = scene.texts
    lines = [texts.say("at-once-head", reference=case.reference)]
    rows = []
    for name in scene.policy.serious.at_once:
        label = texts.label(f"at-once-{name}")
        if name in done:
            lines.append(texts.say("at-once-done", item=label, at=done[name]))
        else:
            lines.append(texts.say("at-once-open", item=label))
            rows.append([Button(label, f"d:at_once:{case.id}:{name}")])
    scene.clears_buttons = bool(item)
    back = [scene.button("button-serious", f"d:serious:{case.id}")]
    scene.say_ready("\n".join(lines), [*rows, back])


def _line(scene: Scene, case: Case, name: str) -> str:
    entry = latest(scene.desk, case, name)
    label = scene.texts.label(f"report-{name}")
    if entry is None:
        return scene.texts.say("serious-open", item=label)
    return scene.texts.say("serious-done", item=label, at=entry.at, words=str(entry.detail.get("words", "")))


def _leads(scene: Scene, answers: Answers) -> Sequence[Choice]:
    people = whom_it_goes_to(scene.desk, opened(scene, answers, even_closed=True))
    return [Choice(str(person.id), person.name) for person in people]


def _declare(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    lead = scene.desk.people.get(person_id=int(answers["serious_lead"]))
    if case.handler_id is None:
        case.handler_id = lead.id
    act(scene, case, DECLARED, to=lead.id, lead=lead.name)
    start_clocks_on(scene.desk, scene.policy, case, "serious_declared", now=scene.now)
    if lead.id != scene.person_id:
        texts = Texts(lead.language)
        scene.tell(
            lead,
            "ping-serious-lead",
            [[Button(texts.label("button-serious"), f"d:serious:{case.id}")]],
            case=case,
            about="assigned",
            line=Ready(case_line(case, texts)),
        )
    _show(scene, answers)


def _tick(name: str) -> Callable[[Scene, Answers], None]:
    def finish(scene: Scene, answers: Answers) -> None:
        case = opened(scene, answers, even_closed=True)
        if name == HELD:
            scene.desk.notices.withdraw(case_id=case.id or 0, about=(MEETING,), at=scene.now)
        act(scene, case, name, words=answers["serious_words"])
        _show(scene, answers)

    return finish


def _report(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers)
    if case is not None:
        scene.hand_over(
            serious_report(scene, case), "serious-report", open_again(scene, case), reference=case.reference
        )
        act(scene, case, "draft_serious_report")


FLOWS = (
    Flow(name="serious", action="serious", may="add_to_case", finish=_show),
    Flow(
        name="declare_serious",
        action="declare_serious",
        may="add_to_case",
        begin=can_add,
        steps=(Step("serious_lead", choices=_leads),),
        finish=_declare,
    ),
    *(
        Flow(
            name=name,
            action=name,
            may="add_to_case",
            begin=can_add,
            steps=(Step("serious_words", parse=free_text),),
            finish=_tick(name),
        )
        for name in ITEMS
    ),
    Flow(name="at_once", action="at_once", may="add_to_case", finish=_at_once),
    Flow(name="serious_report", action="serious_report", may="add_to_case", finish=_report),
)
