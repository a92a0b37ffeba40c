"""Every act on a case, by the button and by typing."""

import pytest

from tests.flows.conftest import WORRY
from tests.flows.manage.conftest import complaint, near_miss, without_approval
from tests.talk import Talk, assert_transcript


def _acts(talk: Talk, case_id: int = 1) -> list[str]:
    with talk.desk() as desk:
        return [entry.act for entry in desk.timeline.of(case_id=case_id)]


def _running(talk: Talk, case_id: int = 1) -> set[str]:
    with talk.desk() as desk:
        return {clock.name for clock in desk.clocks.running(case_id=case_id)}


def test_give_to_a_colleague_by_the_button_and_by_typing(house: Talk) -> None:
    near_miss(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "More"),
            ("manager", "[Give to]", ("Who shall have", "Dee Puty", "Quinn Ality")),
            ("manager", "[Dee Puty]", "Dee Puty has RH-26-0001 now"),
            ("deputy", "[Open]", "With Dee Puty"),
            ("deputy", "[Give to]", "Who shall have"),
            ("deputy", "quinn alitty", "Quinn Ality has RH-26-0001 now"),
            ("quality", "[Open]", "With Quinn Ality"),
        ],
    )


def test_nobody_of_another_home_can_be_given_a_case(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    house.manager.taps("Give to")
    assert "Elle Melm" not in house.manager.last.labels


BACKSTOPS = ("ombudsman_first_chance", "statutory_ceiling")
"""What every complaint that is to be answered has beside its own clocks."""


@pytest.mark.parametrize("how", ["[Something went wrong]", "something went wrong", "somthing went wrong"])
def test_the_kind_is_corrected_and_the_clocks_move_openly(house: Talk, how: str) -> None:
    near_miss(house)
    with house.desk() as desk:
        before = {clock.name: clock.due_at for clock in desk.clocks.of(case_id=1)}
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "More"),
            ("manager", "[Change kind]", "What is RH-26-0001 really?"),
            ("manager", how, "Why?"),
            (
                "manager",
                "She was hurt",
                ("RH-26-0001 is now: incident", "first look by Tue 24 Nov, 10:00", "review by"),
            ),
        ],
    )
    with house.desk() as desk:
        after = {clock.name: clock.due_at for clock in desk.clocks.of(case_id=1)}
        entry = desk.timeline.of(case_id=1)[-1]
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.next_due_at == after["seen"]
    assert after["seen"] < before["seen"]
    assert after["review"] < before["review"]
    assert entry.detail["clocks"] == {"dropped": [], "moved": ["seen", "review"], "started": []}


def test_a_clock_that_a_kind_does_not_have_is_not_shown_as_done(house: Talk) -> None:
    house.daughter.says(WORRY)
    house.daughter.reaches_card()
    house.daughter.taps("Yes, send it")
    assert _running(house) == {"seen", "outcome_told"}
    house.manager.taps("Open")
    house.manager.taps("Change kind")
    house.manager.taps("I am not happy")
    house.manager.says("She wants an answer")
    house.manager.taps("Open")
    assert "✓" not in house.manager.last.text
    assert _running(house) == {"acknowledge", "answer", *BACKSTOPS}
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        due = {clock.name: f"{clock.due_at:%d %b %H:%M}" for clock in desk.clocks.of(case_id=1)}
    assert {name: due[name] for name in ("acknowledge", "answer")} == {
        "acknowledge": "26 Nov 17:00",
        "answer": "21 Dec 17:00",
    }


def test_a_moved_clock_reminds_at_its_new_times(house: Talk) -> None:
    near_miss(house)
    house.to(house.now.replace(day=26, hour=9))
    house.manager.taps("Open")
    house.manager.taps("I'll take it")
    house.manager.taps("Open")
    house.manager.taps("Change kind")
    house.manager.taps("Something went wrong")
    house.manager.says("He was hurt")
    before = len(house.manager.heard)
    house.to(house.now.replace(day=26, hour=10, minute=1))
    assert ["Late: review" in message.text for message in house.manager.heard[before:]] == [True]


