"""/retention: records whose time is over; a person signs that each is deleted, or kept and why."""

from collections.abc import Sequence

from dateutil.relativedelta import relativedelta

from flows.casework.pings import case_line
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step, choose
from flows.engine.texts import Ready
from flows.manage.opened import handling_role
from storage.retention import DELETED, KEPT, RetentionReview
from storage.tables import Case

PAGE = 8


def _list(scene: Scene, answers: Answers) -> None:
    waiting = scene.desk.retention.waiting(sight=scene.sight("review_retention").where())
    if not waiting:
        scene.say("retention-none")
        return
    page = int(answers.get("id") or 0)
    shown = waiting[page * PAGE : (page + 1) * PAGE] or waiting[:PAGE]
    lines = [scene.texts.say("retention-head", count=len(waiting))]
    lines += [_line(scene, review, case) for review, case in shown]
    rows = [Button(case.reference, f"d:retention_review:{review.id}") for review, case in shown]
    below = [rows[i : i + 2] for i in range(0, len(rows), 2)]
    left = len(waiting) - (page + 1) * PAGE
    if left > 0:
        below.append([scene.button("button-more", f"d:retention:{page + 1}", count=left)])
    scene.say_ready("\n\n".join(lines), below)


def _line(scene: Scene, review: RetentionReview, case: Case) -> str:
    line = Ready(case_line(case, scene.texts))
    closed = (case.closed_at or case.reported_at).date()
    return scene.texts.say("retention-line", line=line, closed=closed, due=review.due_at.date())


def _under_review(scene: Scene, answers: Answers) -> tuple[RetentionReview, Case]:
    """Raises `NotAllowed` where there is nothing (any more) for this person to decide."""
    review = scene.desk.retention.get(review_id=int(answers.get("id") or 0))
    case = scene.desk.cases.get(case_id=review.case_id) if review is not None else None
    if (
        review is None
        or case is None
        or review.decided_at is not None
        or not scene.may("review_retention", case)
    ):
        raise NotAllowed("retention-gone")
    return review, case


def _begin(scene: Scene, answers: Answers) -> None:
    review, case = _under_review(scene, answers)
    answers["reference"] = case.reference
    scene.say_ready(_line(scene, review, case), [[scene.button("button-open", f"d:open:{case.id}")]])


def _keeps(_scene: Scene, answers: Answers) -> bool:
    return answers.get("decision") == KEPT


def _years(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return [
        Choice(str(years), scene.texts.label("choice-keep-years", years=years))
        for years in scene.policy.retention.keep_again_years
    ]


def _card(scene: Scene, answers: Answers) -> str:
    _, case = _under_review(scene, answers)
    texts = scene.texts
    reason = texts.say("retention-reason", words=answers["reason"])
    if _keeps(scene, answers):
        keep = texts.say("retention-keep-card", reference=case.reference, years=int(answers["keep_years"]))
        return f"{keep}\n\n{reason}"
    extent = scene.desk.retention.extent(case=case)
    goes = texts.say(
        "retention-delete-card",
        reference=case.reference,
        words=extent.words,
        files=extent.files,
        messages=extent.messages,
        months=scene.policy.backups.keep_monthly,
    )
    return f"{goes}\n\n{reason}"


def _decide(scene: Scene, answers: Answers) -> None:
    review, case = _under_review(scene, answers)
    role = handling_role(scene, case)
    again_at = None
    if _keeps(scene, answers):
        again_at = scene.now + relativedelta(years=int(answers["keep_years"]))
    else:
        if scene.desk.kept_back.of_case(case_id=review.case_id):
            # Something came in private that nobody has seen: it would go unread.
            raise NotAllowed("retention-not-yet", reference=case.reference)
        extent = scene.desk.retention.erase(case=case, now=scene.now, by=scene.person_id, role=role)
        review.words, review.files, review.messages = extent.words, extent.files, extent.messages
    scene.desk.retention.decide(
        review,
        decision=KEPT if again_at else DELETED,
        reason=answers["reason"],
        by=scene.person_id,
        role=role,
        now=scene.now,
        again_at=again_at,
    )
    next_one = [[scene.button("button-retention", "d:retention")]]
    if again_at is None:
        scene.say("retention-deleted", next_one, reference=case.reference)
    else:
        scene.say("retention-kept", next_one, reference=case.reference, until=again_at.date())


FLOWS = (
    Flow(name="retention", command="retention", action="retention", may="review_retention", finish=_list),
    Flow(
        name="retention_review",
        action="retention_review",
        may="review_retention",
        begin=_begin,
        steps=(
            Step("decision", choices=choose(DELETED, KEPT)),
            Step("keep_years", choices=_years, ask_if=_keeps),
            Step("reason", parse=free_text),
        ),
        card=_card,
        finish=_decide,
    ),
)
