"""A minute to take back what was said to a reporter: the message does not go, and the case is as it was."""

import re
from typing import Any

import pytest

from flows.casework.taking_back import as_it_is
from storage.tables import Case
from tests.flows.conftest import COMPLAINT, WORRY
from tests.flows.manage.conftest import complaint
from tests.talk import Speaker, Talk

UNDO = "↩ Undo (for 1 minute)"


@pytest.fixture
def slow(house: Talk) -> Talk:
    """A house in which the minute counts, with one open concern of the daughter's."""
    house.keeps_the_minute = True
    house.daughter.says(WORRY)
    house.daughter.reaches_card()
    house.daughter.taps("Yes, send it")
    return house


def _case(talk: Talk, number: int = 1) -> Case:
    with talk.desk(keep=False) as desk:
        case = desk.cases.with_reference(reference=f"RH-26-{number:04d}")
        assert case is not None
        return Case.model_validate(case.model_dump())


def _state(talk: Talk, number: int = 1) -> dict[str, Any]:
    with talk.desk(keep=False) as desk:
        case = desk.cases.with_reference(reference=f"RH-26-{number:04d}")
        assert case is not None
        return {**as_it_is(desk, case), "due": case.next_due_at, "position": None}


def _acts(talk: Talk, number: int = 1) -> list[str]:
    with talk.desk(keep=False) as desk:
        return [entry.act for entry in desk.timeline.of(case_id=_case(talk, number).id or 0)]


def _does(speaker: Speaker, button: str, *said: str) -> None:
    speaker.taps_data(f"d:{button}:1")
    for words in said:
        speaker.says(words)


ACTS: dict[str, tuple[str, ...]] = {
    "acknowledge": (),
    "acknowledge_words": ("We are sorry", "yes"),
    "ask": ("When was it?",),
    "answer": ("We looked into it", "yes"),
    "close": ("She eats well again", "no", "One bad week", "yes"),
    "not_ours": ("The council",),
    "wait": ("1", "The GP has the notes"),
    "make_formal": (),
}
"""What handlers do that tells the reporter something, with what is typed after the button."""


@pytest.mark.parametrize("button", ACTS)
def test_what_is_taken_back_never_goes_and_the_case_is_as_before(slow: Talk, button: str) -> None:
    before, heard, acts = _state(slow), list(slow.daughter.texts), _acts(slow)
    _does(slow.manager, button, *ACTS[button])
    assert _state(slow) != before
    assert slow.daughter.texts == heard, "it waits"
    slow.manager.taps(UNDO)
    assert "Taken back" in slow.manager.last.text
    assert _state(slow) == before
    slow.moves(minutes=2)
    assert slow.daughter.texts == heard, "it never went"
    assert _acts(slow)[: len(acts)] == acts, "nothing is taken out of the timeline"
    assert _acts(slow)[-1] == "take_back"
    slow.manager.says("/case RH-26-0001")
    assert "(taken back)" in slow.manager.last.text


@pytest.mark.parametrize("button", ACTS)
def test_after_the_minute_it_has_gone(slow: Talk, button: str) -> None:
    heard = len(slow.daughter.heard)
    _does(slow.manager, button, *ACTS[button])
    after = _state(slow)
    slow.moves(seconds=59)
    assert len(slow.daughter.heard) == heard
    slow.moves(seconds=1)
    assert len(slow.daughter.heard) > heard
    slow.manager.taps(UNDO)
    assert "has gone out" in slow.manager.last.text
    assert _state(slow) == after


def test_what_was_taken_back_can_be_done_again(slow: Talk) -> None:
    _does(slow.manager, "acknowledge")
    slow.manager.taps(UNDO)
    _does(slow.manager, "acknowledge")
    slow.moves(minutes=1)
    assert "Morgan Reed looks after it" in slow.daughter.last.text
    assert _acts(slow).count("acknowledge") == 2


def test_the_reporter_reads_nothing_before_it_has_gone(slow: Talk) -> None:
    _does(slow.manager, "close", *ACTS["close"])
    slow.daughter.says("/status")
    assert "She eats well again" not in slow.daughter.all_text
    assert "closed" not in slow.daughter.last.text.casefold()
    slow.moves(minutes=1)
    slow.daughter.says("/status")
    assert "She eats well again" in slow.daughter.last.text


