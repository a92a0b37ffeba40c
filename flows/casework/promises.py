"""What a reporter was promised: the day by which they hear. It never moves without their being told."""

from datetime import datetime

from flows.casework.reporter import tell_reporter
from flows.casework.ways import blurred, is_guarded
from flows.engine.scene import Scene
from flows.policy.clocks import PROMISES
from flows.policy.timescales import due_at
from storage.desk import Desk
from storage.tables import Case


def promised_by(desk: Desk, case: Case) -> datetime | None:
    """When the reporter of a case is to hear, as they were told; None where nothing is promised, or
    the clock stands still."""
    assert case.id is not None
    running = desk.clocks.running(case_id=case.id)
    due = {clock.name: clock.due_at for clock in running if clock.frozen_at is None}
    return next((due[name] for name in PROMISES if name in due), None)


def promised_after(scene: Scene, case: Case, clock: str, *, kind: str = "") -> datetime | None:
    """Until when a reporter hears after what they just did: as the clock runs, or as it will once what is
    kept back is carried out. None where such a case has no such clock."""
    assert case.id is not None
    for running in scene.desk.clocks.running(case_id=case.id):
        if running.name == clock and running.frozen_at is None:
            return running.due_at
    rule = scene.policy.clock_rule(clock, kind=kind or case.kind, red_flags=case.red_flags)
    if rule is None or clock not in scene.policy.clocks or not scene.policy.clocks[clock].on:
        return None
    return due_at(rule, blurred(scene.now, scene.policy) if is_guarded(case) else scene.now, scene.policy)


def tell_new_promise(scene: Scene, case: Case, former: datetime | None, key: str = "tell-new-date") -> bool:
    """Tells the reporter the new day where it is another one than before. False where no message went out:
    nothing changed, or nobody can be reached (who holds a code reads the day there)."""
    by = promised_by(scene.desk, case)
    if by == former:
        return False
    return tell_reporter(
        scene,
        case,
        key,
        kind=case.kind,
        promised="yes" if by else "no",
        by=by or scene.now,
        before="yes" if former else "no",
        former=former or scene.now,
    )


def moved_promise(desk: Desk, case: Case, former: datetime | None) -> dict[str, str]:
    """What the timeline keeps of a promise that moved."""
    by = promised_by(desk, case)
    if by == former or former is None or by is None:
        return {}
    return {"due_before": former.isoformat(), "due_now": by.isoformat()}
