"""Whom a report goes to: who speaks up about the speak-up lead is not handed to the home's managers."""

import pytest

from storage.tables import Case
from tests.talk import Heard, Talk

WORDS = "I want to speak up. Lena Marsh tells us to sign for checks that nobody did"


@pytest.fixture
def lead(talk: Talk) -> None:
    talk.person("lead", "speak_up_lead", name="Lena Marsh")


def speaks_up(talk: Talk, words: str = WORDS) -> tuple[Case, Heard]:
    """Tells it, sends it, and returns the case and the card."""
    talk.carer.says(words)
    for _ in range(6):
        last = talk.carer.last
        if last.has("send it"):
            break
        talk.carer.taps("Something is wrong at work" if last.has("wrong at work") else last.labels[0])
    card = talk.carer.last
    talk.carer.taps("Yes, send it")
    with talk.desk(keep=False) as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        desk.session.expunge_all()
    assert case.kind == "speak_up"
    return case, card


@pytest.mark.parametrize("above", ["quality", "owner"])
def test_about_the_lead_it_goes_above_the_managers(talk: Talk, lead: None, above: str) -> None:
    talk.person(above, above)
    case, _ = speaks_up(talk)
    assert case.goes_to == "above_manager"
    for who in (talk.manager, talk.lead):
        assert not who.heard
        assert "find no such case" in who.says(f"/case {case.reference}")[0].text
    reader = getattr(talk, above)
    assert case.reference in reader.last.text
    shown = reader.says(f"/case {case.reference}")[0].text
    assert WORDS in shown
    assert "Speaking up, past the managers of this home" in shown


def test_the_reporter_is_told_that_neither_lead_nor_manager_sees_it(talk: Talk, lead: None) -> None:
    talk.person("quality", "quality")
    speaks_up(talk)
    assert "The quality lead" in talk.carer.all_text
    assert "The speak-up lead does not see it, and the manager does not." in talk.carer.all_text


def test_a_lead_who_cannot_be_reached_hands_nothing_to_the_managers(talk: Talk, lead: None) -> None:
    talk.person("quality", "quality")
    talk.lead.blocks()
    case, _ = speaks_up(talk, "I want to speak up. We are told to sign for checks that nobody did")
    assert case.goes_to == "above_manager"
    assert not talk.manager.heard


def test_where_nobody_is_above_the_managers_it_is_still_heard(talk: Talk, lead: None) -> None:
    case, _ = speaks_up(talk)
    assert case.goes_to == "home"
    assert case.reference in talk.manager.last.text


def test_what_is_not_about_the_lead_goes_to_the_lead(talk: Talk, lead: None) -> None:
    talk.person("quality", "quality")
    case, _ = speaks_up(talk, "I want to speak up. We are told to sign for checks that nobody did")
    assert case.goes_to == "speak_up"
    assert case.reference in talk.lead.last.text
    assert not talk.manager.heard


def test_where_there_never_was_a_lead_the_managers_hear_it(talk: Talk) -> None:
    talk.person("quality", "quality")
    case, _ = speaks_up(talk, "I want to speak up. We are told to sign for checks that nobody did")
    assert case.goes_to == "home"
    assert case.reference in talk.manager.last.text
