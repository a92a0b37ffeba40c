"""The way back to a report that was sent without a name: by its code. Who holds the code is not noted."""

import re

from flows.casework.check_backs import questions_for_code
from flows.casework.codes import case_of_code
from flows.casework.consent import GUARDED, may_be_told
from flows.casework.reporter import was_told
from flows.casework.taking_back import not_yet_told
from flows.casework.too_late import TOO_LATE, words_of_entry
from flows.casework.ways import UNNAMED
from flows.engine.parsers import free_text
from flows.engine.say import one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotUnderstood, Step
from flows.report.aside import is_reporting
from flows.report.give_name import GIVE_NAME, give_name
from flows.report.own_case import case_held, own_acts
from flows.report.past_manager import asks_about_reader, put_on_case
from flows.report.status import status_line
from flows.report.watchers import watchers_words
from storage.tables import Conversation

_CODE = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?!\d)")
WORDS_BESIDE = 6
"""So many words may stand beside a code: "here is my code"."""


def _is_code(scene: Scene, conversation: Conversation | None) -> bool:
    """Whether a code was typed without /check. It never becomes words of a report: handlers would read it."""
    if conversation is not None and not is_reporting(conversation):
        return False
    rest, codes = _CODE.subn(" ", scene.said.text)
    return codes == 1 and len(rest.split()) <= WORDS_BESIDE


def _read_code(scene: Scene, _answers: Answers, text: str) -> str:
    if case_of_code(scene, text) is None:
        raise NotUnderstood("not-understood-code")
    return "".join(ch for ch in text if ch.isdecimal())


def _begin(scene: Scene, answers: Answers) -> None:
    """A code may stand behind the command."""
    typed = answers.pop("argument", "")
    if typed.strip():
        try:
            answers["code"] = _read_code(scene, answers, typed)
        except NotUnderstood as fault:
            scene.say(fault.key)


def _show(scene: Scene, answers: Answers) -> None:
    """Where the report stands. Nothing is kept of the asking, so the button carries the code."""
    code = answers["code"]
    case = case_of_code(scene, code)
    assert case is not None
    assert case.id is not None
    lines = [status_line(scene, case)]
    waiting, not_yet = not_yet_told(scene.desk, case, scene.now)
    files: list[int] = []
    is_told = False
    for entry in scene.desk.timeline.standing(case_id=case.id):
        if entry.position in not_yet:
            continue
        files += entry.detail.get("attachments", ())
        if entry.act == TOO_LATE:
            lines.insert(1, words_of_entry(case, entry, scene.texts))
        if was_told(entry) and (entry.detail.get("words") or entry.detail.get("attachments")):
            is_told = True
            lines.append(
                scene.texts.say(f"told-{entry.act}", at=entry.at, words=entry.detail.get("words") or "")
            )
    if is_told and may_be_told(case) == GUARDED:
        lines.append(scene.texts.say("tell-held-back"))
    lines += [watchers_words(scene, case), scene.texts.say("check-how")]
    names = ["check_add"]
    if case.closed_at is None and case.way == UNNAMED:
        names.append(GIVE_NAME)
    rows = one_each(*(scene.button(f"button-{name}", f"d:{name}:0:{code}") for name in names))
    rows += own_acts(scene, case, code=code)
    rows.append([scene.button("button-clear", "d:clear")])
    scene.say_ready("\n\n".join(lines), rows)
    for number in files:
        scene.say("tell-file-itself", reference=case.reference, carries={"attachment": number})
    if waiting is None:
        for question, answers_below in questions_for_code(scene, case, code):
            scene.say_ready(question, answers_below)


def _begin_to_add(scene: Scene, answers: Answers) -> bool:
    case = case_held(scene, answers)
    answers["_case"], answers["reference"] = case.id, case.reference
    return True


def _begin_to_give(scene: Scene, answers: Answers) -> bool:
    _begin_to_add(scene, answers)
    if case_held(scene, answers).way != UNNAMED:
        scene.say("name-given-before", reference=answers["reference"])
        return False
    return True


def _add(scene: Scene, answers: Answers) -> None:
    put_on_case(scene, case_held(scene, answers), answers, "more", act="reply", key="replied")


def _give(scene: Scene, answers: Answers) -> None:
    if _begin_to_give(scene, answers):
        give_name(scene, case_held(scene, answers))


def _card(scene: Scene, _answers: Answers) -> str:
    return scene.texts.say("card-give_name", name=scene.person.name)


FLOWS = (
    Flow(
        name="check_code",
        hears=_is_code,
        command="check",
        action="check",
        begin=_begin,
        steps=(Step("code", parse=_read_code),),
        forgets=True,
        finish=_show,
    ),
    Flow(
        name="check_add",
        action="check_add",
        begin=_begin_to_add,
        steps=(Step("more", parse=free_text, file_is_enough=True), asks_about_reader("more")),
        takes_files=True,
        forgets=True,
        finish=_add,
    ),
    Flow(
        name="check_give_name",
        action="check_give_name",
        begin=_begin_to_give,
        card=_card,
        forgets=True,
        finish=_give,
    ),
)
