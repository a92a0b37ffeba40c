"""What runs from the day they knew of it: is an old matter looked into, the day itself, the Ombudsman."""

from datetime import date

from flows.casework.clocks import first_ping, rules_on, settle_age
from flows.casework.dates_to_know import date_lines, is_too_old, own_date_lines
from flows.casework.matter import KNOWN_ON, known_at, known_on
from flows.casework.reporter import tell_reporter, will_hear
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step, choose
from flows.engine.texts import Ready
from flows.manage.days import past_day, recent_days
from flows.manage.opened import act, can_add, can_open, open_again, opened
from flows.policy.clocks import MATTER_KNOWN
from flows.policy.timescales import due_at
from storage.tables import Case

ACCEPTED, DECLINED = "yes", "no"


def _begin(scene: Scene, answers: Answers) -> bool:
    if not can_open(scene, answers):
        return False
    case = opened(scene, answers)
    if not is_too_old(scene, case):
        scene.say("too-old-not", open_again(scene, case), reference=case.reference)
        return False
    answers["known_words"] = scene.texts.long_day(known_on(scene.policy, case))
    return True


def _decide(scene: Scene, answers: Answers) -> None:
    """Who is turned away hears why, and where else they can go; the case is then closed as others are."""
    case = opened(scene, answers)
    if not is_too_old(scene, case):
        scene.say("too-old-not", open_again(scene, case), reference=case.reference)
        return
    accepted = answers["too_old"] == ACCEPTED
    act(scene, case, "decide_too_old", words=answers["too_old_why"], accepted=accepted)
    if accepted:
        scene.say("too-old-accepted", open_again(scene, case), reference=case.reference)
        return
    told = tell_reporter(scene, case, "tell-too-old", words=answers["too_old_why"])
    if will_hear(case, told):
        act(scene, case, "tell_outcome", words=answers["too_old_why"])
    close = scene.button("button-close", f"d:close:{case.id}")
    key = "too-old-declined" if will_hear(case, told) else "too-old-declined-untold"
    scene.say(key, [[close], *open_again(scene, case)], reference=case.reference)


def _set_known(scene: Scene, answers: Answers) -> None:
    """Counts anew what is counted from that day, and says what changed; whoever was told a day hears it."""
    case = opened(scene, answers)
    told_before = list(own_date_lines(scene, case))
    day = date.fromisoformat(answers["known_day"])
    former = known_on(scene.policy, case)
    case.details = {**case.details, KNOWN_ON: day.isoformat()}
    count_from_known(scene, case)
    act(scene, case, "set_known", words=scene.texts.label("known-words", day=day, former=former))
    now_told = list(own_date_lines(scene, case))
    if told_before and now_told != told_before:
        tell_reporter(scene, case, "tell-dates", dates=Ready("\n".join(now_told)))
    dates = Ready("\n".join(date_lines(scene, case)))
    scene.say(
        "known-set",
        open_again(scene, case),
        reference=case.reference,
        day=scene.texts.long_day(day),
        dates=dates,
    )


def _went_to_ombudsman(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    act(scene, case, "go_to_ombudsman", words=answers["ombudsman_words"])
    scene.say("ombudsman-noted", open_again(scene, case), reference=case.reference)


def count_from_known(scene: Scene, case: Case) -> None:
    """Moves the dates that run from when they knew of the matter."""
    assert case.id is not None
    start = known_at(scene.policy, case)
    had = {clock.name: clock for clock in scene.desk.clocks.of(case_id=case.id)}
    for rule in rules_on(MATTER_KNOWN, scene.policy, case):
        due = due_at(rule, start, scene.policy)
        if rule.name in had:
            ping = first_ping(scene.policy, case, rule, start, due, scene.now)
            scene.desk.clocks.move(had[rule.name], case=case, started_at=start, due_at=due, ping_at=ping)
    settle_age(scene.desk, case, now=case.reported_at)


FLOWS = (
    Flow(
        name="too_old",
        action="too_old",
        may="handle_case",
        begin=_begin,
        steps=(Step("too_old", choices=choose(ACCEPTED, DECLINED)), Step("too_old_why", parse=free_text)),
        finish=_decide,
    ),
    Flow(
        name="known",
        action="known",
        may="handle_case",
        begin=can_open,
        steps=(Step("known_day", parse=past_day, choices=recent_days),),
        finish=_set_known,
    ),
    Flow(
        name="to_ombudsman",
        action="to_ombudsman",
        may="add_to_case",
        begin=can_add,
        steps=(Step("ombudsman_words", parse=free_text),),
        finish=_went_to_ombudsman,
    ),
)
