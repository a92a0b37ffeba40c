"""Relatives' complaints: what the person agreed to, and what may be told to whom."""

import re

import pytest

from tests.flows.conftest import COMPLAINT, WORRY
from tests.talk import Talk

ANSWER = "We changed the meals."
HELD_BACK = "private things"


def _complains(talk: Talk, consent: str) -> None:
    talk.daughter.says(COMPLAINT)
    for _ in range(5):
        if "Is this right?" in talk.daughter.last.text:
            break
        labels = talk.daughter.last.labels
        wanted = consent if any(consent in label for label in labels) else labels[0]
        talk.daughter.taps(wanted)
    talk.daughter.taps("Yes, send it")


@pytest.mark.parametrize(
    ("consent", "shown", "reminded", "told_why"),
    [
        ("Yes, they agree", "knows and agrees", None, False),
        ("I may decide for them by law", "attorney or deputy", None, False),
        ("They cannot decide this", "best interests", "best interests", False),
        ("Not yet", "has not agreed", "no personal details", True),
        ("It is about me", "about themselves", None, False),
    ],
)
def test_the_handler_sees_which_and_is_reminded(
    talk: Talk, consent: str, shown: str, reminded: str | None, told_why: bool
) -> None:
    _complains(talk, consent)
    talk.manager.taps("Open")
    assert shown in talk.manager.last.text
    talk.manager.taps("Answer")
    preview = talk.manager.says(ANSWER)[-1].text
    assert (reminded is not None) == ("⚠️" in preview)
    if reminded is not None:
        assert reminded in preview
    talk.manager.taps("Yes, send it")
    assert ANSWER in talk.daughter.last.text
    assert (HELD_BACK in talk.daughter.last.text) == told_why


def test_a_relative_who_was_not_asked_hears_why_nothing_private_is_told(talk: Talk) -> None:
    talk.daughter.says(WORRY)
    talk.daughter.taps("Yes, send it")
    talk.manager.taps("Open")
    assert "Nobody was asked if the person agrees" in talk.manager.last.text
    talk.manager.taps("Close")
    talk.manager.says("The GP came and the plan was changed.")
    talk.manager.says("no")
    talk.manager.says("Nothing new in it.")
    assert "no personal details" in talk.manager.last.text
    talk.manager.taps("Yes, close it")
    told = [text for text in talk.daughter.texts if "The GP came" in text]
    assert HELD_BACK in told[-1]


def test_staff_are_not_asked_and_nothing_is_held_back(talk: Talk) -> None:
    talk.carer.says("Mr Lee fell in the hall and cut his knee")
    talk.carer.taps("Yes, send it")
    talk.manager.taps("Open")
    assert "agree" not in talk.manager.last.text
    talk.manager.taps("Close")
    talk.manager.says("New mats.")
    talk.manager.says("no")
    talk.manager.says("Old mat.")
    assert "⚠️" not in talk.manager.last.text
    talk.manager.taps("Yes, close it")
    assert HELD_BACK not in talk.carer.all_text


def test_before_a_question_is_typed_the_handler_reads_what_may_be_told(talk: Talk) -> None:
    _complains(talk, "Not yet")
    talk.manager.taps("Open")
    told = talk.manager.taps("Ask the reporter")
    assert "no personal details" in told[0].text
    assert "What" in told[-1].text


def test_of_staff_a_question_is_asked_without_more(talk: Talk) -> None:
    talk.carer.says("Mr Lee fell in the hall and cut his knee")
    talk.carer.taps("Yes, send it")
    talk.manager.taps("Open")
    assert len(talk.manager.taps("Ask the reporter")) == 1


def test_whoever_reads_an_answer_by_code_is_told_why_nothing_private_is_in_it(talk: Talk) -> None:
    talk.daughter.says(WORRY)
    talk.daughter.taps("Send without my name")
    code = re.search(r"(?:\d{4} ){3}\d{4}", talk.daughter.all_text)
    assert code is not None
    talk.moves(hours=1)
    assert HELD_BACK not in talk.daughter.says(f"/check {code[0]}")[0].text
    talk.manager.taps("Open")
    talk.manager.taps("Answer")
    talk.manager.says(ANSWER)
    talk.manager.taps("Yes, send it")
    shown = talk.daughter.says(f"/check {code[0]}")[0].text
    assert ANSWER in shown
    assert HELD_BACK in shown
