"""A case as a handler sees it, on one screen."""

from datetime import date, datetime, timedelta

from flows.casework.candour import NONE, candour_state
from flows.casework.clock_names import clock_label, clock_name
from flows.casework.consent import consent_line
from flows.casework.dates_to_know import date_lines
from flows.casework.outside_bodies import duty_lines
from flows.casework.pings import case_line
from flows.casework.reporter import reporter_role, reporter_shown
from flows.casework.risk import risk_band
from flows.casework.too_late import TOO_LATE
from flows.casework.ways import BLURRED, is_guarded
from flows.engine.scene import Scene
from flows.engine.texts import Ready
from flows.policy.permissions import knows_of
from flows.policy.timescales import local_time
from storage.links import DUPLICATE, RELATED
from storage.tables import Case, Clock, TimelineEntry
from storage.timeline import taken_back

LATEST_ENTRIES = 6
LONGEST_WORDS = 1500
"""Characters of the report, and below of an entry, shown on the card."""
LONGEST_ENTRY = 280

DETAILS = ("who_said", "people", "place", "when")


def case_card(scene: Scene, case: Case) -> str:
    assert case.id is not None
    texts = scene.texts
    service = scene.desk.services.get(service_id=case.service_id)
    lines = [case_line(case, texts), texts.say("case-service", name=service.name), ""]
    if case.goes_to != "home":
        lines += [texts.say(f"case-goes-{case.goes_to}"), ""]
    elif case.keeps_out:
        lines += [texts.say("case-keeps-out"), ""]
    if case.is_safeguarding:
        lines += [texts.say("case-safeguarding"), ""]
    if case.red_flags:
        flags = ", ".join(texts.label(f"flag-{flag}") for flag in case.red_flags)
        lines += [texts.say("case-flags", flags=flags), ""]
    lines += [texts.say("card-words", words=cut(case.words, LONGEST_WORDS)), ""]
    lines += [
        texts.say(f"card-{n}", value=cut(str(case.details[n]), LONGEST_ENTRY))
        for n in DETAILS
        if case.details.get(n)
    ]
    if case.details.get("language"):
        lines.append(texts.say("case-language", language=str(case.details["language"])))
    lines.append(texts.say(f"card-harm-{case.harm}"))
    if case.kind == "complaint" or case.spoken:
        lines.append(texts.say(f"card-answer-{'yes' if case.wants_answer else 'no'}"))
    if consent := consent_line(case, texts):
        lines.append(consent)
    if files := scene.desk.attachments.of_case(case_id=case.id):
        lines.append(texts.say("card-files", count=len(files)))
    who = reporter_shown(scene, case, texts)
    if is_guarded(case) or case.details.get(BLURRED):
        lines.append(texts.say("case-reported-day", on=day_of(scene, case.reported_at), who=who))
    else:
        lines.append(texts.say("case-reported", at=case.reported_at, who=who))
    lines.append(
        texts.say("case-handler", name=scene.name_of(case.handler_id))
        if case.handler_id
        else texts.say("case-no-handler")
    )
    if case.likelihood and case.consequence:
        lines.append(texts.say("case-risk", risk=Ready(texts.say(f"risk-{risk_band(case)}"))))
    if case.possible_harm:
        harm = texts.label(f"choice-possible_harm-{case.possible_harm}")
        lines.append(texts.say("case-possible", harm=harm))
    if case.handler_id or case.status != "new":
        lines.append(texts.say(f"case-status-{case.status}"))
    lines += _links(scene, case)
    lines += ["", *clock_lines(scene, case), *date_lines(scene, case), *duty_lines(scene, case)]
    state = candour_state(scene.desk, scene.policy, case)
    if state != NONE:
        lines.append(texts.say(f"case-candour-{state}"))
    lines += ["", *_history(scene, case)]
    return "\n".join(lines)


def _links(scene: Scene, case: Case) -> list[str]:
    """The cases that this one is put with, as far as the person may know of them."""
    assert case.id is not None
    lines = []
    linked = [(c, how) for c, how in scene.desk.links.of(case_id=case.id) if knows_of(scene.stand(c), c)]
    for key, wanted in (("case-links-duplicate", DUPLICATE), ("case-links", RELATED)):
        if references := [other.reference for other, how in linked if how == wanted]:
            lines.append(scene.texts.say(key, references=", ".join(references)))
    return lines


def cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[:longest].rstrip() + " …"


