"""/cqc: CQC asked for the summary of complaints."""

from collections.abc import Sequence
from datetime import date, time
from functools import partial

from flows.casework.complaint_summary import complaint_summary, count_kept, may_have_kept
from flows.casework.home_clocks import (
    RIGHT,
    SUMMARY,
    home_doing,
    home_line,
    home_rule,
    start_home_clock,
)
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step
from flows.manage.days import past_day, recent_days
from flows.manage.home_duties import home_clock_of, services_kept
from flows.policy.timescales import on_the_day
from storage.home_clocks import HomeClock

NOON = time(12)
SHOWN = 3


def _show(scene: Scene, _answers: Answers) -> None:
    """What CQC has asked for, what was sent, and the button for when it asks."""
    found = scene.desk.home_clocks.of(service_ids=services_kept(scene), name=SUMMARY)[:SHOWN]
    lines = [scene.texts.say("cqc-head"), *(_line(scene, clock) for clock in found)]
    rows = [[scene.button("button-cqc_asked", "d:cqc_asked")]]
    for clock in found:
        if clock.met_at is None:
            rows = [home_doing(scene.texts, clock), *rows]
    scene.say_ready("\n\n".join(lines), rows)


def _line(scene: Scene, clock: HomeClock) -> str:
    if clock.met_at is None:
        return home_line(scene.desk, scene.texts, scene.policy, clock, scene.now)
    service = scene.desk.services.get(service_id=clock.service_id).name
    return scene.texts.say("cqc-sent-line", service=service, asked=clock.started_at, sent=clock.met_at)


def _homes(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return [Choice(str(n), scene.desk.services.get(service_id=n).name) for n in services_kept(scene)]


def _begin_asked(scene: Scene, answers: Answers) -> bool:
    services = services_kept(scene)
    if home_rule(scene.policy, SUMMARY) is None or not services:
        scene.say("home-not-found")
        return False
    if len(services) == 1:
        answers["cqc_service"] = str(services[0])
    return True


def _asked(scene: Scene, answers: Answers) -> None:
    service_id = int(answers["cqc_service"])
    rule = home_rule(scene.policy, SUMMARY)
    if service_id not in services_kept(scene) or rule is None:
        raise NotAllowed("home-not-found")
    asked_at = on_the_day(date.fromisoformat(answers["cqc_day"]), NOON, scene.policy)
    clock = start_home_clock(
        scene.desk, scene.policy, service_id, rule, from_at=min(asked_at, scene.now), now=scene.now
    )
    scene.say("cqc-asked", [home_doing(scene.texts, clock)], due=clock.due_at)


def _summary(scene: Scene, answers: Answers, *, with_kept: bool = False) -> None:
    clock = home_clock_of(scene, answers)
    document, count = complaint_summary(scene, clock.service_id, with_kept=with_kept)
    left_out = 0 if with_kept else count_kept(scene, clock.service_id)
    rows = [home_doing(scene.texts, clock)[1:]] if clock.met_at is None else []
    if left_out:
        rows.insert(0, [scene.button("button-cqc_summary_all", f"d:cqc_summary_all:{clock.id}")])
    # Who would not know of any reads the same sentence, whether there are any or not.
    others = "count" if may_have_kept(scene, clock.service_id) else "ask"
    scene.hand_over(
        document, "cqc-summary", rows, count=count, left_out=left_out, others=others, due=clock.due_at
    )


FLOWS = (
    Flow(name="cqc", command="cqc", action="cqc", may=RIGHT, finish=_show),
    Flow(
        name="cqc_asked",
        action="cqc_asked",
        may=RIGHT,
        begin=_begin_asked,
        steps=(
            Step("cqc_service", choices=_homes),
            Step("cqc_day", choices=recent_days, parse=past_day),
        ),
        finish=_asked,
    ),
    Flow(name="cqc_summary", action="cqc_summary", may=RIGHT, finish=_summary),
    Flow(
        name="cqc_summary_all",
        action="cqc_summary_all",
        may=RIGHT,
        finish=partial(_summary, with_kept=True),
    ),
)
