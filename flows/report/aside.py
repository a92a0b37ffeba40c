"""Questions to the bot that are no words of a report: who will know, and how to take something back."""

from collections.abc import Sequence

from flows.casework.reading import understand_words
from flows.casework.ways import CONFIDENTIAL, NAMED
from flows.engine.parsers import words_beside
from flows.engine.registry import flow_named
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.report.as_meant import as_meant
from flows.report.first_words import heed_wish
from flows.report.own_case import may_reporter
from storage.tables import Case, Conversation

WHO_KNOWS, TAKE_BACK, NAME_OFF = "who_knows", "take_back", "name_off"
MOST_BESIDE = {WHO_KNOWS: 8, TAKE_BACK: 5, NAME_OFF: 5}
"""So many words may stand beside the question; whoever says more tells something."""
MOST_CASES = 3
OF_REPORTERS = ("talk", "report")
"""What somebody must be allowed to do for the conversations in which they speak for themselves."""


def is_reporting(conversation: Conversation) -> bool:
    """Whether a conversation is a reporter's, and not one in which a case is handled."""
    flow = flow_named(conversation.flow)
    return flow is not None and flow.may in OF_REPORTERS and flow.name != "check_code"


def _topic(scene: Scene, text: str, *, in_report: bool) -> str:
    """What is asked, or "". In the middle of a report to delete it is to cancel, and a name is left off by
    choosing another way; so it is in the first words of one."""
    meant = as_meant(scene, text)
    for topic in (WHO_KNOWS,) if in_report else (WHO_KNOWS, TAKE_BACK, NAME_OFF):
        if not _stands_in(scene, meant, topic):
            continue
        if topic == NAME_OFF and not _open_cases(scene):
            continue
        # What cannot wait is told on, however it begins.
        can_wait = scene.policy.speaking.is_kept_back(understand_words(scene, text).red_flags)
        return topic if can_wait else ""
    return ""


def _stands_in(scene: Scene, meant: str, topic: str) -> bool:
    beside = words_beside(scene, meant, f"typed-{topic}")
    if beside is not None and beside <= MOST_BESIDE[topic]:
        return True
    return topic == WHO_KNOWS and words_beside(scene, meant, "typed-who_knows_alone") == 0


def _open_cases(scene: Scene) -> list[Case]:
    own = scene.desk.cases.reported_by(person_id=scene.person_id, limit=MOST_CASES)
    return [case for case in own if case.closed_at is None]


def _is_asked(scene: Scene, conversation: Conversation | None) -> bool:
    if conversation is not None and not is_reporting(conversation):
        return False
    return bool(_topic(scene, scene.said.text, in_report=conversation is not None))


def _answer(scene: Scene, answers: Answers) -> None:
    conversation = scene.desk.conversations.of(person_id=scene.person_id)
    if conversation is not None:
        if "way" in conversation.answers:
            # "Dont tell her it was me" is a wish as well.
            heed_wish(scene, conversation.answers, scene.said.text)
            scene.desk.conversations.save(conversation)
        scene.say("who-knows-before")
        return
    topic = _topic(scene, answers["argument"], in_report=False)
    cases = _open_cases(scene)
    if topic == TAKE_BACK:
        _say_how_to_take_back(scene, cases)
    elif cases:
        _say_who_knows(scene, cases[0], wants_off=topic == NAME_OFF)
    else:
        texts = scene.texts
        scene.say_ready("\n\n".join((texts.say("who-knows-unnamed"), texts.say("who-knows-before"))))


def _say_who_knows(scene: Scene, case: Case, *, wants_off: bool) -> None:
    """Of the newest report under somebody's name, and of those that have none."""
    texts = scene.texts
    key = "name-stays" if wants_off and case.way == NAMED else f"who-knows-{case.way}"
    rows = [[scene.button("button-who_opened", f"d:who_opened:{case.id}", reference=case.reference)]]
    if case.way in (NAMED, CONFIDENTIAL) and may_reporter("withdraw", case):
        rows.append(_take_back_button(scene, case))
    told = (texts.say(key, reference=case.reference), texts.say("who-knows-unnamed"))
    scene.say_ready("\n\n".join(told), rows)


def _say_how_to_take_back(scene: Scene, cases: Sequence[Case]) -> None:
    rows = [_take_back_button(scene, case) for case in cases if may_reporter("withdraw", case)]
    scene.say("take-back-how" if rows else "take-back-none", rows)


def _take_back_button(scene: Scene, case: Case) -> list[Button]:
    return [scene.button("button-withdraw-one", f"d:withdraw:{case.id}", reference=case.reference)]


FLOW = Flow(name="aside", hears=_is_asked, finish=_answer)
