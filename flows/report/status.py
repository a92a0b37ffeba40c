"""A reporter's own cases: where they stand, and how to add to them."""

from flows.casework.dates_to_know import own_date_lines
from flows.casework.follow_up import add_to_case
from flows.casework.promises import promised_by
from flows.casework.taking_back import as_it_was, not_yet_told
from flows.casework.ways import CONFIDENTIAL
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.engine.texts import Ready
from flows.manage.opened import REFERENCE
from flows.policy.life import statuses
from flows.policy.timescales import local_time
from flows.report.about import tells_of_the_reader
from flows.report.entrance import begin_report
from flows.report.own_case import own_acts, own_case
from storage.tables import Case

MOST_SHOWN = 8
MOST_ASKED_AFTER = 3
"""Of so many it can be asked at once who has opened them; of others by /status and the number."""


def status_line(scene: Scene, case: Case) -> str:
    """Where a case stands, in plain words for the reporter."""
    waiting, _ = not_yet_told(scene.desk, case, scene.now)
    shown = case if waiting is None else as_it_was(case, waiting)
    promised = promised_by(scene.desk, case)
    texts = scene.texts
    parts = [
        texts.say(
            "status-head",
            reference=case.reference,
            kind=Ready(texts.say(f"kind-{shown.kind}")),
            category=Ready(texts.say(f"category-{shown.category}")),
            on=local_time(case.reported_at, scene.policy).date(),
        ),
        texts.say(f"status-{shown.status}", handled="yes" if shown.handler_id else "no"),
    ]
    if case.way == CONFIDENTIAL:
        parts.append(texts.say("status-in-confidence"))
    if promised is not None and waiting is None:
        parts.append(texts.say("status-promised", by=promised))
    parts += own_date_lines(scene, case)
    if shown.closed_at is not None and shown.outcome:
        parts.append(texts.say("status-outcome", words=shown.outcome))
    return "\n".join(parts)


def _status(scene: Scene, answers: Answers) -> None:
    cases = scene.desk.cases.reported_by(person_id=scene.person_id, limit=MOST_SHOWN)
    wanted = answers.get("argument", "").strip()
    if wanted:
        found = REFERENCE.search(wanted)
        reference = f"{found[1].upper()}-{found[2]}-{int(found[3]):04d}" if found else ""
        cases = [
            case
            for case in scene.desk.cases.reported_by(person_id=scene.person_id, limit=500)
            if case.reference == reference
        ]
        if not cases:
            scene.say("status-not-yours")
            return
    if not cases:
        scene.say("status-nothing", [[scene.button("button-menu", "d:menu")]])
        return
    rows = [
        [scene.button("button-add-to", f"d:add:{case.id}", reference=case.reference)]
        for case in cases
        if case.closed_at is None
    ]
    rows += [
        [scene.button("button-give_name", f"d:give_name:{case.id}", reference=case.reference)]
        for case in cases
        if case.closed_at is None and case.way == CONFIDENTIAL
    ]
    rows += [
        [scene.button("button-who_opened", f"d:who_opened:{case.id}", reference=case.reference)]
        for case in cases[:MOST_ASKED_AFTER]
    ]
    if len(cases) == 1:
        rows += own_acts(scene, cases[0])
    scene.say_ready("\n\n".join(status_line(scene, case) for case in cases), rows)


def is_own(scene: Scene, answers: Answers) -> bool:
    """For a flow's `begin`: whether its case is the speaker's."""
    case = scene.desk.cases.get(case_id=answers.get("id", 0))
    if case is None or case.reporter_id != scene.person_id or case.status not in statuses():
        scene.say("status-not-yours")
        return False
    answers["reference"] = case.reference
    return True


def _add(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    if _became_a_report(scene, case, answers, "more"):
        return
    add_to_case(scene, case, answers["more"], conversation_id=answers["_conversation"])
    scene.say("added", reference=case.reference)


def _became_a_report(scene: Scene, case: Case, answers: Answers, step: str) -> bool:
    """Words about whoever reads the case do not go there: they begin a report that goes past them."""
    if answers.get("is_about") != "yes":
        return False
    scene.say("begins-new-report", reference=case.reference)
    begin_report(
        scene,
        {
            "_said": [[None, answers[step]]],
            "_conversation": answers["_conversation"],
            "service": str(case.service_id),
            "about": "manager",
            "way": case.way,
        },
    )
    return True


def _asks_about(step: str) -> Step:
    """Asked before words go to a case whose readers they may be about."""

    def is_asked(scene: Scene, answers: Answers) -> bool:
        case = scene.desk.cases.get(case_id=answers["id"])
        return case is not None and tells_of_the_reader(scene, case, str(answers.get(step) or ""))

    return Step("is_about", choices=choose("yes", "no"), ask_if=is_asked, means=(("skip", "yes"),))


def _reply(scene: Scene, answers: Answers) -> None:
    case = own_case(scene, answers)
    if _became_a_report(scene, case, answers, "reply"):
        return
    add_to_case(scene, case, answers["reply"], conversation_id=answers["_conversation"], act="reply")
    scene.say("replied", reference=case.reference)


FLOWS = (
    Flow(name="status", command="status", action="status", finish=_status),
    Flow(
        name="add",
        action="add",
        begin=is_own,
        steps=(Step("more", parse=free_text, file_is_enough=True), _asks_about("more")),
        takes_files=True,
        finish=_add,
    ),
    Flow(
        name="reply",
        action="reply",
        begin=is_own,
        steps=(Step("reply", parse=free_text, file_is_enough=True), _asks_about("reply")),
        takes_files=True,
        finish=_reply,
    ),
)
