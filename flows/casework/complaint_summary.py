"""The summary of complaints that CQC may ask for (Regulation 16(3)): what was said, answered, and after."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from flows.casework.letterhead import blank_document
from flows.casework.reporter import was_told
from flows.engine.documents import Document
from flows.engine.scene import Scene
from flows.policy.permissions import may
from storage.tables import Case, TimelineEntry

ANSWERS = ("answer", "tell_outcome", "answer_review")
LETTERS = (
    "acknowledge",
    "ask",
    "reply",
    "add",
    "explain_lateness",
    "explain_past_ceiling",
    "ask_review",
    "extend",
)
"""Further letters and messages with the complainant, besides the answers."""
KEPT = "export_kept"


def complaint_summary(scene: Scene, service_id: int, *, with_kept: bool = False) -> tuple[Document, int]:
    """A home's complaints of the months that the policy names, the oldest first, and how many. `with_kept`:
    with those about the manager or the owner that the speaker may pass on."""
    months = scene.policy.life.summary_months
    cases = _complaints(scene, service_id, "export_case")
    if with_kept:
        cases = sorted([*cases, *_complaints(scene, service_id, KEPT)], key=lambda case: case.reported_at)
    texts = scene.texts
    name = scene.desk.services.get(service_id=service_id).name
    document = blank_document(scene, service_id, texts.label("summary-name", service=name))
    document.heading(texts.label("summary-title"))
    document.text(texts.label("summary-open", count=len(cases), months=months))
    for case in cases:
        _add(scene, document, case)
    return document, len(cases)


def count_kept(scene: Scene, service_id: int) -> int:
    """How many complaints are left out that the speaker may pass on."""
    return len(_complaints(scene, service_id, KEPT))


def may_have_kept(scene: Scene, service_id: int) -> bool:
    """Whether the speaker is one who would know of complaints that others are not told of."""
    return may(KEPT, scene.roles(service_id=service_id))


def _complaints(scene: Scene, service_id: int, action: str) -> list[Case]:
    found = scene.desk.cases.reported_between(
        service_id=service_id,
        start=scene.now - relativedelta(months=scene.policy.life.summary_months),
        end=scene.now + timedelta(seconds=1),
        ways=("named", "confidential", "unnamed"),
        for_whom=scene.sight(action, service_id=service_id),
    )
    return [case for case in found if case.kind == "complaint"]


def _add(scene: Scene, document: Document, case: Case) -> None:
    texts = scene.texts
    assert case.id is not None
    document.heading(case.reference)
    document.fact(texts.label("summary-about"), texts.label(f"category-{case.category}"))
    document.fact(texts.label("summary-came"), texts.long_day(case.reported_at))
    document.fact(texts.label("summary-stands"), texts.label(f"case-status-{case.status}"))
    document.text(texts.label("summary-said"))
    document.text(case.words)
    entries = scene.desk.timeline.standing(case_id=case.id)
    answers = [entry for entry in entries if entry.act in ANSWERS and entry.detail.get("words")]
    document.text(texts.label("summary-answered" if answers else "summary-no-answer"))
    document.points([_line(scene, entry) for entry in answers])
    letters = [
        entry for entry in entries if entry.act in LETTERS and (entry.act != "extend" or was_told(entry))
    ]
    if letters:
        document.text(texts.label("summary-letters"))
        document.points([_line(scene, entry) for entry in letters])


def _line(scene: Scene, entry: TimelineEntry) -> str:
    what = scene.texts.label(f"summary-act-{entry.act}")
    words = str(entry.detail.get("words") or "")
    return f"{scene.texts.long_day(entry.at)}: {what}" + (f". {words}" if words else "")
