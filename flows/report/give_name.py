"""A reporter lets the handlers know who they are. Nobody else can, and it cannot be taken back."""

from flows.casework.reading import role_of
from flows.casework.reporter_acts import do_what_waits
from flows.casework.reporter_pings import ping_handler
from flows.casework.ways import CONFIDENTIAL, NAMED
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.report.own_case import own_case
from flows.report.status import is_own
from storage.tables import Case

GIVE_NAME = "check_give_name"


def give_name(scene: Scene, case: Case) -> None:
    """Puts the speaker's name on a case that they sent in private."""
    assert case.id is not None
    # Who is known has nothing to wait for.
    do_what_waits(scene.desk, scene.policy, case, now=scene.now)
    case.reporter_id = scene.person_id
    case.reporter_role = role_of(scene)
    case.way = NAMED
    scene.desk.cases.save(case)
    scene.desk.timeline.append(
        case_id=case.id,
        at=scene.now,
        act="give_name",
        actor_id=scene.person_id,
        actor_role=case.reporter_role,
    )
    if case.hidden_until is None:
        ping_handler(scene.desk, scene.policy, case, "ping-name-given", now=scene.now)
    scene.say("name-given", reference=case.reference)


def _begin(scene: Scene, answers: Answers) -> bool:
    if not is_own(scene, answers):
        return False
    if own_case(scene, answers).way != CONFIDENTIAL:
        scene.say("name-given-before", reference=answers["reference"])
        return False
    return True


def _card(scene: Scene, _answers: Answers) -> str:
    return scene.texts.say("card-give_name", name=scene.person.name)


def _give(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    if case.way == CONFIDENTIAL:
        give_name(scene, case)


FLOW = Flow(name="give_name", action="give_name", begin=_begin, card=_card, finish=_give)
