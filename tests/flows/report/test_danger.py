"""Red flags first; risk is never lowered."""

from datetime import UTC, datetime

from tests.flows.conftest import COMPLAINT, PATEL
from tests.talk import Talk

CHOKING = "Mr Lee is choking on his toast and not breathing"


def _warnings(talk: Talk, who: str = "carer") -> list[str]:
    return [text for text in getattr(talk, who).texts if text.startswith("⚠️")]


def test_what_to_do_now_is_said_before_anything_else(talk: Talk) -> None:
    told = talk.carer.says(CHOKING)
    assert told[0].text.startswith("⚠️ Is someone in danger now? Call 999. Do not wait for me.")
    assert "call 999 now" in told[0].text
    assert told[0].labels == []
    assert "Is this right?" in told[-1].text


def test_the_same_danger_is_told_once(talk: Talk) -> None:
    talk.carer.says(CHOKING)
    talk.carer.says("he is still choking, not breathing")
    assert len(_warnings(talk)) == 1


def test_danger_in_later_words_is_told_before_the_card_comes_again(talk: Talk) -> None:
    talk.carer.says(PATEL)
    told = talk.carer.says("now she is not breathing")
    assert told[0].text.startswith("⚠️")
    assert "Is this right?" in told[1].text


def test_danger_in_an_answer_is_told(talk: Talk) -> None:
    talk.carer.taps_data("d:feedback")
    talk.carer.says("the food is always cold when it comes to her room")
    told = talk.carer.says("my mum, she is not breathing now")
    assert told[0].text.startswith("⚠️")


def test_danger_typed_to_a_question_is_told_and_stands_in_the_report(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    told = talk.daughter.says("she is not breathing now")
    assert told[0].text.startswith("⚠️")
    assert told[-1].text == "Would you like an answer?"


def test_danger_after_sending_is_told_before_the_question_where_it_belongs(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    told = talk.carer.says("now she is not breathing")
    assert told[0].text.startswith("⚠️")
    assert "Does this belong to" in told[1].text
    talk.carer.taps("Add it")
    assert len(_warnings(talk)) == 1


def test_danger_added_to_a_case_raises_its_flags_hastens_its_clock_and_pings_at_once(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    talk.to(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    talk.carer.taps_data("d:add:1")
    pinged = len(talk.manager.heard)
    talk.carer.says("now she is not breathing")
    assert len(talk.manager.heard) == pinged + 1
    assert talk.manager.last.text.startswith("More came in on 🔴")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.is_red
        assert case.red_flags == ["life_threat"]
        assert case.next_due_at == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    talk.moves(hours=1, minutes=5)
    assert "Late: first look" in talk.manager.last.text


def test_a_warning_given_beforehand_stays_with_a_new_report(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    talk.carer.says(CHOKING)
    talk.carer.taps("Something new")
    assert len(_warnings(talk)) == 1
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=2)
        assert case is not None
        assert "life_threat" in case.red_flags


def test_milder_words_lower_neither_flags_nor_harm(talk: Talk) -> None:
    talk.carer.says("Mr Lee fell and broke his hip, he is in hospital, he was not breathing")
    message = talk.carer.last_message_id
    with talk.desk() as desk:
        before = dict(desk.conversations.of(person_id=talk.carer.person.id or 0).answers)  # type: ignore[union-attr]
    talk.carer.edits("Mr Lee nearly fell, he is fine and nobody was hurt", message_id=message)
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert set(before["_flags"]) <= set(case.red_flags)
        assert case.red_flags
        assert case.harm == before["harm"] != "none"


def test_harm_is_lowered_by_the_persons_own_tap_only(talk: Talk) -> None:
    talk.carer.says("Mr Lee fell and broke his hip")
    talk.carer.reaches_card()
    talk.carer.taps("Change something")
    talk.carer.taps("Hurt or not")
    talk.carer.taps("Nobody was hurt")
    assert "Hurt: nobody" in talk.carer.last.text


def test_a_red_flag_pings_at_night(talk: Talk) -> None:
    talk.clock.at = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    talk.carer.says(CHOKING)
    talk.carer.taps("Yes, send it")
    assert talk.manager.last.at == talk.now
    assert talk.manager.last.text.startswith("🔴 Red flag.")


def test_another_report_waits_for_the_morning(talk: Talk) -> None:
    talk.clock.at = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    assert talk.manager.heard == []
    talk.moves(hours=5)
    assert talk.manager.last.text.startswith("New: RH-26-0001")
