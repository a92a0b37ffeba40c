"""Typing works wherever a button does."""

import pytest

from tests.flows.conftest import COMPLAINT, PATEL
from tests.talk import Talk, assert_transcript


@pytest.mark.parametrize(
    "typed",
    [
        *("yes", "Yes", "YES!!", "ok", "Ok.", "yep", "yup", "yeah", "yes please", "send it", "Yes, send it"),
        *("yes sned it", "yes  send it", "👍", "👍🏽", "👍👍", "✅", "1"),
    ],
)
def test_yes_in_any_form_sends_the_card(talk: Talk, typed: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.says(typed)
    assert "Your number is RH-26-0001" in talk.carer.last.text


@pytest.mark.parametrize(
    "typed", ["no", "nope", "that's not right", "change", "chnage something", "4", "👎", "Change something"]
)
def test_no_in_any_form_offers_to_change_the_card(talk: Talk, typed: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.says(typed)
    assert "What shall I change?" in talk.carer.last.text


@pytest.mark.parametrize(
    "typed", ["without my name", "send without my name", "anonymous", "send witout my name", "3"]
)
def test_the_report_goes_without_a_name_by_typing(talk: Talk, typed: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.says(typed)
    assert "This is your code" in talk.carer.last.text


@pytest.mark.parametrize(
    "typed", ["dont send it", "no dont send it yet", "do not send", "yes but dont send it"]
)
def test_a_refusal_is_never_taken_for_yes(talk: Talk, typed: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.says(typed)
    with talk.desk() as desk:
        assert desk.cases.ids() == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        *(("yes", "yes, please"), ("y", "yes, please"), ("👍", "yes, please"), ("1", "yes, please")),
        *(
            ("no", "not needed"),
            ("No thank you", "not needed"),
            ("2", "not needed"),
            ("no thnak you", "not needed"),
        ),
    ],
)
def test_a_question_is_answered_by_typing(talk: Talk, typed: str, answer: str) -> None:
    talk.daughter.says(COMPLAINT)
    talk.daughter.says(typed)
    talk.daughter.taps("Yes, they agree")
    assert f"Answer: {answer}" in talk.daughter.last.text


@pytest.mark.parametrize(
    ("typed", "harm"),
    [
        *(("nobody was hurt", "nobody"), ("nobdy was hurt", "nobody"), ("badly hurt", "badly")),
        *(
            ("badly", "badly"),
            ("doctor", "needed a doctor"),
            ("not sure", "not said"),
            ("i dont know", "not said"),
        ),
        *(("4", "badly"), ("bruise", "a little")),
    ],
)
def test_harm_is_told_in_words(talk: Talk, typed: str, harm: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Change something")
    talk.carer.taps("Hurt or not")
    talk.carer.says(typed)
    assert f"Hurt: {harm}" in talk.carer.last.text


@pytest.mark.parametrize("typed", ["somebody was hurt", "hurt", "happy"])
def test_a_near_word_with_another_meaning_is_no_answer(talk: Talk, typed: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Change something")
    talk.carer.taps("Hurt or not")
    talk.carer.says(typed)
    assert talk.carer.last.text == "Was anybody hurt?"


def test_an_answer_that_fits_no_button_goes_into_the_report_and_the_question_stays(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("daughter", COMPLAINT, "Would you like an answer?"),
            ("daughter", "it was last week and the week before as well", "Would you like an answer?"),
            ("daughter", "yes", "Does the person know"),
            ("daughter", "yes they agree", "the week before as well"),
        ],
    )


def test_not_sure_is_an_answer_and_no_part_of_the_report(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    talk.daughter.says("not sure")
    talk.daughter.says("i don't know")
    assert "Answer: yes, please" in talk.daughter.last.text
    assert "They do not know yet" in talk.daughter.last.text
    assert "not sure" not in talk.daughter.last.text


def test_a_menu_word_at_the_card_is_answered_kindly(talk: Talk) -> None:
    talk.carer.says(PATEL)
    told = talk.carer.says("skip")
    assert "Sorry, I did not get that" in told[0].text
    assert "skip" not in told[-1].text


def test_yes_and_no_are_understood_where_the_choices_say_more(talk: Talk) -> None:
    for typed, shown in (("yes", "They know and agree"), ("no", "They do not know yet")):
        talk.daughter.says(COMPLAINT)
        talk.daughter.says("yes")
        talk.daughter.says(typed)
        assert shown in talk.daughter.last.text
        talk.daughter.says("cancel")


def test_who_writes_on_instead_of_answering_is_told_that_it_is_kept_and_not_asked_for_ever(
    talk: Talk,
) -> None:
    assert_transcript(
        talk,
        [
            ("daughter", COMPLAINT, "Would you like an answer?"),
            ("daughter", "are you even listening", ("I put that with the rest", "Would you like an answer?")),
            ("daughter", "this has gone on for weeks", "Does the person know"),
            ("daughter", "well??", ("I put that with the rest", "Does the person know")),
            ("daughter", "so what now", ("Answer: yes, please", "They do not know yet", "gone on for weeks")),
            ("daughter", "just send it", "RH-26-0001"),
        ],
    )
