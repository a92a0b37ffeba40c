"""What a home has to do beside its cases, below its reminders: done, later, give to, why it is late."""

from collections.abc import Sequence
from datetime import datetime

from flows.casework.clock_names import clock_name
from flows.casework.home_clocks import (
    GIVEN,
    PUT_OFF,
    RIGHT,
    WHY_LATE,
    end_home_clock,
    home_buttons,
    home_doing,
    home_line,
    home_opener,
    keepers,
    key_of,
)
from flows.casework.mornings import next_reminding_morning
from flows.engine.parsers import free_text
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step
from flows.engine.texts import Ready, Texts
from flows.manage.snooze import later_choices, later_moment
from flows.policy.permissions import MAY
from flows.policy.timescales import out_of_quiet
from storage.home_clocks import HomeClock

SHOWN = 3
"""Duties with buttons of their own on /today."""


def services_kept(scene: Scene) -> list[int]:
    """The homes whose own clocks the speaker keeps."""
    return scene.service_ids(*MAY[RIGHT])


def home_clock_of(scene: Scene, answers: Answers) -> HomeClock:
    """The clock that a button means; one that is not theirs and one that is not there look the same."""
    clock = scene.desk.home_clocks.get(clock_id=int(answers.get("id") or 0))
    if clock is None or clock.service_id not in services_kept(scene):
        raise NotAllowed("home-not-found")
    return clock


def _running(scene: Scene, answers: Answers) -> HomeClock | None:
    """The same while it is not done; else it is said when it was."""
    clock = home_clock_of(scene, answers)
    if clock.met_at is None:
        return clock
    scene.clears_buttons = True
    scene.say("home-done-before", at=clock.met_at)
    return None


def _begin(scene: Scene, answers: Answers) -> bool:
    clock = _running(scene, answers)
    if clock is None:
        return False
    answers["home_words"] = _named(scene, clock)
    return True


def _named(scene: Scene, clock: HomeClock) -> str:
    return home_opener(scene.desk, scene.texts, scene.policy, clock).label


def _open_again(scene: Scene, clock: HomeClock) -> list[list[Button]]:
    return [[scene.button("button-open", f"d:home_due:{clock.id}")]]


def _show(scene: Scene, answers: Answers) -> None:
    clock = _running(scene, answers)
    if clock is None:
        return
    assert clock.id is not None
    texts = scene.texts
    lines = [home_line(scene.desk, texts, scene.policy, clock, scene.now)]
    if clock.handler_id is not None:
        lines.append(texts.say("case-handler", name=scene.desk.people.get(person_id=clock.handler_id).name))
    lines += [
        texts.say("breaches-why", words=entry.words)
        for entry in scene.desk.home_clocks.entries(clock_id=clock.id, act=WHY_LATE)
    ]
    scene.say_ready("\n".join(lines), home_buttons(texts, clock, now=scene.now))


def _done(scene: Scene, answers: Answers) -> None:
    clock = _running(scene, answers)
    if clock is not None:
        scene.clears_buttons = True
        end_home_clock(scene.desk, scene.policy, clock, by=scene.person_id, now=scene.now)
        scene.say(f"home-done-{clock.name}")


def _until_tomorrow(scene: Scene, answers: Answers) -> None:
    _put_off(scene, answers, next_reminding_morning(scene.now, scene.policy))


def _until_then(scene: Scene, answers: Answers) -> None:
    _put_off(scene, answers, later_moment(scene, answers["later"]))


def _put_off(scene: Scene, answers: Answers, until: datetime) -> None:
    clock = _running(scene, answers)
    if clock is None:
        return
    scene.desk.home_clocks.put_off(clock, person_id=scene.person_id, until=until)
    scene.desk.home_clocks.note(clock, PUT_OFF, at=scene.now, person_id=scene.person_id)
    scene.clears_buttons = True
    scene.say("home-later", home=_named(scene, clock), until=until)


def _colleagues(scene: Scene, answers: Answers) -> Sequence[Choice]:
    clock = home_clock_of(scene, answers)
    people = [p for p in keepers(scene.desk, clock.service_id) if p.unreachable_at is None]
    return [Choice(str(person.id), person.name) for person in people if person.id != clock.handler_id]


def _begin_to_give(scene: Scene, answers: Answers) -> bool:
    if not _begin(scene, answers):
        return False
    if not _colleagues(scene, answers):
        scene.say("assign-nobody")
        return False
    return True


