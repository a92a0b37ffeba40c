"""A reporter's own cases: where they stand, and how to add to them."""

from flows.casework.dates_to_know import own_date_lines
from flows.casework.promises import promised_by
from flows.casework.taking_back import as_it_was, not_yet_told
from flows.casework.ways import CONFIDENTIAL
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.engine.texts import Ready
from flows.manage.opened import reference_in
from flows.policy.life import statuses
from flows.policy.timescales import local_time
from flows.report.own_case import own_acts, own_case
from flows.report.past_manager import asks_about_reader, put_on_case
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
        reference = reference_in(wanted)
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
    put_on_case(scene, own_case(scene, answers), answers, "more", act="add", key="added")


def _reply(scene: Scene, answers: Answers) -> None:
    put_on_case(scene, own_case(scene, answers), answers, "reply", act="reply", key="replied")


FLOWS = (
    Flow(name="status", command="status", action="status", finish=_status),
    Flow(
        name="add",
        action="add",
        begin=is_own,
        steps=(Step("more", parse=free_text, file_is_enough=True), asks_about_reader("more")),
        takes_files=True,
        finish=_add,
    ),
    Flow(
        name="reply",
        action="reply",
        begin=is_own,
        steps=(Step("reply", parse=free_text, file_is_enough=True), asks_about_reader("reply")),
        takes_files=True,
        finish=_reply,
    ),
)
