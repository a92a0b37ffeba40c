"""The summary of complaints that CQC may ask for (Regulation 16(3)): what was said, answered, and after."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from flows.casework.letterhead import blank_document
from flows.engine.documents import Document
from flows.engine.scene import Scene
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


def complaint_summary(scene: Scene, service_id: int) -> tuple[Document, int]:
    """A home's ordinary complaints of the months that the policy names, the oldest first, and how many."""
    months = scene.policy.life.summary_months
    cases = _complaints(scene, service_id, scene.now - relativedelta(months=months))
    texts = scene.texts
    name = scene.desk.services.get(service_id=service_id).name
    document = blank_document(scene, service_id, texts.label("summary-name", service=name))
    document.heading(texts.label("summary-title"))
    document.text(texts.label("summary-open", count=len(cases), months=months))
    for case in cases:
        _add(scene, document, case)
    return document, len(cases)


def _complaints(scene: Scene, service_id: int, since: datetime) -> list[Case]:
    found = scene.desk.cases.reported_between(
        service_id=service_id,
        start=since,
        end=scene.now + timedelta(seconds=1),
        ways=("named", "confidential", "unnamed"),
        sight=scene.sight("export_case", service_id=service_id),
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
    entries = scene.desk.timeline.of(case_id=case.id)
    answers = [entry for entry in entries if entry.act in ANSWERS and entry.detail.get("words")]
    document.text(texts.label("summary-answered" if answers else "summary-no-answer"))
    document.points([_line(scene, entry) for entry in answers])
    letters = [entry for entry in entries if entry.act in LETTERS]
    if letters:
        document.text(texts.label("summary-letters"))
        document.points([_line(scene, entry) for entry in letters])


def _line(scene: Scene, entry: TimelineEntry) -> str:
    what = scene.texts.label(f"summary-act-{entry.act}")
    words = str(entry.detail.get("words") or "")
    return f"{scene.texts.long_day(entry.at)}: {what}" + (f". {words}" if words else "")
