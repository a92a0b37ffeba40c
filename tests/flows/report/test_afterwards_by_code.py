"""Who gave no name is asked when they come with their code: as often as others, and no oftener."""

import pytest

from tests.flows.report.test_afterwards import BULLY, _case, close
from tests.talk import Talk

PUT_RIGHT, ALL_RIGHT = "Did it put things right?", "Are you all right since you told us?"


def _send(talk: Talk, words: str) -> str:
    """Sends something without a name. Returns the code."""
    talk.carer.says(words)
    for _ in range(6):
        if talk.carer.last.has("without my name"):
            break
        talk.carer.says("1")
    talk.carer.taps("Send without my name")
    code = next(
        "".join(ch for ch in word if ch.isdecimal())
        for heard in reversed(talk.carer.heard)
        for word in heard.text.split("\n")
        if sum(ch.isdecimal() for ch in word) == 16
    )
    talk.moves(hours=10)
    talk.carer.heard.clear()
    return code


def _near_miss(talk: Talk) -> str:
    return _send(talk, "Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her")


def _asked(talk: Talk, question: str) -> int:
    return sum(question in heard.text for heard in talk.carer.heard)


def _comes(talk: Talk, code: str, times: int = 1) -> None:
    for _ in range(times):
        talk.carer.says(f"/check {code}")


def test_who_gave_no_name_is_asked_when_they_come_with_their_code(talk: Talk) -> None:
    code = _near_miss(talk)
    close(talk)
    assert "put it right" not in talk.carer.all_text
    _comes(talk, code)
    assert "Did it put things right?" in talk.carer.last.text
    talk.carer.taps("No", on=talk.carer.last)
    talk.carer.says("Still wet")
    assert "I open" in talk.carer.texts[-2]
    assert _case(talk).closed_at is not None
    talk.moves(hours=10)
    assert _case(talk).closed_at is None


def test_at_once_and_again_after_the_policys_weeks_and_never_a_third_time(talk: Talk) -> None:
    code = _near_miss(talk)
    close(talk)
    _comes(talk, code, 3)
    assert _asked(talk, PUT_RIGHT) == 1
    talk.moves(days=27)
    _comes(talk, code)
    assert _asked(talk, PUT_RIGHT) == 1
    talk.moves(days=4)
    _comes(talk, code, 3)
    assert _asked(talk, PUT_RIGHT) == 2
    talk.moves(days=200)
    _comes(talk, code)
    assert _asked(talk, PUT_RIGHT) == 2


def test_who_said_yes_is_asked_once_more(talk: Talk) -> None:
    code = _near_miss(talk)
    close(talk)
    _comes(talk, code)
    talk.carer.taps("Yes", on=talk.carer.last)
    talk.moves(days=31)
    _comes(talk, code)
    assert _asked(talk, PUT_RIGHT) == 2


def test_who_comes_late_is_asked_once(talk: Talk) -> None:
    """When they came is not kept, so nothing is counted from it."""
    code = _near_miss(talk)
    close(talk)
    talk.moves(days=60)
    _comes(talk, code, 2)
    assert _asked(talk, PUT_RIGHT) == 1


@pytest.mark.parametrize("days", [0, 31])
def test_each_can_stop_it(talk: Talk, days: int) -> None:
    code = _near_miss(talk)
    close(talk)
    talk.moves(days=days)
    _comes(talk, code)
    talk.carer.taps("Do not ask me again", on=talk.carer.last)
    talk.moves(days=60)
    _comes(talk, code)
    assert _asked(talk, PUT_RIGHT) == 1


def test_who_spoke_up_is_asked_how_they_are_from_the_thirtieth_day_on(talk: Talk) -> None:
    talk.person("lead", "speak_up_lead", name="Lena Guard")
    code = _send(talk, BULLY)
    _comes(talk, code)
    assert _asked(talk, ALL_RIGHT) == 0
    talk.moves(days=28)
    _comes(talk, code)
    assert _asked(talk, ALL_RIGHT) == 0
    talk.moves(days=4)
    before = len(talk.manager.heard)
    _comes(talk, code, 3)
    assert _asked(talk, ALL_RIGHT) == 1
    talk.carer.taps("No", on=talk.carer.message_with("Yes, I am"))
    talk.carer.says("They changed my shifts since")
    assert "goes past the manager" in talk.carer.all_text
    assert len(talk.manager.heard) == before
