"""The duty of candour, step by step: does it apply, told in person, put in writing; each with its record."""

from collections.abc import Callable, Sequence

from flows.casework.candour import ASK, DONE, NONE, TELL, WRITE, candour_state
from flows.casework.clocks import start_clocks_on
from flows.casework.letters import candour_letter
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step, choose
from flows.manage.days import past_day, recent_days
from flows.manage.opened import act, case_of, opened
from flows.policy.standing import whom_it_goes_to
from storage.tables import Case

BUTTONS: dict[str, tuple[str, ...]] = {
    NONE: ("candour_yes",),
    ASK: ("candour_yes", "candour_no"),
    TELL: ("candour_tell",),
    WRITE: ("candour_letter", "candour_given"),
    DONE: ("candour_results",),
}


def _show(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers)
    if case is not None:
        _show_state(scene, case)


def _show_state(scene: Scene, case: Case) -> None:
    state = candour_state(scene.desk, scene.policy, case)
    assert case.id is not None
    due = next((c.due_at for c in scene.desk.clocks.running(case_id=case.id) if c.name == "candour"), None)
    buttons = [[scene.button(f"button-{name}", f"d:{name}:{case.id}")] for name in BUTTONS[state]]
    scene.say(
        f"candour-{state}",
        [*buttons, [scene.button("button-open", f"d:open:{case.id}")]],
        reference=case.reference,
        due=due or scene.now,
        timed="yes" if due else "no",
    )


def _begin(*states: str) -> Callable[[Scene, Answers], bool]:
    def begin(scene: Scene, answers: Answers) -> bool:
        case = case_of(scene, answers)
        if case is None:
            return False
        if candour_state(scene.desk, scene.policy, case) not in states:
            _show_state(scene, case)
            return False
        answers["reference"] = case.reference
        return True

    return begin


def _case(scene: Scene, answers: Answers, *states: str) -> Case:
    """The case, asked again at the end: a colleague may have been faster. Raises `NotAllowed`."""
    case = opened(scene, answers, even_closed=True)
    if candour_state(scene.desk, scene.policy, case) not in states:
        raise NotAllowed("candour-done-before", reference=case.reference)
    return case


def _applies(scene: Scene, answers: Answers) -> None:
    case = _case(scene, answers, ASK, NONE)
    act(scene, case, "candour_yes", threshold=answers["threshold"])
    start_clocks_on(scene.desk, scene.policy, case, "candour_threshold", now=scene.now)
    _show_state(scene, case)


def _does_not_apply(scene: Scene, answers: Answers) -> None:
    case = _case(scene, answers, ASK)
    act(scene, case, "candour_no", words=answers["candour_reason"], harm=case.harm)
    scene.say("candour-no-noted", reference=case.reference)


def _tellers(scene: Scene, answers: Answers) -> Sequence[Choice]:
    case = opened(scene, answers, even_closed=True)
    others = [p for p in whom_it_goes_to(scene.desk, case) if p.id != scene.person_id]
    return [
        Choice(scene.person.name, scene.texts.label("body-by-me")),
        *(Choice(person.name, person.name) for person in others),
    ]


def _told(scene: Scene, answers: Answers) -> None:
    case = _case(scene, answers, TELL)
    act(
        scene,
        case,
        "tell_candour",
        whom=answers["candour_whom"],
        on=answers["told_on"],
        by=answers["candour_by"],
        how=answers["candour_how"],
        account=answers["account"],
        sorry=answers["sorry"],
        next=answers["next_steps"],
    )
    _show_state(scene, case)


def _card(scene: Scene, answers: Answers) -> str:
    return scene.texts.say(
        "card-candour",
        reference=answers["reference"],
        whom=answers["candour_whom"],
        account=answers["account"],
        sorry=answers["sorry"],
        next=answers["next_steps"],
    )


def _draft(scene: Scene, answers: Answers) -> None:
    case = _case(scene, answers, WRITE)
    scene.hand_over(candour_letter(scene, case), "candour-letter-drafted", reference=case.reference)
    act(scene, case, "draft_candour_letter")
    _show_state(scene, case)


def _draft_results(scene: Scene, answers: Answers) -> None:
    case = _case(scene, answers, DONE)
    letter = candour_letter(scene, case, with_results=True)
    scene.hand_over(letter, "candour-results-drafted", reference=case.reference)
    act(scene, case, "draft_candour_letter", results=True)


def _given(scene: Scene, answers: Answers) -> None:
    case = _case(scene, answers, WRITE)
    act(scene, case, "send_candour_letter", on=answers["told_on"], how=answers["given_how"])
    scene.say("candour-finished", reference=case.reference)


FLOWS = (
    Flow(name="candour", action="candour", may="add_to_case", finish=_show),
    Flow(
        name="candour_yes",
        action="candour_yes",
        may="add_to_case",
        begin=_begin(ASK, NONE),
        steps=(Step("threshold", choices=choose("death", "lasting", "body", "shorter", "prevent")),),
        finish=_applies,
    ),
    Flow(
        name="candour_no",
        action="candour_no",
        may="add_to_case",
        begin=_begin(ASK),
        steps=(Step("candour_reason", parse=free_text),),
        finish=_does_not_apply,
    ),
    Flow(
        name="candour_tell",
        action="candour_tell",
        may="add_to_case",
        begin=_begin(TELL),
        steps=(
            Step("candour_whom", parse=free_text),
            Step("told_on", choices=recent_days, parse=past_day),
            Step("candour_by", choices=_tellers, parse=free_text),
            Step("candour_how", choices=choose("in_person", "video", "phone")),
            Step("account", parse=free_text),
            Step("sorry", parse=free_text),
            Step("next_steps", parse=free_text),
        ),
        card=_card,
        finish=_told,
    ),
    Flow(
        name="candour_letter",
        action="candour_letter",
        may="add_to_case",
        begin=_begin(WRITE),
        finish=_draft,
    ),
    Flow(
        name="candour_results",
        action="candour_results",
        may="add_to_case",
        begin=_begin(DONE),
        finish=_draft_results,
    ),
    Flow(
        name="candour_given",
        action="candour_given",
        may="add_to_case",
        begin=_begin(WRITE),
        steps=(
            Step("told_on", choices=recent_days, parse=past_day),
            Step("given_how", choices=choose("by_hand", "post", "mail")),
        ),
        finish=_given,
    ),
)
