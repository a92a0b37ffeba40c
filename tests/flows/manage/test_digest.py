"""The daily list at the hour that each chose, and the monthly list of what was missed."""

from datetime import UTC, datetime

from tests.flows.manage.conftest import complaint, near_miss
from tests.talk import Heard, Talk


def digests(heard: list[Heard], about: str = "digest") -> list[str]:
    return [f"{message.at:%a %H:%M}" for message in heard if message.about == about]


def chooses(talk: Talk, hour: str, answer: str = "No, only when there is something") -> None:
    talk.manager.says("/digest")
    talk.manager.taps(hour)
    if hour != "Never":
        talk.manager.taps(answer)


def test_the_list_comes_at_the_chosen_hour_on_working_days(house: Talk) -> None:
    chooses(house, "09:00")
    complaint(house)
    house.to(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert digests(house.manager.heard) == [f"{day} 09:00" for day in ("Tue", "Thu", "Fri", "Mon", "Tue")]
    # On Wednesday nothing is new, due or late.
    first = next(m for m in house.manager.heard if m.about == "digest")
    assert "1 new, 0 due today, 0 late, 0 waiting" in first.text
    assert "Yours or nobody's: 1, none of them late" in first.text
    assert "RH-" not in first.text


def test_with_nothing_to_say_nothing_comes(house: Talk) -> None:
    chooses(house, "09:00")
    house.to(datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert digests(house.manager.heard) == []


def test_all_clear_comes_where_it_is_wanted(house: Talk) -> None:
    chooses(house, "09:00", 'Yes, say "all clear"')
    house.to(datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert "all clear" in house.manager.last.text


def test_never_means_never(house: Talk) -> None:
    chooses(house, "Never")
    complaint(house)
    house.to(datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert digests(house.manager.heard) == []


def test_who_chose_nothing_gets_it_at_the_hour_of_the_policy(talk: Talk) -> None:
    talk.has_digests = True
    talk.person("quality", "quality", name="Quinn Ality")
    talk.home("Elm Court", "EC")
    complaint(talk)
    talk.sweeps()
    talk.to(datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert digests(talk.quality.heard) == ["Tue 08:00"]
    told = next(m for m in talk.quality.heard if m.about == "digest").text
    assert "Rose House: 1 new" in told
    assert "Elm Court" not in told


def test_the_monthly_list_says_what_was_missed_and_why(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("I'll take it")
    complaint(house)
    house.manager.taps("I'll take it")
    house.to(datetime(2026, 11, 27, 12, tzinfo=UTC))
    house.manager.taps("Why it is late")
    house.manager.says("I was off sick")
    house.manager.taps("Done")
    house.manager.says("I rang her")
    house.to(datetime(2026, 12, 1, 8, tzinfo=UTC))
    house.sweeps()
    assert digests(house.manager.heard, "breaches") == ["Tue 08:00"]
    house.manager.taps("See which, and why")
    told = house.manager.last.text
    assert "RH-26-0002, say it has arrived: was due Thu 26 Nov, 17:00, done Fri 27 Nov" in told
    assert "I was off sick" in told


def test_what_was_missed_elsewhere_is_not_told(house: Talk) -> None:
    complaint(house)
    house.to(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert digests(house.elm_manager.heard, "breaches") == []
    house.elm_manager.taps_data("d:breaches:202611")
    assert "Nothing was missed" in house.elm_manager.last.text
    house.elm_manager.taps_data("d:breaches:202699")
    assert "Nothing was missed" in house.elm_manager.last.text


def test_the_monthly_list_goes_on_and_a_forged_page_shows_nothing(house: Talk) -> None:
    due = house.now
    with house.desk() as desk:
        for number in range(50):
            case = desk.cases.file(
                service_id=1,
                reference=f"RH-26-{9000 + number}",
                kind="incident",
                category="falls",
                harm="none",
                reporter_role="staff",
                words="x",
                reported_at=due,
            )
            desk.clocks.start(case=case, name="review", started_at=due, due_at=due, ping_at=None)
    house.clock.at = datetime(2026, 12, 2, 12, tzinfo=UTC)
    house.manager.taps_data("d:breaches:202611")
    first = house.manager.last
    assert "50 clocks were missed" in house.manager.all_text
    house.manager.taps("Next (10 more)", on=first)
    assert "RH-26-9049" in house.manager.last.text
    assert not house.manager.last.has("Next")
    for forged in ("d:breaches:202611:words", "d:breaches:202611:-9", "d:breaches:202611:99999999"):
        house.manager.taps_data(forged)
        assert "RH-26-90" not in house.manager.last.text
