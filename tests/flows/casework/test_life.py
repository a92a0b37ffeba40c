"""Every act in every status of a case, through the real dialogue: allowed or kindly refused."""

import pytest

from flows.casework.acts import record_act
from flows.engine.registry import flow_for_action
from flows.policy.life import (
    HANDLER,
    REPORTER,
    ActRefused,
    is_allowed,
    life,
    missing_needs,
    open_statuses,
    status_after,
    statuses,
)
from tests.talk import Speaker, Talk

WORDS = {
    "assign": ["1"],
    "ask": ["When was it?"],
    "note": ["Spoke to the cook"],
    "review": ["The mop was left out"],
    "prevent": ["Mops hang on the wall now"],
    "grade": ["3", "3", "1"],
    "relabel_kind": ["1", "It was more than that"],
    "relabel_category": ["1"],
    "plan_enquiry": ["How long meals stand", "The cook", "1"],
    "plan_action": ["Mend the door", "1", "1"],
    "wait": ["1", "The GP has the notes"],
    "draft_answer": ["1", "The trolley was cold", "We are sorry", "It is hot now", "yes"],
    "approve_answer": ["yes"],
    "send_back": ["Say more about the trolley"],
    "answer": ["We are sorry", "yes"],
    "close": ["The door is mended", "no", "One bad hinge", "yes"],
    "duplicate": ["RH-26-0500"],
    "relate": ["RH-26-0500"],
    "not_ours": ["The council"],
    "carry_on": ["Others may be in danger"],
    "reopen": ["It broke again"],
    "withdraw": ["skip"],
    "add": ["And the lamp"],
    "reply": ["On Monday"],
}
"""What is typed after the button, for each act that asks something."""
BUTTONS = {"plan_action": "action", (REPORTER, "make_formal"): "formal", (REPORTER, "reopen"): "reopen_own"}
LEAVES_OTHER_ENTRY = {"files": "look_at_files", "tomorrow": None}
PAIRS = [(by, act) for act, row in life().acts.items() for by in row.by]
DETAIL = {"words": "Because", "whom": "The GP", "other": "RH-26-0500", "where": "The council"}


def _file_case(talk: Talk, status: str, number: int) -> int:
    """A concern in some status, reviewed by a colleague."""
    with talk.desk() as desk:
        reporter = desk.people.find(account_id=talk.daughter.account_id)
        deputy = desk.people.find(account_id=talk.deputy.account_id)
        assert reporter is not None
        assert deputy is not None
        case = desk.cases.file(
            service_id=1,
            reference=f"RH-26-{number:04d}",
            kind="concern",
            category="falls",
            harm="none",
            status=status,
            closed_at=None if status in open_statuses() else talk.now,
            reporter_role="family",
            reporter_id=reporter.id,
            words="The door is broken",
            reported_at=talk.now,
        )
        assert case.id is not None
        draft = {"verdict": "upheld", "found": "Cold", "sorry": "Sorry", "changes": "Hot now"}
        earlier = {"draft_answer": draft, "review": {}, "wait": {"from_status": "drafted"}}
        for act, detail in earlier.items():
            desk.timeline.append(
                case_id=case.id,
                at=talk.now,
                act=act,
                actor_id=deputy.id,
                actor_role="manager",
                detail=detail,
            )
        return case.id


def _does(talk: Talk, by: str, act: str, case_id: int) -> Speaker:
    speaker = talk.daughter if by == REPORTER else talk.manager
    button = BUTTONS.get((by, act)) or BUTTONS.get(act, act)
    before = len(speaker.heard)
    speaker.taps_data(f"d:{button}:{case_id}")
    if act == "send_file" and speaker.last.has("Cancel"):
        speaker.sends_photo("The new menu")
        speaker.says("yes")
    elif any("ask-" in label or "Cancel" in label for m in speaker.heard[before:] for label in m.labels):
        for said in WORDS[act]:
            speaker.says(said)
    return speaker


@pytest.mark.parametrize("status", statuses())
def test_every_act_is_allowed_or_kindly_refused(talk: Talk, status: str) -> None:
    talk.person("deputy", "manager", name="Dee Puty")
    _file_case(talk, "looked_into", 500)
    for number, (by, act) in enumerate(PAIRS, start=1):
        button = BUTTONS.get((by, act)) or BUTTONS.get(act, act)
        case_id = _file_case(talk, status, number)
        allowed = is_allowed(act, status, by=by)
        if flow_for_action(button) is None:
            _records(talk, case_id, by, act, allowed=allowed)
            continue
        with talk.desk() as desk:
            entries = len(desk.timeline.of(case_id=case_id))
        speaker = _does(talk, by, act, case_id)
        with talk.desk() as desk:
            case = desk.cases.get(case_id=case_id)
            acts = [entry.act for entry in desk.timeline.of(case_id=case_id)][entries:]
            assert case is not None
            expected = status_after(act, status, before="drafted") if allowed else status
            assert case.status == expected, f"{act} in {status}: {speaker.last.text}"
            assert (case.closed_at is None) == (expected in open_statuses()), f"{act} in {status}"
            if allowed and LEAVES_OTHER_ENTRY.get(act, act) is not None:
                assert LEAVES_OTHER_ENTRY.get(act, act) in acts, f"{act} in {status}: {speaker.last.text}"
            if not allowed:
                assert acts == [], f"{act} in {status}"
                assert f"RH-26-{number:04d}" in speaker.last.text, f"{act} in {status}: {speaker.last.text}"


def _records(talk: Talk, case_id: int, by: str, act: str, *, allowed: bool) -> None:
    """An act that has no button under its own name: the table is asked where it is recorded."""
    with talk.desk() as desk:
        case = desk.cases.get(case_id=case_id)
        assert case is not None
        status = case.status
        who = {"actor_id": None, "actor_role": by, "now": talk.now}
        if allowed:
            record_act(desk, talk.policy, case, act, **who, **DETAIL)
            assert case.status == status_after(act, status, before="drafted")
        else:
            with pytest.raises(ActRefused):
                record_act(desk, talk.policy, case, act, **who, **DETAIL)


def test_what_an_act_needs_is_asked_for() -> None:
    needing = {act: row.needs for act, row in life().acts.items() if row.needs}
    assert needing["close"] == ("lesson", "signatures")
    for act, needs in needing.items():
        kept = [need for need in needs if need != "signatures"]
        assert missing_needs(act, {}) == kept
        assert missing_needs(act, DETAIL) == []


def test_an_act_without_what_it_needs_is_not_recorded(talk: Talk) -> None:
    case_id = _file_case(talk, "looked_into", 1) if talk.person("deputy", "manager") else 0
    with talk.desk() as desk:
        case = desk.cases.get(case_id=case_id)
        assert case is not None
        with pytest.raises(ActRefused):
            record_act(desk, talk.policy, case, "wait", now=talk.now, actor_id=None, actor_role=HANDLER)
        assert case.status == "looked_into"
        assert [entry.act for entry in desk.timeline.of(case_id=case_id)] == [
            "draft_answer",
            "review",
            "wait",
        ]


def test_every_status_can_be_left_and_reached() -> None:
    moves = [(from_, row.to) for row in life().acts.values() for from_ in row.from_]
    assert {from_ for from_, _ in moves} == set(statuses())
    assert {to for _, to in moves} | {"new"} >= set(statuses())
