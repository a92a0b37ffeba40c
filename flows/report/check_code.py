"""The way back to a report that was sent without a name: by its code. Who holds the code is not noted."""

from flows.casework.check_backs import questions_for_code
from flows.casework.follow_up import add_to_case
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotUnderstood, Step
from flows.report.status import status_line
from storage.tables import Case

TOLD = ("ask", "answer", "acknowledge", "tell_outcome")
"""Acts whose words are meant for the reporter."""


def _case_of(scene: Scene, code: str) -> Case | None:
    digits = "".join(ch for ch in code if ch.isdecimal())
    return scene.desk.cases.with_code(code_hash=scene.desk.vault.hash_code(digits)) if digits else None


def _read_code(scene: Scene, _answers: Answers, text: str) -> str:
    if _case_of(scene, text) is None:
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
    case = _case_of(scene, answers["code"])
    assert case is not None
    assert case.id is not None
    scene.forgets = True
    lines = [status_line(scene, case)]
    for entry in scene.desk.timeline.of(case_id=case.id):
        if entry.act in TOLD and entry.detail.get("words"):
            lines.append(scene.texts.say(f"told-{entry.act}", at=entry.at, words=entry.detail["words"]))
    add = [[scene.button("button-add-something", f"d:check_add:0:{answers['code']}")]]
    scene.say_ready("\n\n".join(lines), [] if case.closed_at is not None else add)
    for question, rows in questions_for_code(scene, case, answers["code"]):
        scene.say_ready(question, rows)


def _begin_to_add(scene: Scene, answers: Answers) -> bool:
    case = _case_of(scene, answers.get("extra", ""))
    if case is None or case.closed_at is not None:
        scene.say("not-understood-code")
        return False
    return True


def _add(scene: Scene, answers: Answers) -> None:
    case = _case_of(scene, answers["extra"])
    if case is None:
        raise NotUnderstood("not-understood-code")
    scene.forgets = True
    add_to_case(scene, case, answers["more"], conversation_id=answers["_conversation"], act="reply")
    scene.say("replied", reference=case.reference)


FLOWS = (
    Flow(
        name="check_code",
        command="check",
        action="check",
        begin=_begin,
        steps=(Step("code", parse=_read_code),),
        finish=_show,
    ),
    Flow(
        name="check_add",
        action="check_add",
        begin=_begin_to_add,
        steps=(Step("more", parse=free_text, file_is_enough=True),),
        takes_files=True,
        finish=_add,
    ),
)
