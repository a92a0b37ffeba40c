"""A minute to take back what was said to a reporter: the message waits, and the case can go back openly.

See docs/decisions/0019-a-minute-to-take-back.md.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from flows.casework.clocks import PINGS
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.policy.clocks import ACTS
from storage.check_backs import ALL_RIGHT, PUT_RIGHT, CheckBack
from storage.desk import Desk
from storage.links import CaseLink
from storage.sendings import Sending
from storage.tables import Case, Clock
from storage.timeline import TAKE_BACK

OF_CASE = (
    "status",
    "closed_at",
    "handler_id",
    "kind",
    "wants_answer",
    "details",
    "outcome",
    "lesson",
    "no_lesson_because",
)
"""What an act that speaks to a reporter may change on the case itself."""

Rows = dict[str, dict[str, Any]]
"""Rows of one table, each by what tells it apart within the case."""


def remember(scene: Scene, case: Case) -> None:
    """Notes how a case is, before anything is done to it in this turn."""
    assert case.id is not None
    if scene.policy.life.undo_minutes and case.id not in scene.before:
        scene.before[case.id] = as_it_is(scene.desk, case)


def as_it_is(desk: Desk, case: Case) -> dict[str, Any]:
    """The case with its clocks, questions, links, and the pings that wait or were not acted on, as JSON."""
    assert case.id is not None
    checks = (desk.check_backs.of(case_id=case.id, purpose=name) for name in (PUT_RIGHT, ALL_RIGHT))
    return {
        "case": {name: value for name, value in case.model_dump(mode="json").items() if name in OF_CASE},
        "clocks": {clock.name: _plain(clock) for clock in desk.clocks.of(case_id=case.id)},
        "checks": {check.purpose: _plain(check) for check in checks if check is not None},
        "links": {str(link.other_id): _plain(link) for link in desk.links.from_case(case_id=case.id)},
        "pings": desk.notices.waiting_about(case_id=case.id, about=PINGS),
        "alerts": desk.alerts.open_of(case_id=case.id),
        "position": desk.timeline.last_position(case_id=case.id),
    }


def _plain(row: Clock | CheckBack | CaseLink) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude={"id"})


def held_back(scene: Scene) -> timedelta | None:
    """How long a message to a reporter waits in this turn; None where nobody could take it back."""
    return timedelta(minutes=scene.policy.life.undo_minutes) if scene.before else None


def undo_row(scene: Scene) -> list[list[Button]]:
    """The button that takes back what this turn says to reporters; nothing where it says nothing.

    Called last in a turn: how the case is now is what undoing starts from.
    """
    if not scene.before or not scene.sent:
        return []
    acted = [case_id for case_id in scene.before if case_id in scene.sent] or list(scene.before)[:1]
    notices = {case_id: list(scene.sent.pop(case_id, ())) for case_id in acted}
    for others in scene.sent.values():
        # Told besides, of a case that nothing was done to.
        notices[acted[0]] += others
    scene.sent.clear()
    batch = None
    for case_id in acted:
        batch = scene.desk.sendings.add(_sending(scene, case_id, notices[case_id]), batch=batch)
    return [[scene.button("button-undo", f"d:undo:{batch}", minutes=scene.policy.life.undo_minutes)]]


def _sending(scene: Scene, case_id: int, notices: list[int]) -> Sending:
    case = scene.desk.cases.get(case_id=case_id)
    assert case is not None
    before, after = scene.before[case_id], as_it_is(scene.desk, case)
    return Sending(
        case_id=case_id,
        person_id=scene.person_id,
        until=scene.now + timedelta(minutes=scene.policy.life.undo_minutes),
        notices=notices,
        positions=list(range(before["position"] + 1, after["position"] + 1)),
        before=before,
        after=after,
    )


def take_back(scene: Scene, sendings: Collection[Sending]) -> bool:
    """Takes messages back before they leave, and what was done with them. False where it is too late."""
    desk = scene.desk
    waiting = [number for sending in sendings for number in sending.notices]
    if any(sending.until <= scene.now for sending in sendings):
        return False
    if not desk.notices.withdraw_unclaimed(notice_ids=waiting, at=scene.now):
        return False
    for sending in sendings:
        case = desk.cases.get(case_id=sending.case_id)
        assert case is not None
        _go_back(desk, case, sending)
    desk.sendings.end(sendings)
    return True


def _go_back(desk: Desk, case: Case, sending: Sending) -> None:
    """Gives back what this act changed. What somebody else did meanwhile to the same thing stays."""
    assert case.id is not None
    before, after, now = sending.before, sending.after, as_it_is(desk, case)
    changed = [name for name in OF_CASE if before["case"][name] != after["case"][name] == now["case"][name]]
    former = as_it_was(case, before)
    for name in changed:
        setattr(case, name, getattr(former, name))
    for table, model in (("clocks", Clock), ("checks", CheckBack), ("links", CaseLink)):
        for name in before[table] | after[table]:
            old, new, current = (rows[table].get(name) for rows in (before, after, now))
            if old != new == current:
                _put(desk, model, case.id, table, name, old)
    if not _acted_since(desk, case.id, after["position"]):
        pings, alerts = (set(before.get(name, ())) - set(after.get(name, ())) for name in ("pings", "alerts"))
        desk.notices.give_back(notice_ids=pings)
        desk.alerts.unsettle(alert_ids=alerts)
    desk.flush()
    desk.clocks.refresh_next_due(case=case)
    desk.cases.save(case)


def _acted_since(desk: Desk, case_id: int, position: int) -> bool:
    """Whether somebody did something to a case after that: then nobody has to be pinged as before."""
    return any(e.position > position and e.act in ACTS for e in desk.timeline.standing(case_id=case_id))


def as_it_was(case: Case, before: dict[str, Any]) -> Case:
    """A copy of a case with what it was before, belonging to no session."""
    return Case.model_validate({**case.model_dump(), **before["case"]})


_KEY = {"clocks": "name", "checks": "purpose", "links": "other_id"}


def _put(desk: Desk, model: Any, case_id: int, table: str, name: str, old: dict[str, Any] | None) -> None:
    """Makes one row as it was: changed, brought again, or gone."""
    value = int(name) if table == "links" else name
    row = desk.sendings.row(model, case_id=case_id, **{_KEY[table]: value})
    if old is None:
        desk.sendings.remove(row)
        return
    former = model.model_validate(old)
    row = row or model(case_id=case_id)
    for field in old:
        setattr(row, field, getattr(former, field))
    desk.sendings.put(row)


def note_taken_back(scene: Scene, sending: Sending, *, role: str) -> None:
    """Says so on the timeline: nothing there is changed, and what was taken back counts no more."""
    scene.desk.timeline.append(
        case_id=sending.case_id,
        at=scene.now,
        act=TAKE_BACK,
        actor_id=scene.person_id,
        actor_role=role,
        detail={"positions": sending.positions},
    )


def not_yet_told(desk: Desk, case: Case, now: datetime) -> tuple[dict[str, Any] | None, set[int]]:
    """What the reporter may not read yet, as it can still be taken back: how the case was before (None where
    nothing waits), and the positions of the entries since."""
    assert case.id is not None
    waiting = desk.sendings.waiting(case_id=case.id, now=now)
    positions = {position for sending in waiting for position in sending.positions}
    return (waiting[0].before if waiting else None), positions
