"""Telling outside bodies: proposed, ticked, found not needed, and what of it stands in the register."""

from tests.flows.manage.conftest import near_miss
from tests.talk import Talk, assert_transcript

SLAP = "I saw a carer slap Mr Lee in the lounge this morning, his face is red"


def slap(house: Talk) -> None:
    house.carer.says(SLAP)
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")


def _clocks(house: Talk, case_id: int = 1) -> set[str]:
    with house.desk() as desk:
        return {clock.name for clock in desk.clocks.running(case_id=case_id)}


def test_a_case_proposes_its_bodies_and_starts_their_clocks(house: Talk) -> None:
    slap(house)
    assert {"safeguarding", "police", "cqc_notice", "dbs_referral"} <= _clocks(house)
    ping = house.manager.message_with("Tell outside")
    assert "📣 Tell outside (4)" in ping.labels
    assert "Lee" not in ping.text
    assert_transcript(
        house,
        [
            (
                "manager",
                "[Tell outside]",
                ("Council", "Care Act 2014", "By Mon 23 Nov, 23:59", "CQC", "regulation 18(2)(e)", "DBS"),
            )
        ],
    )


def test_telling_is_ticked_with_day_person_and_reference(house: Talk) -> None:
    slap(house)
    assert_transcript(
        house,
        [
            ("manager", "[Tell outside]", "Council"),
            ("manager", "[Council: told]", "on which day"),
            ("manager", "next friday", "Please type a day"),
            ("manager", "yesterday", "Who told them"),
            ("manager", "[I did]", "Which reference"),
            (
                "manager",
                "SG/2026/77",
                ("stands in the register", "Told on Sunday 22 November by Morgan Reed"),
            ),
        ],
    )
    assert "safeguarding" not in _clocks(house)
    with house.desk() as desk:
        row = desk.outside_duties.of_case(case_id=1)[0]
        entry = next(e for e in desk.timeline.of(case_id=1) if e.act == "refer_safeguarding")
    assert (row.outcome, row.reference, row.told_by) == ("done", "SG/2026/77", "Morgan Reed")
    assert entry.detail["on"] == "2026-11-22"


def test_a_number_that_was_typed_names_nobody(house: Talk) -> None:
    slap(house)
    stranger = house.elm_manager.person
    for said in ("Tell outside", "Council: told", "Today"):
        house.manager.taps(said)
    house.manager.says(str(stranger.id))
    house.manager.taps("Skip")
    with house.desk() as desk:
        (row, *_) = desk.outside_duties.of_case(case_id=1)
    assert row.told_by == str(stranger.id)
    assert stranger.name not in house.manager.all_text


def test_the_police_being_told_is_a_reason_to_tell_cqc(house: Talk) -> None:
    house.carer.says("Mr Lee is missing, he left the building an hour ago and we cant find him")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    assert "cqc_notice" not in _clocks(house)
    house.manager.taps("Tell outside")
    house.manager.taps("Police: told")
    house.manager.taps("Today")
    house.manager.taps("Quinn Ality")
    house.manager.taps("Skip")
    assert "the police were told" in house.manager.last.text
    assert "cqc_notice" in _clocks(house)


def test_what_is_not_needed_wants_its_reason_and_ends_its_clock(house: Talk) -> None:
    slap(house)
    house.manager.taps("Tell outside")
    house.manager.taps_data(house.manager.last.rows[3][1][1])
    assert "DBS" in house.manager.last.text
    house.manager.says("Nobody was taken off care work")
    assert "dbs_referral" not in _clocks(house)
    assert "Not needed: Nobody was taken off care work" in house.manager.last.text
    house.manager.says("/case RH-26-0001")
    assert "this body need not be told: DBS" in house.manager.last.text


def test_a_new_reason_asks_again_what_was_found_not_to_be_needed(house: Talk) -> None:
    house.carer.says("Mr Lee is missing, he left the building an hour ago and we cant find him")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.manager.taps("Tell outside")
    house.manager.taps("Not needed")
    house.manager.says("He was in the garden")
    assert "police" not in _clocks(house)
    house.carer.says("a carer slapped him when he came back")
    house.carer.taps("Yes, add it") if "Yes, add it" in house.carer.last.labels else house.carer.says("1")
    with house.desk() as desk:
        police = next(row for row in desk.outside_duties.of_case(case_id=1) if row.duty == "police")
    assert (police.outcome, police.reason) == (None, None)
    assert "police" in _clocks(house)


def test_a_handler_adds_a_body_that_no_rule_knew(house: Talk) -> None:
    near_miss(house)
    house.manager.says("/case RH-26-0001")
    house.manager.taps_data("d:bodies:1")
    assert "Nobody outside has to be told" in house.manager.last.text
    house.manager.taps("Add another")
    house.manager.taps("ICO: data breach")
    assert "added by a handler" in house.manager.last.text
    assert "ico_breach" in _clocks(house)


def test_a_new_kind_keeps_the_clocks_of_outside_bodies(house: Talk) -> None:
    slap(house)
    house.manager.taps("Open")
    house.manager.taps("Change kind")
    house.manager.taps("I am worried")
    assert {"safeguarding", "police", "cqc_notice"} <= _clocks(house)


def test_bodies_are_reminded_of_after_the_case_is_closed(house: Talk) -> None:
    house.carer.says("we sent the care plan of Mr Lee by email to the wrong family")
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.manager.taps("Open")
    house.manager.taps("Close")
    for said in ("The mail was called back.", "no", "One slip."):
        house.manager.says(said)
    house.manager.taps("Yes, close it")
    before = len(house.manager.heard)
    house.moves(days=3)
    assert any("report the data breach to the ICO" in heard.text for heard in house.manager.heard[before:])
    house.manager.says("/case RH-26-0001")
    assert "Tell outside" in house.manager.last.labels[0]


def test_nobody_else_reaches_a_duty(house: Talk) -> None:
    slap(house)
    for speaker, data in ((house.elm_manager, "d:body_done:1"), (house.carer, "d:bodies:1")):
        speaker.taps_data(data)
        assert not any("Council" in heard.text for heard in speaker.heard)
    house.elm_manager.taps_data("d:bodies:1")
    assert "I find no such case" in house.elm_manager.last.text


def test_the_register_lists_by_home_and_goes_out_as_a_document(house: Talk) -> None:
    slap(house)
    house.quality.says("/register")
    house.quality.taps("Rose House")
    assert "4 are open" in house.quality.last.text.replace("Register of Rose House. ", "")
    house.quality.taps("As a document")
    document = house.quality.last.document
    assert document is not None
    (table,) = (part for part in document["parts"] if part[0] == "table")
    assert [row[0] for row in table[2]] == ["RH-26-0001"] * 4
    assert document["wide"]
    house.quality.says("/register")
    house.quality.taps("Elm Court")
    assert "The register is empty" in house.quality.last.text
    house.elm_manager.taps_data("d:register_file:1")
    assert house.elm_manager.last.document is None


def test_the_register_turns_its_pages(house: Talk) -> None:
    for _ in range(3):
        house.carer.says(SLAP)
        if "Something new" in house.carer.last.labels:
            house.carer.taps("Something new")
        house.carer.reaches_card()
        house.carer.taps("Yes, send it")
    house.manager.says("/register")
    assert "12 are open, 12 in all" in house.manager.last.text
    first = house.manager.last.text
    house.manager.taps("4 more")
    assert "RH-26-0001" in house.manager.last.text
    assert house.manager.last.text != first
