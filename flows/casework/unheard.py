"""Pings that did not arrive or that nobody took notice of, as they stand on /today."""

from flows.casework.pings import case_line
from flows.engine.scene import Scene
from flows.engine.texts import Ready
from storage.sight import Sight


def unheard_lines(scene: Scene, sight: Sight) -> list[str]:
    """One line a case; empty where everything was heard, or somebody has acted since."""
    lines: dict[int, str] = {}
    for alert, case in scene.desk.alerts.unheard(sight=sight):
        name = scene.desk.people.get(person_id=alert.person_id).name
        lines[alert.case_id] = scene.texts.say(
            "today-unheard",
            line=Ready(case_line(case, scene.texts)),
            name=name,
            at=alert.made_at,
            failed="yes" if alert.failed_at else "no",
        )
    return list(lines.values())
