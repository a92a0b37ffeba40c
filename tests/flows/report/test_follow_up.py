"""After a report: its status, more words, replies."""

import pytest

from tests.flows.conftest import FALL, PATEL
from tests.talk import Talk, assert_transcript


def _send(talk: Talk, who: str = "carer") -> None:
    speaker = getattr(talk, who)
    speaker.says(PATEL)
    speaker.taps("Yes, send it")


def test_words_soon_after_are_asked_about_once(talk: Talk) -> None:
    _send(talk)
    assert_transcript(
        talk,
        [
            ("carer", "the mop was gone too", ("Does this belong to your report RH-26-0001", "Add it")),
            ("carer", "[Add it]", "I put it with RH-26-0001"),
            ("manager", "[Open]", "the mop was gone too"),
        ],
    )
    assert any(text.startswith("More came in on RH-26-0001") for text in talk.manager.texts)


def test_several_messages_before_the_answer_go_together(talk: Talk) -> None:
    _send(talk)
    talk.carer.says("the mop was gone too")
    talk.carer.says("and the sign")
    talk.carer.sends_photo()
    talk.carer.says("add it")
    with talk.desk() as desk:
        entry = desk.timeline.of(case_id=1)[-1]
        assert entry.detail["words"] == "the mop was gone too\nand the sign"
        assert len(desk.attachments.of_case(case_id=1)) == 1


def test_something_new_becomes_a_report_with_its_words_and_files(talk: Talk) -> None:
    _send(talk)
    talk.carer.sends_photo(FALL)
    talk.carer.taps("Something new")
    assert "Mr Lee fell" in talk.carer.last.text
    assert "With one file" in talk.carer.last.text
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        assert len(desk.attachments.of_case(case_id=2)) == 1


def test_a_photo_alone_after_a_report_is_added(talk: Talk) -> None:
    _send(talk)
    talk.carer.sends_photo()
    talk.carer.taps("Add it")
    with talk.desk() as desk:
        assert len(desk.attachments.of_case(case_id=1)) == 1


def test_words_an_hour_later_are_a_new_report(talk: Talk) -> None:
    _send(talk)
    talk.moves(minutes=61)
    talk.carer.says(FALL)
    assert "Is this right?" in talk.carer.last.text


@pytest.mark.parametrize("word", ["thanks", "Thank you!", "ok", "ta", "👍", "cheers", "bye", "ok thanks"])
def test_a_thank_you_is_no_report_and_no_question(talk: Talk, word: str) -> None:
    _send(talk)
    told = talk.carer.says(word)
    assert len(told) == 1
    assert "You are welcome" in told[0].text


def test_yes_typed_twice_says_that_it_is_done(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.says("yes")
    told = talk.carer.says("yes send it")
    assert "I have your report RH-26-0001" in told[0].text
    with talk.desk() as desk:
        assert len(desk.cases.ids()) == 1


def test_status_lists_ones_own_cases_only(talk: Talk) -> None:
    talk.person("other_carer", "staff")
    _send(talk)
    _send(talk, "other_carer")
    told = talk.carer.says("/status")
    assert "RH-26-0001" in told[0].text
    assert "RH-26-0002" not in told[0].text
    assert "Not looked at yet." in told[0].text
    assert "I have no report of yours" in talk.carer.says("/status RH-26-0002")[0].text


def test_status_of_one_case_in_any_spelling(talk: Talk) -> None:
    _send(talk)
    for typed in ("/status RH-26-0001", "/status rh 26 1", "/status rh26-0001"):
        assert "RH-26-0001" in talk.carer.says(typed)[0].text


def test_status_takes_more_words_and_a_photo(talk: Talk) -> None:
    _send(talk)
    assert_transcript(
        talk,
        [
            ("carer", "/status", "Add to RH-26-0001"),
            ("carer", "[Add to RH-26-0001]", "What would you like to add"),
        ],
    )
    talk.carer.sends_photo("here is the floor")
    assert "I put it with RH-26-0001" in talk.carer.last.text
    with talk.desk() as desk:
        assert len(desk.attachments.of_case(case_id=1)) == 1


def test_a_photo_without_words_is_enough_to_add(talk: Talk) -> None:
    _send(talk)
    talk.carer.taps_data("d:add:1")
    talk.carer.sends_photo()
    assert "I put it with RH-26-0001" in talk.carer.last.text


def test_the_reporter_hears_and_replies(talk: Talk) -> None:
    _send(talk)
    assert_transcript(
        talk,
        [
            ("manager", "[Open]", "Ask the reporter"),
            ("manager", "[Ask the reporter]", "What would you like to ask"),
            ("manager", "Was the sign out?", "Asked"),
            ("carer", "[Reply]", "Please type your reply"),
            ("carer", "No, it was not", "I pass it on"),
            ("manager", "[Open]", "No, it was not"),
        ],
    )
    assert "Was the sign out?" in talk.carer.all_text


def test_status_tells_the_outcome_of_a_closed_case(talk: Talk) -> None:
    _send(talk)
    talk.manager.taps("Open")
    talk.manager.taps("Close")
    for said in ("We bought new mats.", "no", "It was an old mat."):
        talk.manager.says(said)
    talk.manager.taps("Yes, close it")
    assert "We bought new mats." in talk.carer.last.text
    told = talk.carer.says("/status")
    assert "What came of it: We bought new mats." in told[0].text
    assert told[0].labels == ["Who has seen RH-26-0001?"]
    talk.carer.says(FALL)
    assert "Does this belong" not in talk.carer.last.text


def test_another_persons_case_cannot_be_added_to(talk: Talk) -> None:
    _send(talk)
    for data in ("d:add:1", "d:reply:1"):
        assert "I have no report of yours" in talk.daughter.taps_data(data)[0].text
