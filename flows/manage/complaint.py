"""The steps of a complaint: a plan, more time with a reason, the answer drafted, approved and sent back."""

from collections.abc import Sequence
from datetime import date

from flows.casework.acts import NotLater, extend_clock
from flows.casework.answers import (
    PARTS,
    answer_words,
    draft_of,
    needs_somebody_else,
    parts_of,
)
from flows.casework.candour import latest
from flows.casework.ladder import people_on_rung
from flows.casework.letters import answer_letter
from flows.casework.pings import case_line
from flows.casework.promises import PROMISES, promised_by
from flows.casework.reporter import tell_reporter
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step, choose
from flows.engine.texts import Ready, Texts
from flows.manage.days import coming_days, days_ahead
from flows.manage.opened import act, can_do, can_open, case_of, handling_role, open_again, opened
from flows.manage.templates import worded
from flows.meet.new_action import read_day
from flows.policy.standing import whom_it_goes_to
from flows.policy.timescales import out_of_quiet
from storage.notices import REMINDER
from storage.tables import Case


def _show(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers)
    if case is None:
        return
    assert case.id is not None
    texts = scene.texts
    planned = [e for e in scene.desk.timeline.of(case_id=case.id) if e.act == "plan_enquiry"]
    plans = [texts.say("act-words", words=str(entry.detail.get("words", ""))) for entry in planned]
    by = promised_by(scene.desk, case)
    names = ["plan_enquiry", "more_time", *STEPS.get(case.status, ())] if case.closed_at is None else []
    if latest(scene.desk, case, "ask_review") is not None:
        names.append("answer_review")
    scene.say(
        "complaint-steps",
        [
            *([scene.button(f"button-{name}", f"d:{name}:{case.id}")] for name in names),
            *open_again(scene, case),
        ],
        reference=case.reference,
        status=texts.label(f"case-status-{case.status}"),
        promised="yes" if by else "no",
        by=by or scene.now,
        plans=Ready("\n".join(plans) or texts.say("complaint-no-plan")),
    )


