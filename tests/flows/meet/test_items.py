"""The items of an agenda: left out, new since, discussed, carried over."""

from datetime import timedelta

import pytest

from tests.flows.meet.room import (
    AFTER,
    AGENDA,
    CARER,
    GROUP,
    MANAGER,
    OWNER,
    SOON,
    STRANGER,
    Room,
    button,
    london,
    next_agenda,
    to_group,
)


def test_the_sections_come_in_their_order(room: Room) -> None:
    for kind in ("compliment", "complaint", "incident"):
        room.files(kind=kind)
    room.closes(room.files(), "Dry the floor after each shower")
    with room.database.desk() as desk:
        desk.meetings.add_action(service_id=room.service_id, words="Order two torches", now=room.now)
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps()
    (agenda,) = to_group(room.sweeps(AGENDA))
    parts = (
        "Last actions",
        "0 done, 1 open",
        "Order two torches",
        "Complaints and concerns",
        "Fewer than 5",
        "Incidents and near misses",
        "1 incident, 1 near miss",
        "Thanks and ideas",
        "1 thank-you",
        "What we learned",
        "Dry the floor",
        "You suggested",
        "new gloves",
    )
    places = [agenda.index(part) for part in parts]
    assert places == sorted(places)


def test_the_next_agenda_counts_only_what_is_new(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps()
    room.sweeps(AGENDA)
    room.sweeps(AFTER)
    room.now = london(2026, 11, 5, 10)
    for _ in range(2):
        room.files(kind="incident", reported_at=room.now)
    agenda = next_agenda(room)
    assert "2 incidents" in agenda
    assert "near miss" not in agenda.replace("near misses", "")


def test_what_comes_in_between_agenda_and_meeting_is_told_an_hour_before(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps()
    room.sweeps(AGENDA)
    room.now += timedelta(hours=3)
    room.files(reported_at=room.now)
    room.says(CARER, "/suggest a bell for the door", chat=GROUP)
    (soon,) = to_group(room.sweeps(SOON))
    assert "2 near misses" in soon
    assert "a bell for the door" in soon
    room.sweeps(AFTER)
    agenda = next_agenda(room)
    assert "near miss" not in agenda


def test_a_manager_moves_an_item_out_before_it_is_posted(room: Room) -> None:
    room.files()
    room.closes(room.files(), "Dry the floor after each shower")
    room.now += timedelta(minutes=1)
    room.sets_meeting()
    written = room.sweeps()
    (answer,) = room.taps(MANAGER, button(written, "agenda_out", "Dry the floor"))
    assert "Left out: Dry the floor" in answer
    (agenda,) = to_group(room.sweeps(AGENDA))
    assert "near miss" in agenda
    assert "Dry the floor" not in agenda
    assert "Dry the floor" not in room.all_to_group()


def test_a_whole_section_can_be_moved_out_and_put_back(room: Room) -> None:
    room.files()
    room.sets_meeting()
    out = button(room.sweeps(), "agenda_out", "Incidents")
    room.taps(MANAGER, out)
    assert [item.status for item in room.items()] == ["left_out"]
    room.taps(MANAGER, out.replace("agenda_out", "agenda_in"))
    (agenda,) = to_group(room.sweeps(AGENDA))
    assert "near miss" in agenda


def test_what_is_left_out_stays_out_an_hour_before_and_at_the_next_meeting(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.taps(MANAGER, button(room.sweeps(), "agenda_out", "new gloves"))
    room.sweeps(AGENDA)
    room.sweeps(SOON)
    room.sweeps(AFTER)
    next_agenda(room)
    posted = [
        text for text in room.all_to_group().split("\n") if "new gloves" in text and "Thank you" not in text
    ]
    assert posted == []


def test_once_posted_it_is_too_late_to_move_out(room: Room) -> None:
    room.files()
    room.sets_meeting()
    out = button(room.sweeps(), "agenda_out")
    room.sweeps(AGENDA)
    assert room.taps(MANAGER, out) == []
    assert "Too late" in room.toast


@pytest.mark.parametrize("account", [CARER, STRANGER, OWNER])
def test_only_managers_of_the_service_move_items(room: Room, account: int) -> None:
    elsewhere = room.add_service("Lark Court", "LC")
    with room.database.desk() as desk:
        room.join(desk, OWNER, "manager", elsewhere)
    room.files()
    room.sets_meeting()
    out = button(room.sweeps(), "agenda_out")
    assert room.taps(account, out) == []
    assert room.toast
    assert [item.status for item in room.items()] == ["waiting"]


def test_after_the_meeting_a_manager_says_what_came_of_each_item(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps()
    room.sweeps(AGENDA)
    asked = room.sweeps(AFTER)
    assert "1. Incidents and near misses" in to_group(asked)[0]
    assert "2. new gloves" in to_group(asked)[0]
    done, carry = button(asked, "item_done", "1"), button(asked, "item_carry", "2")
    assert room.taps(MANAGER, done, chat=GROUP) == []
    assert (room.toast, room.cleared) == ("Talked about.", False)
    (closing,) = room.taps(MANAGER, carry, chat=GROUP)
    assert "One item waits for next time" in closing
    assert room.cleared
    agenda = next_agenda(room)
    assert "Still open from before" in agenda
    assert "new gloves" in agenda
    assert "Incidents" not in agenda


def test_a_section_of_numbers_that_is_carried_over_keeps_what_it_said(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps()
    room.sweeps(AGENDA)
    room.taps(MANAGER, button(room.sweeps(AFTER), "item_carry"), chat=GROUP)
    assert "• Incidents and near misses: 1 near miss" in next_agenda(room)


def test_a_carer_cannot_tick_items_off(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps()
    room.sweeps(AGENDA)
    asked = room.sweeps(AFTER)
    for action in ("item_done", "item_carry", "items_done"):
        assert room.taps(CARER, button(asked, action), chat=GROUP) == []
        assert "not yours" in room.toast
    assert [item.status for item in room.items()] == ["posted"]


def test_all_the_rest_is_ticked_off_with_one_tap(room: Room) -> None:
    room.files()
    room.files(kind="compliment")
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps()
    room.sweeps(AGENDA)
    asked = room.sweeps(AFTER)
    room.taps(MANAGER, button(asked, "item_carry", "3"), chat=GROUP)
    (closing,) = room.taps(MANAGER, button(asked, "items_done"), chat=GROUP)
    assert "One item waits" in closing
    by_section = {item.section: item.status for item in room.items()}
    assert by_section == {"incidents": "discussed", "thanks": "discussed", "suggested": "carried_over"}


def test_a_wrong_tap_can_be_put_right(room: Room) -> None:
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps()
    room.sweeps(AGENDA)
    asked = room.sweeps(AFTER)
    room.taps(MANAGER, button(asked, "item_carry"), chat=GROUP)
    room.taps(MANAGER, button(asked, "item_done"), chat=GROUP)
    assert "new gloves" not in next_agenda(room)


def test_a_meeting_set_anew_takes_over_what_was_left_open(room: Room) -> None:
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps()
    room.sweeps(AGENDA)
    room.taps(MANAGER, button(room.sweeps(AFTER), "item_carry"), chat=GROUP)
    room.says(CARER, "/suggest more torches", chat=GROUP)
    room.sets_meeting("every Friday 10:00")
    told = "\n".join(to_group(room.sweeps_until(london(2026, 11, 5, 10))))
    assert "new gloves" in told
    assert "more torches" in told


def test_a_manager_sees_the_agenda_in_private_at_any_time_and_can_leave_things_out(room: Room) -> None:
    room.closes(room.files(), "Dry the floor after each shower")
    room.now += timedelta(minutes=1)
    room.sets_meeting()
    (shown,) = room.says(MANAGER, "/agenda")
    assert "Dry the floor" in shown
    with room.database.desk() as desk:
        written = desk.notices.claim(now=room.now, hold=timedelta(), limit=50)
    room.taps(MANAGER, button(written, "agenda_out", "Dry the floor"))
    (shown,) = room.says(MANAGER, "/agenda")
    assert shown.index("Left out") < shown.index("Dry the floor")
    room.sweeps()
    assert "Dry the floor" not in to_group(room.sweeps(AGENDA))[0]
