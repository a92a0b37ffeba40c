"""Many compliments are thanked for with one tap; each is asked for by itself."""

import pytest

from storage.tables import Person
from tests.talk import Talk

THANKS = "Thank you all so much for the lovely party"


def _file(house: Talk, number: int, *, service_id: int = 1, **more: object) -> None:
    """A compliment by the daughter."""
    with house.desk() as desk:
        daughter: Person | None = desk.people.find(account_id=house.daughter.account_id)
        assert daughter is not None
        what: dict[str, object] = {
            "service_id": service_id,
            "reference": f"RH-26-{number:04d}",
            "kind": "compliment",
            "category": "none",
            "harm": "none",
            "is_red": False,
            "red_flags": [],
            "reporter_id": daughter.id,
            "reporter_role": "family",
            "words": THANKS,
            "details": {},
            "reported_at": house.now,
        }
        desk.cases.file(**{**what, **more})  # type: ignore[arg-type]


def _thanked(house: Talk) -> list[int]:
    with house.desk() as desk:
        return [
            n
            for n in range(1, 10)
            if desk.cases.get(case_id=n) and "acknowledge" in [e.act for e in desk.timeline.of(case_id=n)]
        ]


@pytest.fixture
def three(house: Talk) -> Talk:
    for number in (1, 2, 3):
        _file(house, number)
    return house


@pytest.mark.parametrize("opened_by", ["/today", "/cases"])
def test_one_tap_thanks_them_all(three: Talk, opened_by: str) -> None:
    three.manager.says(opened_by)
    three.manager.taps("Thank them all (3)")
    card = three.manager.last
    assert "3 people said thank you" in card.text
    assert all(f"RH-26-000{n}" in card.text for n in (1, 2, 3))
    assert _thanked(three) == []
    heard = len(three.daughter.heard)
    three.manager.taps("Yes, thank them all")
    assert "3 people were thanked" in three.manager.last.text
    assert _thanked(three) == [1, 2, 3]
    told = [message.text for message in three.daughter.heard[heard:]]
    assert len(told) == 3
    assert all("Morgan Reed" in words for words in told)
    three.manager.says("/today")
    assert not any("Thank them" in label for label in three.manager.last.labels)


def test_a_single_one_is_thanked_for_on_its_card(house: Talk) -> None:
    _file(house, 1)
    house.manager.says("/today")
    assert not any("Thank them" in label for label in house.manager.last.labels)


def test_what_is_no_longer_theirs_is_left_out_and_said(three: Talk) -> None:
    three.manager.says("/today")
    three.manager.taps("Thank them all")
    three.deputy.taps_data("d:acknowledge:2")
    heard = len(three.daughter.heard)
    three.manager.taps("Yes, thank them all")
    assert "2 people were thanked" in three.manager.last.text
    assert "Left out, as something changed since: RH-26-0002" in three.manager.last.text
    assert len(three.daughter.heard) == heard + 2


def test_whoever_lost_the_role_meanwhile_thanks_nobody(three: Talk) -> None:
    three.manager.says("/today")
    three.manager.taps("Thank them all")
    three.leaves(three.manager)
    three.manager.taps("Yes, thank them all")
    assert _thanked(three) == []


def test_red_flags_other_kinds_and_other_homes_are_not_among_them(three: Talk) -> None:
    _file(three, 4, is_red=True, red_flags=["head_injury"])
    _file(three, 5, service_id=2)
    _file(three, 6, kind="near_miss")
    three.manager.taps_data("d:cases:0:mine")
    assert not any("Thank them" in label for label in three.manager.last.labels)
    three.manager.taps_data("d:cases:0:kind-compliment")
    three.manager.taps("Thank them all (3)")
    three.elm_manager.taps_data("d:thank_all")
    assert "RH-26-0005" in three.elm_manager.last.text
    assert "RH-26-0001" not in three.elm_manager.last.text


def test_a_forged_tap_of_a_carer_thanks_nobody(three: Talk) -> None:
    three.carer.taps_data("d:thank_all")
    assert three.carer.heard == []
    assert _thanked(three) == []


def test_who_cannot_be_reached_is_said(three: Talk) -> None:
    _file(three, 4, wants_answer=False)
    three.manager.taps_data("d:thank_all")
    three.manager.taps("Yes, thank them all")
    assert "no message could be sent: RH-26-0004" in three.manager.last.text
    assert _thanked(three) == [1, 2, 3, 4]
