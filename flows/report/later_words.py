"""Words after a report was sent: they go to that report or to a new one, and the bot asks once."""

from datetime import datetime, timedelta

from flows.casework.danger import warn_beforehand
from flows.casework.history import REPORTER_ACTS
from flows.casework.ways import is_guarded
from flows.engine.parsers import is_courtesy, word_meaning
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.report.entrance import begin_report, doors
from flows.report.first_words import note_words
from flows.report.past_manager import asks_about_reader, names_reader, put_on_case
from storage.tables import Case

LOOKED_AT = 3
"""How many of a person's latest reports more words may belong to."""


def _begin(scene: Scene, answers: Answers) -> bool:
    """Asks only where a report of the same person is fresh and open, and the words say anything."""
    words = answers.pop("words")
    fresh = _fresh_case(scene)
    if words and not scene.said.files and _says_nothing(scene, words):
        if is_courtesy(scene, words):
            scene.say("courtesy")
        elif fresh is not None:
            scene.say("sent-already", reference=fresh.reference)
        else:
            scene.say("hello", doors(scene))
        return False
    if words:
        note_words(scene, answers, words)
        answers["_from"] = {str(scene.said.message_id): "words"}
    if fresh is None:
        begin_report(scene, answers)
        return False
    answers["_case"] = fresh.id
    answers["reference"] = fresh.reference
    warn_beforehand(scene, answers, fresh)
    return True


def _says_nothing(scene: Scene, words: str) -> bool:
    """Thank you, okay, yes: words to the bot, with nothing open that they could answer."""
    return is_courtesy(scene, words) or bool(word_meaning(scene, words))


def _fresh_case(scene: Scene) -> Case | None:
    """The open report to which the person sent something last, if that was not long ago."""
    window = timedelta(minutes=scene.policy.conversations.follow_up_minutes)
    span = timedelta(hours=scene.policy.speaking.time_span_hours)
    latest: dict[datetime, Case] = {}
    for case in scene.desk.cases.reported_by(person_id=scene.person_id, limit=LOOKED_AT):
        assert case.id is not None
        if case.closed_at is None:
            entries = scene.desk.timeline.of(case_id=case.id)
            waiting = [kept.at for kept in scene.desk.kept_back.of_case(case_id=case.id)]
            last = max([entry.at for entry in entries if entry.act in REPORTER_ACTS] + waiting)
            # The time of what is said in private is kept to the beginning of a span.
            latest[last + span if is_guarded(case) else last] = case
    newest = max(latest, default=None)
    return latest[newest] if newest is not None and scene.now - newest <= window else None


def _finish(scene: Scene, answers: Answers) -> None:
    if answers.get("belongs") == "new":
        kept = ("_said", "_from", "_conversation")
        begin_report(
            scene, {**{k: answers[k] for k in kept if k in answers}, "_flags": answers.get("_warned", [])}
        )
        return
    case = scene.desk.cases.get(case_id=answers["_case"])
    assert case is not None
    put_on_case(scene, case, answers, "words", act="add", key="added")


def _more(scene: Scene, answers: Answers, text: str) -> None:
    note_words(scene, answers, text)
    case = scene.desk.cases.get(case_id=answers["_case"])
    assert case is not None
    warn_beforehand(scene, answers, case)


def _belongs_if(scene: Scene, answers: Answers) -> bool:
    return not names_reader(scene, answers, "words")


FLOW = Flow(
    name="later_words",
    may="report",
    steps=(
        Step(
            "belongs",
            choices=choose("add", "new"),
            ask_if=_belongs_if,
            changeable=False,
            means=(("yes", "add"), ("no", "new")),
        ),
        asks_about_reader("words"),
    ),
    begin=_begin,
    more_words=_more,
    takes_files=True,
    finish=_finish,
)
