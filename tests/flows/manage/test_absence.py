"""Somebody is away and a deputy stands in; who is on call hears red flags at night."""

from datetime import UTC, datetime

from tests.flows.manage.conftest import complaint, near_miss
from tests.flows.manage.test_unheard import red_flag
from tests.talk import Talk


def goes_away(talk: Talk, *, deputy: str = "Dee Puty") -> None:
    talk.manager.says("/away")
    talk.manager.taps("Monday 23 November")
    talk.manager.taps("until Sunday 29 November")
    talk.manager.taps(deputy)
    talk.manager.taps("Yes, that is right")


def test_the_deputy_knows_and_gets_the_reminders_of_who_is_away(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    goes_away(house)
    assert "You get the reminders for Morgan Reed's cases" in house.deputy.last.text
    house.manager.heard.clear()
    house.deputy.heard.clear()
    house.to(datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert house.manager.heard == []
    assert any("Late: say it has arrived" in text for text in house.deputy.texts)


def test_afterwards_their_own_reminders_come_back(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    house.manager.taps("Open")
    house.manager.taps("Tell them it arrived")
    goes_away(house)
    house.deputy.heard.clear()
    house.to(datetime(2026, 12, 14, 12, tzinfo=UTC))
    assert any("Due soon: answer" in text for text in house.manager.texts)
    assert not any("Due soon: answer" in text for text in house.deputy.texts)


def test_without_a_deputy_the_colleagues_hear_of_it(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    goes_away(house, deputy="Nobody: my colleagues get them")
    house.deputy.heard.clear()
    house.to(datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert any("Late: say it has arrived" in text for text in house.deputy.texts)


def test_a_deputy_who_is_away_as_well_passes_it_to_theirs(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    goes_away(house)
    house.deputy.says("/away")
    house.deputy.taps("Monday 23 November")
    house.deputy.taps("until Sunday 29 November")
    house.deputy.taps("Quinn Ality")
    house.deputy.taps("Yes, that is right")
    house.quality.heard.clear()
    house.to(datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert any("say it has arrived" in text for text in house.quality.texts)


def test_two_who_name_each_other_leave_nobody_out(house: Talk) -> None:
    near_miss(house)
    goes_away(house)
    house.deputy.says("/away")
    house.deputy.taps("Monday 23 November")
    house.deputy.taps("until Sunday 29 November")
    house.deputy.taps("Morgan Reed")
    house.deputy.taps("Yes, that is right")
    house.to(datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert any("first look" in text for text in house.quality.texts)


def test_an_absence_can_be_taken_back(house: Talk) -> None:
    complaint(house)
    house.manager.taps("I'll take it")
    goes_away(house)
    house.manager.says("/away")
    house.manager.taps("I am here after all")
    assert "Good to have you" in house.manager.last.text
    house.deputy.heard.clear()
    house.to(datetime(2026, 11, 26, 18, tzinfo=UTC))
    assert house.deputy.heard == []
    assert any("say it has arrived" in text for text in house.manager.texts)


def test_a_typed_day_before_the_first_is_asked_again(house: Talk) -> None:
    house.manager.says("/away")
    house.manager.says("1 December")
    house.manager.says("30 November")
    assert (
        "before the first day" in house.manager.last.text
        or "before the first day" in house.manager.heard[-2].text
    )


def goes_on_call(talk: Talk) -> None:
    talk.manager.says("/oncall")
    talk.manager.taps("Put somebody on call")
    talk.manager.taps("Dee Puty")
    talk.manager.taps("Monday 23 November")
    talk.manager.taps("until Sunday 29 November")


def test_at_night_a_red_flag_goes_to_who_is_on_call(house: Talk) -> None:
    goes_on_call(house)
    assert "You are on call for Rose House" in house.deputy.last.text
    house.clock.at = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    house.manager.heard.clear()
    red_flag(house)
    assert house.deputy.last.about == "new_case"
    assert house.manager.heard == []
    house.moves(minutes=15)
    assert house.manager.heard[0].about == "reminder"


def test_by_day_the_rota_does_not_count(house: Talk) -> None:
    goes_on_call(house)
    house.manager.heard.clear()
    red_flag(house)
    assert house.manager.heard[-1].about == "new_case"


def test_a_turn_can_be_taken_off(house: Talk) -> None:
    goes_on_call(house)
    house.manager.says("/oncall")
    house.manager.taps("Take off: Dee Puty")
    assert "Nobody is on call" in house.manager.says("/oncall")[0].text


def test_another_home_has_its_own_rota(house: Talk) -> None:
    goes_on_call(house)
    assert "Nobody is on call" in house.elm_manager.says("/oncall")[0].text
    house.elm_manager.taps_data("d:rota_end:1")
    assert "Dee Puty" in house.manager.says("/oncall")[0].text


def test_carers_have_no_rota(house: Talk) -> None:
    for command in ("/oncall", "/away"):
        assert "Dee" not in house.carer.says(command)[0].text
