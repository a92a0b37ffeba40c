"""What a reporter adds to a case later."""

from collections.abc import Sequence

from flows.casework.acts import record_act
from flows.casework.danger import raise_flags
from flows.casework.ladder import people_on_rung
from flows.casework.pings import case_line
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.texts import Ready, Texts
from flows.policy.timescales import out_of_quiet
from storage.notices import RED_FLAG, REMINDER
from storage.tables import Case


def add_to_case(
    scene: Scene,
    case: Case,
    words: str,
    *,
    conversation_id: int | None = None,
    act: str = "add",
    warned: Sequence[str] = (),
) -> None:
    """Puts a reporter's further words and files on the case and pings who has it. New danger in the words
    is told first, unless the reporter was `warned` of it already."""
    assert case.id is not None
    raise_flags(scene, case, words, warned=warned)
    files = (
        scene.desk.attachments.hand_over(conversation_id=conversation_id, case_id=case.id)
        if conversation_id is not None
        else 0
    )
    record_act(
        scene.desk,
        scene.policy,
        case,
        act,
        now=scene.now,
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        words=words,
        files=files,
    )
    ping_handler(scene, case, "ping-reply" if act == "reply" else "ping-added")


def ping_handler(scene: Scene, case: Case, key: str) -> None:
    """Tells who has the case that something came in. No names, no words: it shows on a locked phone."""
    urgent = scene.policy.is_urgent(case.red_flags)
    ready = scene.now if urgent else out_of_quiet(scene.now, scene.policy)
    for person in people_on_rung(scene.desk, scene.policy, case, 0):
        texts = Texts(person.language)
        scene.tell(
            person,
            key,
            [[Button(texts.label("button-open"), f"d:open:{case.id}")]],
            priority=RED_FLAG if urgent else REMINDER,
            case=case,
            about="added",
            after=ready - scene.now,
            line=Ready(case_line(case, texts)),
        )
