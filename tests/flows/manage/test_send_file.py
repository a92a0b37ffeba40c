"""Files go both ways: a handler sends one to the reporter, named, in confidence or by code."""

import re

from tests.flows.conftest import WORRY
from tests.talk import Talk


def _reports(talk: Talk, way: str = "Yes, send it") -> None:
    talk.daughter.says(WORRY)
    talk.daughter.reaches_card()
    talk.daughter.taps(way)
    talk.moves(hours=2)


def _sends(talk: Talk, caption: str = "") -> None:
    talk.manager.taps_data("d:send_file:1")
    talk.manager.sends("document", caption=caption)
    talk.manager.taps("Yes, send it")


def test_a_photo_goes_to_the_reporter_with_words(house: Talk) -> None:
    _reports(house)
    house.manager.says("/case RH-26-0001")
    house.manager.taps("Send a file")
    assert "Send me the photo or document" in house.manager.last.text
    house.manager.sends("photo", caption="The new menu")
    assert "They get one file and read" in house.manager.last.text
    house.manager.taps("Yes, send it")
    assert "Sent to the reporter of RH-26-0001: one file." in house.manager.last.text
    words, file = house.daughter.heard[-2:]
    assert "The new menu" in words.text
    assert words.has("Reply")
    assert file.attachment == 1
    with house.desk() as desk:
        entry = desk.timeline.of(case_id=1)[-1]
        assert (entry.act, entry.detail["attachments"]) == ("send_file", [1])


def test_words_alone_are_no_file(house: Talk) -> None:
    _reports(house)
    house.manager.taps_data("d:send_file:1")
    house.manager.says("The new menu")
    assert "The file is missing" in house.manager.texts[-2]
    house.manager.sends("photo")
    house.manager.taps("Yes, send it")
    assert house.daughter.last.attachment == 1


def test_in_confidence_it_reaches_them_too(house: Talk) -> None:
    _reports(house, "Send in confidence")
    _sends(house)
    assert house.daughter.last.attachment == 1


def test_whoever_holds_a_code_gets_it_there_and_nothing_else(house: Talk) -> None:
    house.daughter.sends_photo(WORRY)
    house.daughter.reaches_card()
    house.daughter.taps("Send without my name")
    found = re.search(r"(?:\d{4} ){3}\d{4}", house.daughter.all_text)
    assert found is not None
    house.moves(hours=2)
    _sends(house, "The new menu")
    house.person("other_phone")
    house.other_phone.says(f"/check {found[0]}")
    assert "They sent you something" in house.other_phone.all_text
    assert "The new menu" in house.other_phone.all_text
    sent = [heard.attachment for heard in house.other_phone.heard if heard.attachment]
    with house.desk() as desk:
        mine, theirs = desk.attachments.of_case(case_id=1)
        assert sent == [theirs.id]
        assert mine.id not in sent


def test_a_file_is_taken_back_within_its_minute(house: Talk) -> None:
    house.keeps_the_minute = True
    _reports(house)
    heard = len(house.daughter.heard)
    _sends(house)
    house.manager.taps("Undo")
    house.moves(minutes=2)
    assert len(house.daughter.heard) == heard


def test_on_a_closed_case_it_still_goes(house: Talk) -> None:
    _reports(house)
    house.manager.taps_data("d:close:1")
    for said in ("She eats well again.", "no", "One bad week.", "yes"):
        house.manager.says(said)
    _sends(house)
    assert house.daughter.last.attachment == 1
