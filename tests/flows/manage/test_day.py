"""The manager's day: forty open cases go forth and back, are narrowed by buttons, and found by words."""

import pytest

from tests.flows.conftest import FALL
from tests.flows.manage.conftest import complaint, near_miss
from tests.talk import Talk

THIRD = 3


@pytest.fixture
def forty(house: Talk) -> Talk:
    """Forty open cases, written at once."""
    with house.desk() as desk:
        me = desk.people.find(account_id=house.manager.account_id)
        assert me is not None
        for number in range(1, 41):
            desk.cases.file(
                service_id=1,
                reference=f"RH-26-{number:04d}",
                kind="complaint" if number % 4 == 0 else "near_miss",
                category="falls",
                harm="none",
                is_red=number == 7,
                red_flags=["head_injury"] if number == 7 else [],
                handler_id=me.id if number % 5 == 0 else None,
                reporter_role="staff",
                words=f"Mrs Okafor slipped by door {number}" if number == 12 else "A wet floor",
                details={"people": "Mrs Okafor"} if number == 12 else {},
                reported_at=house.now,
                next_due_at=house.now.replace(day=24 if number < 30 else 22),
            )
    return house


def test_forty_cases_go_forth_and_back(forty: Talk) -> None:
    manager = forty.manager
    manager.says("/cases")
    first = [label for label in manager.last.labels if label.startswith("RH-")]
    manager.taps("Next (32 more)")
    manager.taps("Back one page")
    assert [label for label in manager.last.labels if label.startswith("RH-")] == first


@pytest.mark.parametrize(
    ("narrowed", "count"), [("Mine", 8), ("Late", 11), ("Red flags", 1), ("complaint", 10)]
)
def test_a_list_is_narrowed_by_buttons_in_two_taps(forty: Talk, narrowed: str, count: int) -> None:
    manager = forty.manager
    manager.says("/cases")
    manager.taps("Show only")
    manager.taps(narrowed)
    assert str(count) in manager.last.text.split("\n")[0]
    if count > 8:
        manager.taps("Next")
        assert str(count) in manager.last.text.split("\n")[0]


def test_today_is_in_the_order_of_danger_then_time(forty: Talk) -> None:
    with forty.desk() as desk:
        for number, harm, risk in ((20, "severe", 1), (21, "none", 5), (22, "moderate", 3)):
            case = desk.cases.with_reference(reference=f"RH-26-{number:04d}")
            assert case is not None
            case.harm, case.likelihood, case.consequence = harm, risk, risk
            desk.cases.save(case)
    forty.manager.says("/today")
    shown = [label for label in forty.manager.last.labels if label.startswith("RH-")]
    assert shown == [f"RH-26-{number:04d}" for number in (7, 20, 21, 30, 31, 32, 33, 34)]


def test_today_goes_on_in_its_own_order_and_says_what_is_due_and_what_nobody_has(forty: Talk) -> None:
    with forty.desk() as desk:
        for number, name in ((7, "seen"), (30, "review")):
            case = desk.cases.with_reference(reference=f"RH-26-{number:04d}")
            assert case is not None
            due = case.next_due_at
            assert due is not None
            desk.clocks.start(case=case, name=name, started_at=forty.now, due_at=due, ping_at=None)
    manager = forty.manager
    manager.says("/today")
    assert "first look: due Tue 24 Nov, 10:00 · nobody has it" in manager.last.text
    assert "review: was due Sun 22 Nov, 10:00\n" in manager.last.text + "\n", "it is the manager's"
    seen: list[str] = []
    while True:
        seen += [label for label in manager.last.labels if label.startswith("RH-")]
        if not manager.last.has("Next"):
            break
        manager.taps("Next", on=manager.last)
    assert len(seen) == len(set(seen)) == 40
    assert seen[0] == "RH-26-0007"
    manager.taps("Back one page")
    assert [label for label in manager.last.labels if label.startswith("RH-")] == seen[24:32]


def test_homes_are_offered_to_who_has_more_than_one(forty: Talk) -> None:
    forty.manager.says("/cases")
    forty.manager.taps("Show only")
    assert not forty.manager.last.has("Elm Court")
    forty.quality.says("/cases")
    forty.quality.taps("Show only")
    forty.quality.taps("Elm Court")
    assert "No open cases" in forty.quality.last.text


def test_a_forged_narrowing_shows_nothing_of_another_home(forty: Talk) -> None:
    forty.elm_manager.taps_data("d:cases:0:service-1")
    assert "RH-" not in forty.elm_manager.all_text
    assert "Rose House" not in forty.elm_manager.all_text


