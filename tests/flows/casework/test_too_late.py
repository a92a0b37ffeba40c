"""What somebody did in private is never lost because their case went another way while it was kept back."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.flows.casework.test_reporter_acts import _answer, _case, _close, _send
from tests.flows.conftest import COMPLAINT, PATEL, WORRY
from tests.flows.manage.conftest import house
from tests.flows.report.test_own_case_by_code import _checks
from tests.flows.report.test_own_case_by_code import _send as _send_unnamed
from tests.talk import Talk

__all__ = ["house"]


def _duplicate(talk: Talk) -> None:
    """Somebody else's report of the same comes in, and the private one is put with it."""
    talk.carer.says("The dinner was cold again in the big room")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    with talk.desk(keep=False) as desk:
        other = desk.cases.get(case_id=2)
        assert other is not None
        reference = other.reference
    talk.manager.taps_data("d:duplicate:1")
    talk.manager.says(reference)


def _not_ours(talk: Talk) -> None:
    talk.manager.taps_data("d:not_ours:1")
    talk.manager.says("The council")


def _relabel(kind: str) -> Callable[[Talk], None]:
    def does(talk: Talk) -> None:
        talk.manager.taps_data("d:relabel_kind:1")
        talk.manager.taps(kind)
        talk.manager.says("It was more than that")

    return does


def _formal_by_handler(talk: Talk) -> None:
    talk.manager.taps_data("d:make_formal:1")


def _entries(talk: Talk) -> list[tuple[str, dict[str, Any]]]:
    with talk.desk(keep=False) as desk:
        return [(entry.act, entry.detail) for entry in desk.timeline.of(case_id=1)]


def _running(talk: Talk) -> set[str]:
    with talk.desk(keep=False) as desk:
        return {clock.name for clock in desk.clocks.running(case_id=1)}


