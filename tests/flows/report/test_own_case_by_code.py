"""Whoever holds a code can do what a named reporter can: make it formal, ask for a review, take it back."""

import re

import pytest

from tests.flows.conftest import COMPLAINT, WORRY
from tests.flows.manage.conftest import without_approval
from tests.talk import Talk


def _send(talk: Talk, words: str) -> str:
    """Sends a report without a name and returns its code; handlers see it by then."""
    talk.daughter.says(words)
    for label in ("Yes, please", "Yes, they agree"):
        if talk.daughter.last.has(label):
            talk.daughter.taps(label)
    talk.daughter.taps("Send without my name")
    found = re.search(r"(?:\d{4} ){3}\d{4}", talk.daughter.all_text)
    assert found is not None
    talk.moves(hours=2)
    return found[0]


def _kind_and_status(talk: Talk) -> tuple[str, str]:
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        return case.kind, case.status


def _actors(talk: Talk, act: str) -> list[int | None]:
    with talk.desk() as desk:
        return [entry.actor_id for entry in desk.timeline.of(case_id=1) if entry.act == act]


def _checks(talk: Talk, code: str) -> None:
    talk.person("other_phone")
    talk.other_phone.says(f"/check {code}")


def test_a_concern_becomes_a_formal_complaint_in_one_tap(talk: Talk) -> None:
    code = _send(talk, WORRY)
    _checks(talk, code)
    talk.other_phone.taps("Make it a formal complaint")
    assert "is a formal complaint now" in talk.other_phone.all_text
    assert "I wait for a while" in talk.other_phone.last.text
    assert _kind_and_status(talk)[0] == "concern"
    talk.moves(hours=2)
    assert _kind_and_status(talk)[0] == "complaint"
    assert _actors(talk, "make_formal") == [None]
    assert "made this a formal complaint" in talk.manager.all_text


def test_a_report_is_taken_back(talk: Talk) -> None:
    code = _send(talk, WORRY)
    _checks(talk, code)
    talk.other_phone.taps("Take it back")
    talk.other_phone.says("skip")
    assert _kind_and_status(talk)[1] == "new"
    _checks(talk, code)
    assert not talk.other_phone.message_with("Add something").has("Take it back")
    talk.moves(hours=2)
    assert _kind_and_status(talk)[1] == "withdrawn"
    assert _actors(talk, "withdraw") == [None]


def test_a_review_is_asked_for_and_its_answer_read(talk: Talk) -> None:
    without_approval(talk)
    code = _send(talk, COMPLAINT)
    _checks(talk, code)
    assert not talk.other_phone.message_with("Add something").has("Ask for a review")
    talk.manager.taps_data("d:answer:1")
    talk.manager.says("We found nothing wrong.")
    talk.manager.taps("Yes, send it")
    _checks(talk, code)
    assert "We found nothing wrong." in talk.other_phone.all_text
    talk.other_phone.taps("Ask for a review")
    talk.other_phone.says("Nobody asked the cook")
    assert "Somebody who did not write the answer looks at" in talk.other_phone.all_text
    assert _actors(talk, "ask_review") == []
    _checks(talk, code)
    assert not talk.other_phone.message_with("Add something").has("Ask for a review")
    talk.moves(hours=2)
    assert _actors(talk, "ask_review") == [None]
    assert "ask for a review" in talk.manager.all_text
    talk.manager.taps_data("d:answer_review:1")
    talk.manager.taps("Yes")
    for said in ("The trolley was late.", "We are sorry.", "A new trolley is here."):
        talk.manager.says(said)
    talk.manager.taps("Yes, send it")
    _checks(talk, code)
    assert "The trolley was late." in talk.other_phone.all_text
    assert not talk.other_phone.message_with("Add something").has("Ask for a review")


def test_after_closing_they_are_asked_and_no_opens_it_again(talk: Talk) -> None:
    code = _send(talk, WORRY)
    talk.manager.taps_data("d:close:1")
    for said in ("She eats well again.", "no", "One bad week.", "yes"):
        talk.manager.says(said)
    _checks(talk, code)
    talk.other_phone.taps("No")
    talk.other_phone.says("She still eats nothing")
    assert _kind_and_status(talk)[1] == "closed"
    talk.moves(hours=2)
    assert _kind_and_status(talk)[1] == "reopened"
    assert _actors(talk, "reopen") == [None]


@pytest.mark.parametrize("action", ["check_withdraw", "check_formal", "check_ask_review"])
def test_a_wrong_code_does_nothing(talk: Talk, action: str) -> None:
    _send(talk, WORRY)
    talk.person("other_phone")
    talk.other_phone.taps_data(f"d:{action}:0:1111222233334444")
    assert "do not know that code" in talk.other_phone.last.text
    assert _kind_and_status(talk) == ("concern", "new")


def test_what_they_do_by_code_is_not_kept_with_their_account(talk: Talk) -> None:
    code = _send(talk, WORRY)
    _checks(talk, code)
    talk.other_phone.taps("Make it a formal complaint")
    with talk.desk() as desk:
        waiting = desk.notices.waiting_for(person_id=talk.other_phone.person.id or 0)
        assert waiting == []
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.reporter_id is None


def test_why_an_inner_clock_takes_longer_is_not_for_them(talk: Talk) -> None:
    code = _send(talk, WORRY)
    for clock, words in (("review", "Ask the night nurse first"), ("outcome_told", "The GP is away")):
        with talk.desk() as desk:
            detail = {"clock": clock, "words": words, "moved": []}
            desk.timeline.append(
                case_id=1, at=talk.now, act="extend", actor_id=None, actor_role="manager", detail=detail
            )
    _checks(talk, code)
    assert "The GP is away" in talk.other_phone.all_text
    assert "night nurse" not in talk.other_phone.all_text


def test_why_they_take_it_back_may_be_about_the_manager(talk: Talk) -> None:
    code = _send(talk, WORRY)
    _checks(talk, code)
    talk.other_phone.taps("Take it back")
    talk.other_phone.says("The manager Morgan told me off and said I must not write")
    assert "Is this about the manager?" in talk.other_phone.last.text
    talk.other_phone.taps("Yes: make a new report")
    assert "I do not put this with" in talk.other_phone.all_text
    assert "Who in here shall get it?" in talk.other_phone.last.text
    talk.moves(hours=2)
    assert _kind_and_status(talk)[1] == "new"
    assert _actors(talk, "withdraw") == []
