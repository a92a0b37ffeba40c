"""Codes: wrong ones are slowed, then blocked."""

import re

import pytest
from sqlmodel import select

from storage.code_tries import CodeTry
from tests.flows.conftest import PATEL
from tests.talk import Speaker, Talk

WRONG = "1111 2222 3333 4444"


@pytest.fixture
def code(talk: Talk) -> str:
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")
    found = re.search(r"(?:\d{4} ){3}\d{4}", talk.carer.all_text)
    assert found is not None
    talk.moves(hours=1)
    return found[0]


def _tries(talk: Talk, speaker: Speaker, times: int) -> str:
    for _ in range(times):
        speaker.says(f"/check {WRONG}")
    return speaker.last.text


def test_three_wrong_codes_are_free_then_each_waits_longer(talk: Talk, code: str) -> None:
    assert "look at no code" not in _tries(talk, talk.daughter, 3)
    assert "look at no code until Mon 23 Nov, 11:01" in _tries(talk, talk.daughter, 1)
    talk.moves(minutes=1)
    assert "until Mon 23 Nov, 11:06" in _tries(talk, talk.daughter, 1)


def test_while_waiting_a_right_code_is_as_good_as_a_wrong_one(talk: Talk, code: str) -> None:
    _tries(talk, talk.daughter, 4)
    assert "RH-26" not in talk.daughter.says(f"/check {code}")[-1].text
    assert "look at no code" in talk.daughter.last.text
    talk.moves(minutes=2)
    assert "RH-26" in talk.daughter.says(f"/check {code}")[-1].text


def test_after_the_last_wait_the_person_is_blocked_for_a_day(talk: Talk, code: str) -> None:
    _tries(talk, talk.daughter, 3)
    for minutes in (1, 5, 15):
        _tries(talk, talk.daughter, 1)
        talk.moves(minutes=minutes)
    assert "until Tue 24 Nov" in _tries(talk, talk.daughter, 1)
    talk.moves(hours=12)
    assert "until Tue 24 Nov" in talk.daughter.says(f"/check {code}")[-1].text
    talk.moves(hours=13)
    assert "RH-26" in talk.daughter.says(f"/check {code}")[-1].text


def test_buttons_made_up_with_codes_are_counted_as_well(talk: Talk, code: str) -> None:
    for _ in range(4):
        talk.daughter.taps_data("d:check_add:0:1111222233334444")
    assert "look at no code" in talk.daughter.last.text
    talk.daughter.taps_data(f"d:check_add:0:{code.replace(' ', '')}")
    assert "look at no code" in talk.daughter.last.text


def test_others_are_not_slowed(talk: Talk, code: str) -> None:
    _tries(talk, talk.daughter, 5)
    assert "RH-26" in talk.carer.says(f"/check {code}")[-1].text


def test_wrong_tries_are_forgotten_and_say_nothing_but_a_number_until_then(talk: Talk, code: str) -> None:
    _tries(talk, talk.daughter, 4)
    person = talk.daughter.person
    with talk.desk() as desk:
        (tried,) = desk.session.exec(select(CodeTry)).all()
        assert tried.wrong == 4
        assert person.account_hash != tried.who_hash
        assert desk.notices.chat_hash(person.account_id) != tried.who_hash
        assert "4444" not in str(tried.model_dump())
    talk.moves(hours=25)
    with talk.desk() as desk:
        assert desk.session.exec(select(CodeTry)).all() == []
