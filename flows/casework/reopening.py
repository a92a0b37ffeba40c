"""A case goes on: reopened, looked into all the same, or made a formal complaint."""

from datetime import datetime

from flows.casework.acts import record_act
from flows.casework.clocks import first_ping, follow_kind, rules_on
from flows.casework.promises import moved_promise, promised_by, tell_new_promise
from flows.engine.scene import Scene
from flows.policy.clocks import RECEIVED
from flows.policy.model import Policy
from flows.policy.timescales import due_at
from storage.desk import Desk
from storage.tables import Case

COMPLAINT, CONCERN = "complaint", "concern"
LESS_THAN_A_COMPLAINT = (CONCERN, "suggestion", "compliment", "unclear")
"""What a complaint does not become, whatever it was called in between: nobody loses their answer."""


def open_anew(desk: Desk, case: Case) -> None:
    """What was opened again is a case of its own, and has no outcome yet."""
    assert case.id is not None
    desk.links.end_duplicate(case_id=case.id)
    case.outcome = case.lesson = case.no_lesson_because = None


def restart_clocks(desk: Desk, policy: Policy, case: Case, *, now: datetime, from_at: datetime) -> list[str]:
    """What the policy names under [life] runs anew from `from_at`; what runs already keeps its due time.
    Returns the names."""
    assert case.id is not None
    had = {clock.name: clock for clock in desk.clocks.of(case_id=case.id)}
    started = []
    for rule in rules_on(RECEIVED, policy, case):
        clock = had.get(rule.name)
        if rule.name not in policy.life.restarts or (clock is not None and clock.met_at is None):
            continue
        due = due_at(rule, from_at, policy)
        ping = first_ping(policy, case, rule, from_at, due, now)
        if clock is None:
            desk.clocks.start(case=case, name=rule.name, started_at=from_at, due_at=due, ping_at=ping)
        else:
            clock.met_at = None
            desk.clocks.move(clock, case=case, started_at=from_at, due_at=due, ping_at=ping)
        started.append(rule.name)
    return started


def reopen_case(scene: Scene, case: Case, act: str, reason: str, *, role: str) -> None:
    """A handler opens a case again (`act` "reopen"), or goes on with one that was taken back ("carry_on");
    its clocks run anew and its reporter hears the new day. What its reporter does is in reporter_acts.py."""
    assert case.id is not None
    record_act(
        scene.desk,
        scene.policy,
        case,
        act,
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=role,
        words=reason,
    )
    open_anew(scene.desk, case)
    restart_clocks(scene.desk, scene.policy, case, now=scene.now, from_at=scene.now)
    tell_new_promise(scene, case, None, f"tell-{act}")
    scene.desk.cases.save(case)


def make_formal(scene: Scene, case: Case, *, role: str) -> bool:
    """A handler makes a concern a formal complaint, counted from now on. Returns whether its reporter was
    told. What its reporter does is in reporter_acts.py."""
    former, was, promised = case.kind, case.status, promised_by(scene.desk, case)
    case.kind = COMPLAINT
    follow_kind(scene.desk, scene.policy, case, now=scene.now, from_at=scene.now)
    told = tell_new_promise(scene, case, promised)
    record_act(
        scene.desk,
        scene.policy,
        case,
        "make_formal",
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=role,
        kind=case.kind,
        former=former,
        told=told,
        **moved_promise(scene.desk, case, promised),
    )
    if case.status != was:
        open_anew(scene.desk, case)
        restart_clocks(scene.desk, scene.policy, case, now=scene.now, from_at=scene.now)
    scene.desk.cases.save(case)
    return told
