"""What was done to a case, as a handler reads it: the latest entries of its timeline."""

from datetime import date, datetime

from flows.casework.clock_names import clock_label
from flows.casework.reporter import reporter_role
from flows.casework.too_late import TOO_LATE
from flows.casework.ways import is_guarded
from flows.engine.say import cut
from flows.engine.scene import Scene
from flows.engine.texts import Ready
from flows.policy.timescales import local_time
from storage.tables import Case, TimelineEntry
from storage.timeline import taken_back

LATEST_ENTRIES = 6
LONGEST_ENTRY = 280
"""Characters of what was said with an act."""

BY_REPORTER = "reporter"
"""Noted on an act that handlers do as well, where the reporter did it: their name is not shown."""
REPORTER_ACTS = frozenset(
    {
        *("report", "add", "correct_words", "reply", "say_put_right", "ask_review", "withdraw"),
        *("give_name", TOO_LATE),
    }
)


def history_lines(scene: Scene, case: Case) -> list[str]:
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
        line = texts.say(f"act-{entry.act}", who=who, **_named_in(scene, entry))
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


def _named_in(scene: Scene, entry: TimelineEntry) -> dict[str, str]:
    """What an entry names, in words: kinds, duties, clocks, people."""
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


def day_of(scene: Scene, at: datetime) -> date:
    return local_time(at, scene.policy).date()
