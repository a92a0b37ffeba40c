"""Every file that leaves the bot holds what the table lets whoever asked for it pass on, and nothing else."""

import json
import re

import pytest

from flows.engine.registry import all_flows
from flows.policy.model import Policy
from storage.database import Database
from storage.tables import Case
from tests.security.walk_world import (
    HOLDS,
    TABLE,
    end_conversations,
    is_expected,
    people_the_house,
    plant_cases,
    state_now,
)
from tests.talk import Talk

LISTS = {
    "register_file": ("export_case",),
    "cqc_summary": ("export_case",),
    "cqc_summary_all": ("export_case", "export_kept"),
}
"""Files about many cases, each with the rows of the table that it asks."""


@pytest.fixture
def house(database: Database, policy: Policy) -> Talk:
    talk = Talk(database, policy)
    people_the_house(talk)
    return talk


@pytest.fixture
def cases(house: Talk) -> dict[int, Case]:
    return plant_cases(house)


def _documents(talk: Talk, who: str, name: str) -> list[str]:
    """Of the register by the home's number, of the summary by the one clock that there is."""
    speaker = getattr(talk, who)
    speaker.heard.clear()
    speaker.taps_data(f"d:{name}:{talk.home() if name == 'register_file' else 1}")
    end_conversations(talk, speaker)
    return [json.dumps(one.document) for one in speaker.heard if one.document is not None]


@pytest.mark.parametrize("who", HOLDS)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_what_may_be_passed_on_and_nothing_else(
    house: Talk, cases: dict[int, Case], name: str, who: str
) -> None:
    found = {
        reference
        for document in _documents(house, who, name)
        for reference in re.findall(r"R[HC]-26-\d+", document)
    }
    allowed = {
        case.reference
        for case in cases.values()
        if any(is_expected(row, who, case) for row in LISTS[name])
        and (name == "register_file" or case.kind == "complaint")
    }
    assert found == (allowed if HOLDS[who] & set(TABLE["roles"]["handlers"]) else set())


def test_each_of_the_lists_is_tried_with_something_in_it(house: Talk, cases: dict[int, Case]) -> None:
    for name in LISTS:
        (document,) = _documents(house, "quality", name)
        assert len(set(re.findall(r"R[HC]-26-\d+", document))) > 2, name


@pytest.mark.parametrize("who", HOLDS)
def test_files_of_a_case_and_papers_about_it_go_to_whom_the_table_names(
    house: Talk, cases: dict[int, Case], who: str
) -> None:
    speaker = getattr(house, who)
    with house.desk(keep=False) as desk:
        of_case = {
            case_id: [one.id for one in desk.attachments.of_case(case_id=case_id)] for case_id in cases
        }
    given = 0
    for case_id, case in cases.items():
        for flow in ("files", "serious_report", "serious_agenda"):
            assert flow in all_flows()
            speaker.heard.clear()
            speaker.taps_data(f"d:{flow}:{case_id}")
            end_conversations(house, speaker)
            papers = [one for one in speaker.heard if one.document is not None or one.attachment is not None]
            if not is_expected("add_to_case", who, case):
                assert papers == [], (flow, case.goes_to, state_now(case))
                continue
            given += len(papers)
            assert papers, (flow, case.goes_to)
            assert {one.attachment for one in papers} <= {None, *of_case[case_id]}
            assert all(case.reference in json.dumps(one.document) for one in papers if one.document)
    assert bool(given) is (who in ("manager", "quality", "owner", "lead"))
