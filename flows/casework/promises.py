"""What a reporter was promised: the day by which they hear. It never moves without their being told."""

from datetime import datetime

from flows.casework.reporter import tell_reporter
from flows.engine.scene import Scene
from flows.policy.clocks import PROMISES
from storage.desk import Desk
from storage.tables import Case


def promised_by(desk: Desk, case: Case) -> datetime | None:
    """When the reporter of a case is to hear, as they were told; None where nothing is promised, or
    the clock stands still."""
    assert case.id is not None
    running = desk.clocks.running(case_id=case.id)
    due = {clock.name: clock.due_at for clock in running if clock.frozen_at is None}
    return next((due[name] for name in PROMISES if name in due), None)


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
