"""Everybody there is, and a case of every kind, for the walk through the permission table."""

import json
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

from sqlmodel import func, select

import flows.policy.permissions as asked
from flows.casework.home_clocks import SUMMARY, home_rule, start_home_clock
from storage.desk import Desk
from storage.sight import KeptOut
from storage.tables import Case, Clock, Notice, TimelineEntry
from storage.watching import Look
from tests.talk import Speaker, Talk

TABLE: dict[str, Any] = tomllib.loads(
    Path(asked.__file__).with_name("permissions.toml").read_text(encoding="utf-8")
)
"""Read here once more: what is expected must not come from what is tested."""
ON_CASE: dict[str, Any] = TABLE["on_case"]
GOES_TO: dict[str, list[str]] = TABLE["goes_to"]
STATES, WAYS = ("open", "closed", "erased"), ("named", "confidential", "unnamed")

HOLDS: dict[str, set[str]] = {
    "carer": {"staff"},
    "daughter": {"family"},
    "manager": {"manager"},
    "quality": {"quality"},
    "lead": {"speak_up_lead"},
    "owner": {"owner"},
    "officer": {"staff", "safeguarding_officer"},
    "stranger": set(),
    "removed": set(),
    "elm_manager": set(),
    "elm_officer": set(),
    "named_in_it": {"quality"},
}
"""The roles and marks that everybody holds at Rose House, where the cases are."""

NO_SUCH_CASE = 987_654


def people_the_house(talk: Talk) -> None:
    talk.home("Elm Court", "EC")
    for key, role, home in (
        ("carer", "staff", "Rose House"),
        ("daughter", "family", "Rose House"),
        ("manager", "manager", "Rose House"),
        ("quality", "quality", "Rose House"),
        ("lead", "speak_up_lead", "Rose House"),
        ("owner", "owner", "Rose House"),
        ("officer", "staff", "Rose House"),
        ("stranger", None, "Rose House"),
        ("removed", "manager", "Rose House"),
        ("elm_manager", "manager", "Elm Court"),
        ("elm_officer", "staff", "Elm Court"),
        ("named_in_it", "quality", "Rose House"),
    ):
        talk.person(key, role, home=home)
    with talk.desk() as desk:
        for key in ("officer", "elm_officer"):
            person = desk.people.find(account_id=getattr(talk, key).account_id)
            assert person is not None
            for member in desk.people.memberships(person_id=person.id or 0):
                member.is_officer = True
                desk.people.save(member)
    talk.leaves(talk.removed)


def plant_cases(talk: Talk) -> dict[int, Case]:
    """One case for each state, way of speaking and row of [goes_to]; every second one is safeguarding."""
    cases = {}
    with talk.desk() as desk:
        about = desk.people.find(account_id=talk.named_in_it.account_id)
        carer = desk.people.find(account_id=talk.carer.account_id)
        eraser = desk.people.find(account_id=talk.owner.account_id)
        assert about is not None
        assert carer is not None
        assert eraser is not None
        for number, (state, way, goes_to) in enumerate(product(STATES, WAYS, GOES_TO)):
            case = desk.cases.file(
                service_id=talk.home(),
                reference=f"RH-26-{7000 + number}" if goes_to == "home" else f"RC-26-{700_000 + number}",
                kind=_kind(goes_to, way),
                category="abuse_neglect" if number % 2 else "dignity",
                harm="unknown",
                way=way,
                goes_to=goes_to,
                is_safeguarding=bool(number % 2),
                reporter_id=None if way == "unnamed" else carer.id,
                reporter_role="staff",
                words=f"secretword{number} happened in the pantry",
                reported_at=talk.now,
            )
            assert case.id is not None
            desk.walls.keep_out(case=case, person_id=about.id or 0, now=talk.now)
            desk.timeline.append(
                case_id=case.id,
                at=talk.now,
                act="report",
                actor_id=case.reporter_id,
                actor_role="staff",
                detail={"words": case.words},
            )
            duty = desk.outside_duties.add(case_id=case.id, duty="safeguarding", rules=[], now=talk.now)
            duty.reason = f"secretword{number} is for the council"
            desk.outside_duties.save(duty)
            file = desk.attachments.add(
                form="photo", handle="handle-photo", name=None, size=1, now=talk.now, case_id=case.id
            )
            file.path = f"file-of-{case.id}"
            _bring_to(desk, talk, case, state, eraser.id or 0)
            cases[case.id] = case
        rule = home_rule(talk.policy, SUMMARY)
        assert rule is not None
        start_home_clock(desk, talk.policy, talk.home(), rule, from_at=talk.now, now=talk.now)
    return cases


