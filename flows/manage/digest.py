"""When the daily list comes, and what was missed in a month and why."""

from collections.abc import Sequence

from flows.casework.clock_names import clock_name
from flows.casework.days import month_of
from flows.duties.digest import NEVER, next_digest
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step, choose
from flows.engine.texts import Ready
from flows.manage.done import WHY_LATE
from flows.manage.home_duties import services_kept
from storage.home_clocks import HomeClock
from storage.tables import Case, Clock

MOST_LINES = 40


def _hours(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    hours = [f"{hour:%H:%M}" for hour in scene.policy.digest.choices]
    return [*(Choice(hour, hour) for hour in hours), Choice(NEVER)]


def _wants_any(_scene: Scene, answers: Answers) -> bool:
    return answers.get("digest_hour") != NEVER


def _set(scene: Scene, answers: Answers) -> None:
    habit = scene.desk.habits.of(person_id=scene.person_id)
    habit.digest_at = answers["digest_hour"]
    habit.all_clear = answers.get("all_clear") == "yes"
    habit.digest_next = next_digest(habit, scene.policy, scene.now)
    scene.desk.habits.save(habit)
    if habit.digest_next is None:
        scene.say("digest-never")
    else:
        scene.say("digest-set", next=habit.digest_next)


def _show_missed(scene: Scene, answers: Answers) -> None:
    """The homes' own duties first, then the cases; in pages."""
    number = int(answers.get("id") or 0)
    try:
        page = abs(int(answers.get("extra") or 0))
        start, end = month_of(number, scene.policy)
    except ValueError:
        scene.say("breaches-none")
        return
    sight, span = scene.sight(), {"start": start, "end": end, "now": scene.now}
    duties = scene.desk.home_clocks.missed(service_ids=services_kept(scene), **span)
    count = len(duties) + scene.desk.clocks.count_missed(sight=sight, **span)
    if not count:
        scene.say("breaches-none")
        return
    first, last = page * MOST_LINES, (page + 1) * MOST_LINES
    lines = [scene.texts.say("breaches-month", count=count, month=scene.texts.month(start))]
    lines += [_home_line(scene, clock) for clock in duties[first:last]]
    if (room := MOST_LINES + 1 - len(lines)) > 0:
        offset = max(0, first - len(duties))
        missed = scene.desk.clocks.missed(sight=sight, **span, limit=room, offset=offset)
        lines += [_line(scene, clock, case) for clock, case in missed]
    left = count - last
    more = [[scene.button("button-more", f"d:breaches:{number}:{page + 1}", count=left)]] if left > 0 else []
    scene.say_ready("\n\n".join(lines), more)


def _line(scene: Scene, clock: Clock, case: Case) -> str:
    assert case.id is not None
    line = scene.texts.say(
        "breaches-line",
        reference=case.reference,
        clock=Ready(clock_name(scene.texts, scene.policy, clock.name)),
        due=clock.breached_at or clock.due_at,
        done=clock.met_at or clock.due_at,
        is_done="yes" if clock.met_at else "no",
    )
    reasons = [
        str(entry.detail["words"])
        for entry in scene.desk.timeline.standing(case_id=case.id)
        if entry.act == WHY_LATE and entry.detail.get("clock") == clock.name
    ]
    return _with_reasons(scene, line, reasons)


def _home_line(scene: Scene, clock: HomeClock) -> str:
    assert clock.id is not None
    line = scene.texts.say(
        "home-breaches-line",
        service=scene.desk.services.get(service_id=clock.service_id).name,
        clock=Ready(clock_name(scene.texts, scene.policy, clock.name)),
        due=clock.due_at,
        done=clock.met_at or clock.due_at,
        is_done="yes" if clock.met_at else "no",
    )
    entries = scene.desk.home_clocks.entries(clock_id=clock.id, act=WHY_LATE)
    return _with_reasons(scene, line, [entry.words or "" for entry in entries])


def _with_reasons(scene: Scene, line: str, reasons: Sequence[str]) -> str:
    why = [scene.texts.say("breaches-why", words=words) for words in reasons]
    return "\n".join((line, *(why or [scene.texts.say("breaches-no-reason")])))


FLOWS = (
    Flow(
        name="digest",
        command="digest",
        action="digest",
        may="see_lists",
        steps=(
            Step("digest_hour", choices=_hours),
            Step("all_clear", choices=choose("yes", "no"), ask_if=_wants_any),
        ),
        finish=_set,
    ),
    Flow(name="breaches", action="breaches", may="see_lists", finish=_show_missed),
)
