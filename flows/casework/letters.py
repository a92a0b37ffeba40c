"""Letters drafted from a case, on the provider's letterhead, for a handler to read and change."""

from datetime import date

from flows.casework.candour import latest
from flows.casework.dates_to_know import ombudsman_by
from flows.casework.letterhead import blank_document
from flows.casework.ways import NAMED
from flows.engine.documents import Document
from flows.engine.scene import Scene
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
        letter.text(case.outcome or last_words(scene, case, "review") or texts.label("letter-fill-found"))
        letter.heading(texts.label("letter-what-changes"))
        letter.text(case.lesson or texts.label("letter-fill-changes"))
    else:
        letter.heading(texts.label("letter-next"))
        letter.text(detail["next"])
        letter.text(texts.label("letter-candour-results-follow"))
    letter.text(texts.label("letter-candour-talk"))
    sign(scene, case, letter)
    return letter


def answer_letter(scene: Scene, case: Case, draft: dict[str, str], *, what: str = "answer") -> Document:
    """The answer to a complaint, or that of its "review"; `draft` holds verdict, found, sorry, changes, and
    until when a review may be asked for."""
    texts = scene.texts
    letter = _new(scene, case, texts.label(f"letter-{what}-name", reference=case.reference))
    letter.text(_greeting(scene, case))
    letter.heading(texts.label(f"letter-{what}-title"))
    asked_on = texts.long_day(case.reported_at)
    letter.text(texts.label(f"letter-{what}-open", on=asked_on, reference=case.reference))
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
    sign(scene, case, letter)
    return letter


def _greeting(scene: Scene, case: Case) -> str:
    """By name only where they spoke with their name; else there is room to write it in, or not."""
    if case.way == NAMED and case.reporter_id is not None:
        name = scene.desk.people.get(person_id=case.reporter_id).name
        return scene.texts.label("letter-dear", name=name)
    return scene.texts.label("letter-dear-blank")


def _new(scene: Scene, case: Case, name: str) -> Document:
    return blank_document(scene, case.service_id, name, case)


def last_words(scene: Scene, case: Case, act_name: str) -> str:
    """What was noted with the last act of a name; "" where there is none."""
    entry = latest(scene.desk, case, act_name)
    return str(entry.detail.get("words") or "") if entry is not None else ""


def sign(scene: Scene, case: Case, letter: Document, *, yours: str = "letter-yours") -> None:
    """Room for the speaker's signature, with their name and role."""
    texts = scene.texts
    roles = scene.roles(service_id=case.service_id)
    role = next((role for role in ("manager", "quality", "owner") if role in roles), "manager")
    letter.sign(texts.label(yours), scene.person.name, texts.label(f"letter-role-{role}"))
