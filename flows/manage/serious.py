"""A serious incident's own path: a lead, what is done at once, who is told and supported, a review
meeting, and the report."""

from collections.abc import Callable, Sequence

from flows.casework.acts import start_clocks_on
from flows.casework.candour import latest
from flows.casework.letters import serious_report
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.manage.opened import act, case_of, open_again, opened
from flows.policy.standing import whom_it_goes_to
from storage.tables import Case

ITEMS = ("act_at_once", "tell_family", "support_staff", "hold_serious_review", "hold_lessons_meeting")
"""The list that the lead works through; each is an act of its own."""
DECLARED = "declare_serious"


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
    assert case.id is not None
    declared = latest(scene.desk, case, DECLARED)
    if declared is None:
        begin = scene.button("button-declare_serious", f"d:declare_serious:{case.id}")
        scene.say("serious-not-yet", [[begin], *open_again(scene, case)], reference=case.reference)
        return
    running = scene.desk.clocks.running(case_id=case.id)
    due = next((clock.due_at for clock in running if clock.name == "serious_review"), None)
    lines = [_line(scene, case, name) for name in ITEMS]
    head = scene.texts.say(
        "serious-head",
        reference=case.reference,
        lead=str(declared.detail.get("lead", "")),
        timed="yes" if due else "no",
        due=due or scene.now,
    )
    buttons = [[scene.button(f"button-{name}", f"d:{name}:{case.id}")] for name in ITEMS]
    report = scene.button("button-serious_report", f"d:serious_report:{case.id}")
    scene.say_ready("\n".join((head, *lines)), [*buttons, [report], *open_again(scene, case)])


def _line(scene: Scene, case: Case, name: str) -> str:
    entry = latest(scene.desk, case, name)
    label = scene.texts.label(f"report-{name}")
    if entry is None:
        return scene.texts.say("serious-open", item=label)
    return scene.texts.say("serious-done", item=label, at=entry.at, words=str(entry.detail.get("words", "")))


def _begin(scene: Scene, answers: Answers) -> bool:
    case = case_of(scene, answers)
    if case is not None:
        answers["reference"] = case.reference
    return case is not None


def _leads(scene: Scene, answers: Answers) -> Sequence[Choice]:
    people = whom_it_goes_to(scene.desk, opened(scene, answers, even_closed=True))
    return [Choice(str(person.id), person.name) for person in people]


def _declare(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    lead = scene.desk.people.get(person_id=int(answers["serious_lead"]))
    act(scene, case, DECLARED, to=lead.id, lead=lead.name)
    start_clocks_on(scene.desk, scene.policy, case, "serious_declared", now=scene.now)
    _show(scene, answers)


def _tick(name: str) -> Callable[[Scene, Answers], None]:
    def finish(scene: Scene, answers: Answers) -> None:
        case = opened(scene, answers, even_closed=True)
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
        begin=_begin,
        steps=(Step("serious_lead", choices=_leads),),
        finish=_declare,
    ),
    *(
        Flow(
            name=name,
            action=name,
            may="add_to_case",
            begin=_begin,
            steps=(Step("serious_words", parse=free_text),),
            finish=_tick(name),
        )
        for name in ITEMS
    ),
    Flow(name="serious_report", action="serious_report", may="add_to_case", finish=_report),
)
