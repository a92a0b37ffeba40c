"""/cqc: CQC asked for the summary of complaints; and what else a home has to do beside its cases."""

from collections.abc import Sequence
from datetime import date, time

from flows.casework.clock_names import clock_name
from flows.casework.complaint_summary import complaint_summary
from flows.casework.home_clocks import (
    SUMMARY,
    home_buttons,
    home_line,
    home_rule,
    meet_home_clock,
    start_home_clock,
)
from flows.casework.mornings import next_reminding_morning
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step
from flows.engine.texts import Ready
from flows.manage.days import past_day, recent_days
from flows.policy.permissions import MAY
from flows.policy.timescales import on_the_day
from storage.home_clocks import HomeClock

RIGHT = "keep_home_clocks"
NOON = time(12)
SHOWN = 3


def _services(scene: Scene) -> list[int]:
    return scene.service_ids(*MAY[RIGHT])


def _mine(scene: Scene, answers: Answers) -> HomeClock:
    """The clock that a button means; one that is not theirs and one that is not there look the same."""
    clock = scene.desk.home_clocks.get(clock_id=int(answers.get("id") or 0))
    if clock is None or clock.service_id not in _services(scene):
        raise NotAllowed("home-not-found")
    return clock


def _show(scene: Scene, _answers: Answers) -> None:
    """What CQC has asked for, what was sent, and the button for when it asks."""
    found = scene.desk.home_clocks.of(service_ids=_services(scene), name=SUMMARY)[:SHOWN]
    lines = [scene.texts.say("cqc-head"), *(_line(scene, clock) for clock in found)]
    rows = [[scene.button("button-cqc_asked", "d:cqc_asked")]]
    for clock in found:
        if clock.met_at is None:
            rows = [*home_buttons(scene.texts, clock)[:2], *rows]
    scene.say_ready("\n\n".join(lines), rows)


def _line(scene: Scene, clock: HomeClock) -> str:
    if clock.met_at is None:
        return home_line(scene.desk, scene.texts, scene.policy, clock, scene.now)
    service = scene.desk.services.get(service_id=clock.service_id).name
    return scene.texts.say("cqc-sent-line", service=service, asked=clock.started_at, sent=clock.met_at)


def _homes(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return [Choice(str(n), scene.desk.services.get(service_id=n).name) for n in _services(scene)]


def _begin_asked(scene: Scene, answers: Answers) -> bool:
    services = _services(scene)
    if home_rule(scene.policy, SUMMARY) is None or not services:
        scene.say("home-not-found")
        return False
    if len(services) == 1:
        answers["cqc_service"] = str(services[0])
    return True


def _asked(scene: Scene, answers: Answers) -> None:
    service_id = int(answers["cqc_service"])
    rule = home_rule(scene.policy, SUMMARY)
    if service_id not in _services(scene) or rule is None:
        raise NotAllowed("home-not-found")
    asked_at = on_the_day(date.fromisoformat(answers["cqc_day"]), NOON, scene.policy)
    clock = start_home_clock(
        scene.desk, scene.policy, service_id, rule, from_at=min(asked_at, scene.now), now=scene.now
    )
    scene.say("cqc-asked", home_buttons(scene.texts, clock)[:2], due=clock.due_at)


def _summary(scene: Scene, answers: Answers) -> None:
    clock = _mine(scene, answers)
    document, count = complaint_summary(scene, clock.service_id)
    scene.hand_over(
        document, "cqc-summary", home_buttons(scene.texts, clock)[1:2], count=count, due=clock.due_at
    )


def _done(scene: Scene, answers: Answers) -> None:
    clock = _mine(scene, answers)
    scene.clears_buttons = True
    if clock.met_at is not None:
        scene.say("home-done-before", at=clock.met_at)
        return
    meet_home_clock(scene.desk, scene.policy, clock, at=scene.now, by=scene.person_id, now=scene.now)
    scene.say(f"home-done-{clock.name}")


def _tomorrow(scene: Scene, answers: Answers) -> None:
    clock = _mine(scene, answers)
    scene.clears_buttons = True
    if clock.met_at is None:
        until = next_reminding_morning(scene.now, scene.policy)
        clock.ping_at = until if clock.ping_at is None else min(clock.ping_at, until)
        scene.desk.home_clocks.save(clock)
        scene.say("home-tomorrow", until=until)
    else:
        scene.say("home-done-before", at=clock.met_at)


def _why(scene: Scene, answers: Answers) -> None:
    clock = _mine(scene, answers)
    rule = scene.policy.clocks[clock.name]
    texts = scene.texts
    name = Ready(clock_name(texts, scene.policy, clock.name))
    lines = [
        texts.say("why-clock", clock=name, title=rule.title, due=clock.due_at),
        texts.say(f"ground-{rule.ground}"),
    ]
    if rule.note:
        lines.append(texts.say("why-clock-note", note=rule.note))
    scene.say_ready("\n".join(lines), home_buttons(texts, clock)[:-1])


def _near(scene: Scene) -> list[HomeClock]:
    """What has spoken already or is late, the first few of it."""
    found = scene.desk.home_clocks.running(service_ids=_services(scene))
    return [clock for clock in found if clock.pinged_at is not None or clock.due_at <= scene.now][:SHOWN]


def near_lines(scene: Scene) -> list[str]:
    """For /today."""
    return [home_line(scene.desk, scene.texts, scene.policy, clock, scene.now) for clock in _near(scene)]


def near_rows(scene: Scene) -> list[list[Button]]:
    return [row for clock in _near(scene) for row in home_buttons(scene.texts, clock)[:-2]]


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
    Flow(name="home_done", action="home_done", may=RIGHT, finish=_done),
    Flow(name="home_tomorrow", action="home_tomorrow", may=RIGHT, finish=_tomorrow),
    Flow(name="home_why", action="home_why", may=RIGHT, finish=_why),
)
