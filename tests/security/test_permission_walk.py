"""Walks the whole permission table against the running bot: what it allows works, what it does not allow
cannot be told from what is not there, and changes nothing."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from flows.engine.registry import all_flows
from flows.engine.steps import Flow
from flows.policy.model import Policy
from flows.policy.permissions import MAY
from storage.database import Database
from storage.tables import Case
from tests.security.walk_forged import walk_forwarded, walk_replayed
from tests.security.walk_world import (
    GOES_TO,
    HOLDS,
    NO_SUCH_CASE,
    ON_CASE,
    STATES,
    WAYS,
    end_conversations,
    is_expected,
    people_the_house,
    plant_cases,
    state_now,
    told_by,
    trace,
)
from tests.talk import Talk

CASE_FLOWS = sorted(f.name for f in all_flows().values() if f.action and f.may in ON_CASE)
OTHER_FLOWS = sorted(f.name for f in all_flows().values() if f.action and f.may not in ON_CASE)
COMMANDS = sorted(f.command for f in all_flows().values() if f.command)
WITH_WORDS = ("cqc_summary", "cqc_summary_all", "register_file")
"""Files that hold words of many cases; test_exports.py says of which."""
OF_ANOTHER_ROW = ("body_", "retention_review")
"""How buttons of something that belongs to a case, and has a number of its own, are named."""
NOT_THERE = "I find no such case"
AGAIN = "not for you"


@pytest.fixture
def house(database: Database, policy: Policy) -> Talk:
    talk = Talk(database, policy)
    people_the_house(talk)
    return talk


@pytest.fixture
def cases(house: Talk) -> dict[int, Case]:
    return plant_cases(house)


def one_of_each(cases: dict[int, Case], number: int) -> Iterator[tuple[int, Case]]:
    """A case for every state and row of [goes_to]; the way of speaking changes with `number`."""
    for at, (case_id, case) in enumerate(cases.items()):
        state, way = divmod(at // len(GOES_TO), len(WAYS))
        if way == (number + state) % len(WAYS):
            yield case_id, case


def now_of(house: Talk, case_id: int) -> Case:
    with house.desk(keep=False) as desk:
        case = desk.cases.get(case_id=case_id)
        assert case is not None
        desk.session.expunge(case)
        return case


def test_every_flow_has_a_row_of_the_table() -> None:
    assert {flow.name: flow.may for flow in all_flows().values() if flow.may not in MAY} == {}


def test_the_table_names_only_roles_and_states_that_there_are() -> None:
    known = {*HOLDS["officer"], "family", "public", *(role for roles in GOES_TO.values() for role in roles)}
    assert set().union(*MAY.values()) <= known
    for row in ON_CASE.values():
        assert set(row.get("states", ())) <= set(STATES)
        assert set(row.get("ways", ())) <= set(WAYS)
        assert set(row.get("goes_to", ())) <= set(GOES_TO)


@pytest.mark.parametrize("who", HOLDS)
def test_the_walk(
    house: Talk, cases: dict[int, Case], who: str, record_property: Callable[[str, object], None]
) -> None:
    """Everything that there is to tap and type, as one of those in the house."""
    tried = walk_cases(house, cases, who)
    tried += walk_lists(house, cases, who)
    tried += walk_acts(house, cases, who)
    tried += walk_other_buttons(house, cases, who)
    tried += walk_group(house, cases, who)
    tried += walk_forwarded(house, cases, who)
    tried += walk_replayed(house, cases, who, CASE_FLOWS)
    record_property("tried", tried)
    assert tried > 900


def walk_cases(house: Talk, cases: dict[int, Case], who: str) -> int:
    """Every case opens for whom the table names, and for nobody else."""
    speaker = getattr(house, who)
    nothing = {
        "tap": told_by(speaker, lambda: speaker.taps_data(f"d:open:{NO_SUCH_CASE}")),
        "type": told_by(speaker, lambda: speaker.says("/case RH-26-9999")),
    }
    for case_id, case in cases.items():
        before = trace(house, case_id)
        shown = {
            "tap": told_by(speaker, partial(speaker.taps_data, f"d:open:{case_id}")),
            "type": told_by(speaker, partial(speaker.says, f"/case {case.reference}")),
        }
        if is_expected("see_case", who, case):
            assert all(case.reference in words for words in shown.values()), (who, case.goes_to, case.way)
            assert trace(house, case_id, but_looks=True) == (before[0], before[1][:-1], before[2])
        else:
            assert shown == nothing, (who, case.goes_to, case.way)
            assert trace(house, case_id) == before
    return 2 * len(cases)


def walk_acts(house: Talk, cases: dict[int, Case], who: str) -> int:
    speaker = getattr(house, who)
    tried = 0
    for number, name in enumerate(CASE_FLOWS):
        flow = all_flows()[name]
        nothing = told_by(speaker, partial(speaker.taps_data, f"d:{flow.action}:{NO_SUCH_CASE}"))
        for case_id, case in one_of_each(cases, number):
            check_act(house, flow, who, case_id, case, nothing)
            tried += 1
    assert tried == len(CASE_FLOWS) * len(STATES) * len(GOES_TO)
    return tried


def row_asked(flow: Flow, case: Case) -> str:
    """What is done to a closed case, such as opening it again, has a row of its own."""
    return "reopen_case" if flow.may == "handle_case" and state_now(case) == "closed" else flow.may


def check_act(house: Talk, flow: Flow, who: str, case_id: int, case: Case, nothing: str) -> None:
    speaker = getattr(house, who)
    now = now_of(house, case_id)
    before = trace(house, case_id)
    shown = told_by(speaker, partial(speaker.taps_data, f"d:{flow.action}:{case_id}"))
    end_conversations(house, speaker)
    where = (who, flow.name, case.goes_to, case.way, state_now(now))
    asked = row_asked(flow, now)
    # The speak-up lead asks to open a seal on cases that they may not read.
    is_beside = "beside" in ON_CASE[asked] and is_expected(asked, who, now)
    if not is_expected("see_case", who, now) and not is_beside:
        assert shown == nothing, where
        assert "secretword" not in shown, where
        assert trace(house, case_id) == before, where
    elif not is_expected(asked, who, now):
        assert "secretword" not in shown or flow.may == "see_case", where
        assert trace(house, case_id) == before, where
    elif state_now(now) == "open" and not flow.name.startswith(OF_ANOTHER_ROW):
        assert NOT_THERE not in shown, where
        assert AGAIN not in shown, where


def walk_other_buttons(house: Talk, cases: dict[int, Case], who: str) -> int:
    """Every button there is, with the number of a case behind it: forged, replayed, or meant for others."""
    speaker = getattr(house, who)
    hidden = [case for case in cases.values() if not is_expected("see_case", who, case) and who != "carer"]
    tried = 0
    for name in OTHER_FLOWS:
        for case_id in (next(iter(cases)), house.home(), *(case.id for case in hidden[:: len(cases) // 2])):
            data = f"d:{all_flows()[name].action}:{case_id}"
            for doing in (
                partial(speaker.taps_data, data),
                partial(speaker.in_group, tapped=data, tap_id="t"),
            ):
                told = len(house.group.heard)
                shown = told_by(speaker, doing)
                shown += "\n".join(one.text for one in house.group.heard[told:])
                end_conversations(house, speaker)
                for case in hidden:
                    assert case.reference not in shown, (who, name)
                    assert case.words == "" or case.words not in shown, (who, name)
                assert "secretword" not in shown or who == "carer" or name in WITH_WORDS, (who, name)
                tried += 1
    return tried


def walk_lists(house: Talk, cases: dict[int, Case], who: str) -> int:
    """Lists and counts hold what the table lets them see, and no other command tells more."""
    speaker = getattr(house, who)
    theirs = {
        case.reference
        for case in cases.values()
        if state_now(case) == "open" and is_expected("see_case", who, case)
    }
    shown = told_by(speaker, lambda: speaker.says("/cases"))
    while any("more)" in label for label in speaker.last.labels):
        shown += told_by(speaker, lambda: speaker.taps("more)"))
    assert {case.reference for case in cases.values() if case.reference in shown} == theirs
    if theirs:
        assert f"Open cases: {len(theirs)}" in shown
    for command in COMMANDS:
        shown = told_by(speaker, partial(speaker.says, f"/{command}"))
        end_conversations(house, speaker)
        for case in cases.values():
            if not is_expected("see_case", who, case) and who != "carer":
                assert case.reference not in shown, (who, command)
                assert "secretlesson" not in shown, (who, command)
    return len(COMMANDS) + 1


def walk_group(house: Talk, cases: dict[int, Case], who: str) -> int:
    """Nothing of a case is said before everybody."""
    speaker = getattr(house, who)
    case_id, case = next(iter(cases.items()))
    for command in COMMANDS:
        speaker.in_group(command=command, argument=case.reference)
    for name in (*CASE_FLOWS, *OTHER_FLOWS):
        speaker.in_group(tapped=f"d:{all_flows()[name].action}:{case_id}", tap_id="t")
    heard = "\n".join(house.group.texts)
    assert "secretword" not in heard
    assert "secretlesson" not in heard
    assert case.reference not in heard
    return len(COMMANDS) + len(CASE_FLOWS) + len(OTHER_FLOWS)
