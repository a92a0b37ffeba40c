"""The four doors of the menu, and the first words without one."""

import pytest

from tests.flows.conftest import COMPLAINT, FALL, WORRY
from tests.talk import Talk, assert_transcript


def test_the_menu_has_the_four_doors(talk: Talk) -> None:
    assert talk.carer.says("/menu")[0].labels[:4] == [
        "Something went wrong, or nearly did",
        "I am worried or not happy",
        "Somebody told me something",
        "Thanks, or an idea",
    ]


def test_something_went_wrong(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", "/menu", "Something went wrong"),
            ("carer", "[Something went wrong]", "what happened"),
            ("carer", FALL, ("incident", "falls", "Is this right?")),
            ("carer", "[Yes, send it]", ("RH-26-0001", "Nobody is blamed")),
        ],
    )


def test_worried_or_not_happy(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("daughter", "/menu", "worried"),
            ("daughter", "[I am worried or not happy]", "what worries you"),
            ("daughter", WORRY, "concern"),
            ("daughter", "[Yes, send it]", "RH-26-0001"),
        ],
    )


def test_somebody_told_me_asks_who_and_whether_they_want_an_answer(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", "/menu", "Somebody told me"),
            ("carer", "[Somebody told me something]", "What did they say?"),
            ("carer", "the food is always cold when it comes to her room", "Who said it?"),
            ("carer", "Mrs Hall in room 9", "Would they like an answer?"),
            ("carer", "[Yes, please]", ("Said by: Mrs Hall in room 9", "Answer: yes, please", "cold")),
            ("carer", "[Yes, send it]", "RH-26-0001"),
        ],
    )
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.spoken
        assert case.details["who_said"] == "Mrs Hall in room 9"


def test_who_said_it_may_be_skipped(talk: Talk) -> None:
    talk.carer.taps_data("d:feedback")
    talk.carer.says("the food is always cold when it comes to her room")
    talk.carer.taps("Skip")
    assert "Would they like an answer?" in talk.carer.last.text


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Thank you to Anna for sitting with mum all night", "thanks"), ("we could have a tea trolley", "idea")],
)
def test_thanks_or_an_idea(talk: Talk, words: str, kind: str) -> None:
    assert_transcript(
        talk,
        [
            ("daughter", "/menu", "Thanks, or an idea"),
            ("daughter", "[Thanks, or an idea]", "What would you like to say?"),
            ("daughter", words, (kind, "Is this right?")),
            ("daughter", "[Yes, send it]", "RH-26-0001"),
        ],
    )
    assert "Hurt" not in talk.daughter.texts[-2]


def test_a_grave_matter_behind_the_door_for_thanks_is_not_filed_as_thanks(talk: Talk) -> None:
    talk.carer.taps_data("d:thanks")
    talk.carer.says(FALL)
    assert talk.carer.last.text.startswith("incident")


def test_a_relatives_complaint_asks_exactly_two_things(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    asked = [talk.daughter.last.text]
    talk.daughter.taps("Yes, please")
    asked.append(talk.daughter.last.text)
    talk.daughter.taps("Yes, they agree")
    assert asked == [
        "Would you like an answer?",
        "Does the person know, and do they agree that you tell us?",
    ]
    assert "Is this right?" in talk.daughter.last.text


def test_the_receipt_of_a_complaint_names_both_days_and_the_ways_onward(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    talk.daughter.taps("Yes, please")
    talk.daughter.taps("Yes, they agree")
    talk.daughter.taps("Yes, send it")
    for part in ("Thu 26 Nov, 17:00", "Mon 21 Dec, 17:00", "review", "Ombudsman"):
        assert part in talk.daughter.last.text


@pytest.mark.parametrize("hello", ["hello", "hi", "hello?", "good morning", "test"])
def test_a_greeting_gets_a_greeting_and_the_doors(talk: Talk, hello: str) -> None:
    told = talk.carer.says(hello)
    assert len(told) == 1
    assert told[0].labels[0] == "Something went wrong, or nearly did"


def test_words_of_no_kind_are_asked_about_with_buttons(talk: Talk) -> None:
    talk.daughter.says("it is about the blue one over there and the other blue one")
    if "What is it?" in talk.daughter.last.text:
        talk.daughter.taps("I am worried")
    if "What is it about?" in talk.daughter.last.text:
        talk.daughter.says("not sure")
    assert "Is this right?" in talk.daughter.last.text
