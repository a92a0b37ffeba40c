"""With my name, in confidence, without my name: one tap each, and who just had the phone cannot be told."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from storage.tables import Case
from tests.flows.conftest import FALL, PATEL, WORRY
from tests.talk import Talk

DANGER = "Mr Lee is not breathing"


def _case(talk: Talk, number: int = 1) -> Case:
    with talk.desk() as desk:
        case = desk.cases.get(case_id=number)
        assert case is not None
        return case


def _reference(talk: Talk) -> str:
    found = re.findall(r"RH-26-\d{4}", talk.carer.all_text)
    return str(found[-1])


def test_the_card_offers_each_way_in_one_tap_and_explains_it_in_one_sentence(talk: Talk) -> None:
    card = talk.carer.says(PATEL)[-1]
    assert card.labels == [
        "✓ Yes, send it",
        "Send in confidence",
        "Send without my name",
        "Change something",
        "Cancel",
    ]
    explained = [line for line in card.text.split("\n") if line[:1] in ("✓", "•")]
    assert [line.split(":")[0][2:] for line in explained] == [
        "With my name",
        "In confidence",
        "Without my name",
    ]
    assert all(line.count(".") == 1 for line in explained)


@pytest.mark.parametrize(
    ("tapped", "way"),
    [
        ("Yes, send it", "named"),
        ("Send in confidence", "confidential"),
        ("Send without my name", "unnamed"),
    ],
)
def test_one_tap_sends_it_that_way(talk: Talk, tapped: str, way: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps(tapped)
    assert _case(talk).way == way


@pytest.mark.parametrize("typed", ["in confidence", "private", "hide my name", "4", "dont tell them my name"])
def test_a_way_can_be_typed(talk: Talk, typed: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.says(typed if typed != "4" else "2")
    assert _case(talk).way == "confidential"


def test_a_way_that_was_changed_to_is_marked_and_the_others_stay_one_tap_away(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Change something")
    talk.carer.taps("Who may know")
    card = talk.carer.taps("In confidence")[-1]
    assert "✓ In confidence" in card.text
    assert card.labels[:3] == [
        "✓ Yes, send it in confidence",
        "Send with my name",
        "Send without my name",
    ]
    talk.carer.taps("Yes, send it")
    assert _case(talk).way == "confidential"


def test_a_worry_says_on_the_button_that_yes_means_with_my_name(talk: Talk) -> None:
    talk.carer.says("the senior on nights shouts at mr lee and told me to keep my mouth shut")
    card = talk.carer.reaches_card()
    assert card.labels[:3] == ["✓ Yes, send it with my name", "Send in confidence", "Send without my name"]
    talk.carer.taps("Yes, send it")
    assert _case(talk).way == "named"


def test_who_types_their_own_name_is_told_that_it_would_be_read(talk: Talk) -> None:
    talk.person("maria", "staff", name="Maria Silva")
    assert "Your own name stands in your words" in talk.maria.says("maria saw it. " + PATEL)[-1].text
    talk.maria.says("/cancel")
    assert "Your own name" not in talk.maria.says(PATEL)[-1].text


@pytest.mark.parametrize("tapped", ["Send in confidence", "Send without my name"])
def test_no_handler_is_told_of_it_or_finds_it_before_its_time(talk: Talk, tapped: str) -> None:
    talk.person("quality", "quality")
    talk.carer.says(PATEL)
    talk.carer.taps(tapped)
    reference = _reference(talk)
    case = _case(talk)
    assert case.hidden_until is not None
    assert timedelta(minutes=5) <= case.hidden_until - talk.now <= timedelta(minutes=60)
    talk.to(case.hidden_until - timedelta(seconds=1))
    for handler in (talk.manager, talk.quality):
        handler.heard.clear()
        for command in ("/today", "/cases", "/overdue", f"/case {reference}", "/trends"):
            handler.says(command)
        handler.taps_data("d:open:1")
        handler.taps_data("d:take:1")
        assert reference not in handler.all_text
        assert "near miss" not in handler.all_text
        assert "Nothing needs you now" in handler.all_text
    talk.to(case.hidden_until)
    assert f"New: {reference}" in talk.manager.last.text
    assert reference in talk.manager.says("/cases")[-1].text


@pytest.mark.parametrize("tapped", ["Send in confidence", "Send without my name"])
def test_a_red_flag_is_told_at_once_and_the_reporter_knows(talk: Talk, tapped: str) -> None:
    talk.carer.says(DANGER)
    talk.carer.taps(tapped)
    assert "So I tell them now" in talk.carer.all_text
    assert "Red flag" in talk.manager.last.text
    assert _case(talk).hidden_until is None


def test_danger_that_comes_later_ends_the_while(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Send in confidence")
    talk.carer.says(DANGER)
    talk.carer.taps("Add it")
    assert "Red flag" in talk.manager.last.text
    assert _case(talk).hidden_until is None


def test_with_a_name_nothing_waits(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    assert "New: RH-26-0001" in talk.manager.last.text
    assert _case(talk).reported_at == talk.now


def test_what_is_added_in_confidence_waits_as_well(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Send in confidence")
    talk.moves(hours=2)
    talk.carer.says("/status")
    talk.carer.taps("Add to")
    talk.carer.says("The mat was wet as well")
    before = len(talk.manager.heard)
    talk.manager.taps("Open")
    assert "The mat was wet as well" not in talk.manager.last.text
    assert len(talk.manager.heard) == before + 1
    talk.moves(hours=1)
    assert "More came in on" in talk.manager.last.text
    talk.manager.taps("Open")
    assert "The mat was wet as well" in talk.manager.last.text
    assert not re.search(r"\d\d:\d\d · the member of staff added", talk.manager.last.text)


def test_the_time_is_kept_to_the_span_and_shown_as_a_day(talk: Talk) -> None:
    talk.clock.at = datetime(2026, 11, 23, 14, 32, 10, tzinfo=UTC)
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")
    case = _case(talk)
    assert case.reported_at == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    with talk.desk() as desk:
        assert desk.timeline.of(case_id=1)[0].at == case.reported_at
        assert {clock.started_at for clock in desk.clocks.running(case_id=1)} == {case.reported_at}
    talk.moves(hours=1)
    talk.manager.taps("Open")
    assert "Reported on Monday 23 November by a member of staff, without a name" in talk.manager.last.text
    assert "14:" not in talk.manager.last.text


def test_references_of_what_is_said_in_private_tell_no_order_and_leave_no_gap(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    references = []
    for _ in range(5):
        talk.carer.says(FALL)
        if "something new" in talk.carer.last.text:
            talk.carer.taps("Something new")
        talk.carer.taps("Send in confidence")
        references.append(_reference(talk))
        talk.moves(hours=6)
    assert references != sorted(references)
    talk.carer.says(WORRY)
    if "something new" in talk.carer.last.text:
        talk.carer.taps("Something new")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    assert "RH-26-0002" in talk.carer.all_text


def test_a_manager_who_speaks_in_confidence_is_a_member_of_staff(talk: Talk) -> None:
    talk.person("quality", "quality")
    talk.manager.says(PATEL)
    talk.manager.taps("Send in confidence")
    assert "“a member of staff”" in talk.manager.last.text
    assert _case(talk).reporter_role == "staff"


def test_a_relative_in_confidence_is_a_relative(talk: Talk) -> None:
    talk.daughter.says(WORRY)
    talk.daughter.taps("Send in confidence")
    assert "“a relative”" in talk.daughter.last.text
    talk.moves(hours=1)
    talk.manager.taps("Open")
    assert "by a relative, in confidence" in talk.manager.last.text
    assert "Daughter Tester" not in talk.manager.all_text


def test_only_the_reporter_lets_the_name_be_known_and_later(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Send in confidence")
    talk.moves(hours=1)
    talk.manager.taps_data("d:give_name:1")
    assert _case(talk).way == "confidential"
    talk.carer.says("/status")
    assert "In confidence: they do not see your name" in talk.carer.last.text
    talk.carer.taps("Give my name")
    assert "can not be taken back" in talk.carer.last.text
    talk.carer.taps("Yes, tell them")
    assert "wants you to know who they are" in talk.manager.last.text
    assert "Carer Tester" not in talk.manager.all_text
    talk.manager.taps("Open")
    assert "Carer Tester (member of staff)" in talk.manager.last.text
    talk.carer.says("/status")
    assert not any("Give my name" in label for label in talk.carer.last.labels)


def test_whoever_holds_the_code_can_give_their_name(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")
    code = re.search(r"(?:\d{4} ){3}\d{4}", talk.carer.all_text)
    assert code is not None
    talk.moves(hours=1)
    talk.carer.says(f"/check {code[0]}")
    talk.carer.taps("Give my name")
    talk.carer.taps("Yes, tell them")
    case = _case(talk)
    assert (case.way, case.reporter_id) == ("named", talk.carer.person.id)
    assert "RH-26-" in talk.carer.says("/status")[0].text
