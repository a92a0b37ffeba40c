"""/agenda: the next meeting's agenda as it stands, and what a manager moves out of it."""

from datetime import datetime

from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.meet.agenda import COUNTING, Draft, draft_agenda
from flows.meet.kept_items import attach_all
from flows.meet.moments import agenda_time
from flows.meet.planning import coming
from flows.meet.services import meeting_here
from flows.meet.showing import agenda_lines, manager_lines, manager_rows, pages, rows_on_last
from flows.meet.stages import AGENDA_POSTED
from flows.policy.permissions import MAY, may
from storage.tables import AgendaItem, Meeting, Occurrence

READ_BY_ALL = (*COUNTING, "suggested", "carried")
"""What everybody may read before the agenda is posted: numbers, and what stood in the group before. The
words of others wait until a manager has looked."""


def _agenda(scene: Scene, answers: Answers) -> None:
    if scene.said.is_group:
        meeting = meeting_here(scene)
        if meeting is None:
            scene.say("agenda-no-meeting-here")
        elif not _may(scene, meeting, "see_agenda"):
            scene.say("not-allowed")
        else:
            _show(scene, meeting)
        return
    meetings = scene.desk.meetings.of_services(service_ids=scene.service_ids(*MAY["see_agenda"]))
    wanted = [meeting for meeting in meetings if meeting.id == answers.get("id")] or meetings
    if not wanted:
        scene.say("agenda-no-meeting")
        return
    _show(scene, min(wanted, key=lambda one: coming(scene.desk, scene.policy, one, scene.now)[0]), meetings)


def _may(scene: Scene, meeting: Meeting, action: str) -> bool:
    return may(action, scene.roles(service_id=meeting.service_id))


def _show(scene: Scene, meeting: Meeting, others: list[Meeting] | None = None) -> None:
    starts_at, occurrence = coming(scene.desk, scene.policy, meeting, scene.now)
    if occurrence is not None and occurrence.id is not None:
        occurrence = scene.desk.meetings.occurrence(occurrence_id=occurrence.id, to_change=True)
    draft = draft_agenda(scene.desk, scene.policy, meeting, occurrence, now=scene.now, texts=scene.texts)
    service = scene.desk.services.get(service_id=meeting.service_id)
    head = scene.texts.say("agenda-next", service=service.name, starts=starts_at)
    is_posted = occurrence is not None and occurrence.posted >= AGENDA_POSTED
    rows = []
    if not scene.said.is_group and _may(scene, meeting, "hold_meetings"):
        lines = [*agenda_lines(draft.points, scene.texts), *manager_lines(draft, scene.texts)]
        if occurrence is not None and not is_posted:
            attached = attach_all(scene.desk, meeting, occurrence, draft, scene.now)
            rows = manager_rows(draft, attached, scene.texts)
    else:
        lines = _lines_for_all(scene, draft, is_posted, starts_at)
    if not draft.points:
        lines = ["\n" + scene.texts.say("agenda-nothing-yet"), *lines]
    rows += [
        [scene.button("button-agenda-of", f"d:agenda:{other.id}", service=_service_name(scene, other))]
        for other in others or ()
        if other.id != meeting.id
    ]
    texts = pages([head, *lines, "\n" + scene.texts.say("agenda-suggest")])
    for page, text in enumerate(texts):
        scene.say_ready(text, rows_on_last(page, len(texts), rows))


def _service_name(scene: Scene, meeting: Meeting) -> str:
    return scene.desk.services.get(service_id=meeting.service_id).name


def _lines_for_all(scene: Scene, draft: Draft, is_posted: bool, starts_at: datetime) -> list[str]:
    points = [p for p in draft.points if p.is_posted or p.section in READ_BY_ALL]
    lines = agenda_lines(points, scene.texts)
    if not is_posted:
        posted_at = max(agenda_time(starts_at, scene.policy), scene.now)
        lines.append("\n" + scene.texts.say("agenda-rest", posted=posted_at))
    return lines


def _look(scene: Scene, answers: Answers) -> None:
    """The words of one item, for a manager to decide on."""
    item = item_to_move(scene, answers)
    if item is not None:
        put_in = scene.button("button-agenda-put-in", f"d:agenda_in:{item.id}")
        leave = scene.button("button-agenda-leave", f"d:agenda_out:{item.id}")
        scene.say(
            "agenda-look",
            [[leave] if item.status == "waiting" else [put_in, leave]],
            words=_name(scene, item),
            held="yes" if item.status == "held" else "no",
        )


def _move_out(scene: Scene, answers: Answers) -> None:
    item = item_to_move(scene, answers)
    if item is None:
        return
    item.status = "left_out"
    scene.desk.meetings.save(item)
    scene.toast = scene.texts.label("toast-agenda-out")
    back = scene.button("button-agenda-undo", f"d:agenda_in:{item.id}")
    scene.say("agenda-item-out", [[back]], words=_name(scene, item))


def _move_in(scene: Scene, answers: Answers) -> None:
    """Puts back what was left out; puts in what a manager was to decide on."""
    item = item_to_move(scene, answers)
    if item is None:
        return
    item.status = "waiting"
    scene.desk.meetings.save(item)
    scene.toast = scene.texts.label("toast-agenda-in")
    out = scene.button("button-agenda-out-again", f"d:agenda_out:{item.id}")
    scene.say("agenda-item-in", [[out]], words=_name(scene, item))


def _name(scene: Scene, item: AgendaItem) -> str:
    if item.section in COUNTING:
        return scene.texts.label(f"agenda-title-{item.section}")
    case = scene.desk.cases.get(case_id=item.case_id) if item.case_id is not None else None
    return item.words or (case.lesson if case is not None and case.lesson else "")


def item_to_move(scene: Scene, answers: Answers) -> AgendaItem | None:
    """The item of a button, if it is this person's to move and still in time. Else says why not."""
    item = scene.desk.meetings.item(item_id=int(answers.get("id", 0)))
    if item is None or not may("hold_meetings", scene.roles(service_id=item.service_id)):
        scene.toast = scene.texts.label("toast-old-button")
        return None
    occurrence = _locked(scene, item)
    if item.status not in ("waiting", "held", "left_out") or (
        occurrence is not None and occurrence.starts_at <= scene.now
    ):
        scene.toast = scene.texts.label("toast-agenda-too-late")
        return None
    return item


def _locked(scene: Scene, item: AgendaItem) -> Occurrence | None:
    if item.occurrence_id is None:
        return None
    return scene.desk.meetings.occurrence(occurrence_id=item.occurrence_id, to_change=True)


FLOWS = (
    Flow(name="agenda", command="agenda", action="agenda", may="see_agenda", where="both", finish=_agenda),
    Flow(name="agenda_out", action="agenda_out", may="hold_meetings", finish=_move_out),
    Flow(name="agenda_item", action="agenda_item", may="hold_meetings", finish=_look),
    Flow(name="agenda_in", action="agenda_in", may="hold_meetings", finish=_move_in),
)
