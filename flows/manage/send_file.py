"""A handler sends the reporter a photo or a document, with a few words."""

from flows.casework.consent import reminder
from flows.casework.reporter import can_hear, tell_reporter, will_hear
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotUnderstood, Step
from flows.manage.opened import act, can_do, open_again, opened

ACT = "send_file"


def _begin(scene: Scene, answers: Answers) -> bool:
    if not can_do(ACT)(scene, answers):
        return False
    case = opened(scene, answers, ACT)
    if not can_hear(case):
        scene.say("not-told", open_again(scene, case), reference=case.reference)
        return False
    return True


def _read_words(scene: Scene, answers: Answers, text: str) -> str:
    """The words beside a file; without one there is nothing to send yet."""
    if not answers.get("_files"):
        raise NotUnderstood("send-file-first")
    return str(free_text(scene, answers, text))


def _card(scene: Scene, answers: Answers) -> str:
    case = opened(scene, answers, ACT)
    words = answers.get("file_words") or ""
    card = scene.texts.say(
        "card-send_file", count=answers["_files"], words=words, worded="yes" if words else "no"
    )
    return "\n\n".join((card, *reminder(case, scene.texts)))


def _send(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, ACT)
    assert case.id is not None
    files = scene.desk.attachments.of_conversation(conversation_id=answers["_conversation"])
    numbers = [file.id for file in files if file.id is not None]
    scene.desk.attachments.hand_over(conversation_id=answers["_conversation"], case_id=case.id)
    words = answers.get("file_words") or ""
    told = tell_reporter(scene, case, "tell-file", words=words, worded="yes" if words else "no")
    if told:
        for number in numbers:
            tell_reporter(scene, case, "tell-file-itself", can_reply=False, attachment=number)
    act(scene, case, ACT, words=words, files=len(numbers), attachments=numbers, told=told)
    key = "file-sent" if will_hear(case, told) else "not-told"
    scene.say(key, open_again(scene, case), reference=case.reference, count=len(numbers))


FLOW = Flow(
    name=ACT,
    action=ACT,
    may="add_to_case",
    begin=_begin,
    steps=(Step("file_words", parse=_read_words, file_is_enough=True),),
    takes_files=True,
    card=_card,
    finish=_send,
)
