"""A complainant who is not content with the answer asks for a review by somebody else."""

from datetime import datetime

from flows.casework.acts import record_act, start_clocks_on
from flows.casework.candour import latest
from flows.casework.dates_to_know import REVIEW, dates_of
from flows.casework.ladder import people_on_rung
from flows.casework.pings import case_line
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.engine.texts import Ready, Texts
from flows.policy.timescales import out_of_quiet
from flows.report.status import own_case
from storage.notices import REMINDER
from storage.tables import Case

FIRST, NEXT = 0, 1
"""Rungs of the ladder: who has the case, and the next one up, who did not write the answer."""


def _begin(scene: Scene, answers: Answers) -> bool:
    case = own_case(scene, answers)
    answers["reference"] = case.reference
    asked, answered = (latest(scene.desk, case, act) for act in ("ask_review", "answer_review"))
    if asked is not None and (answered is None or answered.position < asked.position):
        scene.say("review-asked-before", reference=case.reference)
        return False
    return True


def _ask(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    if not _begin(scene, answers):
        return
    assert case.id is not None
    until = dates_of(scene, case).get(REVIEW)
    is_late = until is not None and until < scene.now
    record_act(
        scene.desk,
        scene.policy,
        case,
        "ask_review",
        now=scene.now,
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        words=answers["review_why"],
        late=is_late,
    )
    start_clocks_on(scene.desk, scene.policy, case, "review_asked", now=scene.now)
    running = scene.desk.clocks.running(case_id=case.id)
    due = next((clock.due_at for clock in running if clock.name == "review_answer"), None)
    _ping(scene, case, after=until if is_late else None)
    scene.clears_buttons = True
    scene.say("review-asked", reference=case.reference, timed="yes" if due else "no", by=due or scene.now)


def _ping(scene: Scene, case: Case, *, after: datetime | None) -> None:
    """`after`: the day until which they could have asked, where it is over."""
    told = {p.id: p for rung in (FIRST, NEXT) for p in people_on_rung(scene.desk, scene.policy, case, rung)}
    for person in told.values():
        texts = Texts(person.language)
        scene.tell(
            person,
            "ping-review",
            [[Button(texts.label("button-answer_review"), f"d:answer_review:{case.id}")]],
            priority=REMINDER,
            case=case,
            about="review",
            after=out_of_quiet(scene.now, scene.policy) - scene.now,
            line=Ready(case_line(case, texts)),
            late="yes" if after else "no",
            until=after or scene.now,
        )


FLOW = Flow(
    name="ask_review",
    action="ask_review",
    begin=_begin,
    steps=(Step("review_why", parse=free_text),),
    finish=_ask,
)
