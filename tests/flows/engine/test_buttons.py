"""Buttons that are old, tapped twice, forged, or tapped where they do not belong."""

import pytest

from tests.flows.conftest import COMPLAINT, PATEL
from tests.talk import Talk


def _count(talk: Talk) -> int:
    with talk.desk() as desk:
        return len(desk.cases.ids())


def test_a_double_tap_sends_once(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    assert talk.carer.does_again() == []
    assert "That is done" in talk.carer.toast
    assert _count(talk) == 1
    assert len(talk.manager.heard) == 1


def test_a_double_tap_on_an_answer_answers_once(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    talk.daughter.taps("Yes, please")
    assert talk.daughter.does_again() == []
    assert "further down" in talk.daughter.toast
    talk.daughter.taps("Yes, they agree")
    assert "Answer: yes, please" in talk.daughter.last.text


def test_the_card_before_the_last_does_not_send(talk: Talk) -> None:
    talk.carer.says(PATEL)
    first = talk.carer.last
    talk.carer.says("there was no yellow sign")
    assert talk.carer.taps("Yes, send it", on=first) == []
    assert "further down" in talk.carer.toast
    assert _count(talk) == 0
    talk.carer.taps("Yes, send it")
    assert _count(talk) == 1


def test_a_button_of_a_cancelled_conversation_is_old(talk: Talk) -> None:
    talk.carer.says(PATEL)
    card = talk.carer.last
    talk.carer.taps("Cancel")
    assert talk.carer.taps("Yes, send it", on=card) == []
    assert "too old" in talk.carer.toast
    assert _count(talk) == 0


@pytest.mark.parametrize("act", ["I'll take it", "Remind me tomorrow", "Open"])
def test_a_managers_double_tap_changes_nothing_more(talk: Talk, act: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    talk.manager.taps(act)
    with talk.desk() as desk:
        before = [entry.act for entry in desk.timeline.of(case_id=1)]
    talk.manager.does_again()
    with talk.desk() as desk:
        assert [entry.act for entry in desk.timeline.of(case_id=1)] == before


def test_the_reporter_is_told_once_of_a_double_acknowledgement(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    talk.daughter.taps("Yes, please")
    talk.daughter.taps("Yes, they agree")
    talk.daughter.taps("Yes, send it")
    talk.manager.taps("Open")
    before = len(talk.daughter.heard)
    talk.manager.taps("Tell them it arrived")
    talk.manager.does_again()
    assert len(talk.daughter.heard) == before + 1


FORGED = [
    *("", "-", "q:", "q:1:1:yes", "q:999999999999:1:yes", "q:1:999999999:yes", "q:a:b:c", "d:", "d:open"),
    *("d:open:999999999999999", "d:open:1:../../x", "d:take:1", "d:close:1", "d:assign:1", "d:reply:1"),
    *("d:add:1", "d:files:1", "d:cases:999999999999999", "d:nothing_like_it:1", "d:check_add:0:0000"),
    *("x" * 64, "d:open:-1", "d:open:1 OR 1=1", "q:1:1:" + "x" * 48, "d:relabel_kind:1", "d:tomorrow:1"),
    *("д:open:1", "q:1:1:category=falls", "d:go_on", "d:cancel", "d:acknowledge:1", "d:note:1"),
]


@pytest.mark.parametrize("data", FORGED)
def test_forged_data_from_a_stranger_changes_and_shows_nothing(talk: Talk, data: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    stranger = talk.person("stranger")
    stranger.taps_data(data or "-")
    assert "patel" not in stranger.all_text.casefold()
    assert "RH-26-0001" not in stranger.all_text
    with talk.desk() as desk:
        assert [entry.act for entry in desk.timeline.of(case_id=1)] == ["report"]


@pytest.mark.parametrize(
    "value", ["kind=unclear", "way=unnamed", "words=x", "harm", "service=9", "no_such", "yes=1"]
)
def test_forged_values_in_ones_own_conversation_are_checked(talk: Talk, value: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Change something")
    data = talk.carer.last.data("Where").removesuffix("place") + value
    talk.carer.taps_data(data)
    with talk.desk() as desk:
        conversation = desk.conversations.of(person_id=talk.carer.person.id or 0)
        assert conversation is not None
        assert conversation.answers["kind"] == "near_miss"
        assert conversation.answers["service"] == "1"


def test_a_forged_answer_to_a_question_is_asked_again(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    data = talk.daughter.last.data("Yes, please").removesuffix("yes") + "maybe"
    talk.daughter.taps_data(data)
    assert talk.daughter.last.text == "Would you like an answer?"


def test_a_private_button_in_a_group_shows_nothing_there(talk: Talk) -> None:
    talk.carer.says(PATEL)
    card = talk.carer.last
    talk.carer.in_group(tapped=card.data("Yes, send it"), tap_id="t", message_id=5)
    assert talk.group.heard == []
    assert _count(talk) == 0
    talk.carer.taps("Yes, send it")
    talk.manager.in_group(tapped="d:open:1", tap_id="t", message_id=6)
    assert talk.group.heard == []
    assert "private" in talk.manager.toast


def test_a_private_command_in_a_group_is_answered_with_a_way_to_the_private_chat(talk: Talk) -> None:
    talk.carer.in_group(command="status", argument="")
    assert "in private" in talk.group.last.text
    assert talk.group.last.buttons[0][2] == "https://t.me/candour_bot"


def test_plain_words_in_a_group_get_no_answer(talk: Talk) -> None:
    talk.carer.in_group(text=PATEL)
    assert talk.group.heard == []
    assert talk.carer.heard == []
