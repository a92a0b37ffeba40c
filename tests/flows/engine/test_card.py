"""The card: one look, one tap; change, skip, back, cancel."""

import pytest

from tests.flows.conftest import COMPLAINT, PATEL
from tests.talk import Talk, assert_transcript


def _open_cases(talk: Talk) -> int:
    with talk.desk() as desk:
        return len(desk.cases.ids())


def test_the_card_shows_what_was_understood_and_sends_on_one_tap(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, ("near miss", "falls", "Mrs patel", "bathroom 2", "Rose House", "Yes, send it")),
            ("carer", "[Yes, send it]", "RH-26-0001"),
        ],
    )


def test_the_card_offers_the_five_buttons_in_their_order(talk: Talk) -> None:
    talk.carer.says(PATEL)
    assert [label.lstrip("✓ ") for label in talk.carer.last.labels] == [
        "Yes, send it",
        "Send in confidence",
        "Send without my name",
        "Change something",
        "Cancel",
    ]


def test_one_answer_is_changed_by_two_taps_and_some_words(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "Is this right?"),
            ("carer", "[Change something]", ("What shall I change?", "Where")),
            ("carer", "[Where]", "Where was it?"),
            ("carer", "the sluice", ("Where: the sluice", "Is this right?")),
            ("carer", "[Yes, send it]", "RH-26-0001"),
        ],
    )
    with talk.desk() as desk:
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        assert case.details["place"] == "the sluice"


def test_a_wrong_guess_is_right_in_two_taps(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Change something")
    other = next(label for label in talk.carer.last.labels if label == "Something went wrong")
    talk.carer.taps(other)
    assert talk.carer.last.text.startswith("incident")


def test_an_optional_part_is_emptied_by_skip(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "Where: bathroom 2"),
            ("carer", "[Change something]", "What shall I change?"),
            ("carer", "[Where]", "Skip"),
            ("carer", "[Skip]", "Is this right?"),
        ],
    )
    assert "Where:" not in talk.carer.last.text


def test_back_leads_from_the_changes_to_the_card_as_it_was(talk: Talk) -> None:
    talk.carer.says(PATEL)
    before = talk.carer.last.text
    talk.carer.taps("Change something")
    talk.carer.taps("Where")
    talk.carer.taps("Back")
    assert talk.carer.last.text == before
    talk.carer.taps("Change something")
    talk.carer.taps("Back")
    assert talk.carer.last.text == before


def test_back_leads_from_a_question_to_the_one_before(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("daughter", COMPLAINT, "Would you like an answer?"),
            ("daughter", "[Yes, please]", "Does the person know"),
            ("daughter", "[Back]", "Would you like an answer?"),
            ("daughter", "[No, thank you]", "Does the person know"),
            ("daughter", "[Yes, they agree]", "Answer: not needed"),
        ],
    )


def test_back_after_a_new_kind_takes_the_new_kind_back(talk: Talk) -> None:
    talk.daughter.says("I am worried about the garden. It looks sad and nobody waters the flowers")
    before = talk.daughter.last.text
    talk.daughter.taps("Change something")
    talk.daughter.taps("Kind")
    talk.daughter.taps("I am not happy")
    assert "Would you like an answer?" in talk.daughter.last.text
    talk.daughter.taps("Back")
    talk.daughter.taps("Back")
    assert talk.daughter.last.text == before


@pytest.mark.parametrize("how", ["[Cancel]", "/cancel", "cancel", "forget it", "never mind"])
def test_cancel_deletes_the_draft(talk: Talk, how: str) -> None:
    assert_transcript(talk, [("carer", PATEL, "Is this right?"), ("carer", how, "I deleted")])
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.carer.person.id or 0) is None
    assert _open_cases(talk) == 0


def test_words_changed_on_the_card_stand_for_the_old_ones(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Change something")
    talk.carer.taps("What happened")
    talk.carer.says("The hoist broke in room 4 but nobody was in it")
    assert "hoist broke" in talk.carer.last.text
    assert "wet floor" not in talk.carer.last.text


def test_further_words_on_the_card_are_added(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.says("the yellow sign was missing")
    assert "wet floor" in talk.carer.last.text
    assert "yellow sign" in talk.carer.last.text


def test_a_named_part_is_changed_without_the_button(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "Is this right?"),
            ("carer", "change", "What shall I change?"),
            ("carer", "where", "Where was it?"),
            ("carer", "the lounge", "Where: the lounge"),
            ("carer", "change something", "What shall I change?"),
            ("carer", "medicines", "near miss · medicines"),
        ],
    )


def test_something_else_is_not_begun_over_a_report_that_was_not_sent(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "Is this right?"),
            ("carer", "/menu", "I am worried or not happy"),
            ("carer", "[I am worried or not happy]", ("You have not sent this yet", "Is this right?")),
            ("carer", "[Yes, send it]", "RH-26-0001"),
        ],
    )


def test_looking_something_up_leaves_the_report_as_it_is(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "Is this right?"),
            ("carer", "/help", "Just type"),
            ("carer", "/status", "not sent anything"),
            ("carer", "/privacy", "sees"),
            ("carer", "yes", "RH-26-0001"),
        ],
    )
