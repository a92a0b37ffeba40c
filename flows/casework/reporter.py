"""What a reporter hears of their case, and how a handler may know them."""

from typing import Any

from flows.casework.ways import FROM_OUTSIDE, NAMED
from flows.engine.documents import Document
from flows.engine.say import Button, Rows
from flows.engine.scene import Scene
from flows.engine.texts import Texts
from storage.tables import Case

QUESTION = "tell-question"


def tell_reporter(
    scene: Scene,
    case: Case,
    key: str,
    *,
    can_reply: bool = True,
    also: Rows = (),
    document: Document | None = None,
    **values: Any,
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
    carries = {"document": document.as_content()} if document is not None else None
    scene.tell(
        person, key, rows, case=case, about="to_reporter", reference=case.reference, carries=carries, **values
    )
    return True


def reporter_shown(scene: Scene, case: Case, texts: Texts) -> str:
    """How the reporter is called on the case: by name only where they spoke with their name."""
    if case.way == NAMED and case.reporter_id is not None:
        role = texts.label(f"role-{case.reporter_role}")
        return f"{scene.desk.people.get(person_id=case.reporter_id).name} ({role})"
    return texts.label(f"reporter-{case.way}", outside=speaks_from(case))


def reporter_role(case: Case, texts: Texts) -> str:
    """The role of whoever spoke, for a line of the timeline."""
    if case.way == NAMED:
        return texts.label(f"role-{case.reporter_role}")
    return texts.label("reporter-role", outside=speaks_from(case))


def speaks_from(case: Case) -> str:
    """Whether whoever spoke is from the staff ("no") or from outside ("yes"): all that is said of them."""
    return "yes" if case.reporter_role in FROM_OUTSIDE else "no"