@pytest.mark.parametrize("how", ["[Medicines]", "medicines", "medecines", "2"])
def test_the_category_is_corrected_and_the_clocks_stay(house: Talk, how: str) -> None:
    near_miss(house)
    running = _running(house)
    house.manager.taps("Open")
    house.manager.taps("Change category")
    house.manager.taps(how[1:-1]) if how.startswith("[") else house.manager.says(how)
    assert "is now under:" in house.manager.last.text
    assert _running(house) == running
    if how != "2":
        assert "medicines" in house.manager.last.text


def test_the_risk_is_graded_in_words(house: Talk) -> None:
    near_miss(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "More"),
            ("manager", "[Grade the risk]", ("How bad was it", "Moderate")),
            ("manager", "major", "How likely"),
            ("manager", "[Likely]", "What could have come of it"),
            ("manager", "[Lasting harm]", "very big risk"),
            ("manager", "/case RH-26-0001", "Graded: very big risk"),
        ],
    )


def test_not_likely_is_not_likely(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    house.manager.taps("Grade the risk")
    house.manager.taps("Moderate")
    house.manager.says("unlikely")
    assert "How likely" in house.manager.last.text
    house.manager.says("not likely")
    house.manager.taps("No harm")
    assert "some risk" in house.manager.last.text


def test_what_could_have_come_of_it_is_never_less_than_what_did(house: Talk) -> None:
    house.carer.says("Mr Lee fell in the hall and cut his knee")
    house.carer.taps("Yes, send it")
    house.manager.taps_data("d:grade:1")
    for said in ("2", "2"):
        house.manager.says(said)
    assert house.manager.last.labels[0] == "A little: first aid, upset"
    assert not house.manager.last.has("No harm")


def test_acknowledging_tells_the_reporter_and_meets_the_clock(house: Talk) -> None:
    complaint(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "Tell them it arrived"),
            ("manager", "[Tell them it arrived]", "knows that it arrived"),
        ],
    )
    assert (
        "Morgan Reed looks into it for you and will answer in full by Mon 21 Dec, 17:00"
        in house.daughter.last.text
    )
    assert _running(house) == {"answer", *BACKSTOPS}
    house.manager.says("/case RH-26-0001")
    assert "Tell them it arrived" not in house.manager.last.labels


def test_the_answer_is_previewed_sent_and_names_the_ways_onward(house: Talk) -> None:
    without_approval(house)
    complaint(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "More"),
            ("manager", "[Answer]", "Please type the answer"),
            ("manager", "We are sorry. Meals now go in a hot trolley.", ("They will read", "hot trolley")),
            ("manager", "yes", "is answered"),
        ],
    )
    assert "hot trolley" in house.daughter.last.text
    assert "Ombudsman" in house.daughter.last.text
    assert _running(house) == set()


def test_an_answer_can_be_changed_before_it_is_sent(house: Talk) -> None:
    without_approval(house)
    complaint(house)
    house.manager.taps("Open")
    house.manager.taps("Answer")
    house.manager.says("We are sory.")
    house.manager.says("no")
    house.manager.taps("The answer")
    house.manager.says("We are sorry.")
    house.manager.taps("Yes, send it")
    assert "We are sorry." in house.daughter.last.text
    assert "sory" not in house.daughter.all_text


def test_a_question_gets_its_answer_onto_the_case(house: Talk) -> None:
    near_miss(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "Ask the reporter"),
            ("manager", "[Ask the reporter]", "What would you like to ask"),
            ("manager", "Was the sign out?", "Asked"),
            ("carer", "[Reply]", "type your reply"),
            ("carer", "no sign", "pass it on"),
            ("manager", "[Open]", ("asked the reporter", "Was the sign out?", "replied", "no sign")),
        ],
    )


def test_notes_and_the_review_stand_on_the_case(house: Talk) -> None:
    near_miss(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "More"),
            ("manager", "[Note]", "Only handlers read it"),
            ("manager", "Spoke to the cleaner", "Noted on RH-26-0001"),
            ("manager", "/case RH-26-0001", "Write the review"),
            ("manager", "[Write the review]", "What did you find"),
            ("manager", "The mop was left out", "The review is on RH-26-0001"),
            ("manager", "/case rh 26 1", ("Spoke to the cleaner", "The mop was left out")),
        ],
    )
    assert "cleaner" not in house.carer.all_text
    assert _running(house) == {"outcome_told"}


