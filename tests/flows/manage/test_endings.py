"""A case waits, is the same as another, is not ours, is taken back, goes on, becomes a formal complaint."""

from tests.flows.conftest import WORRY
from tests.flows.manage.conftest import complaint, near_miss, without_approval
from tests.talk import Talk, assert_transcript


def concern(talk: Talk) -> None:
    talk.daughter.says(WORRY)
    talk.daughter.reaches_card()
    talk.daughter.taps("Yes, send it")


def _due(talk: Talk, case_id: int = 1) -> dict[str, str]:
    with talk.desk() as desk:
        return {c.name: f"{c.due_at:%d %b}" for c in desk.clocks.running(case_id=case_id)}


def _status(talk: Talk, case_id: int = 1) -> str:
    with talk.desk() as desk:
        case = desk.cases.get(case_id=case_id)
        assert case is not None
        return case.status


def test_a_case_that_waits_tells_its_reporter_the_new_day(house: Talk) -> None:
    complaint(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "More"),
            ("manager", "[It has to wait]", ("Whom does RH-26-0001 wait for", "The GP")),
            ("manager", "[The GP]", "Why does it have to wait"),
            ("manager", "The notes are with the surgery", "waits for The GP"),
            ("manager", "/case RH-26-0001", ("Waiting", "let it wait for The GP")),
        ],
    )
    assert house.manager.last.labels[0] == "Let it go on"
    assert "tell you the new day" in house.daughter.last.text
    assert "the surgery" not in house.daughter.all_text
    house.moves(days=7)
    house.manager.says("/case RH-26-0001")
    house.manager.taps("Let it go on")
    assert "You hear from us by Wed 30 Dec, 17:00. Before, we told you Mon 21 Dec" in house.daughter.last.text
    assert _status(house) == "looked_into"


def test_what_is_not_for_now_is_refused_with_the_way_on(house: Talk) -> None:
    without_approval(house)
    complaint(house)
    house.manager.taps("Open")
    card = house.manager.last
    house.manager.taps("It has to wait")
    house.manager.says("The council")
    house.manager.says("They decide")
    house.manager.taps("Answer", on=card)
    assert "RH-26-0001 is waiting. Let it go on first." in house.manager.last.text
    assert house.manager.last.labels == ["Let it go on", "Open"]


def test_the_reporters_of_both_hear_that_two_cases_are_one(house: Talk) -> None:
    concern(house)
    near_miss(house)
    told = len(house.daughter.heard)
    house.manager.says("/case RH-26-0002")
    house.manager.taps("Same as another")
    house.manager.says("RH-26-0002")
    assert "That is this case itself" in house.manager.texts[-2]
    house.manager.says("rh 26 1")
    assert "RH-26-0002 is put with RH-26-0001" in house.manager.last.text
    assert "we knew of this" in house.carer.last.text
    assert "We heard more about RH-26-0001" in house.daughter.heard[told].text
    assert "RH-26-0001" not in house.carer.all_text
    assert "RH-26-0002" not in house.daughter.all_text
    assert _due(house, 2) == {}
    house.manager.says("/case RH-26-0001")
    for said in ("[Close]", "The floor is dry now.", "no", "A spill.", "yes"):
        house.manager.taps(said[1:-1]) if said.startswith("[") else house.manager.says(said)
    assert "What you told us in RH-26-0002 is done" in house.carer.last.text
    assert "The floor is dry now." in house.carer.last.text


def test_words_about_one_person_stay_with_whom_they_were_written_to(house: Talk) -> None:
    concern(house)
    near_miss(house)
    house.manager.taps_data("d:duplicate:2")
    house.manager.says("RH-26-0001")
    house.manager.taps_data("d:close:1")
    for said in ("Mrs Patel sees the dentist every week now.", "no", "A spill.", "yes"):
        house.manager.says(said)
    assert "Mrs Patel sees the dentist" in house.daughter.all_text
    assert "dentist" not in house.carer.all_text
    assert "What you told us in RH-26-0002 is done" in house.carer.last.text
    assert house.carer.last.has("Reply")


def test_what_is_not_ours_says_where_it_went(house: Talk) -> None:
    concern(house)
    house.manager.taps("Open")
    house.manager.taps("Not ours")
    house.manager.says("The council's housing team")
    assert "We sent it on to:" in house.daughter.last.text
    assert "housing team" in house.daughter.last.text
    assert (_status(house), _due(house)) == ("not_ours", {})


def test_a_reporter_takes_it_back_and_the_manager_may_still_have_to_look(house: Talk) -> None:
    concern(house)
    assert_transcript(
        house,
        [
            ("daughter", "/status", ("Make it a formal complaint", "Take it back")),
            ("daughter", "[Take it back]", "we still have to look"),
            ("daughter", "skip", "You took RH-26-0001 back"),
            ("daughter", "/status", "You took it back."),
            ("manager", "[Open]", ("took it back", "Still look into it")),
            ("manager", "[Still look into it]", "Why does RH-26-0001 go on"),
            ("manager", "She is losing weight", "is open again"),
        ],
    )
    assert "to keep people safe. You hear from us by Mon 7 Dec, 17:00" in house.daughter.last.text
    assert "losing weight" not in house.daughter.last.text
    assert _status(house) == "looked_into"


def test_a_reporter_makes_a_concern_a_formal_complaint_in_one_tap(house: Talk) -> None:
    concern(house)
    house.moves(days=3)
    house.daughter.says("/status")
    house.daughter.taps("Make it a formal complaint")
    assert "is a formal complaint now" in house.daughter.last.text
    assert "You get our answer by Thu 24 Dec, 17:00" in house.daughter.last.text
    assert "made this a formal complaint" in house.manager.last.text
    house.manager.taps("Open")
    assert "made it a formal complaint" in house.manager.last.text
    assert set(_due(house)) == {"acknowledge", "answer", "ombudsman_first_chance", "statutory_ceiling"}
    house.manager.taps("Change kind")
    assert not house.manager.last.has("I am worried")


def test_a_handler_makes_it_formal_and_the_reporter_hears_the_new_day(house: Talk) -> None:
    concern(house)
    house.manager.taps("Open")
    house.manager.taps("Make it a complaint")
    assert "RH-26-0001 is a formal complaint now, and the reporter knows" in house.manager.last.text
    assert "You hear from us by Mon 21 Dec, 17:00. Before, we told you Mon 7 Dec" in house.daughter.last.text


def test_what_was_closed_is_opened_again_with_clocks_and_a_word_to_the_reporter(house: Talk) -> None:
    concern(house)
    house.manager.taps("Open")
    house.manager.taps("Close")
    for said in ("Meals are hot now.", "no", "One bad week.", "yes"):
        house.manager.says(said)
    house.moves(days=2)
    house.manager.says("/case RH-26-0001")
    house.manager.taps("Open it again")
    house.manager.says("The trolley broke")
    assert "RH-26-0001 is open again" in house.daughter.last.text
    assert _due(house) == {"outcome_told": "09 Dec"}
    assert _status(house) == "reopened"
