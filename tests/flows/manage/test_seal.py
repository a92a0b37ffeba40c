"""The seal: opened for a reason, by two people, never in silence; alone only as an emergency that all see."""

import re
from datetime import timedelta

import pytest

from storage.tables import Case
from tests.flows.conftest import PATEL
from tests.talk import Speaker, Talk

NAME = "Carer Tester"
REASON = "The police ask who saw it."


@pytest.fixture
def house(talk: Talk) -> Talk:
    """A case in confidence that handlers know of, a lead, a quality lead and an owner."""
    talk.person("lead", "speak_up_lead", name="Lee Lead")
    talk.person("quality", "quality", name="Quinn Quality")
    talk.person("owner", "owner", name="Ola Owner")
    talk.carer.says(PATEL)
    talk.carer.taps("Send in confidence")
    talk.moves(hours=1)
    return talk


def _case(talk: Talk) -> Case:
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        return case


def _acts(talk: Talk) -> list[str]:
    with talk.desk() as desk:
        return [entry.act for entry in desk.timeline.of(case_id=1)]


def _ask(talk: Talk, who: Speaker, how: str = "Ask a second person") -> None:
    who.says(f"/seal {_case(talk).reference}")
    if any(how in label for label in who.last.labels):
        who.taps(how)
    who.says(REASON)
    who.taps("Yes, do it")


def test_the_lead_asks_a_second_person_agrees_and_the_reporter_is_told_why(house: Talk) -> None:
    _ask(house, house.lead)
    assert NAME not in house.lead.all_text
    for second in (house.quality, house.owner):
        assert "asks for your agreement" in second.last.text
        assert REASON not in second.last.text
    house.quality.taps("See why")
    assert "Lee Lead" in house.quality.last.text
    assert REASON in house.quality.last.text
    house.quality.taps("Agree")
    told = house.carer.last.text
    assert all(part in told for part in ("no longer sealed", "Lee Lead", "Quinn Quality", REASON))
    assert NAME not in house.lead.all_text
    house.lead.taps("Show me the name")
    assert NAME in house.lead.last.text
    assert _acts(house)[-2:] == ["seal_asked", "seal_opened"]


def test_the_name_goes_to_nobody_else(house: Talk) -> None:
    _ask(house, house.lead)
    house.quality.taps("See why")
    house.quality.taps("Agree")
    show = house.lead.last.data("Show me the name")
    for other in (house.quality, house.owner, house.manager, house.daughter):
        other.taps_data(show)
        other.taps_data("d:open:1")
        assert NAME not in other.all_text
    house.manager.says("/cases")
    house.manager.taps_data("d:open:1")
    assert "a member of staff, in confidence" in house.manager.last.text
    assert "the reporter's name was opened to Lee Lead" in house.manager.last.text


def test_the_name_stands_in_no_message_that_is_kept(house: Talk) -> None:
    _ask(house, house.lead)
    house.quality.taps("See why")
    house.quality.taps("Agree")
    house.lead.taps("Show me the name")
    with house.desk() as desk:
        for number in range(1, 200):
            notice = desk.notices.get(notice_id=number)
            assert notice is None or NAME not in str(notice.content)


def test_a_second_person_may_refuse_and_then_it_stays_sealed(house: Talk) -> None:
    _ask(house, house.lead)
    look = house.owner.last.data("See why")
    house.quality.taps("See why")
    house.quality.taps("No, it stays sealed")
    assert "stays sealed" in house.lead.last.text
    assert "sealed" not in house.carer.last.text
    house.owner.taps_data(look)
    assert "decided already" in house.owner.last.text
    assert _acts(house)[-1] == "seal_refused"


def test_nobody_agrees_to_their_own_request_or_without_the_right(house: Talk) -> None:
    _ask(house, house.lead)
    with house.desk() as desk:
        request = desk.seals.get(request_id=1)
        assert request is not None
    for other in (house.lead, house.manager, house.carer, house.daughter):
        for action in ("seal_look", "seal_agree", "seal_refuse"):
            other.taps_data(f"d:{action}:1")
    assert "seal_opened" not in _acts(house)
    assert "seal_refused" not in _acts(house)


def test_agreement_comes_too_late_after_some_days(house: Talk) -> None:
    _ask(house, house.lead)
    look = house.quality.last.data("See why")
    house.moves(days=4)
    house.quality.taps_data(look)
    assert "asked too long ago" in house.quality.last.text
    assert "seal_opened" not in _acts(house)


@pytest.mark.parametrize("key", ["lead", "quality", "owner"])
def test_one_person_alone_opens_it_in_an_emergency_and_everybody_sees_that(house: Talk, key: str) -> None:
    who = getattr(house, key)
    _ask(house, who, "Emergency")
    for other in {"lead", "quality", "owner"} - {key}:
        text = getattr(house, other).last.text
        assert "opened the reporter's name alone" in text
        assert NAME not in text
    assert "opened it alone" in house.carer.last.text
    assert REASON in house.carer.last.text
    who.taps("Show me the name")
    assert NAME in who.last.text
    assert _acts(house)[-1] == "seal_opened_alone"


def test_quality_and_owner_cannot_ask_they_can_only_open_as_an_emergency(house: Talk) -> None:
    house.owner.says(f"/seal {_case(house).reference}")
    assert not any("second person" in label for label in house.owner.last.labels)


@pytest.mark.parametrize("key", ["manager", "carer", "daughter"])
def test_nobody_else_can_begin(house: Talk, key: str) -> None:
    speaker = getattr(house, key)
    speaker.says(f"/seal {_case(house).reference}")
    speaker.taps_data("d:seal:1")
    assert "sealed" not in speaker.last.text
    assert NAME not in house.manager.all_text


def test_what_was_sent_without_a_name_has_no_seal_to_open(house: Talk) -> None:
    house.carer.says("Mr Lee fell in the hall and cut his knee")
    if any("Something new" in label for label in house.carer.last.labels):
        house.carer.taps("Something new")
    house.carer.taps("Send without my name")
    reference = re.findall(r"RH-26-\d{4}", house.carer.all_text)[-1]
    house.moves(hours=1)
    house.lead.says(f"/seal {reference}")
    assert "find no such case" in house.lead.last.text


def test_a_case_that_is_kept_back_has_no_seal_to_open_yet(talk: Talk) -> None:
    talk.person("lead", "speak_up_lead")
    talk.carer.says(PATEL)
    talk.carer.taps("Send in confidence")
    talk.lead.says(f"/seal {_case(talk).reference}")
    assert "find no such case" in talk.lead.last.text
    talk.clock.at += timedelta(minutes=1)


def test_no_need_once_the_reporter_gave_their_name(house: Talk) -> None:
    _ask(house, house.lead)
    look = house.quality.last.data("See why")
    house.carer.says("/status")
    house.carer.taps("Give my name")
    house.carer.taps("Yes, tell them")
    house.quality.taps_data(look)
    assert "given their name by now" in house.quality.last.text
