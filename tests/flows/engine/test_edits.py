"""Messages that were edited: in the conversation, after sending, and others."""

from tests.flows.conftest import COMPLAINT, PATEL
from tests.talk import Talk, assert_transcript


def test_an_edited_report_changes_the_card(talk: Talk) -> None:
    talk.carer.says(PATEL)
    told = talk.carer.edits(PATEL.replace("bathroom 2", "bathroom 3"))
    assert "You changed your words" in told[0].text
    assert "bathroom 3" in told[1].text
    assert "bathroom 2" not in told[1].text


def test_the_edited_message_changes_and_the_other_stays(talk: Talk) -> None:
    talk.carer.says("Mrs patel nearly slipt on wet floor")
    first = talk.carer.last_message_id
    talk.carer.says("there was no sign")
    talk.carer.edits("Mrs patel nearly slipt on wet floor in the lounge", message_id=first)
    assert "in the lounge\nthere was no sign" in talk.carer.last.text


def test_an_edit_while_a_question_is_open_asks_it_again(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    told = talk.daughter.edits(COMPLAINT + " and a half")
    assert [message.text for message in told] == [
        "You changed your words. I use the new ones.",
        "Would you like an answer?",
    ]


def test_an_edited_answer_changes_the_answer(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "Is this right?"),
            ("carer", "[Change something]", "What shall I change?"),
            ("carer", "[Where]", "Where was it?"),
            ("carer", "the sluce", "Where: the sluce"),
        ],
    )
    talk.carer.edits("the sluice")
    assert "Where: the sluice" in talk.carer.last.text


def test_an_edit_after_sending_is_offered_to_the_case(talk: Talk) -> None:
    talk.carer.says(PATEL)
    message = talk.carer.last_message_id
    talk.carer.taps("Yes, send it")
    talk.carer.edits(PATEL + " and mr Lee too", message_id=message)
    assert "You changed a message that went to RH-26-0001" in talk.carer.last.text
    talk.carer.edits(PATEL + " and Mr Lee too", message_id=message)
    talk.carer.says("yes")
    assert "I put it with RH-26-0001" in talk.carer.last.text
    with talk.desk() as desk:
        entry = desk.timeline.of(case_id=1)[-1]
        assert entry.act == "correct_words"
        assert entry.detail["words"].endswith("and Mr Lee too")


def test_an_edit_after_sending_can_be_left_out(talk: Talk) -> None:
    talk.carer.says(PATEL)
    message = talk.carer.last_message_id
    talk.carer.taps("Yes, send it")
    talk.carer.edits(PATEL + "!", message_id=message)
    talk.carer.taps("No, leave it")
    assert "stays as it was" in talk.carer.last.text
    with talk.desk() as desk:
        assert [entry.act for entry in desk.timeline.of(case_id=1)] == ["report"]


def test_danger_in_an_edit_is_told_first(talk: Talk) -> None:
    talk.carer.says(PATEL)
    message = talk.carer.last_message_id
    talk.carer.taps("Yes, send it")
    told = talk.carer.edits("Mrs Patel is not breathing and we cannot wake her", message_id=message)
    assert "999" in told[0].text
    assert "Shall I add the new words?" in told[1].text
    talk.carer.says("yes")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert "life_threat" in case.red_flags


def test_an_edit_of_something_old_asks_to_type_it_again(talk: Talk) -> None:
    assert "type it again" in talk.carer.edits("something", message_id=17)[0].text


def test_an_edit_of_something_old_leaves_an_open_report_as_it_was(talk: Talk) -> None:
    talk.carer.says(PATEL)
    before = talk.carer.last.text
    told = talk.carer.edits("something", message_id=17)
    assert "type it again" in told[0].text
    assert told[1].text == before


def test_the_edit_of_an_unnamed_report_leads_nowhere(talk: Talk) -> None:
    talk.carer.says(PATEL)
    message = talk.carer.last_message_id
    talk.carer.taps("Send without my name")
    assert "type it again" in talk.carer.edits(PATEL + " too", message_id=message)[0].text
