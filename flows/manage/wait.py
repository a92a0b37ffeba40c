"""A case waits for somebody, and goes on: the clocks that the policy names stand still meanwhile."""

from flows.casework.promises import tell_new_promise
from flows.casework.reporter import tell_reporter
from flows.casework.standing_still import freeze_clocks, resume_clocks
from flows.casework.view import clock_lines
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.engine.texts import Ready
from flows.manage.opened import act, can_do, handling_role, open_again, opened
from flows.policy.clocks import PROMISES

WHOM = ("reporter", "family", "gp", "hospital", "council", "police", "colleague")


def _wait(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "wait")
    whom = answers["wait_whom"]
    named = scene.texts.label(f"choice-wait_whom-{whom}") if whom in WHOM else whom
    act(scene, case, "wait", whom=named, words=answers["wait_why"])
    frozen = freeze_clocks(
        scene.desk,
        scene.policy,
        case,
        reason=answers["wait_why"],
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=handling_role(scene, case),
    )
    if set(frozen) & set(PROMISES):
        tell_reporter(scene, case, "tell-waiting")
    key = "waits-frozen" if frozen else "waits"
    scene.say(
        key,
        open_again(scene, case),
        reference=case.reference,
        whom=named,
        clocks=Ready("\n".join(clock_lines(scene, case))),
    )


def _resume(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "resume")
    moved = resume_clocks(
        scene.desk,
        scene.policy,
        case,
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=handling_role(scene, case),
    )
    act(scene, case, "resume")
    old = {clock.name: clock.old_due_at for clock in moved}
    former = next((old[name] for name in PROMISES if name in old), None)
    if former is not None:
        tell_new_promise(scene, case, former, "tell-goes-on")
    scene.clears_buttons = True
    scene.say(
        "goes-on",
        open_again(scene, case),
        reference=case.reference,
        clocks=Ready("\n".join(clock_lines(scene, case))),
    )


FLOWS = (
    Flow(
        name="wait",
        action="wait",
        may="handle_case",
        begin=can_do("wait"),
        steps=(
            Step("wait_whom", choices=choose(*WHOM), parse=free_text),
            Step("wait_why", parse=free_text),
        ),
        finish=_wait,
    ),
    Flow(name="resume", action="resume", may="handle_case", begin=can_do("resume"), finish=_resume),
)
