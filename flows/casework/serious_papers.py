"""The papers of a serious incident: the agenda of its review meeting, and its report."""

from datetime import datetime

from flows.casework.candour import latest
from flows.casework.letterhead import blank_document
from flows.casework.letters import last_words, sign
from flows.casework.risk import risk_band
from flows.engine.documents import Document
from flows.engine.scene import Scene
from storage.tables import Case, TimelineEntry

AT_ONCE = ("tick_at_once", "act_at_once")
"""Acts that say what was done at once after a serious incident."""


def done_at_once(scene: Scene, case: Case) -> list[str]:
    assert case.id is not None
    done = []
    for entry in scene.desk.timeline.standing(case_id=case.id):
        if entry.act in AT_ONCE:
            item = entry.detail.get("item")
            words = scene.texts.label(f"at-once-{item}") if item else str(entry.detail.get("words") or "")
            done += [words] if words else []
    return done


def serious_agenda(scene: Scene, case: Case, starts: datetime | None) -> Document:
    """What a review meeting goes through, with what is known so far and lines to write on."""
    texts = scene.texts
    agenda = blank_document(
        scene, case.service_id, texts.label("agenda-serious-name", reference=case.reference), case
    )
    agenda.heading(texts.label("agenda-serious-title"))
    if starts is not None:
        agenda.fact(texts.label("agenda-serious-when"), texts.moment(starts))
    agenda.blank(texts.label("agenda-serious-there"))
    nothing = texts.label("agenda-serious-nothing")
    told = (latest(scene.desk, case, name) for name in ("tell_family", "tell_candour"))
    support = last_words(scene, case, "support_staff")
    duties = scene.desk.outside_duties.of_case(case_id=case.id or 0)
    outcomes = [texts.label(f"register-outcome-{row.outcome or 'open'}") for row in duties]
    bodies = [
        f"{texts.label(f'body-{row.duty}')}: {outcome}" for row, outcome in zip(duties, outcomes, strict=True)
    ]
    known: dict[str, list[str]] = {
        "known": [case.words],
        "at_once": done_at_once(scene, case),
        "told": [_said_of(entry) for entry in told if entry is not None],
        "staff": [support] if support else [],
        "bodies": bodies,
    }
    for key, lines in known.items():
        agenda.heading(texts.label(f"agenda-serious-{key}"))
        agenda.points(lines) if lines else agenda.text(nothing)
    for key in ("why", "stops", "plan", "learn", "next"):
        agenda.heading(texts.label(f"agenda-serious-{key}"))
        agenda.blank("")
        agenda.blank("")
    return agenda


def _said_of(entry: TimelineEntry) -> str:
    """What was noted with an act; of the duty of candour, who was told."""
    return str(entry.detail.get("words") or entry.detail.get("whom") or "")


REPORTED = ("tell_family", "support_staff", "tell_candour", "hold_serious_review", "hold_lessons_meeting")
"""The acts of which the report says when they were done."""
CAUSES = ("person", "people", "task", "words", "equipment", "place", "training", "staffing")
"""Where causes are looked for: in the way we work, and not in one person."""
ACTIONS_ROOM = 4
"""Rows to write actions in."""


def serious_report(scene: Scene, case: Case) -> Document:
    """The report of a serious incident: what is known is filled in, the rest has lines to write on."""
    texts = scene.texts
    assert case.id is not None
    report = blank_document(
        scene, case.service_id, texts.label("report-serious-name", reference=case.reference), case
    )
    report.heading(texts.label("report-serious-title"))
    lead = latest(scene.desk, case, "declare_serious")
    for key, words in (
        ("kind", f"{texts.label(f'kind-{case.kind}')}, {texts.label(f'category-{case.category}')}"),
        ("place", str(case.details.get("place") or "")),
        ("when", str(case.details.get("when") or "")),
        ("reported", texts.long_day(case.reported_at)),
        ("harm", texts.label(f"choice-harm-{case.harm}")),
        ("possible", texts.label(f"choice-possible_harm-{case.possible_harm}") if case.possible_harm else ""),
        ("risk", texts.label(f"risk-{risk_band(case)}") if case.likelihood else ""),
        ("lead", str(lead.detail.get("lead", "")) if lead is not None else ""),
    ):
        if words:
            report.fact(texts.label(f"report-{key}"), words)
        else:
            report.blank(texts.label(f"report-{key}"))
    report.heading(texts.label("report-what-happened"))
    report.text(case.words)
    report.heading(texts.label("report-done-at-once"))
    done = done_at_once(scene, case)
    report.points(done) if done else report.blank(texts.label("report-done-at-once"))
    report.heading(texts.label("report-told"))
    for act_name in REPORTED:
        entry = latest(scene.desk, case, act_name)
        if entry is not None:
            said = f"{texts.long_day(entry.at)}. {_said_of(entry)}".strip()
            report.fact(texts.label(f"report-{act_name}"), said)
        else:
            report.blank(texts.label(f"report-{act_name}"))
    duties = scene.desk.outside_duties.of_case(case_id=case.id)
    if duties:
        report.heading(texts.label("report-bodies"))
        report.table(
            [texts.label(f"register-column-{name}") for name in ("body", "outcome", "told", "number")],
            [
                [
                    texts.label(f"body-{row.duty}"),
                    texts.label(f"register-outcome-{row.outcome or 'open'}"),
                    texts.short_day(row.told_on) if row.told_on else "",
                    row.reference or "",
                ]
                for row in duties
            ],
        )
    report.heading(texts.label("report-causes"))
    report.text(texts.label("report-causes-hint"))
    for cause in CAUSES:
        report.blank(texts.label(f"report-cause-{cause}"))
    for key in ("care-plan", "lessons"):
        report.heading(texts.label(f"report-{key}"))
        report.blank(texts.label(f"report-{key}-hint"))
        report.blank("")
    report.heading(texts.label("report-actions"))
    columns = [texts.label(f"report-action-{name}") for name in ("what", "who", "when", "done")]
    report.table(columns, [[""] * len(columns) for _ in range(ACTIONS_ROOM)])
    sign(scene, case, report, yours="report-signed")
    return report