MEANWHILE = {
    "duplicate": _duplicate,
    "not ours": _not_ours,
    "closed": _close,
    "an idea": _relabel("An idea"),
    "made formal": _formal_by_handler,
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_a_formal_complaint_stands_whatever_was_done_while_it_was_kept_back(house: Talk, what: str) -> None:
    _send(house, house.daughter, WORRY)
    house.daughter.taps_data("d:formal:1")
    MEANWHILE[what](house)
    house.moves(hours=14)
    case = _case(house)
    assert (case.kind, case.closed_at, case.wants_answer, case.outcome) == ("complaint", None, True, None)
    assert {"acknowledge", "answer"} <= _running(house)
    assert [detail["kind"] for act, detail in _entries(house) if act == "make_formal"][-1] == "complaint"
    assert "The reporter made this a formal complaint" in house.manager.all_text
    with house.desk() as desk:
        assert [how for _, how in desk.links.of(case_id=1)] == (["related"] if what == "duplicate" else [])


def test_what_has_stricter_duties_keeps_them_and_both_sides_know_of_the_wish(house: Talk) -> None:
    _send(house, house.daughter, WORRY)
    house.daughter.taps_data("d:formal:1")
    _relabel("Something went wrong")(house)
    house.moves(hours=14)
    assert _case(house).kind == "incident"
    assert "review" in _running(house)
    assert _entries(house)[-1] == ("come_too_late", {"wish": "make_formal", "kind": "incident"})
    assert "By then we had sorted it as something that went wrong" in house.daughter.all_text
    assert "just write to me what you want to complain of" in house.daughter.all_text
    assert "The reporter wants a formal complaint. Look whether" in house.manager.all_text
    house.manager.says(f"/case {_case(house).reference}")
    assert "the relative wants a formal complaint" in house.manager.last.text


def test_a_complaint_that_was_made_and_closed_meanwhile_is_not_opened_but_its_reporter_hears_it(
    house: Talk,
) -> None:
    _send(house, house.daughter, WORRY)
    house.daughter.taps_data("d:formal:1")
    _formal_by_handler(house)
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        case.status, case.closed_at = "closed", house.now
        desk.cases.save(case)
    house.moves(hours=14)
    assert _case(house).status == "closed"
    assert "you can ask us to look again" in house.daughter.all_text
    assert _entries(house)[-1][0] == "come_too_late"


def test_who_takes_back_what_was_closed_meanwhile_hears_it_and_so_do_handlers(house: Talk) -> None:
    _send(house, house.carer, PATEL)
    house.carer.taps_data("d:withdraw:1")
    house.carer.says("I saw it wrong")
    _close(house)
    house.moves(hours=14)
    assert _case(house).status == "closed"
    assert _entries(house)[-1][1] == {"wish": "withdraw", "kind": "near_miss", "words": "I saw it wrong"}
    assert "It was done by then, so it stays as it is" in house.carer.all_text
    assert "wanted to take this back before it was done" in house.manager.all_text
    house.manager.says(f"/case {_case(house).reference}")
    assert "wanted to take it back, but it was done by then" in house.manager.last.text
    assert "I saw it wrong" in house.manager.last.text


def test_without_a_name_it_is_read_by_the_code(house: Talk) -> None:
    code = _send_unnamed(house, WORRY)
    _checks(house, code)
    house.other_phone.taps("Make it a formal complaint")
    _relabel("Something went wrong")(house)
    house.moves(hours=14)
    _checks(house, code)
    assert (
        "By then we had sorted it as something that went wrong"
        in house.other_phone.message_with("Add something").text
    )


def test_without_a_name_more_can_be_said_after_the_end(house: Talk) -> None:
    code = _send_unnamed(house, WORRY)
    _close(house)
    house.moves(minutes=5)
    _checks(house, code)
    house.other_phone.taps("Add something")
    house.other_phone.says("It was cold again today")
    assert "I do not know that code" not in house.other_phone.all_text
    house.moves(hours=2)
    assert ("reply", {"words": "It was cold again today"}) in _entries(house)


def test_what_was_done_later_is_never_shown_before(house: Talk) -> None:
    """To take back and then complain is not the same as to complain and then take back."""
    for _ in range(6):
        case_id = _next_concern(house)
        house.daughter.taps_data(f"d:withdraw:{case_id}")
        house.daughter.says("skip")
        house.daughter.taps_data(f"d:formal:{case_id}")
        house.moves(hours=2)
        with house.desk(keep=False) as desk:
            case = desk.cases.get(case_id=case_id)
            assert case is not None
            assert (case.kind, case.status) == ("complaint", "reopened")
            acts = [entry.act for entry in desk.timeline.of(case_id=case_id)]
            assert acts[-2:] == ["withdraw", "make_formal"]


def _next_concern(talk: Talk) -> int:
    talk.daughter.says(WORRY)
    if talk.daughter.last.has("Something new"):
        talk.daughter.taps("Something new")
    for _ in range(4):
        if talk.daughter.last.has("Send in confidence"):
            break
        talk.daughter.taps(talk.daughter.last.labels[0])
    talk.daughter.taps("Send in confidence")
    talk.moves(hours=2)
    with talk.desk(keep=False) as desk:
        return max(case.id or 0 for case in desk.cases.reported_by(person_id=_id(talk), limit=99))


def _id(talk: Talk) -> int:
    number = talk.daughter.person.id
    assert number is not None
    return number


def test_a_case_goes_past_the_manager_although_the_owner_cannot_be_reached_meanwhile(house: Talk) -> None:
    _send(house, house.carer, PATEL)
    house.carer.taps_data("d:add:1")
    house.carer.says("Mary Manager told me to leave the floor wet, she does it to punish us")
    assert house.carer.last.has("take it from them")
    house.carer.taps("take it from them")
    house.quality.blocks()
    house.owner.blocks()
    house.moves(hours=2)
    assert _case(house).goes_to == "above_manager"
    assert "punish" not in house.manager.says(f"/case {_case(house).reference}")[-1].text


def test_a_review_of_a_complaint_that_was_opened_again_meanwhile_is_asked_for_all_the_same(
    house: Talk,
) -> None:
    _send(house, house.daughter, COMPLAINT)
    _answer(house)
    house.daughter.taps_data("d:ask_review:1")
    house.daughter.says("You left out the weekend")
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        case.status = "reopened"
        desk.cases.save(case)
    house.moves(hours=14)
    assert ("ask_review", "You left out the weekend") in [(a, d.get("words")) for a, d in _entries(house)]
    assert "review_answer" in _running(house)


def test_a_record_is_not_deleted_while_something_waits_that_nobody_has_read(house: Talk) -> None:
    _send(house, house.carer, PATEL)
    _close(house)
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        desk.retention.open_review(case=case, due_at=house.now)
    house.carer.taps_data("d:put_right:1:no")
    house.carer.says("The floor is still wet")
    house.manager.taps_data("d:retention_review:1")
    house.manager.taps("Delete")
    house.manager.says("Its time is over")
    house.manager.taps("Yes")
    assert "sign it again tomorrow" in house.manager.last.text
    house.moves(hours=2)
    assert "still wet" in str(_entries(house))