def clock_lines(scene: Scene, case: Case) -> list[str]:
    assert case.id is not None
    lines = []
    for clock in scene.desk.clocks.of(case_id=case.id):
        if clock.for_knowing or _is_far(clock, scene):
            continue
        state = _state(clock, scene)
        name = Ready(clock_name(scene.texts, scene.policy, clock.name))
        lines.append(scene.texts.say(f"clock-line-{state}", name=name, due=clock.due_at))
    return lines


def _is_far(clock: Clock, scene: Scene) -> bool:
    """Nothing to think of for weeks yet: it stands under "Why these dates?" until then."""
    shown_from = clock.due_at - timedelta(days=scene.policy.life.card_shows_days)
    return clock.met_at is None and clock.pinged_at is None and scene.now < shown_from


def _state(clock: Clock, scene: Scene) -> str:
    if clock.met_at:
        return "met"
    if clock.frozen_at:
        return "frozen"
    return "late" if clock.due_at < scene.now else "running"


def _history(scene: Scene, case: Case) -> list[str]:
    """The latest entries; who acted is shown by name for handlers, and by role for reporters. Of what was
    said in private the day is shown."""
    assert case.id is not None
    texts = scene.texts
    lines = []
    entries = scene.desk.timeline.of(case_id=case.id)[1:]
    gone = taken_back(entries)
    for entry in entries[-LATEST_ENTRIES:]:
        is_reporter = entry.act in REPORTER_ACTS or entry.detail.get("by") == BY_REPORTER
        who = reporter_role(case, texts) if is_reporter else scene.name_of(entry.actor_id)
        said = str(entry.detail.get("words") or "")
        line = texts.say(f"act-{entry.act}", who=who, **_plain(scene, entry))
        if entry.position in gone:
            line = texts.say("act-taken-back", line=Ready(line))
        if "due_now" in entry.detail:
            before, now = (datetime.fromisoformat(entry.detail[n]) for n in ("due_before", "due_now"))
            line += "\n" + texts.say("act-new-date", before=before, now=now)
        if said:
            line += "\n" + texts.say("act-words", words=cut(said, LONGEST_ENTRY))
        if is_reporter and is_guarded(case):
            lines.append(texts.say("act-line-day", on=day_of(scene, entry.at), line=Ready(line)))
        else:
            lines.append(texts.say("act-line", at=entry.at, line=Ready(line)))
    return lines


BY_REPORTER = "reporter"
"""Noted on an act that handlers do as well, where the reporter did it: their name is not shown."""
REPORTER_ACTS = frozenset(
    {
        *("report", "add", "correct_words", "reply", "say_put_right", "ask_review", "withdraw"),
        *("give_name", TOO_LATE),
    }
)


def day_of(scene: Scene, at: datetime) -> date:
    return local_time(at, scene.policy).date()


def _plain(scene: Scene, entry: TimelineEntry) -> dict[str, str]:
    """What an entry names, in words."""
    shown: dict[str, str] = {}
    for name in ("kind", "category", "risk"):
        if name in entry.detail:
            shown[name] = scene.texts.label(f"{name}-{entry.detail[name]}")
    if "answer" in entry.detail:
        shown["answer"] = scene.texts.label(f"button-put_right-{entry.detail['answer']}")
    if "duties" in entry.detail:
        shown["duties"] = ", ".join(scene.texts.label(f"body-{duty}") for duty in entry.detail["duties"])
    if "flags" in entry.detail:
        shown["flags"] = ", ".join(scene.texts.label(f"flag-{flag}") for flag in entry.detail["flags"])
    if named := entry.detail.get("clocks") or entry.detail.get("clock"):
        names = [named] if isinstance(named, str) else named
        shown["clocks"] = ", ".join(clock_label(scene.texts, scene.policy, name) for name in names)
    if moved := entry.detail.get("moved"):
        shown["clocks"] = ", ".join(clock_label(scene.texts, scene.policy, each["clock"]) for each in moved)
        shown["old"] = scene.texts.moment(datetime.fromisoformat(moved[0]["old"]))
        shown["new"] = scene.texts.moment(datetime.fromisoformat(moved[0]["new"]))
    shown |= {
        name: str(entry.detail[name]) for name in ("whom", "other", "where", "wish") if name in entry.detail
    }
    if "item" in entry.detail:
        shown["item"] = scene.texts.label(f"at-once-{entry.detail['item']}")
    if "to" in entry.detail:
        shown["to"] = scene.name_of(entry.detail["to"])
    return shown