def _plan(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    words = scene.texts.label(
        "enquiry-line",
        what=answers["find_out"],
        whom=answers["from_whom"],
        by=date.fromisoformat(answers["plan_by"]),
    )
    act(scene, case, "plan_enquiry", words=words)
    more = scene.button("button-plan_more", f"d:plan_enquiry:{case.id}")
    scene.say("enquiry-planned", [[more], *open_again(scene, case)], reference=case.reference)


def _begin_more_time(scene: Scene, answers: Answers) -> bool:
    """A promise can be moved as long as it is not broken; afterwards it can only be explained."""
    if not can_open(scene, answers):
        return False
    case = opened(scene, answers)
    by = promised_by(scene.desk, case)
    if by is None:
        scene.say("more-time-nothing", open_again(scene, case), reference=case.reference)
        return False
    if by <= scene.now:
        late = scene.button("button-explain_lateness", f"d:explain_lateness:{case.id}")
        scene.say("more-time-too-late", [[late], *open_again(scene, case)], reference=case.reference, by=by)
        return False
    answers["promised"] = scene.texts.moment(by)
    return True


def _days_after_promise(scene: Scene, answers: Answers) -> Sequence[Choice]:
    return days_ahead(scene, promised_by(scene.desk, opened(scene, answers)) or scene.now)


def _more_time(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    if not _begin_more_time(scene, answers):
        return
    assert case.id is not None
    running = {clock.name for clock in scene.desk.clocks.running(case_id=case.id)}
    former = promised_by(scene.desk, case)
    name = next(name for name in PROMISES if name in running)
    try:
        moved = extend_clock(
            scene.desk,
            scene.policy,
            case,
            name,
            reason=answers["more_time_why"],
            until=date.fromisoformat(answers["more_time_until"]),
            now=scene.now,
            actor_id=scene.person_id,
            actor_role=handling_role(scene, case),
        )
    except NotLater:
        scene.say("more-time-not-later", open_again(scene, case), reference=case.reference)
        return
    told = tell_reporter(
        scene, case, "tell-more-time", words=answers["more_time_why"], by=moved.due_at, former=former
    )
    key = "more-time-given" if told or case.code_hash else "more-time-untold"
    scene.say(key, open_again(scene, case), reference=case.reference, by=moved.due_at)


def _explain(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers)
    told = tell_reporter(
        scene, case, "tell-late", words=answers["late_why"], by=date.fromisoformat(answers["late_until"])
    )
    act(scene, case, "explain_lateness", words=answers["late_why"], until=answers["late_until"], told=told)
    key = "lateness-explained" if told or case.code_hash else "not-told"
    scene.say(key, open_again(scene, case), reference=case.reference)


def _draft_card(scene: Scene, answers: Answers) -> str:
    parts = {name: answers[name] for name in PARTS}
    return scene.texts.say("card-draft", words=answer_words(scene.texts, parts))


def _draft(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "draft_answer")
    parts = {name: answers[name] for name in PARTS}
    act(scene, case, "draft_answer", **parts)
    other = needs_somebody_else(scene, case)
    if other:
        _ping_approvers(scene, case)
    letter = answer_letter(scene, case, parts_of(scene, case, dict(parts)))
    approve = [] if other else [[scene.button("button-approve_answer", f"d:approve_answer:{case.id}")]]
    scene.hand_over(
        letter,
        "draft-kept-other" if other else "draft-kept",
        [*approve, *open_again(scene, case)],
        reference=case.reference,
    )


def _ping_approvers(scene: Scene, case: Case) -> None:
    """Those whom the case goes to, but for whoever wrote the draft. No names, no words."""
    for person in whom_it_goes_to(scene.desk, case):
        if person.id == scene.person_id:
            continue
        texts = Texts(person.language)
        scene.tell(
            person,
            "ping-approve",
            [[Button(texts.label("button-approve_answer"), f"d:approve_answer:{case.id}")]],
            priority=REMINDER,
            case=case,
            about="approve",
            after=out_of_quiet(scene.now, scene.policy) - scene.now,
            line=Ready(case_line(case, texts)),
        )


def _begin_approve(scene: Scene, answers: Answers) -> bool:
    if not can_do("approve_answer")(scene, answers):
        return False
    case = opened(scene, answers, "approve_answer")
    draft = draft_of(scene, case)
    if draft is None:
        return False
    if draft.actor_id == scene.person_id and needs_somebody_else(scene, case):
        scene.say("approve-not-own", open_again(scene, case), reference=case.reference)
        return False
    answers["words"] = answer_words(scene.texts, parts_of(scene, case, draft.detail))
    answers["drafter"] = _name(scene, draft.actor_id)
    return True


def _name(scene: Scene, person_id: int | None) -> str:
    if person_id is None:
        return scene.texts.label("somebody")
    return scene.desk.people.get(person_id=person_id).name


def _approve_card(scene: Scene, answers: Answers) -> str:
    return scene.texts.say("card-approve", words=answers["words"], name=answers["drafter"])


def _approve(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "approve_answer")
    if not _begin_approve(scene, answers):
        return
    act(scene, case, "approve_answer")
    send = scene.button("button-send_answer", f"d:send_answer:{case.id}")
    scene.say("answer-approved", [[send], *open_again(scene, case)], reference=case.reference)
    for person in people_on_rung(scene.desk, scene.policy, case, 0):
        if person.id != scene.person_id:
            texts = Texts(person.language)
            scene.tell(
                person,
                "ping-approved",
                [[Button(texts.label("button-send_answer"), f"d:send_answer:{case.id}")]],
                priority=REMINDER,
                case=case,
                about="approve",
                after=out_of_quiet(scene.now, scene.policy) - scene.now,
                line=Ready(case_line(case, texts)),
            )


def _send_back(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "send_back")
    act(scene, case, "send_back", words=answers["send_back_why"])
    scene.say("sent-back", open_again(scene, case), reference=case.reference)


def _begin_send(scene: Scene, answers: Answers) -> bool:
    if not can_do("answer")(scene, answers):
        return False
    case = opened(scene, answers, "answer")
    if draft_of(scene, case) is None or case.status != "approved":
        scene.say("send-not-approved", open_again(scene, case), reference=case.reference)
        return False
    return True


def _send(scene: Scene, answers: Answers) -> None:
    """The approved answer as a message and as a letter; the handler gets the letter as well."""
    case = opened(scene, answers, "answer")
    draft = draft_of(scene, case)
    if draft is None or not _begin_send(scene, answers):
        return
    parts = parts_of(scene, case, draft.detail)
    words = answer_words(scene.texts, parts)
    letter = answer_letter(scene, case, parts)
    told = tell_reporter(
        scene,
        case,
        "tell-answer",
        words=words,
        also=[[scene.button("button-ask_review", f"d:ask_review:{case.id}")]],
        ways_onward=Ready(scene.texts.say("ways-onward")),
    )
    if told:
        tell_reporter(scene, case, "tell-answer-letter", can_reply=False, document=letter)
    act(scene, case, "answer", words=words, verdict=parts["verdict"], told=told, review_by=parts["review_by"])
    key = "answer-sent" if told or case.code_hash else "answer-sent-untold"
    scene.hand_over(letter, key, open_again(scene, case), reference=case.reference)


STEPS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("new", "acknowledged", "looked_into", "reopened"), ("draft_answer",)),
    "drafted": ("approve_answer", "draft_answer", "send_back"),
    "approved": ("send_answer", "send_back"),
}
"""What leads on to the answer, by the status of the case."""

FLOWS = (
    Flow(name="complaint", action="complaint", may="add_to_case", finish=_show),
    Flow(
        name="plan_enquiry",
        action="plan_enquiry",
        may="handle_case",
        begin=can_open,
        steps=(
            Step("find_out", parse=free_text),
            Step("from_whom", parse=free_text),
            Step("plan_by", parse=read_day, choices=coming_days),
        ),
        finish=_plan,
    ),
    Flow(
        name="more_time",
        action="more_time",
        may="handle_case",
        begin=_begin_more_time,
        steps=(
            Step("more_time_until", parse=read_day, choices=_days_after_promise),
            Step("more_time_why", parse=free_text),
        ),
        finish=_more_time,
    ),
    Flow(
        name="explain_lateness",
        action="explain_lateness",
        may="handle_case",
        begin=can_open,
        steps=(
            Step("late_why", parse=free_text),
            Step("late_until", parse=read_day, choices=coming_days),
        ),
        finish=_explain,
    ),
    Flow(
        name="draft_answer",
        action="draft_answer",
        may="handle_case",
        begin=can_do("draft_answer"),
        steps=(
            Step("verdict", choices=choose("upheld", "partly", "not_upheld")),
            *map(worded, PARTS[1:]),
        ),
        card=_draft_card,
        finish=_draft,
    ),
    Flow(
        name="approve_answer",
        action="approve_answer",
        may="handle_case",
        begin=_begin_approve,
        card=_approve_card,
        finish=_approve,
    ),
    Flow(
        name="send_back",
        action="send_back",
        may="handle_case",
        begin=can_do("send_back"),
        steps=(Step("send_back_why", parse=free_text),),
        finish=_send_back,
    ),
    Flow(name="send_answer", action="send_answer", may="handle_case", begin=_begin_send, finish=_send),
)
