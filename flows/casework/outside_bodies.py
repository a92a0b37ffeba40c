"""Which outside bodies a case calls for, what is proposed to the handler, and what came of it."""

from datetime import date, datetime

from flows.casework.acts import record_act
from flows.casework.clocks import drop_clocks, start_clock
from flows.casework.pings import case_line, write_ping
from flows.casework.standing_in import HANDLER, Hearers
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from storage.desk import Desk
from storage.outside_bodies import DONE, NOT_NEEDED, BodyDuty
from storage.tables import Case


def propose_bodies(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> list[BodyDuty]:
    """Proposes every duty that the rules call for and starts its clock. What was proposed before stays as it
    is, unless a new rule calls for what was found not to be needed: then it is asked again.

    Returns what is new.
    """
    assert case.id is not None
    rows = {row.duty: row for row in desk.outside_duties.of_case(case_id=case.id)}
    wanted = policy.outside_bodies.proposed(
        kind=case.kind,
        category=case.category,
        harm=case.harm,
        flags=case.red_flags,
        done=[row.duty for row in rows.values() if row.outcome == DONE],
    )
    new = []
    for duty, rules in wanted.items():
        row = rows.get(duty)
        if row is None:
            row = desk.outside_duties.add(case_id=case.id, duty=duty, rules=rules, now=now)
        elif set(rules) <= set(row.rules):
            continue
        else:
            row.rules = [*row.rules, *(rule for rule in rules if rule not in row.rules)]
            desk.outside_duties.save(row)
            if row.outcome != NOT_NEEDED:
                continue
            row.outcome = row.settled_at = row.settled_by = row.reason = None
        start_duty_clock(desk, policy, case, duty, now=now)
        new.append(row)
    if new:
        detail = {"duties": [row.duty for row in new], "rules": [rule for row in new for rule in row.rules]}
        desk.timeline.append(
            case_id=case.id, at=now, act="propose_bodies", actor_id=None, actor_role="bot", detail=detail
        )
    return new


def start_duty_clock(desk: Desk, policy: Policy, case: Case, duty: str, *, now: datetime) -> None:
    """Starts the clock of a duty where the policy has it on and it does not run."""
    assert case.id is not None
    name = policy.outside_bodies.duties[duty].clock
    clock = policy.clocks.get(name)
    rule = policy.clock_rule(name, kind=case.kind, red_flags=case.red_flags)
    had = {each.name for each in desk.clocks.of(case_id=case.id)}
    if clock is not None and clock.on and rule is not None and name not in had:
        start_clock(desk, policy, case, rule, now=now, from_at=now)


def note_done(
    scene: Scene, case: Case, row: BodyDuty, *, on: date, reference: str | None, by: str, role: str
) -> None:
    """Ticks a duty as done. It may call for another: what the police hear, CQC hears too."""
    duty = scene.policy.outside_bodies.duties[row.duty]
    row.outcome, row.told_on, row.reference, row.told_by = DONE, on, reference, by
    row.reason = None
    _settle(scene, row)
    record_act(
        scene.desk,
        scene.policy,
        case,
        duty.act,
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=role,
        on=on.isoformat(),
        reference=reference,
        by=by,
    )
    propose_bodies(scene.desk, scene.policy, case, now=scene.now)


def note_not_needed(scene: Scene, case: Case, row: BodyDuty, *, reason: str, role: str) -> None:
    """Settles a duty that the case turned out not to have; its clock ends without having been met."""
    row.outcome, row.reason = NOT_NEEDED, reason
    _settle(scene, row)
    drop_clocks(scene.desk, case, [scene.policy.outside_bodies.duties[row.duty].clock], now=scene.now)
    record_act(
        scene.desk,
        scene.policy,
        case,
        "body_not_needed",
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=role,
        duties=[row.duty],
        words=reason,
    )


def _settle(scene: Scene, row: BodyDuty) -> None:
    row.settled_at, row.settled_by = scene.now, scene.person_id
    scene.desk.outside_duties.save(row)


def open_duties(desk: Desk, case: Case) -> list[BodyDuty]:
    assert case.id is not None
    return [row for row in desk.outside_duties.of_case(case_id=case.id) if row.outcome is None]


def duty_lines(scene: Scene, case: Case) -> list[str]:
    """For the case card: who has still to be told and has no clock, which would say so there."""
    return [
        scene.texts.say("body-card", body=scene.texts.label(f"body-{row.duty}"))
        for row in open_duties(scene.desk, case)
        if _due(scene, case, row)["state"] == "none"
    ]


def _due(scene: Scene, case: Case, row: BodyDuty) -> dict[str, object]:
    assert case.id is not None
    name = scene.policy.outside_bodies.duties[row.duty].clock
    due = next((c.due_at for c in scene.desk.clocks.running(case_id=case.id) if c.name == name), None)
    state = "none" if due is None else "late" if due < scene.now else "running"
    return {"state": state, "due": due or scene.now}


def duty_block(scene: Scene, case: Case, row: BodyDuty) -> str:
    """One duty: why, by which law and by when; or what came of it."""
    texts = scene.texts
    head = texts.say(f"body-head-{row.outcome or 'open'}", body=texts.label(f"body-{row.duty}"))
    if row.outcome is not None:
        return f"{head}\n{outcome_line(row, texts)}"
    reasons = [texts.label(f"body-rule-{rule}") for rule in row.rules] or [texts.label("body-rule-added")]
    laws = scene.policy.outside_bodies.laws(row.duty, row.rules)
    lines = [
        head,
        texts.say("body-why", reasons="; ".join(reasons)),
        texts.say("body-law", law="; ".join(laws)),
        texts.say(f"body-check-{row.duty}"),
        texts.say("body-due", **_due(scene, case, row)),
    ]
    return "\n".join(lines)


def outcome_line(row: BodyDuty, texts: Texts) -> str:
    if row.outcome == NOT_NEEDED:
        return texts.say("body-not-needed-because", words=row.reason or texts.label("body-erased"))
    reference = texts.say("body-reference", words=row.reference) if row.reference else ""
    return texts.say(
        "body-told",
        on=row.told_on or (row.settled_at or row.proposed_at).date(),
        by=row.told_by or texts.label("somebody"),
        reference=Ready(reference),
    )


def look_for_bodies(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Looks again after a case changed, and tells who has it of what is new."""
    new = propose_bodies(desk, policy, case, now=now)
    if case.hidden_until is None:
        ping_bodies(desk, policy, case, new, now=now)


def ping_bodies(desk: Desk, policy: Policy, case: Case, new: list[BodyDuty], *, now: datetime) -> None:
    """Tells who has the case that somebody outside may have to hear of it. No names, no story."""
    if not new:
        return
    urgent = policy.is_urgent(case.red_flags)
    for person in Hearers(desk, policy, now).of(case, HANDLER, urgent=urgent):
        texts = Texts(person.language)
        text = texts.say(
            "ping-bodies",
            line=Ready(case_line(case, texts)),
            count=len(new),
            bodies=", ".join(texts.label(f"body-{row.duty}") for row in new),
        )
        rows = [[Button(texts.label("button-bodies", count=len(new)), f"d:bodies:{case.id}")]]
        numbers = "+".join(str(row.id) for row in new)
        key = f"bodies {case.id} {numbers} {now:%Y%m%d%H%M%S} {person.id}"
        write_ping(desk, policy, case, person, text, rows, about="bodies", urgent=urgent, now=now, key=key)
