"""A complainant who is not content with the answer asks for a review by somebody else."""

from datetime import datetime

from flows.casework.candour import latest
from flows.casework.dates_to_know import REVIEW, dates_of
from flows.casework.promises import promised_after
from flows.casework.reporter_acts import do_to_own_case, is_waiting
from flows.casework.taking_back import not_yet_told
from flows.engine.scene import Scene
from storage.tables import Case

ASKED = "ask_review"


def review_is_asked(scene: Scene, case: Case) -> bool:
    """Whether a review was asked for, as handlers know, and has no answer yet."""
    last = latest(scene.desk, case, ASKED, "answer_review")
    return last is not None and last.act == ASKED


def review_stage(scene: Scene, case: Case) -> str:
    """Why no review can be asked for: it was asked for before, it is done, or there is no answer yet."""
    if review_is_asked(scene, case) or is_waiting(scene.desk, case, ASKED):
        return "asked-before"
    return "not-now" if latest(scene.desk, case, "answer_review") is None else "done"


def can_ask_review(scene: Scene, case: Case) -> bool:
    """Whether there is an answer to a complaint that its writer has read, and no review of it yet."""
    if case.kind != "complaint" or latest(scene.desk, case, ASKED) is not None:
        return False
    if is_waiting(scene.desk, case, ASKED):
        return False
    answer = latest(scene.desk, case, "answer", "tell_outcome")
    _, not_yet = not_yet_told(scene.desk, case, scene.now)
    return answer is not None and answer.position not in not_yet


def ways_onward(scene: Scene, case: Case) -> str:
    """The key of what the writer of a complaint reads below its outcome: a review comes once."""
    if case.kind != "complaint":
        return ""
    return "ways-onward" if latest(scene.desk, case, ASKED) is None else "ways-onward-last"


def record_review_asked(
    scene: Scene, case: Case, why: str, *, past_manager: bool = False
) -> tuple[datetime | None, bool]:
    """Puts it on the case, which starts its clock and tells who looks at it. Returns when it is due, and
    whether all that waits."""
    until = dates_of(scene, case).get(REVIEW)
    waits = do_to_own_case(
        scene,
        case,
        ASKED,
        past_manager=past_manager,
        words=why,
        late=until is not None and until < scene.now,
    )
    return promised_after(scene, case, "review_answer"), waits
