"""The way back to a report that was sent without a name: by its code."""

from flows.casework.acts import record_act
from flows.casework.follow_up import ping_handler
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotUnderstood, Step, choose
from flows.report.status import status_line
from storage.tables import Case

TOLD = ("ask", "answer", "acknowledge", "tell_outcome")
"""Acts whose words are meant for the reporter."""


def _begin(scene: Scene, answers: Answers) -> None:
    """A code may stand behind the command."""
    typed = answers.pop("argument", "")
    if typed.strip():
        try:
            answers["code"] = _read_code(scene, answers, typed)
        except NotUnderstood as fault:
            scene.say(fault.key)
        else:
            _shows(scene, answers)


def _read_code(scene: Scene, _answers: Answers, text: str) -> int:
    digits = "".join(ch for ch in text if ch.isdigit())
    case = scene.desk.cases.with_code(code_hash=scene.desk.vault.hash_code(digits)) if digits else None
    if case is None or case.id is None:
        raise NotUnderstood("not-understood-code")
    return case.id


def _case(scene: Scene, answers: Answers) -> Case:
    case = scene.desk.cases.get(case_id=answers["code"])
    if case is None or case.code_hash is None:
        raise PermissionError("a case without a code")
    return case


def _card(scene: Scene, answers: Answers) -> str:
    case = _case(scene, answers)
    assert case.id is not None
    lines = [status_line(scene, case)]
    for entry in scene.desk.timeline.of(case_id=case.id):
        if entry.act in TOLD and entry.detail.get("words"):
            lines.append(scene.texts.say(f"told-{entry.act}", at=entry.at, words=entry.detail["words"]))
    return "\n\n".join(lines)


def _finish(scene: Scene, answers: Answers) -> None:
    scene.forgets = True
    if answers["code_next"] == "no":
        scene.say("code-done")
        return
    case = _case(scene, answers)
    record_act(
        scene.desk,
        scene.policy,
        case,
        "reply",
        now=scene.now,
        actor_id=None,
        actor_role=case.reporter_role,
        words=answers["more"],
    )
    ping_handler(scene, case, "ping-reply")
    scene.say("replied", reference=case.reference)


def _shows(scene: Scene, answers: Answers) -> None:
    scene.forgets = True
    scene.say_ready(_card(scene, answers))


def _wants_to_add(_scene: Scene, answers: Answers) -> bool:
    return answers.get("code_next") == "yes"


FLOW = Flow(
    name="check_code",
    command="check",
    action="check",
    begin=_begin,
    steps=(
        Step("code", parse=_read_code, then=_shows),
        Step("code_next", choices=choose("yes", "no")),
        Step("more", parse=free_text, ask_if=_wants_to_add),
    ),
    finish=_finish,
)
