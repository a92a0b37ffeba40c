"""/trends: what goes up and down, four weeks against the four before, in plain words."""

from collections import Counter
from datetime import datetime, timedelta
from math import sqrt
from typing import Literal

from flows.casework.homes import home_rows
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.meet.themes import OPEN_KINDS
from flows.policy.permissions import MAY
from storage.tables import Case

ALL_WAYS = ("named", "confidential", "unnamed")
"""A manager sees these cases anyway; numbers of speaking up are not for this list."""
MOST_CATEGORIES = 10

Course = Literal["up", "down", "same", "few"]


def course(now: int, before: int, *, smallest: int) -> Course:
    """Which way a count goes. Too few to tell where both are below `smallest`; the same where the
    difference is no more than chance makes of counts like these (two standard deviations of the
    difference of two Poisson counts, which is the root of their sum)."""
    if now < smallest and before < smallest:
        return "few"
    if abs(now - before) <= 2 * sqrt(now + before):
        return "same"
    return "up" if now > before else "down"


def _trends(scene: Scene, answers: Answers) -> None:
    services = scene.service_ids(*MAY["see_trends"])
    wanted = answers.get("id")
    if wanted not in services:
        if len(services) > 1:
            page = str(answers.get("extra") or "")
            _ask_service(scene, services, int(page) if page.isdecimal() else 0)
            return
        wanted = services[0]
    _show(scene, int(wanted))


def _ask_service(scene: Scene, services: list[int], page: int) -> None:
    scene.say(
        "trends-which",
        home_rows(scene, services, page, lambda home: f"d:trends:{home}", lambda to: f"d:trends:0:{to}"),
    )


def _name(scene: Scene, service_id: int) -> str:
    return scene.desk.services.get(service_id=service_id).name


def _show(scene: Scene, service_id: int) -> None:
    span = timedelta(days=scene.policy.meetings.lately_days)
    middle = scene.now - span
    latest = _cases(scene, service_id, middle, scene.now)
    earlier = _cases(scene, service_id, middle - span, middle)
    if not latest and not earlier:
        scene.say("trends-nothing", service=_name(scene, service_id), days=span.days)
        return
    lines = [scene.texts.say("trends-head", service=_name(scene, service_id), days=span.days)]
    lines += _block(scene, "kind", latest, earlier)
    lines += _block(scene, "category", latest, earlier)
    lines.append("\n" + scene.texts.say("trends-how", smallest=scene.policy.meetings.smallest_number))
    scene.say_ready("\n".join(lines))


def _cases(scene: Scene, service_id: int, start: datetime, end: datetime) -> list[Case]:
    cases = scene.desk.cases.reported_between(
        service_id=service_id,
        start=start,
        end=end,
        ways=ALL_WAYS,
        for_whom=scene.sight(service_id=service_id),
    )
    return [case for case in cases if case.kind in OPEN_KINDS]


def _block(
    scene: Scene, what: Literal["kind", "category"], latest: list[Case], earlier: list[Case]
) -> list[str]:
    now = Counter(getattr(case, what) for case in latest)
    before = Counter(getattr(case, what) for case in earlier)
    names = sorted(now | before, key=lambda name: (-now[name], -before[name], name))[:MOST_CATEGORIES]
    smallest = scene.policy.meetings.smallest_number
    lines = ["\n" + scene.texts.say(f"trends-{what}")]
    for name in names:
        way = course(now[name], before[name], smallest=smallest)
        words = scene.texts.label(f"{what}-{name}")
        lines.append(scene.texts.say(f"trends-line-{way}", name=words, now=now[name], before=before[name]))
    return lines


FLOW = Flow(name="trends", command="trends", action="trends", may="see_trends", finish=_trends)
