"""What the team suggests for an agenda, in the group and in private, and who reads it when."""

from datetime import timedelta

from tests.flows.meet.room import (
    AFTER,
    AGENDA,
    CARER,
    GROUP,
    MANAGER,
    NIGHT_CARER,
    SOON,
    STRANGER,
    Room,
    button,
    london,
    next_agenda,
    to_group,
    to_person,
)


def test_a_suggestion_that_nobody_ticked_off_is_not_lost(room: Room) -> None:
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps()
    room.sweeps(AGENDA)
    room.sweeps(AFTER)
    assert "new gloves" in next_agenda(room)
    room.sweeps_until(london(2026, 11, 16, 14))
    assert [item.section for item in room.items()] == ["suggested", "carried", "carried"]


def test_a_suggestion_for_a_meeting_that_the_bot_missed_waits_for_the_next(room: Room) -> None:
    room.sets_meeting()
    room.says(CARER, "/suggest new gloves", chat=GROUP)
    room.sweeps(AFTER)
    assert "new gloves" in next_agenda(room)


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


def test_items_beyond_what_a_meeting_holds_wait_for_the_next(room: Room) -> None:
    room.sets_meeting()
    for number in range(25):
        room.says(CARER, f"/suggest thing {number:02}", chat=GROUP)
    room.sweeps()
    (agenda,) = to_group(room.sweeps(AGENDA))
    assert agenda.count("• thing") == 20
    asked = room.sweeps(AFTER)
    room.taps(MANAGER, button(asked, "items_done"), chat=GROUP)
    agenda = next_agenda(room)
    assert [number for number in range(25) if f"thing {number:02}" in agenda] == [20, 21, 22, 23, 24]