def test_closing_with_a_lesson_tells_the_reporter_the_outcome(house: Talk) -> None:
    near_miss(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "Close"),
            ("manager", "[Close]", "What came of RH-26-0001?"),
            ("manager", "The floor is mopped at night now.", "Is there a lesson"),
            ("manager", "yes", "What is the lesson?"),
            (
                "manager",
                "Wet floors wait for the night.",
                ("Close RH-26-0001?", "mopped at night", "Lesson: Wet"),
            ),
            ("manager", "[Yes, close it]", "is closed, and the reporter knows"),
        ],
    )
    assert "The floor is mopped at night now." in house.carer.last.text
    assert "Wet floors wait" not in house.carer.all_text
    assert _running(house) == set()
    assert _acts(house)[-2:] == ["tell_outcome", "close"]
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert (case.lesson, case.no_lesson_because) == ("Wet floors wait for the night.", None)
        assert (case.status, case.closed_at) == ("closed", house.now)


def test_closing_without_a_lesson_needs_the_reason(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    house.manager.taps("Close")
    for said in ("The floor is dry.", "no", "It was rain from a coat."):
        house.manager.says(said)
    house.manager.taps("Yes, close it")
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert (case.lesson, case.no_lesson_because) == (None, "It was rain from a coat.")


def test_a_change_of_mind_about_the_lesson_asks_for_the_reason(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    house.manager.taps("Close")
    for said in ("The floor is dry.", "yes", "Dry floors."):
        house.manager.says(said)
    house.manager.taps("Change something")
    house.manager.taps("Lesson or not")
    house.manager.taps("No")
    assert "Why is there no lesson?" in house.manager.last.text
    house.manager.says("It was rain from a coat.")
    assert "No lesson, because: It was rain" in house.manager.last.text


def test_closing_when_nobody_can_be_told_leaves_no_duty_marked_as_done(house: Talk) -> None:
    complaint(house)
    house.daughter.blocks()
    house.manager.taps("Open")
    house.manager.taps("Close")
    for said in ("Meals are hot now.", "no", "One bad week."):
        house.manager.says(said)
    house.manager.taps("Yes, close it")
    assert "No message could be sent" in house.manager.last.text
    with house.desk() as desk:
        assert [clock.name for clock in desk.clocks.of(case_id=1) if not clock.for_knowing] == []
    house.moves(days=40)
    assert not [m for m in house.manager.heard if "Late" in m.text and m.about != "home_clock"]


def test_a_case_that_a_colleague_closed_meanwhile_is_not_closed_twice(house: Talk) -> None:
    near_miss(house)
    house.deputy.taps("Open")
    house.deputy.taps("Close")
    house.deputy.says("The floor is dry.")
    house.manager.taps("Open")
    house.manager.taps("Close")
    for said in ("Mats were bought.", "no", "One bad day."):
        house.manager.says(said)
    house.manager.taps("Yes, close it")
    told = len(house.carer.heard)
    house.deputy.says("no")
    house.deputy.says("No reason.")
    assert "RH-26-0001 is closed" in house.deputy.last.text
    assert len(house.carer.heard) == told


def test_on_a_closed_case_only_a_note_and_opening_it_again_are_offered(house: Talk) -> None:
    test_closing_without_a_lesson_needs_the_reason(house)
    house.manager.says("/case RH-26-0001")
    assert house.manager.last.labels == ["Open it again", "Note", "More…"]
    house.manager.taps_data("d:close:1")
    assert "is closed" in house.manager.last.text


def test_who_asked_for_no_answer_gets_none(house: Talk) -> None:
    house.daughter.says("I want to make a formal complaint. The food is always cold and mum is losing weight")
    house.daughter.taps("No, thank you")
    house.daughter.taps("Yes, they agree")
    house.daughter.taps("Yes, send it")
    told = len(house.daughter.heard)
    house.manager.taps("Open")
    house.manager.taps("Close")
    for said in ("Meals are hot now.", "no", "One bad week."):
        house.manager.says(said)
    house.manager.taps("Yes, close it")
    assert len(house.daughter.heard) == told


def test_files_are_shown_on_request(house: Talk) -> None:
    house.carer.sends_photo("Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her")
    house.carer.taps("Yes, send it")
    with house.desk() as desk:
        (photo,) = desk.attachments.of_case(case_id=1)
        photo.path = "somewhere"
        desk.attachments.save(photo)
    house.manager.taps("Open")
    house.manager.taps("Show files")
    assert house.manager.last.attachment == 1
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.status == "new"
