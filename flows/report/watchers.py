"""Who has opened a report: roles and numbers for whoever sent it, never names."""

from collections import defaultdict

from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.policy.timescales import local_time
from flows.report.own_case import own_case
from storage.tables import Case
from storage.watching import Look


def watchers_words(scene: Scene, case: Case) -> str:
    """HTML: each role that opened it, how many people, and the day of the last time."""
    assert case.id is not None
    texts = scene.texts
    by_role: dict[str, list[Look]] = defaultdict(list)
    for look in scene.desk.watching.of(case_id=case.id):
        by_role[look.role].append(look)
    if not by_role:
        lines = [texts.say("who-opened-nobody", reference=case.reference)]
    else:
        lines = [texts.say("who-opened-head", reference=case.reference)]
    for role, looks in by_role.items():
        lines.append(
            texts.say(
                "who-opened-line",
                role=texts.label(f"role-{role}"),
                count=len({look.person_id for look in looks}),
                on=local_time(looks[-1].at, scene.policy).date(),
            )
        )
    return "\n".join([*lines, "", texts.say("who-opened-foot")])


def _show(scene: Scene, answers: Answers) -> None:
    scene.say_ready(watchers_words(scene, own_case(scene, answers)))


FLOW = Flow(name="who_opened", action="who_opened", finish=_show)
