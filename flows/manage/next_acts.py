"""What can be done to a case: what is next as the first button, and everything else one tap further."""

from flows.casework.answers import needs_somebody_else
from flows.casework.candour import NONE, candour_state
from flows.casework.clock_names import clock_label
from flows.casework.outside_bodies import open_duties
from flows.casework.pings import case_line, more_time_button
from flows.casework.promises import promised_by
from flows.casework.reporter import can_hear
from flows.casework.signatures import needs_two_signatures
from flows.engine.registry import flow_for_action
from flows.engine.say import Button, in_pairs
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.texts import Ready
from flows.manage.opened import WAYS_ON, case_of, has_happened, open_again, right_for
from flows.manage.serious import is_serious
from flows.policy.clocks import PROMISES
from flows.policy.life import is_allowed
from flows.policy.permissions import HOME, may
from storage.tables import Case

MEETS = {
    "acknowledge": "acknowledge",
    "review": "review",
    "look_into": "review",
    "answer": "answer",
    "outcome_told": "close",
    "passed_on": "acknowledge",
}
"""The act that meets a clock."""
AT_HAND = 5
"""Buttons on the card itself; what else can be done is one tap further."""
EVERYTHING = (
    *(
        "take",
        "acknowledge",
        "acknowledge_words",
        "answer",
        "review",
        "prevent",
        "ask",
        "note",
        "files",
        "send_file",
        "grade",
        "assign",
    ),
    *("wait", "resume", "relabel_kind", "relabel_category", "make_formal", "relate", "duplicate", "not_ours"),
    *("draft_answer", "approve_answer", "send_answer", "send_back"),
    *("action", "close", "carry_on", "reopen"),
)
ACT_OF = {"action": "plan_action", "send_answer": "answer", "acknowledge_words": "acknowledge"}
"""Buttons whose act has another name."""

FURTHER = {"candour_yes": "button-further-candour", "body_add": "button-further-body"}
"""Buttons that say more where they stand among all others."""


def next_buttons(scene: Scene, case: Case) -> list[list[Button]]:
    """What is next as the first button, what is likely below it, and the way to everything else."""
    outside = _outside(scene, case) if scene.may("add_to_case", case) else []
    possible = _possible(scene, case)
    names = [name for name in _next_acts(scene, case) if name in possible]
    likely = ("ask", "note", "close") if case.closed_at is None else ("note",)
    names = list(dict.fromkeys((*names, *(name for name in likely if name in possible))))[:AT_HAND]
    buttons = [_button(scene, case, name) for name in names]
    # On a case that has ended nothing is next but what is still owed outside.
    first = [[button] for button in buttons[:1]]
    rows = [*outside, *first] if case.closed_at is not None else [*first, *outside]
    rows += in_pairs(buttons[1:])
    if scene.may("keep_out", case) and case.goes_to == HOME:
        rows.append([_button(scene, case, "keep_out")])
    if set(possible) - set(names):
        rows.append([scene.button("button-everything", f"d:more:{case.id}")])
    return rows


def _outside(scene: Scene, case: Case) -> list[list[Button]]:
    """What is owed to outside bodies and, by the duty of candour, to the person."""
    waiting = len(open_duties(scene.desk, case))
    rows = [[scene.button("button-bodies", f"d:bodies:{case.id}", count=waiting)]] if waiting else []
    if candour_state(scene.desk, scene.policy, case) != NONE:
        rows.append([scene.button("button-candour", f"d:candour:{case.id}")])
    if is_serious(scene, case):
        rows.append([scene.button("button-serious", f"d:serious:{case.id}")])
    if case.kind == "complaint":
        rows.append([scene.button("button-complaint", f"d:complaint:{case.id}")])
    return rows


