"""The items of an agenda: suggested, left out, new since, discussed, carried over."""

from datetime import timedelta

import pytest

from tests.flows.meet.room import (
    CARER,
    GROUP,
    MANAGER,
    NIGHT_CARER,
    OWNER,
    STRANGER,
    Room,
    button,
    london,
    to_group,
    to_person,
)

AGENDA = london(2026, 11, 2, 14)
SOON = london(2026, 11, 3, 13)
AFTER = london(2026, 11, 3, 15)
NEXT_AGENDA = london(2026, 11, 9, 14)


def _next_agenda(room: Room) -> str:
    return "\n".join(to_group(room.sweeps_until(NEXT_AGENDA)))


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
    agenda = _next_agenda(room)
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
    agenda = _next_agenda(room)
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
    _next_agenda(room)
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
    agenda = _next_agenda(room)
    assert "Still open from before" in agenda
    assert "new gloves" in agenda
    assert "Incidents" not in agenda


def test_a_section_of_numbers_that_is_carried_over_keeps_what_it_said(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps()
    room.sweeps(AGENDA)
    room.taps(MANAGER, button(room.sweeps(AFTER), "item_carry"), chat=GROUP)
    assert "• Incidents and near misses: 1 near miss" in _next_agenda(room)


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
    assert "new gloves" not in _next_agenda(room)


def test_a_suggestion_that_nobody_ticked_off_is_not_lost(room: Room) -> None:
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps()
    room.sweeps(AGENDA)
    room.sweeps(AFTER)
    assert "new gloves" in _next_agenda(room)
    room.sweeps_until(london(2026, 11, 16, 14))
    assert [item.section for item in room.items()] == ["suggested", "carried", "carried"]


def test_a_suggestion_for_a_meeting_that_the_bot_missed_waits_for_the_next(room: Room) -> None:
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps(AFTER)
    assert "new gloves" in _next_agenda(room)


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


def test_a_private_suggestion_goes_on_without_a_name(room: Room) -> None:
    room.sets_meeting()
    (asked,) = room.says(NIGHT_CARER, "/suggest")
    assert "What shall the team talk about" in asked
    (thanks,) = room.says(NIGHT_CARER, "more torches for nights")
    assert "on the agenda for Tue 3 Nov, 14:00" in thanks
    room.sweeps()
    (agenda,) = to_group(room.sweeps(AGENDA))
    assert "• more torches for nights" in agenda
    assert "Ewa" not in room.all_to_group()


def test_private_words_that_name_somebody_wait_for_a_manager(room: Room) -> None:
    room.files()
    room.sets_meeting()
    (thanks,) = room.says(CARER, "/suggest Mrs Quennell needs more time")
    assert "a manager looks at it first" in thanks
    written = room.sweeps()
    (preview,) = to_person(written, MANAGER)
    assert "Held for you: 1" in preview
    assert "Quennell" not in preview
    look = button(written, "agenda_item")
    assert "Quennell" in room.taps(MANAGER, look)[0]
    assert "Quennell" not in to_group(room.sweeps(AGENDA))[0]
    room.taps(MANAGER, look.replace("agenda_item", "agenda_in"))
    assert "Quennell" in to_group(room.sweeps(SOON))[0]


def test_what_is_held_and_never_put_in_is_never_posted(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.says(CARER, "/suggest Mrs Quennell needs more time")
    room.sweeps_until(london(2026, 11, 24, 18), timedelta(hours=2))
    assert "Quennell" not in room.all_to_group()


def test_managers_hear_of_a_private_suggestion_after_their_preview_without_its_words(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps()
    with room.database.desk() as desk:
        desk.notices.claim(now=room.now, hold=timedelta(days=9), limit=50)
    room.says(CARER, "/suggest more torches")
    with room.database.desk() as desk:
        waiting = desk.notices.claim(now=room.now, hold=timedelta(days=9), limit=50)
    told = to_person(waiting, MANAGER)
    assert len(told) == 1
    assert "torches" not in told[0]
    room.taps(MANAGER, button(waiting, "agenda_item").replace("agenda_item", "agenda_out"))
    assert "torches" not in to_group(room.sweeps(AGENDA))[0]


def test_an_over_long_suggestion_is_cut_kindly(room: Room) -> None:
    room.sets_meeting()
    answers = room.says(CARER, "/suggest " + "more torches " * 40, chat=GROUP)
    assert "kept the first 200 letters" in answers[-1]
    assert len(room.items()[0].words or "") <= 202


def test_in_the_group_suggest_without_words_is_a_hint(room: Room) -> None:
    room.sets_meeting()
    (hint,) = room.says(CARER, "/suggest", chat=GROUP)
    assert "/suggest more torches" in hint
    assert room.items() == []


def test_a_suggestion_before_any_meeting_is_set_waits_for_the_first(room: Room) -> None:
    (thanks,) = room.says(CARER, "/suggest more torches")
    assert "next meeting" in thanks
    room.sets_meeting()
    room.sweeps()
    assert "more torches" in to_group(room.sweeps(AGENDA))[0]


def test_somebody_outside_the_team_cannot_suggest(room: Room) -> None:
    room.sets_meeting()
    assert "not for you" in room.says(STRANGER, "/suggest free beer", chat=GROUP)[0]
    assert room.items() == []


def test_the_group_reads_numbers_early_and_the_words_of_others_after_the_manager(room: Room) -> None:
    room.closes(room.files(), "Dry the floor after each shower")
    room.now += timedelta(minutes=1)
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.says(NIGHT_CARER, "/suggest more torches")
    (early,) = room.says(CARER, "/agenda", chat=GROUP)
    assert "1 near miss" in early
    assert "new gloves" in early
    assert "Dry the floor" not in early
    assert "torches" not in early
    assert "The full agenda comes on Mon 2 Nov, 14:00" in early
    (staff_in_private,) = room.says(CARER, "/agenda")
    assert "Dry the floor" not in staff_in_private
    room.sweeps()
    room.sweeps(AGENDA)
    (late,) = room.says(CARER, "/agenda", chat=GROUP)
    assert "Dry the floor" in late
    assert "torches" in late


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


def test_items_beyond_what_a_meeting_holds_wait_for_the_next(room: Room) -> None:
    room.sets_meeting()
    for number in range(25):
        room.says(CARER, f"/suggest thing {number:02}", chat=GROUP)
    room.sweeps()
    (agenda,) = to_group(room.sweeps(AGENDA))
    assert agenda.count("• thing") == 20
    asked = room.sweeps(AFTER)
    room.taps(MANAGER, button(asked, "items_done"), chat=GROUP)
    agenda = _next_agenda(room)
    assert [number for number in range(25) if f"thing {number:02}" in agenda] == [20, 21, 22, 23, 24]