@pytest.mark.parametrize("sought", ["okafor", "Mrs Okafour", "rh-26-0012", "slipped door", "12"])
def test_a_case_is_found_by_name_reference_and_words(forty: Talk, sought: str) -> None:
    (told,) = forty.manager.says(f"/find {sought}")
    assert [label for label in told.labels if label.startswith("RH-")] == ["RH-26-0012"]


def test_what_somebody_may_not_know_of_is_not_found(forty: Talk) -> None:
    (told,) = forty.elm_manager.says("/find okafor")
    assert "Nothing found" in told.text
    assert "I read the newest 0 cases" in told.text
    (told,) = forty.elm_manager.says("/find RH-26-0012")
    assert told.text == "I find no such case."


def test_the_first_button_of_a_case_is_what_comes_next(house: Talk) -> None:
    complaint(house)
    house.manager.taps("Open")
    assert house.manager.last.labels[0] == "I'll take it"
    house.manager.taps("I'll take it", on=house.manager.last)
    house.manager.taps("Open")
    assert house.manager.last.labels[0] == "Tell them it arrived"
    house.manager.taps("Tell them it arrived")
    house.manager.taps("Open")
    assert house.manager.last.labels[0] == "Draft the answer"
    assert len(house.manager.last.labels) <= 7


def test_the_third_fall_of_one_person_is_shown_read_and_told(house: Talk) -> None:
    for number in range(THIRD):
        house.carer.says(FALL if number else FALL.replace("hall", "lounge"))
        if house.carer.last.has("Something new"):
            house.carer.taps("Something new")
        house.carer.reaches_card()
        house.carer.taps("Yes, send it")
        house.moves(days=1)
    assert any("It is no. 3 of this kind for the same person in 14 days" in t for t in house.manager.texts)
    assert not any("Lee" in t for t in house.manager.texts)
    house.manager.says("/case RH-26-0003")
    assert "No. 3 of this kind for the same person in 14 days" in house.manager.last.text
    house.manager.taps("What happened before")
    assert house.manager.last.labels[:2] == ["RH-26-0002", "RH-26-0001"]
    house.manager.says("/case RH-26-0003")
    assert not house.manager.last.has("What happened before")
    assert "read what happened before" in house.manager.last.text


def test_what_looks_alike_is_offered_and_put_together(house: Talk) -> None:
    near_miss(house)
    near_miss(house)
    house.manager.says("/case RH-26-0002")
    house.manager.taps("Cases that look alike")
    house.manager.taps("Put them together")
    assert "RH-26-0002 is put with RH-26-0001" in house.manager.last.text
    house.manager.taps("Open")
    assert "Put with: RH-26-0001" in house.manager.last.text


def test_a_case_that_was_not_theirs_to_know_is_not_offered(house: Talk) -> None:
    near_miss(house)
    near_miss(house)
    with house.desk() as desk:
        first = desk.cases.get(case_id=1)
        manager = desk.people.find(account_id=house.manager.account_id)
        assert first is not None
        assert manager is not None
        desk.walls.keep_out(case=first, person_id=manager.id or 0, now=house.now)
    house.manager.says("/case RH-26-0002")
    assert not house.manager.last.has("look alike")
    assert "RH-26-0001" not in house.manager.last.text
    house.deputy.says("/case RH-26-0002")
    assert house.deputy.last.has("look alike")


def test_a_risk_is_lowered_only_with_a_reason(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    house.manager.taps("Grade the risk")
    for said in ("4", "4", "4"):
        house.manager.says(said)
    house.manager.taps("Open")
    assert "Could have been: Lasting harm" in house.manager.last.text
    house.manager.taps("Grade the risk")
    for said in ("2", "2", "1"):
        house.manager.says(said)
    assert "This is lower than before. Why?" in house.manager.last.text
    house.manager.says("The floor has a mat now")
    assert "some risk" in house.manager.last.text


def test_two_people_sign_before_a_grave_incident_is_closed(house: Talk) -> None:
    house.carer.says(FALL)
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.manager.taps("Open")
    house.manager.taps("Grade the risk")
    for said in ("4", "4", "4"):
        house.manager.says(said)
    house.manager.taps("Open")
    house.manager.taps("Close")
    assert "The review is missing" in house.manager.last.text
    house.manager.taps("Write the review", on=house.manager.last)
    house.manager.says("The rail was loose")
    house.manager.taps("Open")
    house.manager.taps("Sign: what stops it")
    assert "Somebody else has to sign it" in house.manager.last.text
    house.manager.taps("Open")
    house.manager.taps("Close")
    assert "what stops it from happening again" in house.manager.last.text
    house.owner.says("/case RH-26-0001")
    house.owner.taps("Sign: what stops it")
    house.owner.says("Rails are checked each week")
    house.manager.taps("Open")
    house.manager.taps("Close")
    assert "What came of RH-26-0001?" in house.manager.last.text