def _kind(goes_to: str, way: str) -> str:
    """Some of them complaints, for the summary that CQC may ask for."""
    if goes_to == "speak_up":
        return "speak_up"
    return "complaint" if way == "confidential" else "concern"


def _bring_to(desk: Desk, talk: Talk, case: Case, state: str, by: int) -> None:
    if state == "open":
        return
    case.closed_at, case.status, case.lesson = talk.now, "closed", "secretlesson of the pantry"
    desk.cases.save(case)
    if state == "erased":
        review = desk.retention.open_review(case=case, due_at=talk.now)
        desk.retention.erase(case=case, now=talk.now, by=by, role="owner")
        desk.retention.decide(
            review, decision="deleted", reason="Its time is over.", by=by, role="owner", now=talk.now
        )


def state_now(case: Case) -> str:
    return "erased" if case.status == "erased" else "closed" if case.closed_at else "open"


def is_expected(action: str, who: str, case: Case) -> bool:
    """What the table says, read by hand."""
    if who == "named_in_it":
        return False
    row = ON_CASE[action]
    named = TABLE["roles"][row["who"]] if isinstance(row["who"], str) else row["who"]
    officers = TABLE["safeguarding"]["officers_read"]
    concerned = {*GOES_TO[case.goes_to]}
    if case.is_safeguarding and case.goes_to in officers:
        concerned.add("safeguarding_officer")
    return (
        state_now(case) in row.get("states", STATES)
        and case.way in row.get("ways", WAYS)
        and case.goes_to in row.get("goes_to", GOES_TO)
        and bool(HOLDS[who] & set(named) & (concerned | set(row.get("beside", ()))))
    )


def trace(talk: Talk, case_id: int, *, but_looks: bool = False) -> tuple[Any, ...]:
    """All that is stored of a case, to see whether it changed."""
    with talk.desk(keep=False) as desk:
        case = desk.cases.get(case_id=case_id)
        assert case is not None
        counted = tuple(
            desk.session.exec(select(func.count()).where(table.case_id == case_id)).one()  # type: ignore[attr-defined]
            for table in (TimelineEntry, Clock, Notice, KeptOut, *(() if but_looks else (Look,)))
        )
        clocks = [(c.name, c.due_at, c.met_at, c.snoozed_until) for c in desk.clocks.of(case_id=case_id)]
        return (case.model_dump(), counted, clocks)


def told_by(speaker: Speaker, doing: Any) -> str:
    """Everything that somebody is shown for what they do: words, buttons, files, and what lies over the
    chat. Of a file that came in the number stands here, behind the mark of the case that it is of."""
    before = len(speaker.heard)
    doing()
    shown = []
    for one in speaker.heard[before:]:
        shown.append(f"{one.text} {' '.join(one.labels)}")
        if one.document is not None:
            shown.append(json.dumps(one.document, ensure_ascii=False))
        if one.attachment is not None:
            shown.append(f"secretword file {one.attachment}")
    return "\n".join([*shown, speaker.toast])


def end_conversations(talk: Talk, speaker: Speaker) -> None:
    with talk.desk() as desk:
        person = desk.people.find(account_id=speaker.account_id)
        if person is not None and person.id is not None:
            desk.conversations.end(person_id=person.id)
