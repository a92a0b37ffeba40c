"""Closes a case: an outcome that the reporter is told, and a lesson or the reason why there is none."""

from flows.casework.answers import needs_somebody_else
from flows.casework.candour import latest
from flows.casework.check_backs import ask_rows, begin_put_right
from flows.casework.clocks import drop_clocks, is_answerable
from flows.casework.consent import onward, reminder
from flows.casework.reporter import tell_reporter, will_hear
from flows.casework.reviews import ways_onward
from flows.casework.signatures import needs_two_signatures
from flows.casework.taking_back import undo_row
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.engine.texts import Ready
from flows.manage.opened import act, can_do, open_again, opened
from flows.manage.sign import is_signed
from flows.manage.templates import worded
from flows.meet.identifying import names_around, points_at_somebody
from storage.tables import Case

UNANSWERED = ("new", "acknowledged", "looked_into", "reopened")
"""Statuses in which a case can be closed though its reporter has no answer yet."""


def _has_lesson(_scene: Scene, answers: Answers) -> bool:
    return answers.get("has_lesson") == "yes"


def _has_none(_scene: Scene, answers: Answers) -> bool:
    return answers.get("has_lesson") == "no"


def _card(scene: Scene, answers: Answers) -> str:
    texts = scene.texts
    learned = (
        texts.say("card-lesson", words=answers["lesson"])
        if _has_lesson(scene, answers)
        else texts.say("card-no-lesson", words=answers["no_lesson_because"])
    )
    return "\n\n".join(
        (
            texts.say("card-close", reference=answers["reference"]),
            texts.say("card-outcome", words=answers["outcome"]),
            *reminder(opened(scene, answers, "close"), texts),
            learned,
        )
    )


def _begin(scene: Scene, answers: Answers) -> bool:
    if not can_do("close")(scene, answers):
        return False
    case = opened(scene, answers, "close")
    return is_signed(scene, case) and _is_answered(scene, case)


def _can_be_told(scene: Scene, case: Case) -> bool:
    if case.reporter_id is None:
        return is_answerable(case)
    return is_answerable(case) and scene.desk.people.get(person_id=case.reporter_id).unreachable_at is None


def _was_declined(scene: Scene, case: Case) -> bool:
    """Whether it came too late to be looked into, and they were told so."""
    decided = latest(scene.desk, case, "decide_too_old")
    return decided is not None and not decided.detail.get("accepted")


def _is_answered(scene: Scene, case: Case) -> bool:
    """Whether nothing has to be approved by somebody else before the reporter may be told; says so where
    it has."""
    if (
        case.status not in UNANSWERED
        or not _can_be_told(scene, case)
        or needs_two_signatures(scene.policy, case)
        or not needs_somebody_else(scene, case)
        or _was_declined(scene, case)
    ):
        return True
    draft = scene.button("button-draft_answer", f"d:draft_answer:{case.id}")
    scene.say("close-needs-answer", [[draft], *open_again(scene, case)], reference=case.reference)
    return False


def _tell_duplicates(scene: Scene, case: Case) -> None:
    """Who told the same thing hears the same outcome. It was written to somebody else: where it points at a
    person, its words stay there."""
    assert case.id is not None
    others = [
        other
        for other in scene.desk.links.duplicates_of(case_id=case.id)
        if other.status == "duplicate" and other.reporter_id != case.reporter_id
    ]
    known = names_around(scene.desk, case) if others else []
    for other in others:
        if points_at_somebody(case.outcome or "", scene.policy, known_names=known):
            tell_reporter(scene, other, "tell-outcome-kept")
        else:
            tell_reporter(scene, other, "tell-outcome-shared", can_reply=False, words=case.outcome)


def _close(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "close")
    if not (is_signed(scene, case) and _is_answered(scene, case)):
        return
    case.outcome = answers["outcome"]
    case.lesson = answers["lesson"] if _has_lesson(scene, answers) else None
    case.no_lesson_because = None if case.lesson else answers["no_lesson_because"]
    if case.handler_id is None:
        case.handler_id = scene.person_id
    assert case.id is not None
    check = begin_put_right(scene, case) if is_answerable(case) else None
    below = onward(scene, case, ways_onward(scene, case))
    asked = [scene.texts.say("ask-put-right")] if check is not None else []
    told = is_answerable(case) and will_hear(
        case,
        tell_reporter(
            scene,
            case,
            "tell-outcome",
            can_reply=case.kind == "complaint",
            words=case.outcome,
            also=ask_rows(check, scene.texts) if check is not None else (),
            ways_onward=Ready("\n\n".join([*filter(None, [below]), *asked])),
        ),
    )
    if told:
        act(scene, case, "tell_outcome", words=case.outcome)
    _tell_duplicates(scene, case)
    act(scene, case, "close", words=case.lesson or case.no_lesson_because)
    if not told:
        # Nobody is left to be told, so the clocks of telling end with the case.
        left = [
            clock.name
            for clock in scene.desk.clocks.running(case_id=case.id)
            if clock.name not in scene.policy.lasting_clocks
        ]
        drop_clocks(scene.desk, case, left, now=scene.now)
    scene.desk.cases.save(case)
    scene.say("closed" if told else "closed-not-told", undo_row(scene), reference=case.reference)


FLOW = Flow(
    name="close",
    action="close",
    may="handle_case",
    begin=_begin,
    steps=(
        worded("outcome"),
        Step("has_lesson", choices=choose("yes", "no")),
        Step("lesson", parse=free_text, ask_if=_has_lesson),
        Step("no_lesson_because", parse=free_text, ask_if=_has_none),
    ),
    card=_card,
    finish=_close,
)
