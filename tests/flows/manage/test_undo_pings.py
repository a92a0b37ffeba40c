"""A ping that an act withdrew waits again when the act is taken back, unless somebody else did something."""

from datetime import UTC, datetime

import pytest

from tests.flows.conftest import WORRY
from tests.talk import Heard, Speaker, Talk

NIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def night(house: Talk) -> Talk:
    """A concern that comes at night: whoever has the phone silent hears of it in the morning."""
    house.keeps_the_minute = True
    house.clock.at = NIGHT
    house.daughter.says(WORRY)
    house.daughter.reaches_card()
    house.daughter.taps("Yes, send it")
    return house


def _new(who: Speaker) -> list[Heard]:
    return [message for message in who.heard if message.about == "new_case"]


def test_the_ping_for_the_morning_comes_all_the_same(night: Talk) -> None:
    assert _new(night.manager) == []
    night.deputy.taps_data("d:acknowledge:1")
    night.deputy.taps("Undo")
    assert night.deputy.last.text.startswith("Taken back.")
    night.to(MORNING)
    assert [f"{m.at:%H:%M}" for m in _new(night.manager)] == ["07:00"]


def test_without_undo_it_does_not_come(night: Talk) -> None:
    night.deputy.taps_data("d:acknowledge:1")
    night.to(MORNING)
    assert _new(night.manager) == []


def test_what_a_colleague_did_meanwhile_keeps_it_back(night: Talk) -> None:
    night.deputy.taps_data("d:acknowledge:1")
    night.manager.taps_data("d:take:1:over")
    night.deputy.taps("Undo")
    assert night.deputy.last.text.startswith("Taken back.")
    night.to(MORNING)
    assert _new(night.manager) == []
    assert _new(night.deputy) == []


def test_what_somebody_put_off_is_said_to_them_when_they_want_it(house: Talk) -> None:
    house.keeps_the_minute = True
    house.daughter.says(WORRY)
    house.daughter.reaches_card()
    house.daughter.taps("Yes, send it")
    house.manager.taps_data("d:tomorrow:1")
    house.deputy.taps_data("d:acknowledge:1")
    house.deputy.taps("Undo")
    house.to(datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert any("You asked me to remind you" in message.text for message in house.manager.heard)


def test_a_red_flag_that_nobody_else_saw_goes_on_to_the_next_person(house: Talk) -> None:
    house.keeps_the_minute = True
    house.carer.says("Mr Lee is choking on his toast and not breathing")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.deputy.taps_data("d:acknowledge:1")
    house.deputy.taps("Undo")
    house.moves(minutes=20)
    assert [f"{m.at:%H:%M}" for m in house.quality.heard if m.about == "reminder"][:1] == ["10:15"]