def test_whoever_holds_a_code_reads_nothing_before_it_has_gone(slow: Talk) -> None:
    slow.daughter.says(COMPLAINT)
    slow.daughter.taps("Something new")
    slow.daughter.taps("Yes, please")
    slow.daughter.taps("Yes, they agree")
    slow.daughter.taps("Send without my name")
    found = re.search(r"(?:\d{4} ){3}\d{4}", slow.daughter.all_text)
    assert found is not None
    code = found[0]
    slow.moves(hours=2)
    with slow.desk() as desk:
        case_id = max(desk.cases.ids())
    slow.manager.taps_data(f"d:ask:{case_id}")
    slow.manager.says("Which day was it?")
    slow.daughter.says(f"/check {code}")
    assert "Which day was it?" not in slow.daughter.all_text
    slow.manager.taps(UNDO)
    slow.moves(minutes=2)
    slow.daughter.says(f"/check {code}")
    assert "Which day was it?" not in slow.daughter.all_text
    slow.manager.taps_data(f"d:ask:{case_id}")
    slow.manager.says("Which meal was it?")
    slow.moves(minutes=1)
    slow.daughter.says(f"/check {code}")
    assert "Which meal was it?" in slow.daughter.all_text


def test_what_a_colleague_did_meanwhile_stays(slow: Talk) -> None:
    _does(slow.manager, "acknowledge")
    assert _case(slow).status == "acknowledged"
    _does(slow.deputy, "note", "Spoke to the cook")
    slow.manager.taps(UNDO)
    assert _case(slow).status == "looked_into"
    assert not slow.daughter.last.text.startswith("Thank you for telling us. It is with")


def test_nobody_else_takes_it_back(slow: Talk) -> None:
    _does(slow.manager, "acknowledge")
    slow.deputy.taps_data(slow.manager.last.data(UNDO))
    assert "no such case" in slow.deputy.last.text
    slow.moves(minutes=1)
    assert "Morgan Reed" in slow.daughter.last.text


def test_thanks_for_many_are_taken_back_together(slow: Talk) -> None:
    for words in ("Thank you so much, the carers are lovely", "Big thank you to the night staff, so kind"):
        slow.daughter.says(words)
        if slow.daughter.last.has("Something new"):
            slow.daughter.taps("Something new")
        slow.daughter.reaches_card()
        slow.daughter.taps("Yes, send it")
    heard = len(slow.daughter.heard)
    slow.manager.says("/cases")
    slow.manager.taps("Thank them all (2)")
    slow.manager.taps("Yes, thank them all")
    assert _case(slow, 2).status == _case(slow, 3).status == "acknowledged"
    slow.manager.taps(UNDO)
    slow.moves(minutes=2)
    assert _case(slow, 2).status == _case(slow, 3).status == "new"
    assert len(slow.daughter.heard) == heard


def test_both_the_message_and_the_letter_of_an_answer_are_taken_back(slow: Talk) -> None:
    complaint(slow)
    case_id = _case(slow, 2).id
    slow.manager.taps_data(f"d:draft_answer:{case_id}")
    for words in ("1", "The trolley was cold", "We are sorry", "It is hot now", "yes"):
        slow.manager.says(words)
    slow.deputy.taps_data(f"d:approve_answer:{case_id}")
    slow.deputy.says("yes")
    before, heard = _state(slow, 2), len(slow.daughter.heard)
    slow.manager.taps_data(f"d:send_answer:{case_id}")
    assert _case(slow, 2).status == "told"
    slow.manager.taps(UNDO)
    slow.moves(minutes=2)
    assert _state(slow, 2) == before
    assert len(slow.daughter.heard) == heard


def test_a_duplicate_is_taken_back_with_its_link(slow: Talk) -> None:
    complaint(slow)
    before = _state(slow)
    _does(slow.manager, "duplicate", "RH-26-0002")
    assert _case(slow).status == "duplicate"
    slow.manager.taps(UNDO)
    assert _state(slow) == before
    with slow.desk(keep=False) as desk:
        assert desk.links.of(case_id=1) == []


def test_the_policy_can_send_at_once(slow: Talk) -> None:
    slow.policy.life.__dict__["undo_minutes"] = 0
    try:
        heard = len(slow.daughter.heard)
        _does(slow.manager, "ask", "When was it?")
        assert len(slow.daughter.heard) == heard + 1
        assert not slow.manager.last.has("Undo")
    finally:
        slow.policy.life.__dict__["undo_minutes"] = 1
