"""A complainant who is not content with the answer asks for a review by somebody else."""

from datetime import datetime, timedelta

from flows.casework.acts import record_act, start_clocks_on
from flows.casework.candour import latest
from flows.casework.dates_to_know import REVIEW, dates_of
from flows.casework.follow_up import time_of_act
from flows.casework.ladder import people_on_rung
from flows.casework.pings import case_line
from flows.casework.taking_back import not_yet_told
from flows.casework.ways import is_guarded, shown_after
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.texts import Ready, Texts
from flows.policy.timescales import out_of_quiet
from storage.notices import REMINDER
from storage.tables import Case

FIRST, NEXT = 0, 1
"""Rungs of the ladder: who has the case, and the next one up, who did not write the answer."""


def review_is_asked(scene: Scene, case: Case) -> bool:
    """Whether a review was asked for and has no answer yet."""
    last = latest(scene.desk, case, "ask_review", "answer_review")
    return last is not None and last.act == "ask_review"


def review_stage(scene: Scene, case: Case) -> str:
    """Why no review can be asked for: it was asked for before, it is done, or there is no answer yet."""
    if review_is_asked(scene, case):
        return "asked-before"
    return "not-now" if latest(scene.desk, case, "answer_review") is None else "done"


def can_ask_review(scene: Scene, case: Case) -> bool:
    """Whether there is an answer to a complaint that its writer has read, and no review of it yet."""
    if case.kind != "complaint" or latest(scene.desk, case, "ask_review") is not None:
        return False
    answer = latest(scene.desk, case, "answer", "tell_outcome")
    _, not_yet = not_yet_told(scene.desk, case, scene.now)
    return answer is not None and answer.position not in not_yet


def ways_onward(scene: Scene, case: Case) -> str:
    """The key of what the writer of a complaint reads below its outcome: a review comes once."""
    if case.kind != "complaint":
        return ""
    return "ways-onward" if latest(scene.desk, case, "ask_review") is None else "ways-onward-last"


def record_review_asked(scene: Scene, case: Case, why: str) -> datetime | None:
    """Puts it on the case, starts its clock and tells who looks at it. Returns when it is due."""
    assert case.id is not None
    at = time_of_act(scene, case)
    until = dates_of(scene, case).get(REVIEW)
    is_late = until is not None and until < scene.now
    record_act(
        scene.desk,
        scene.policy,
        case,
        "ask_review",
        now=at,
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        words=why,
        late=is_late,
    )
    start_clocks_on(scene.desk, scene.policy, case, "review_asked", now=scene.now, from_at=at)
    _ping(scene, case, after=until if is_late else None)
    running = scene.desk.clocks.running(case_id=case.id)
    return next((clock.due_at for clock in running if clock.name == "review_answer"), None)


def _ping(scene: Scene, case: Case, *, after: datetime | None) -> None:
    """`after`: the day until which they could have asked, where it is over."""
    told = {p.id: p for rung in (FIRST, NEXT) for p in people_on_rung(scene.desk, scene.policy, case, rung)}
    kept_back = shown_after(scene.policy, scene.rng) if is_guarded(case) else timedelta()
    for person in told.values():
        texts = Texts(person.language)
        scene.tell(
            person,
            "ping-review",
            [[Button(texts.label("button-answer_review"), f"d:answer_review:{case.id}")]],
            priority=REMINDER,
            case=case,
            about="review",
            after=out_of_quiet(scene.now + kept_back, scene.policy) - scene.now,
            line=Ready(case_line(case, texts)),
            late="yes" if after else "no",
            until=after or scene.now,
        )
