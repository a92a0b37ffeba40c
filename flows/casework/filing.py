"""Turns a finished report into a case: reference, clocks, timeline, and the first ping."""

from datetime import datetime
from random import Random
from typing import Any

from flows.casework.acts import start_clocks
from flows.casework.check_backs import plan_all_right
from flows.casework.ladder import people_on_rung
from flows.casework.outside_bodies import open_duties, propose_bodies
from flows.casework.pings import new_case_ping
from flows.casework.rising import ping_rising_risk
from flows.casework.routing import keep_out_of, kept_reference, route_of
from flows.casework.safeguarding import mark_safeguarding
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.policy.model import Policy
from flows.policy.permissions import HOME
from flows.policy.timescales import local_time, out_of_quiet
from storage.desk import Desk
from storage.notices import RED_FLAG, REMINDER
from storage.tables import Case, Service

UNNAMED = "unnamed"
DETAILS = ("people", "place", "when", "who_said", "knows_and_agrees", "language")
CODE_DIGITS = 16


def file_case(scene: Scene, answers: Answers) -> tuple[Case, str]:
    """Files the case and pings who looks at it. Returns it with the code of an unnamed reporter, or ""."""
    desk = scene.desk
    service = desk.services.get(service_id=int(answers["service"]))
    unnamed = answers["way"] == UNNAMED
    code = make_code(scene.rng) if unnamed else ""
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
        reference=next_reference(desk, scene.policy, service, scene.now)
        if route.goes_to == HOME and not route.kept_out
        else kept_reference(desk, scene.policy, service, scene.now, scene.rng),
        goes_to=route.goes_to,
        kind=answers["kind"],
        category=answers["category"],
        harm=answers.get("harm") or "unknown",
        red_flags=list(answers.get("_flags", ())),
        is_red=bool(answers.get("_flags")),
        spoken=bool(answers.get("_spoken")),
        way=answers["way"],
        reporter_id=None if unnamed else scene.person_id,
        reporter_role=answers["_role"],
        code_hash=desk.vault.hash_code(code) if code else None,
        wants_answer=answers.get("wants_answer", "yes") != "no",
        words=answers["words"],
        details=_details(answers, unnamed),
        reported_at=scene.now,
    )
    assert case.id is not None
    keep_out_of(desk, case, route, scene.now)
    desk.timeline.append(
        case_id=case.id,
        at=scene.now,
        act="report",
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        detail={"kind": case.kind, "category": case.category, "words": case.words},
    )
    if answers.get("_conversation"):
        desk.attachments.hand_over(conversation_id=answers["_conversation"], case_id=case.id)
    start_clocks(desk, scene.policy, case, now=scene.now, from_at=scene.now)
    plan_all_right(desk, scene.policy, case, now=scene.now)
    propose_bodies(desk, scene.policy, case, now=scene.now)
    ping_new_case(desk, scene.policy, case, now=scene.now)
    mark_safeguarding(desk, scene.policy, case, now=scene.now)
    ping_rising_risk(desk, scene.policy, case, now=scene.now)
    return case, code


def _details(answers: Answers, unnamed: bool) -> dict[str, Any]:
    details = {name: answers[name] for name in DETAILS if answers.get(name)}
    if not unnamed:
        details["messages"] = [part[0] for part in answers.get("_said", ())]
    return details


def next_reference(desk: Desk, policy: Policy, service: Service, now: datetime) -> str:
    """The next reference of a service, as RH-26-0042; years are England's."""
    assert service.id is not None
    year = local_time(now, policy).year
    number = desk.services.next_number(service_id=service.id, year=year)
    return f"{service.code}-{year % 100:02d}-{number:04d}"


def make_code(rng: Random) -> str:
    """Sixteen digits that give back an unnamed report."""
    return "".join(str(rng.randrange(10)) for _ in range(CODE_DIGITS))


def ping_new_case(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Tells who is first on the ladder. Red flags at any hour, the rest outside the quiet hours."""
    urgent = policy.is_urgent(case.red_flags)
    for person in people_on_rung(desk, policy, case, 0):
        desk.notices.write(
            chat_id=person.account_id,
            content=new_case_ping(
                case, person.language, snoozes=not urgent, outside=len(open_duties(desk, case))
            ),
            priority=RED_FLAG if urgent else REMINDER,
            now=now,
            ready_at=now if urgent else out_of_quiet(now, policy),
            key=f"case {case.id} new {person.id}",
            person_id=person.id,
            case_id=case.id,
            about="new_case",
        )
