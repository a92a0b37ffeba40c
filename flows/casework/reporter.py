"""What a reporter hears of their case, and how a handler may know them."""

from typing import Any

from flows.engine.say import Button, Rows
from flows.engine.scene import Scene
from flows.engine.texts import Texts
from storage.tables import Case

NAMED = "named"
QUESTION = "tell-question"


def tell_reporter(
    scene: Scene, case: Case, key: str, *, can_reply: bool = True, also: Rows = (), **values: Any
) -> bool:
    """Sends the reporter a message about their case. False where no message can reach them; whoever
    holds a code reads it there. Who asked for no answer only hears a question."""
    if case.reporter_id is None or not (case.wants_answer or key == QUESTION):
        return False
    person = scene.desk.people.get(person_id=case.reporter_id)
    if person.unreachable_at is not None:
        return False
    reply = Button(Texts(person.language).label("button-reply"), f"d:reply:{case.id}")
    rows = [*also, *([[reply]] if can_reply else [])]
    scene.tell(person, key, rows, case=case, about="to_reporter", reference=case.reference, **values)
    return True


def reporter_shown(scene: Scene, case: Case, texts: Texts) -> str:
    """How the reporter is called on the case: by name only where they spoke with their name."""
    role = texts.label(f"role-{case.reporter_role}")
    if case.way == NAMED and case.reporter_id is not None:
        return f"{scene.desk.people.get(person_id=case.reporter_id).name} ({role})"
    return texts.label(f"reporter-{case.way}", role=role)
