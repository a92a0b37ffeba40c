"""Turns a finished report into a case: reference, clocks, timeline, and the first ping."""

from datetime import datetime
from typing import Any

from flows.casework.alerts import watch
from flows.casework.check_backs import plan_all_right
from flows.casework.clocks import start_clocks
from flows.casework.codes import make_code
from flows.casework.outside_bodies import open_duties, propose_bodies
from flows.casework.pings import case_line, ping_buttons, write_ping
from flows.casework.references import drawn_reference, kept_reference, next_reference
from flows.casework.rising import ping_rising_risk
from flows.casework.routing import Route, keep_out_of, route_of
from flows.casework.safeguarding import mark_safeguarding
from flows.casework.standing_in import HANDLER, Hearers
from flows.casework.ways import BLURRED, NAMED, UNNAMED, blurred, role_shown, shown_after
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.engine.texts import Ready, Texts
from flows.policy.model import Policy
from flows.policy.permissions import HOME
from storage.desk import Desk
from storage.tables import Case, Service

DETAILS = ("people", "place", "when", "who_said", "knows_and_agrees", "language")


def file_case(scene: Scene, answers: Answers) -> tuple[Case, str]:
    """Files the case and pings who looks at it. Returns it with the code of an unnamed reporter, or "".

    What is said in private is kept back for a random while, unless somebody may come to harm meanwhile, and
    its time is kept to a span of hours.
    """
    desk = scene.desk
    service = desk.services.get(service_id=int(answers["service"]))
    way, flags = answers["way"], list(answers.get("_flags", ()))
    unnamed, guarded = way == UNNAMED, way != NAMED
    waits = guarded and scene.policy.speaking.is_kept_back(flags)
    hidden_until = scene.now + shown_after(scene.policy, scene.rng) if waits else None
    code = make_code(scene.rng) if unnamed else ""
    at = blurred(scene.now, scene.policy) if guarded else scene.now
    route = route_of(
        desk,
        service,
        kind=answers["kind"],
        about=answers.get("about", ""),
        chosen=answers.get("inside", ""),
        words=answers["words"],
        # Who is left out of those kept out would lead back to somebody who gave no name.
        reporter_id=None if unnamed else scene.person_id,
    )
    case = desk.cases.file(
        service_id=service.id,
        reference=_new_reference(scene, service, route, guarded=guarded),
        goes_to=route.goes_to,
        kind=answers["kind"],
        category=answers["category"],
        harm=answers.get("harm") or "unknown",
        red_flags=flags,
        is_red=bool(flags),
        spoken=bool(answers.get("_spoken")),
        way=way,
        reporter_id=None if unnamed else scene.person_id,
        reporter_role=role_shown(answers["_role"], way),
        code_hash=desk.vault.hash_code(code) if code else None,
        wants_answer=answers.get("wants_answer", "yes") != "no",
        words=answers["words"],
        details=_details(answers, unnamed) | ({BLURRED: True} if guarded else {}),
        reported_at=at,
        hidden_until=hidden_until,
    )
    assert case.id is not None
    keep_out_of(desk, case, route, scene.now)
    desk.timeline.append(
        case_id=case.id,
        at=at,
        act="report",
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        detail={"kind": case.kind, "category": case.category, "words": case.words},
    )
    if answers.get("_conversation"):
        hand_over_files(desk, case, answers["_conversation"])
    # Clocks that count in minutes begin when handlers can know of it.
    start = _minute(hidden_until or scene.now) if guarded and scene.policy.is_urgent(flags) else at
    start_clocks(desk, scene.policy, case, now=scene.now, from_at=start)
    plan_all_right(desk, scene.policy, case, now=at, told_at=at)
    propose_bodies(desk, scene.policy, case, now=start)
    if case.hidden_until is not None:
        _silence_clocks(desk, case)
    else:
        ping_new_case(desk, scene.policy, case, now=scene.now)
        mark_safeguarding(desk, scene.policy, case, now=scene.now)
        ping_rising_risk(desk, scene.policy, case, now=scene.now)
    return case, code


def _silence_clocks(desk: Desk, case: Case) -> None:
    """Lets no clock speak of a case before handlers are shown it."""
    assert case.id is not None
    assert case.hidden_until is not None
    for clock in desk.clocks.of(case_id=case.id):
        if clock.ping_at is not None and clock.ping_at < case.hidden_until:
            clock.ping_at = case.hidden_until
            desk.clocks.save(clock)


def hand_over_files(desk: Desk, case: Case, conversation_id: int) -> int:
    """Puts what was sent in a conversation on its case. Of what was sent in private the name, which may be
    somebody's own, and the time are not kept. Returns how many."""
    assert case.id is not None
    count = desk.attachments.hand_over(conversation_id=conversation_id, case_id=case.id)
    if case.way != NAMED and count:
        desk.attachments.forget_origin(case_id=case.id, at=case.reported_at)
    return count


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def show_case(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Shows handlers a case that was kept back, and pings them."""
    case.hidden_until = None
    desk.cases.save(case)
    ping_new_case(desk, policy, case, now=now)
    mark_safeguarding(desk, policy, case, now=now)
    ping_rising_risk(desk, policy, case, now=now)


def _new_reference(scene: Scene, service: Service, route: Route, *, guarded: bool) -> str:
    desk, policy = scene.desk, scene.policy
    if route.goes_to != HOME or route.kept_out:
        return kept_reference(desk, policy, service, scene.now, scene.rng)
    if guarded:
        return drawn_reference(desk, policy, service, scene.now, scene.rng)
    return next_reference(desk, policy, service, scene.now)


def _details(answers: Answers, unnamed: bool) -> dict[str, Any]:
    details = {name: answers[name] for name in DETAILS if answers.get(name)}
    if not unnamed:
        details["messages"] = [part[0] for part in answers.get("_said", ())]
    return details


def ping_new_case(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Tells who is first on the ladder. Red flags at any hour, the rest outside the quiet hours."""
    urgent = policy.is_urgent(case.red_flags)
    outside = len(open_duties(desk, case))
    for person in Hearers(desk, policy, now).of(case, HANDLER, urgent=urgent):
        texts = Texts(person.language)
        line = Ready(case_line(case, texts))
        text = texts.say("ping-new-case", line=line, flagged="yes" if case.red_flags else "no")
        rows = ping_buttons(case, texts, snoozes=not urgent)
        if outside:
            rows.append([Button(texts.label("button-bodies", count=outside), f"d:bodies:{case.id}")])
        key = f"case {case.id} new {person.id}"
        notice = write_ping(
            desk, policy, case, person, text, rows, about="new_case", urgent=urgent, now=now, key=key
        )
        if urgent:
            watch(desk, case, person, notice, rung=HANDLER, now=now)
