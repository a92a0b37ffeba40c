"""Further words that are about the manager: the case goes past them, or the words become a new report."""

import re
from collections.abc import Callable

import pytest

from storage.tables import Case
from tests.flows.conftest import PATEL
from tests.flows.manage.conftest import house
from tests.talk import Talk

__all__ = ["house"]

ABOUT_HER = "The manager told us to leave it wet. Morgan shouts at us when we say it"


def _case(talk: Talk, number: int = 1) -> Case:
    with talk.desk(keep=False) as desk:
        case = desk.cases.get(case_id=number)
        assert case is not None
        desk.session.expunge(case)
        return case


def _sends(talk: Talk, how: str) -> Case:
    talk.carer.says(PATEL)
    talk.carer.taps(how)
    talk.moves(hours=1)
    case = _case(talk)
    talk.manager.says(f"/case {case.reference}")
    talk.manager.taps("I'll take it")
    return case


def _by_status(talk: Talk) -> None:
    talk.carer.taps_data("d:add:1")
    talk.carer.says(ABOUT_HER)


def _in_plain_words(talk: Talk) -> None:
    talk.carer.says(ABOUT_HER)


def _by_code(talk: Talk) -> None:
    code = re.search(r"(?:\d{4} ){3}\d{4}", talk.carer.all_text)
    assert code is not None
    talk.carer.says(f"/check {code[0]}")
    talk.carer.taps("Add something")
    talk.carer.says(ABOUT_HER)


WAYS: dict[str, tuple[str, Callable[[Talk], None]]] = {
    "named, by button": ("Yes, send it", _by_status),
    "named, in plain words": ("Yes, send it", _in_plain_words),
    "in confidence": ("Send in confidence", _by_status),
    "by code": ("Send without my name", _by_code),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_case_goes_past_the_manager_and_they_lose_sight_of_it(house: Talk, way: str) -> None:
    how, tells = WAYS[way]
    case = _sends(house, how)
    house.manager.heard.clear()
    tells(house)
    assert "Is this about the manager?" in house.carer.last.text
    house.carer.taps("Yes: take it from them")
    assert "goes past the manager now" in house.carer.all_text
    house.moves(hours=1)
    moved = _case(house)
    assert moved.goes_to == "above_manager"
    assert moved.handler_id is None
    assert house.manager.heard == []
    assert "no such case" in house.manager.says(f"/case {case.reference}")[-1].text
    assert case.reference not in house.manager.says("/cases")[-1].text
    shown = house.quality.says(f"/case {case.reference}")[-1].text
    assert "leave it wet" in shown
    assert "took it out of the managers' hands" in shown
    assert "Carer Tester took" not in shown
    with house.desk() as desk:
        (entry,) = [e for e in desk.timeline.of(case_id=1) if e.act == "keep_out"]
        assert "Morgan" not in str(entry.detail)
        assert desk.timeline.broken_at(case_id=1) is None


@pytest.mark.parametrize("way", WAYS)
def test_or_it_becomes_a_new_report_that_they_never_see(house: Talk, way: str) -> None:
    how, tells = WAYS[way]
    case = _sends(house, how)
    tells(house)
    house.carer.taps("Yes: make a new report")
    assert "Not for the manager" in house.carer.reaches_card().text
    house.carer.taps(house.carer.last.labels[0])
    house.moves(hours=1)
    assert _case(house).goes_to == "home"
    assert _case(house, 2).goes_to in ("above_manager", "speak_up")
    assert "leave it wet" not in house.manager.says(f"/case {case.reference}")[-1].text
    assert len(re.findall(r"R[HC]-26-\d+", house.manager.says("/cases")[-1].text)) <= 1


def test_it_is_not_about_them(house: Talk) -> None:
    case = _sends(house, "Yes, send it")
    _by_status(house)
    house.carer.taps("No, add it")
    assert "leave it wet" in house.manager.says(f"/case {case.reference}")[-1].text


def test_in_private_the_manager_notices_nothing_before_the_while_is_over(house: Talk) -> None:
    case = _sends(house, "Send in confidence")
    before = house.manager.says(f"/case {case.reference}")[-1].text
    _by_status(house)
    house.carer.taps("Yes: take it from them")
    assert house.manager.says(f"/case {case.reference}")[-1].text == before


@pytest.mark.parametrize("answer", ["No", "Partly"])
def test_that_it_was_not_put_right_because_of_them_does_not_reach_them(house: Talk, answer: str) -> None:
    case = _sends(house, "Yes, send it")
    house.manager.taps_data("d:close:1")
    for said in ("It is mopped at night now.", "no", "One slip."):
        house.manager.says(said)
    house.manager.taps("Yes, close it")
    house.carer.taps(answer)
    house.carer.says(ABOUT_HER)
    house.carer.taps("Yes: take it from them")
    assert "no such case" in house.manager.says(f"/case {case.reference}")[-1].text
    assert "leave it wet" in house.quality.says(f"/case {case.reference}")[-1].text


def test_where_nobody_is_above_only_a_new_report_is_offered(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    _by_status(talk)
    assert talk.carer.last.labels[:2] == ["Yes: make a new report", "No, add it"]
