"""Letters drafted from a case, on the provider's letterhead, for a handler to read and change."""

from datetime import date

from flows.casework.candour import latest
from flows.casework.dates_to_know import ombudsman_by
from flows.casework.letterhead import blank_document
from flows.casework.ways import NAMED
from flows.engine.documents import Document
from flows.engine.scene import Scene
from flows.policy.timescales import local_time
from storage.tables import Case


def candour_letter(scene: Scene, case: Case, *, with_results: bool = False) -> Document:
    """What the person or their family was told, in writing; later once more, with what was found."""
    texts = scene.texts
    told = latest(scene.desk, case, "tell_candour")
    assert told is not None
    detail = told.detail
    what = "results" if with_results else "first"
    letter = _new(scene, case, texts.label(f"letter-candour-name-{what}", reference=case.reference))
    letter.text(texts.label("letter-dear", name=detail["whom"]))
    letter.heading(texts.label(f"letter-candour-title-{what}"))
    told_on = texts.long_day(date.fromisoformat(detail["on"]))
    letter.text(texts.label(f"letter-candour-open-{what}", on=told_on, by=detail["by"]))
    letter.heading(texts.label("letter-candour-what-happened"))
    letter.text(detail["account"])
    letter.heading(texts.label("letter-sorry"))
    letter.text(detail["sorry"])
    letter.text(texts.label("letter-candour-sorry"))
    if with_results:
        letter.heading(texts.label("letter-candour-found"))
        letter.text(case.outcome or _last_words(scene, case, "review") or texts.label("letter-fill-found"))
        letter.heading(texts.label("letter-what-changes"))
        letter.text(case.lesson or texts.label("letter-fill-changes"))
    else:
        letter.heading(texts.label("letter-next"))
        letter.text(detail["next"])
        letter.text(texts.label("letter-candour-results-follow"))
    letter.text(texts.label("letter-candour-talk"))
    _sign(scene, case, letter)
    return letter


def answer_letter(scene: Scene, case: Case, draft: dict[str, str], *, what: str = "answer") -> Document:
    """The answer to a complaint, or that of its "review"; `draft` holds verdict, found, sorry, changes, and
    until when a review may be asked for."""
    texts = scene.texts
    letter = _new(scene, case, texts.label(f"letter-{what}-name", reference=case.reference))
    letter.text(_greeting(scene, case))
    letter.heading(texts.label(f"letter-{what}-title"))
    letter.text(
        texts.label(
            f"letter-{what}-open",
            on=texts.long_day(local_time(case.reported_at, scene.policy).date()),
            reference=case.reference,
        )
    )
    letter.heading(texts.label("letter-found"))
    letter.text(texts.label(f"letter-verdict-{draft['verdict']}"))
    letter.text(draft["found"])
    letter.heading(texts.label("letter-sorry"))
    letter.text(draft["sorry"])
    letter.heading(texts.label("letter-what-changes"))
    letter.text(draft["changes"])
    letter.heading(texts.label("letter-onward"))
    if what == "answer":
        review_by = texts.long_day(date.fromisoformat(draft["review_by"]))
        letter.text(texts.label("letter-onward-review", by=review_by))
    dated, until = ombudsman_by(scene, case)
    letter.text(texts.label(f"letter-onward-ombudsman-{what}", dated=dated, by=until))
    _sign(scene, case, letter)
    return letter


REPORTED = ("tell_family", "support_staff", "tell_candour", "hold_serious_review", "hold_lessons_meeting")
"""The acts of which the report of a serious incident says when they were done."""


def serious_report(scene: Scene, case: Case) -> Document:
    """The report of a serious incident: what is known is filled in, the rest has lines to write on."""
    texts = scene.texts
    assert case.id is not None
    report = _new(scene, case, texts.label("report-serious-name", reference=case.reference))
    report.heading(texts.label("report-serious-title"))
    lead = latest(scene.desk, case, "declare_serious")
    for key, words in (
        ("kind", f"{texts.label(f'kind-{case.kind}')}, {texts.label(f'category-{case.category}')}"),
        ("reported", texts.long_day(local_time(case.reported_at, scene.policy).date())),
        ("harm", texts.label(f"choice-harm-{case.harm}")),
        ("lead", str(lead.detail.get("lead", "")) if lead is not None else ""),
    ):
        report.fact(texts.label(f"report-{key}"), words)
    report.heading(texts.label("report-what-happened"))
    report.text(case.words)
    report.heading(texts.label("report-done-at-once"))
    entries = scene.desk.timeline.of(case_id=case.id)
    done = [str(e.detail["words"]) for e in entries if e.act == "act_at_once" and e.detail.get("words")]
    report.points(done) if done else report.blank(texts.label("report-done-at-once"))
    report.heading(texts.label("report-told"))
    for act_name in (
        "tell_family",
        "support_staff",
        "tell_candour",
        "hold_serious_review",
        "hold_lessons_meeting",
    ):
        entry = latest(scene.desk, case, act_name)
        if entry is not None:
            day = texts.long_day(local_time(entry.at, scene.policy).date())
            report.fact(texts.label(f"report-{act_name}"), f"{day}. {entry.detail.get('words', '')}".strip())
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
    for key in ("causes", "care-plan", "lessons", "actions"):
        report.heading(texts.label(f"report-{key}"))
        report.blank(texts.label(f"report-{key}-hint"))
        report.blank(texts.label("report-who-and-when"))
    _sign(scene, case, report)
    return report


def _greeting(scene: Scene, case: Case) -> str:
    """By name only where they spoke with their name; else there is room to write it in, or not."""
    if case.way == NAMED and case.reporter_id is not None:
        name = scene.desk.people.get(person_id=case.reporter_id).name
        return scene.texts.label("letter-dear", name=name)
    return scene.texts.label("letter-dear-blank")


def _new(scene: Scene, case: Case, name: str) -> Document:
    return blank_document(scene, case.service_id, name, case)


def _last_words(scene: Scene, case: Case, act_name: str) -> str:
    entry = latest(scene.desk, case, act_name)
    return str(entry.detail.get("words") or "") if entry is not None else ""


def _sign(scene: Scene, case: Case, letter: Document) -> None:
    texts = scene.texts
    roles = scene.roles(service_id=case.service_id)
    role = next((role for role in ("manager", "quality", "owner") if role in roles), "manager")
    letter.sign(texts.label("letter-yours"), scene.person.name, texts.label(f"letter-role-{role}"))
