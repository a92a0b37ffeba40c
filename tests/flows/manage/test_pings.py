"""Pings: what shows on a locked phone, and what can be done with them."""

import pytest

from tests.flows.manage.conftest import complaint, near_miss
from tests.talk import Talk

CANARY = "Zebedee Quark nearly slipped on wet floor in the sapphire parlour by the xylophone, i cought him"
SECRETS = ("zebedee", "quark", "sapphire", "parlour", "xylophone", "carer tester", "daughter tester")
PINGS = ("new_case", "reminder", "reminders", "added", "assigned", "away", "not_delivered")


def test_a_new_case_pings_every_manager_of_the_home_with_three_buttons(house: Talk) -> None:
    near_miss(house)
    for who in (house.manager, house.deputy):
        assert who.last.text == "New: RH-26-0001 · near miss · falls and trips"
        assert who.last.labels == ["Open", "I'll take it", "Remind me tomorrow"]
    for who in (house.quality, house.owner, house.elm_manager):
        assert who.heard == []


def test_no_ping_of_any_kind_carries_a_name_a_story_or_a_place(house: Talk) -> None:
    near_miss(house, CANARY)
    house.carer.says("Zebedee was very upset in the sapphire parlour")
    house.carer.taps("Add it")
    house.moves(days=3)
    house.manager.taps("Open")
    house.manager.taps("Give to")
    house.manager.taps("Dee Puty")
    house.deputy.taps("Open")
    house.deputy.taps("Ask the reporter")
    house.deputy.says("Where was Zebedee?")
    house.carer.taps("Reply")
    house.carer.says("in the sapphire parlour")
    house.moves(days=30)
    house.sleeps(days=3)
    pinged = [
        message.text
        for who in (house.manager, house.deputy, house.quality, house.owner)
        for message in who.heard
        if message.about in PINGS
    ]
    assert len(pinged) > 20
    for secret in SECRETS:
        assert not [text for text in pinged if secret in text.casefold()]


def test_opening_from_the_ping_shows_the_whole_case_and_is_no_act(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    assert "Mrs patel" in house.manager.last.text
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.status == "new"
        assert {clock.name for clock in desk.clocks.running(case_id=1)} >= {"seen", "review"}


def test_who_takes_it_has_it(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("I'll take it")
    assert "RH-26-0001 is yours now" in house.manager.last.text
    house.deputy.taps("I'll take it")
    assert "Morgan Reed has RH-26-0001" in house.deputy.last.text
    house.deputy.taps("Take it over")
    assert "RH-26-0001 is yours now" in house.deputy.last.text
    with house.desk() as desk:
        assert "seen" not in {clock.name for clock in desk.clocks.running(case_id=1)}


def test_what_a_colleague_took_in_the_night_pings_nobody_else(house: Talk) -> None:
    house.clock.at = house.now.replace(hour=23)
    near_miss(house)
    house.manager.says("/today")
    house.manager.taps("RH-26-0001")
    house.manager.taps("I'll take it")
    house.moves(hours=12)
    assert house.deputy.heard == []


def test_after_it_is_taken_only_the_handler_is_reminded(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("I'll take it")
    told = len(house.deputy.heard)
    house.moves(days=7)
    assert len(house.deputy.heard) == told
    assert any("review" in message.text for message in house.manager.heard if message.about == "reminder")


def test_remind_me_tomorrow_is_ones_own(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Remind me tomorrow")
    assert "Tue 24 Nov, 09:00" in house.manager.last.text
    before = len(house.manager.heard)
    house.to(house.now.replace(day=24, hour=8))
    assert len(house.manager.heard) == before
    house.to(house.now.replace(day=24, hour=9))
    assert "You asked me to remind you today" in house.manager.last.text
    assert house.manager.last.labels == ["Open", "I'll take it", "Remind me tomorrow"]


def test_what_one_manager_puts_off_another_is_still_reminded_of(house: Talk) -> None:
    near_miss(house)
    house.to(house.now.replace(day=25, hour=15))
    house.manager.taps("Remind me tomorrow")
    house.to(house.now.replace(day=26, hour=7, minute=30))
    assert any("Due soon: first look" in text for text in house.deputy.texts)
    assert not any("Due soon: first look" in text for text in house.manager.texts)
    house.to(house.now.replace(day=26, hour=9, minute=30))
    assert "You asked me to remind you today" in house.manager.last.text


def test_tomorrow_after_a_friday_is_monday(house: Talk) -> None:
    house.clock.at = house.now.replace(day=27)
    near_miss(house)
    house.manager.taps("Remind me tomorrow")
    assert "Mon 30 Nov, 09:00" in house.manager.last.text


def test_a_put_off_reminder_is_gone_when_somebody_acts(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Remind me tomorrow")
    house.deputy.taps("I'll take it")
    before = len(house.manager.heard)
    house.moves(days=2)
    assert len(house.manager.heard) == before


def test_the_handlers_own_snooze_brings_the_next_clock_in_the_morning_only(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    house.to(house.now.replace(day=25, hour=9, minute=1))
    assert "Due soon: say it has arrived" in house.manager.last.text
    house.manager.taps("Remind me tomorrow")
    before = len(house.manager.heard)
    house.to(house.now.replace(day=26, hour=9, minute=1))
    told = house.manager.heard[before:]
    assert len(told) == 1
    assert "say it has arrived" in told[0].text
    assert "answer" not in told[0].text


def test_a_home_without_a_manager_pings_quality_and_without_quality_the_owner(house: Talk) -> None:
    house.leaves(house.manager)
    house.leaves(house.deputy)
    near_miss(house)
    assert "RH-26-0001" in house.quality.last.text
    house.leaves(house.quality)
    near_miss(house, "The hoist broke in room 4 but nobody was in it")
    assert "RH-26-0002" in house.owner.last.text


def test_the_cases_of_a_handler_who_left_go_to_the_managers(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("I'll take it")
    house.leaves(house.manager)
    told = len(house.manager.heard)
    house.moves(days=7)
    assert len(house.manager.heard) == told
    assert any("review" in message.text for message in house.deputy.heard)


@pytest.mark.parametrize("hour", [22, 3])
def test_a_case_given_away_at_night_is_told_in_the_morning(house: Talk, hour: int) -> None:
    near_miss(house)
    house.clock.at = house.now.replace(day=24, hour=hour)
    house.manager.taps("Open")
    house.manager.taps("Give to")
    house.manager.taps("Dee Puty")
    assert "given" not in house.deputy.all_text
    house.moves(hours=10)
    assert any("You were given RH-26-0001" in text for text in house.deputy.texts)
