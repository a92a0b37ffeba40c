"""A carer's near miss: one message, one tap."""

from tests.flows.conftest import PATEL
from tests.talk import Talk, assert_transcript


def test_the_sentence_of_the_design_takes_one_message_and_one_tap(talk: Talk) -> None:
    talk.carer.says(PATEL)
    card = talk.carer.last.text
    talk.carer.taps("Yes, send it")
    receipt = talk.carer.last.text
    assert len(talk.carer.heard) == 2
    assert card.startswith("near miss · falls and trips")
    for part in ("Who: Mrs patel", "Where: bathroom 2", "When: this mornin", "Hurt: nobody"):
        assert part in card
    for part in ("RH-26-0001", "Rose House", "Thu 26 Nov, 10:00", "I will tell you what changed"):
        assert part in receipt
    reporter = talk.carer.person
    with talk.desk() as desk:
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        assert (case.kind, case.category, case.harm) == ("near_miss", "falls", "none")
        assert case.reporter_id == reporter.id
        assert {clock.name for clock in desk.clocks.of(case_id=case.id or 0)} == {
            "seen",
            "review",
            "outcome_told",
        }


def test_references_count_up_per_home_and_year(talk: Talk) -> None:
    talk.home("Elm Court", "EC")
    talk.person("elm", "staff", home="Elm Court")
    for who in ("carer", "elm", "carer"):
        speaker = getattr(talk, who)
        speaker.says(PATEL)
        if "Something new" in speaker.last.labels:
            speaker.taps("Something new")
        speaker.taps("Yes, send it")
    talk.to(talk.now.replace(year=2027, month=1, day=4))
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        references = [desk.cases.get(case_id=number).reference for number in desk.cases.ids()]  # type: ignore[union-attr]
    assert references == ["RH-26-0001", "EC-26-0001", "RH-26-0002", "RH-27-0001"]


def test_a_correction_of_the_category_takes_two_taps(talk: Talk) -> None:
    talk.carer.says(PATEL)
    first = talk.carer.last.text.split("\n")[0]
    talk.carer.taps("Change something")
    offered = talk.carer.last.labels[0]
    talk.carer.taps(offered)
    assert talk.carer.last.text.split("\n")[0] != first
    talk.carer.taps("Yes, send it")
    assert "RH-26-0001" in talk.carer.last.text


def test_what_was_put_right_by_hand_stays_when_more_words_come(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "near miss · falls"),
            ("carer", "[Change something]", "About what"),
            ("carer", "[About what]", "What is it about?"),
            ("carer", "[Building, fire, heat]", "near miss · building"),
            ("carer", "she nearly fell again after that", "near miss · building"),
        ],
    )


def test_in_confidence_the_manager_sees_no_name(talk: Talk) -> None:
    assert_transcript(
        talk,
        [
            ("carer", PATEL, "Is this right?"),
            ("carer", "[Change something]", "Who may know"),
            ("carer", "[Who may know]", "In confidence"),
            ("carer", "in confidence", "✓ In confidence: they do not see your name"),
            ("carer", "[Yes, send it]", ("RH-26-", "not your name")),
        ],
    )
    talk.moves(hours=1)
    assert_transcript(talk, [("manager", "[Open]", "a member of staff, in confidence")])
    assert "Carer Tester" not in talk.manager.all_text
