"""What a reporter hears of their case, and how a handler may know them."""

from typing import Any

from flows.casework.taking_back import held_back
from flows.casework.ways import FROM_OUTSIDE, NAMED
from flows.engine.documents import Document
from flows.engine.say import Button, Rows
from flows.engine.scene import Scene
from flows.engine.texts import Texts
from flows.policy.clocks import PROMISES
from storage.tables import Case, TimelineEntry

QUESTION = "tell-question"
TOLD = (
    "acknowledge",
    "ask",
    "answer",
    "extend",
    "explain_lateness",
    "tell_outcome",
    "answer_review",
    "send_file",
)
"""Acts whose words are meant for the reporter."""


def was_told(entry: TimelineEntry) -> bool:
    """Whether the words of an entry were meant for the reporter. More time is told where a day was promised
    to them; why an inner clock takes longer is not."""
    if entry.act == "extend":
        return entry.detail.get("clock") in PROMISES
    return entry.act in TOLD


def can_hear(case: Case) -> bool:
    """Whether anything that is said reaches the reporter: by a message, or by the code that they hold."""
    return case.reporter_id is not None or case.code_hash is not None


def will_hear(case: Case, told: bool) -> bool:
    """Whether what was said gets to the reporter: they were `told`, or they read it by their code."""
    return told or case.code_hash is not None


def tell_reporter(
    scene: Scene,
    case: Case,
    key: str,
    *,
    can_reply: bool = True,
    also: Rows = (),
    document: Document | None = None,
    attachment: int | None = None,
    **values: Any,
) -> bool:
    """Sends the reporter a message about their case, after the time in which it can be taken back. False
    where no message can reach them; whoever holds a code reads it there. Who asked for no answer only
    hears a question."""
    assert case.id is not None
    if case.code_hash is not None and case.reporter_id is None:
        scene.sent.setdefault(case.id, [])
    if case.reporter_id is None or not (case.wants_answer or key == QUESTION):
        return False
    person = scene.desk.people.get(person_id=case.reporter_id)
    if person.unreachable_at is not None:
        return False
    reply = Button(Texts(person.language).label("button-reply"), f"d:reply:{case.id}")
    rows = [*also, *([[reply]] if can_reply else [])]
    carries: dict[str, Any] = {"document": document.as_content()} if document is not None else {}
    if attachment is not None:
        carries["attachment"] = attachment
    written = len(scene.desk.notices.written)
    scene.tell(
        person,
        key,
        rows,
        case=case,
        about="to_reporter",
        after=held_back(scene),
        reference=case.reference,
        carries=carries,
        **values,
    )
    sent = scene.sent.setdefault(case.id, [])
    sent += [notice.id for notice in scene.desk.notices.written[written:] if notice.id is not None]
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
