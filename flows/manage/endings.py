"""Other ends than closing: the same as another case, or not ours. And going on after an end."""

from flows.casework.clocks import drop_clocks
from flows.casework.reopening import CONCERN, make_formal, reopen_case
from flows.casework.reporter import tell_reporter
from flows.casework.view import clock_lines
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed, NotUnderstood, Step
from flows.engine.texts import Ready
from flows.manage.opened import act, can_do, handling_role, open_again, opened, reference_in
from flows.policy.permissions import knows_of
from storage.links import DUPLICATE
from storage.tables import Case


def read_other(scene: Scene, answers: Answers, text: str) -> str:
    """The reference of another case that the person may know of. Raises `NotUnderstood`."""
    reference = reference_in(text)
    other = scene.desk.cases.with_reference(reference=reference) if reference else None
    if other is None or not knows_of(scene.stand(other), other):
        raise NotUnderstood("not-understood-other")
    if other.id == answers["id"] or other.status == "duplicate":
        raise NotUnderstood("not-understood-same")
    return other.reference


def other_case(scene: Scene, answers: Answers) -> Case:
    try:
        reference = read_other(scene, answers, answers["other"])
    except NotUnderstood as fault:
        raise NotAllowed(fault.key) from None
    other = scene.desk.cases.with_reference(reference=reference)
    assert other is not None
    return other


def _drop_all(scene: Scene, case: Case) -> None:
    assert case.id is not None
    running = [clock.name for clock in scene.desk.clocks.not_met(case_id=case.id)]
    drop_clocks(scene.desk, case, running, now=scene.now)


def _duplicate(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "duplicate")
    other = other_case(scene, answers)
    assert case.id is not None
    assert other.id is not None
    scene.desk.links.add(case_id=case.id, other_id=other.id, how=DUPLICATE, now=scene.now)
    tell_reporter(scene, case, "tell-duplicate", can_reply=True)
    act(scene, case, "duplicate", other=other.reference)
    _drop_all(scene, case)
    if other.reporter_id != case.reporter_id and other.closed_at is None:
        # Not whose words, nor their number: only that more was heard.
        tell_reporter(scene, other, "tell-more-heard")
    scene.say("made-duplicate", open_again(scene, other), reference=case.reference, other=other.reference)


def _begin_duplicate(scene: Scene, answers: Answers) -> bool:
    if not can_do("duplicate")(scene, answers):
        return False
    if "extra" in answers:
        answers["other"] = answers.pop("extra")
    return True


def _not_ours(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "not_ours")
    told = tell_reporter(scene, case, "tell-not-ours", where=answers["sent_where"])
    act(scene, case, "not_ours", where=answers["sent_where"])
    _drop_all(scene, case)
    scene.say(
        "made-not-ours" if told else "made-not-ours-untold",
        open_again(scene, case),
        reference=case.reference,
        where=answers["sent_where"],
    )


def _go_on(scene: Scene, answers: Answers, name: str) -> None:
    case = opened(scene, answers, name)
    reopen_case(scene, case, name, answers["go_on_why"], role=handling_role(scene, case))
    scene.say(
        "opened-again",
        open_again(scene, case),
        reference=case.reference,
        clocks=Ready("\n".join(clock_lines(scene, case))),
    )


def _begin_formal(scene: Scene, answers: Answers) -> bool:
    if not can_do("make_formal")(scene, answers):
        return False
    if opened(scene, answers, "make_formal").kind != CONCERN:
        scene.say("refused-make_formal", reference=answers["reference"])
        return False
    return True


def _make_formal(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "make_formal")
    told = make_formal(scene, case, role=handling_role(scene, case))
    scene.clears_buttons = True
    scene.say(
        "made-formal" if told else "made-formal-untold",
        open_again(scene, case),
        reference=case.reference,
        clocks=Ready("\n".join(clock_lines(scene, case))),
    )


FLOWS = (
    Flow(
        name="duplicate",
        action="duplicate",
        may="handle_case",
        begin=_begin_duplicate,
        steps=(Step("other", parse=read_other),),
        finish=_duplicate,
    ),
    Flow(
        name="not_ours",
        action="not_ours",
        may="handle_case",
        begin=can_do("not_ours"),
        steps=(Step("sent_where", parse=free_text),),
        finish=_not_ours,
    ),
    Flow(
        name="reopen",
        action="reopen",
        may="handle_case",
        begin=can_do("reopen"),
        steps=(Step("go_on_why", parse=free_text),),
        finish=lambda scene, answers: _go_on(scene, answers, "reopen"),
    ),
    Flow(
        name="carry_on",
        action="carry_on",
        may="handle_case",
        begin=can_do("carry_on"),
        steps=(Step("go_on_why", parse=free_text),),
        finish=lambda scene, answers: _go_on(scene, answers, "carry_on"),
    ),
    Flow(
        name="make_formal",
        action="make_formal",
        may="handle_case",
        begin=_begin_formal,
        finish=_make_formal,
    ),
)
