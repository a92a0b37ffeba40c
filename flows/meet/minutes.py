"""After a meeting: what came of each item, by a tap in the group."""

from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.meet.agenda import is_carried_on
from flows.policy.permissions import may
from storage.tables import AgendaItem, Occurrence

SETTLED = ("discussed", "carried_over")


def _settle(scene: Scene, answers: Answers, status: str, toast: str) -> None:
    item = scene.desk.meetings.item(item_id=int(answers.get("id", 0)))
    if item is None or item.occurrence_id is None or item.status not in ("posted", *SETTLED):
        scene.toast = scene.texts.label("toast-old-button")
        return
    occurrence = _if_theirs(scene, item.occurrence_id)
    if occurrence is None:
        return
    if item.status == status:
        scene.toast = scene.texts.label("toast-answered")
        return
    was_open = _open_items(scene, occurrence)
    item.status = status
    scene.desk.meetings.save(item)
    scene.toast = scene.texts.label(toast)
    if was_open and not _open_items(scene, occurrence):
        _say_done(scene, occurrence)


def _settle_all(scene: Scene, answers: Answers) -> None:
    """What nobody has tapped yet counts as discussed."""
    occurrence = _if_theirs(scene, int(answers.get("id", 0)))
    if occurrence is None:
        return
    for item in _open_items(scene, occurrence):
        item.status = "discussed"
        scene.desk.meetings.save(item)
    scene.toast = scene.texts.label("toast-item-done")
    _say_done(scene, occurrence)


def _if_theirs(scene: Scene, occurrence_id: int) -> Occurrence | None:
    """The date, if it was this group's and the person may hold its meetings. Else a toast says why not."""
    occurrence = scene.desk.meetings.occurrence(occurrence_id=occurrence_id, to_change=True)
    if occurrence is None:
        scene.toast = scene.texts.label("toast-old-button")
        return None
    meeting = scene.desk.meetings.get(meeting_id=occurrence.meeting_id)
    if not may("hold_meetings", scene.roles(service_id=meeting.service_id)):
        scene.toast = scene.texts.label("toast-not-allowed")
        return None
    return occurrence


def _open_items(scene: Scene, occurrence: Occurrence) -> list[AgendaItem]:
    assert occurrence.id is not None
    items = scene.desk.meetings.items_of(occurrence_id=occurrence.id)
    return [item for item in items if item.status == "posted"]


def _say_done(scene: Scene, occurrence: Occurrence) -> None:
    assert occurrence.id is not None
    items = scene.desk.meetings.items_of(occurrence_id=occurrence.id)
    scene.clears_buttons = True
    scene.say("agenda-all-settled", count=sum(is_carried_on(item) for item in items))


FLOWS = (
    Flow(
        name="item_done",
        action="item_done",
        may="hold_meetings",
        where="group",
        finish=lambda scene, answers: _settle(scene, answers, "discussed", "toast-item-done"),
    ),
    Flow(
        name="item_carry",
        action="item_carry",
        may="hold_meetings",
        where="group",
        finish=lambda scene, answers: _settle(scene, answers, "carried_over", "toast-item-carried"),
    ),
    Flow(name="items_done", action="items_done", may="hold_meetings", where="group", finish=_settle_all),
)