def _next_acts(scene: Scene, case: Case) -> list[str]:
    assert case.id is not None
    mine = ["take"] if case.handler_id is None else []
    if case.status in WAYS_ON:
        return [*WAYS_ON[case.status], *mine]
    # Elsewhere the clock that is up first says what is next.
    clocks = sorted(scene.desk.clocks.running(case_id=case.id), key=lambda clock: clock.due_at)
    wanted = [MEETS[clock.name] for clock in clocks if clock.name in MEETS]
    if needs_somebody_else(scene, case):
        wanted = ["draft_answer" if name == "answer" else name for name in wanted]
    if can_hear(case) and case.wants_answer and not has_happened(scene, case, "acknowledge"):
        wanted.insert(0, "acknowledge")
    return [*mine, *(wanted or ["close"])]


def _possible(scene: Scene, case: Case) -> list[str]:
    """The acts that the person may do to the case in the status that it has."""
    assert case.id is not None
    stand = scene.stand(case)
    is_told = not can_hear(case) or has_happened(scene, case, "acknowledge")
    senseless = {
        "take": case.handler_id == scene.person_id,
        "acknowledge": is_told,
        "acknowledge_words": is_told,
        "ask": not can_hear(case),
        "answer": not can_hear(case) or case.status == "approved" or needs_somebody_else(scene, case),
        "draft_answer": not can_hear(case),
        "send_file": not can_hear(case),
        "send_answer": case.status != "approved",
        "files": not scene.desk.attachments.of_case(case_id=case.id),
        "make_formal": case.kind != "concern",
        "prevent": not needs_two_signatures(scene.policy, case),
    }
    return [
        name
        for name in EVERYTHING
        if not senseless.get(name)
        and flow_for_action(name) is not None
        and is_allowed(act := ACT_OF.get(name, name), case.status)
        and may(right_for(act, case.status), stand, case)
    ]


def _further(scene: Scene, case: Case) -> list[str]:
    """What has a path of its own, where the case is not on it yet; more time, and what the clocks say."""
    assert case.id is not None
    names = []
    if scene.may("add_to_case", case):
        names += [] if is_serious(scene, case) else ["declare_serious"]
        names += [] if open_duties(scene.desk, case) else ["body_add"]
        names += ["candour_yes"] if candour_state(scene.desk, scene.policy, case) == NONE else []
    if scene.may("handle_case", case) and (by := promised_by(scene.desk, case)) is not None:
        names.append("more_time" if by > scene.now else "explain_lateness")
    if scene.may("handle_case", case) and scene.desk.clocks.running(case_id=case.id):
        names.append("later")
    return [*names, *(["why_clock"] if scene.desk.clocks.of(case_id=case.id) else [])]


def _clock_buttons(scene: Scene, case: Case) -> list[Button]:
    """For each clock that runs: more time where it may have some; where it is late, that it was done
    elsewhere, or why."""
    assert case.id is not None
    if not scene.may("handle_case", case):
        return []
    buttons = []
    for clock in scene.desk.clocks.running(case_id=case.id):
        if clock.frozen_at is not None:
            continue
        name = clock_label(scene.texts, scene.policy, clock.name)
        if clock.due_at < scene.now:
            buttons += [
                scene.button(f"button-{what}_clock", f"d:{what}:{case.id}:{clock.name}", clock=name)
                for what in ("done", "why_late")
            ]
        if clock.name not in PROMISES:
            buttons += more_time_button(
                case, clock.name, scene.policy, scene.texts, "button-more_time_clock", clock=name
            )
    return buttons


def _button(scene: Scene, case: Case, name: str) -> Button:
    return scene.button(f"button-{name}", f"d:{name}:{case.id}")


def _show_everything(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers, "see_case")
    if case is not None:
        buttons = [_button(scene, case, name) for name in _possible(scene, case)]
        buttons += [
            scene.button(FURTHER.get(name, f"button-{name}"), f"d:{name}:{case.id}")
            for name in _further(scene, case)
        ]
        buttons += _clock_buttons(scene, case)
        rows = [*in_pairs(buttons), *open_again(scene, case)]
        scene.say_ready(scene.texts.say("everything", line=Ready(case_line(case, scene.texts))), rows)


FLOW = Flow(name="more_acts", action="more", may="see_case", finish=_show_everything)
