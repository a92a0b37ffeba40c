"""Red flags that nobody taps on, and pings that do not arrive, go to the next person and stand on /today."""

from datetime import UTC, datetime

from flows.casework.undelivered import note_undelivered
from storage.outbox import ToSend
from storage.tables import Notice
from tests.flows.manage.conftest import near_miss
from tests.talk import Talk


def red_flag(talk: Talk) -> None:
    talk.carer.says("Mr Lee is choking on his toast and not breathing")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")


def test_what_nobody_tapped_on_goes_to_the_next_person_and_stands_on_today(house: Talk) -> None:
    red_flag(house)
    house.moves(minutes=15)
    assert "Nobody has seen it yet" in house.quality.texts[0]
    assert "What" not in house.quality.texts[0]
    told = house.quality.says("/today")[0].text
    assert "Nobody tapped on the ping to" in told
    assert "RH-26-0001" in told


def test_as_soon_as_somebody_acts_it_is_gone_from_today(house: Talk) -> None:
    red_flag(house)
    house.moves(minutes=15)
    house.deputy.taps("I'll take it")
    assert "Nobody tapped" not in house.quality.says("/today")[0].text


def test_one_who_opened_it_has_seen_it(house: Talk) -> None:
    red_flag(house)
    house.manager.taps("Open")
    house.deputy.says("/today")
    house.moves(minutes=15)
    assert house.quality.heard == []
    assert "Nobody tapped" not in house.manager.says("/today")[0].text


def test_a_red_flag_to_somebody_who_blocked_the_bot_goes_on_at_once(house: Talk) -> None:
    red_flag(house)
    _fails(house, "manager", blocked=True)
    house.sweeps()
    # The deputy has heard already, so it goes up.
    assert [f"{m.at:%H:%M}" for m in house.quality.heard] == ["10:00"]
    assert "A ping did not reach Morgan Reed" in house.deputy.says("/today")[0].text


def test_a_red_flag_that_could_not_be_delivered_goes_on_at_once_and_stands_on_today(house: Talk) -> None:
    red_flag(house)
    _fails(house, "manager", blocked=False)
    house.sweeps()
    assert [f"{m.at:%H:%M}" for m in house.quality.heard] == ["10:00"]
    assert "RH-26-0001" in house.quality.heard[0].text
    assert "A ping did not reach Morgan Reed" in house.quality.says("/today")[0].text


def test_a_ping_that_failed_goes_to_somebody_else_not_to_the_same_person_again(house: Talk) -> None:
    near_miss(house)
    told = len(house.manager.heard)
    _fails(house, "manager", blocked=False)
    house.sweeps()
    assert len(house.manager.heard) == told
    assert [m.about for m in house.deputy.heard] == ["new_case", "reminder"]
    assert "A ping did not reach Morgan Reed" in house.deputy.says("/today")[0].text


def _fails(talk: Talk, key: str, *, blocked: bool) -> None:
    notice = _ping_of(talk, key)
    with talk.desk() as desk:
        note_undelivered(
            desk, talk.policy, ToSend.of(notice), now=talk.now, failure="Forbidden", blocked=blocked
        )


def _ping_of(talk: Talk, key: str) -> Notice:
    person_id = getattr(talk, key).person.id
    with talk.desk() as desk:
        notice = next(
            n
            for number in range(1, 100)
            if (n := desk.notices.get(notice_id=number)) is not None
            and n.person_id == person_id
            and n.about == "new_case"
        )
        notice.sent_at = None
        desk.flush()
        return notice


def test_nothing_is_watched_that_is_no_red_flag(house: Talk) -> None:
    near_miss(house)
    house.to(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert house.quality.heard == []