def _give(scene: Scene, answers: Answers) -> None:
    clock = _running(scene, answers)
    if clock is None:
        return
    if answers["colleague"] not in [choice.value for choice in _colleagues(scene, answers)]:
        raise NotAllowed("home-not-found")
    assert clock.id is not None
    desk, colleague = scene.desk, scene.desk.people.get(person_id=int(answers["colleague"]))
    clock.handler_id = colleague.id
    desk.home_clocks.save(clock)
    desk.home_clocks.end_put_off(clock_id=clock.id)
    desk.home_clocks.note(clock, GIVEN, at=scene.now, person_id=scene.person_id, to_id=colleague.id)
    desk.notices.withdraw_keyed(beginning=key_of(clock), at=scene.now)
    scene.clears_buttons = True
    if colleague.id == scene.person_id:
        scene.say("home-yours", _open_again(scene, clock), home=_named(scene, clock), due=clock.due_at)
        return
    texts = Texts(colleague.language)
    scene.tell(
        colleague,
        "home-given-ping",
        home_buttons(texts, clock, now=scene.now),
        about="home_given",
        after=out_of_quiet(scene.now, scene.policy) - scene.now,
        once=f"{key_of(clock)}given {scene.now:%Y%m%d%H%M%S} {colleague.id}",
        line=Ready(home_line(desk, texts, scene.policy, clock, scene.now)),
    )
    scene.say("home-given", _open_again(scene, clock), home=_named(scene, clock), name=colleague.name)


def _begin_why_late(scene: Scene, answers: Answers) -> bool:
    clock = _running(scene, answers)
    if clock is None:
        return False
    if clock.due_at > scene.now:
        scene.say("home-not-late", home_buttons(scene.texts, clock, now=scene.now), due=clock.due_at)
        return False
    answers["home_words"] = _named(scene, clock)
    return True


def _why_late(scene: Scene, answers: Answers) -> None:
    clock = _running(scene, answers)
    if clock is not None:
        words = answers["home_late_words"]
        scene.desk.home_clocks.note(clock, WHY_LATE, at=scene.now, person_id=scene.person_id, words=words)
        scene.say("home-why-late-noted", _open_again(scene, clock), home=_named(scene, clock))


def _why(scene: Scene, answers: Answers) -> None:
    clock = home_clock_of(scene, answers)
    rule = scene.policy.clocks[clock.name]
    texts = scene.texts
    name = Ready(clock_name(texts, scene.policy, clock.name))
    lines = [
        texts.say("why-clock", clock=name, title=rule.title, due=clock.due_at),
        texts.say(f"ground-{rule.ground}"),
    ]
    if rule.note:
        lines.append(texts.say("why-clock-note", note=rule.note))
    scene.say_ready("\n".join(lines), _open_again(scene, clock) if clock.met_at is None else [])


def _near(scene: Scene) -> list[HomeClock]:
    """What has spoken already or is late, what is up first on top."""
    found = scene.desk.home_clocks.running(service_ids=services_kept(scene))
    return [clock for clock in found if clock.pinged_at is not None or clock.due_at <= scene.now]


def near_lines(scene: Scene) -> list[str]:
    """For /today: the first few, and how many more there are."""
    found = _near(scene)
    lines = [home_line(scene.desk, scene.texts, scene.policy, clock, scene.now) for clock in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(scene.texts.say("home-many-more", count=len(found) - SHOWN))
    return lines


def near_rows(scene: Scene) -> list[list[Button]]:
    """For /today: what is to be done, and the way to everything else about it."""
    found = _near(scene)
    rows = []
    for clock in found[:SHOWN]:
        rows.append(home_doing(scene.texts, clock))
        rows.append([home_opener(scene.desk, scene.texts, scene.policy, clock)])
    if len(found) > SHOWN:
        rows.append([scene.button("button-home_duties", "d:home_duties")])
    return rows


def _list(scene: Scene, answers: Answers) -> None:
    """All of them in pages, one tap each."""
    found, size = _near(scene), scene.policy.life.lists_page
    page = int(answers.get("id") or 0)
    shown = found[page * size : (page + 1) * size]
    if not shown:
        scene.say("home-none")
        return
    left = len(found) - (page + 1) * size
    rows = [[home_opener(scene.desk, scene.texts, scene.policy, clock)] for clock in shown]
    if left > 0:
        rows.append([scene.button("button-more", f"d:home_duties:{page + 1}", count=left)])
    lines = [home_line(scene.desk, scene.texts, scene.policy, clock, scene.now) for clock in shown]
    scene.say_ready("\n\n".join((scene.texts.say("home-many", count=len(found)), *lines)), rows)


FLOWS = (
    Flow(name="home_due", action="home_due", may=RIGHT, finish=_show),
    Flow(name="home_duties", action="home_duties", may=RIGHT, finish=_list),
    Flow(name="home_done", action="home_done", may=RIGHT, finish=_done),
    Flow(name="home_tomorrow", action="home_tomorrow", may=RIGHT, finish=_until_tomorrow),
    Flow(
        name="home_later",
        action="home_later",
        may=RIGHT,
        begin=_begin,
        steps=(Step("later", choices=later_choices),),
        finish=_until_then,
    ),
    Flow(
        name="home_give",
        action="home_give",
        may=RIGHT,
        begin=_begin_to_give,
        steps=(Step("colleague", choices=_colleagues),),
        finish=_give,
    ),
    Flow(
        name="home_why_late",
        action="home_why_late",
        may=RIGHT,
        begin=_begin_why_late,
        steps=(Step("home_late_words", parse=free_text),),
        finish=_why_late,
    ),
    Flow(name="home_why", action="home_why", may=RIGHT, finish=_why),
)
