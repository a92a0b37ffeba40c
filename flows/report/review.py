"""A complainant who is not content with the answer asks for a review by somebody else."""

from flows.casework.candour import latest
from flows.casework.dates_to_know import REVIEW, dates_of
from flows.casework.promises import promised_after
from flows.casework.reporter_acts import do_to_own_case, is_waiting
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.report.past_manager import asks_about_reader, became_a_report, goes_past, say_where_it_is
from flows.report.status import own_case


def _begin(scene: Scene, answers: Answers) -> bool:
    case = own_case(scene, answers)
    answers["reference"] = case.reference
    asked, answered = (latest(scene.desk, case, act) for act in ("ask_review", "answer_review"))
    is_asked = asked is not None and (answered is None or answered.position < asked.position)
    if is_asked or is_waiting(scene.desk, case, "ask_review"):
        scene.say("review-asked-before", reference=case.reference)
        return False
    return True


def _ask(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    if not _begin(scene, answers):
        return
    if became_a_report(scene, case, answers, "review_why"):
        return
    until = dates_of(scene, case).get(REVIEW)
    waits = do_to_own_case(
        scene,
        case,
        "ask_review",
        past_manager=goes_past(answers),
        words=answers["review_why"],
        late=until is not None and until < scene.now,
    )
    due = promised_after(scene, case, "review_answer")
    scene.clears_buttons = True
    scene.say("review-asked", reference=case.reference, timed="yes" if due else "no", by=due or scene.now)
    say_where_it_is(scene, answers, case, waits=waits)


FLOW = Flow(
    name="ask_review",
    action="ask_review",
    begin=_begin,
    steps=(Step("review_why", parse=free_text), asks_about_reader("review_why")),
    finish=_ask,
)
