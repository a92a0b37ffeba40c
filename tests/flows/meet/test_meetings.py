"""Setting, showing and ending a team's meeting."""

from datetime import timedelta

import pytest

from flows.engine.texts import Texts
from flows.meet.recurrence import read_recurrence
from flows.meet.saying_when import recurrence_words
from tests.flows.meet.room import CARER, GROUP, MANAGER, OWNER, Room, london, to_group


def test_a_manager_sets_the_meeting_in_plain_words(room: Room) -> None:
    (answer,) = room.says(MANAGER, "/meetings every first Tuesday 14:00", chat=GROUP)
    assert "every first Tuesday of the month at 14:00" in answer
    assert "Tue 3 Nov, 14:00" in answer
    (meeting,) = room.meetings()
    assert (meeting.service_id, meeting.rule, meeting.at) == (
        room.service_id,
        "FREQ=MONTHLY;BYDAY=+1TU",
        "14:00",
    )
    (occurrence,) = room.occurrences()
    assert occurrence.starts_at == london(2026, 11, 3, 14)


def test_a_carer_cannot_set_a_meeting(room: Room) -> None:
    (answer,) = room.says(CARER, "/meetings every Tuesday 14:00", chat=GROUP)
    assert "not for you" in answer
    assert room.meetings() == []


def test_words_that_name_no_time_get_an_example(room: Room) -> None:
    (answer,) = room.says(MANAGER, "/meetings whenever we can", chat=GROUP)
    assert "every first Tuesday 14:00" in answer
    assert room.meetings() == []


def test_without_words_the_group_hears_when_it_meets_next(room: Room) -> None:
    (none_yet,) = room.says(MANAGER, "/meetings", chat=GROUP)
    assert "No meeting is set" in none_yet
    room.sets_meeting()
    (answer,) = room.says(MANAGER, "/meetings", chat=GROUP)
    assert "Tue 3 Nov, 14:00" in answer
    assert "every Tuesday at 14:00" in answer


def test_setting_it_anew_ends_the_former_one(room: Room) -> None:
    former = room.sets_meeting("every Tuesday 14:00")
    new = room.sets_meeting("every Friday 10:00")
    assert new.id != former.id
    assert [o.wake_at is None for o in room.occurrences() if o.meeting_id == former.id] == [True]
    assert to_group(room.sweeps_until(london(2026, 11, 4, 10))) == []


def test_stop_ends_it(room: Room) -> None:
    room.sets_meeting()
    (answer,) = room.says(MANAGER, "/meetings stop", chat=GROUP)
    assert "no more agendas" in answer
    assert room.meetings() == []
    assert to_group(room.sweeps_until(london(2026, 11, 11, 18), timedelta(hours=2))) == []


def test_a_topic_and_the_group_around_it_hold_their_own_meetings(room: Room) -> None:
    room.says(MANAGER, "/meetings every Tuesday 14:00", chat=GROUP)
    room.says(MANAGER, "/meetings every Friday 10:00", chat=GROUP, thread=7)
    assert sorted((m.thread or 0, m.at) for m in room.meetings()) == [(0, "14:00"), (7, "10:00")]
    room.says(MANAGER, "/meetings stop", chat=GROUP, thread=7)
    assert [(m.thread, m.at) for m in room.meetings()] == [(None, "14:00")]


def test_who_holds_several_services_names_one(room: Room) -> None:
    room.add_service("Rose House West", "RW")
    with room.database.desk() as desk:
        room.join(desk, OWNER, "owner", None)
    (asked,) = room.says(OWNER, "/meetings every Tuesday 14:00", chat=GROUP)
    assert "<code>/meetings Rose House West every Tuesday at 14:00</code>" in asked
    assert room.meetings() == []
    (answer,) = room.says(OWNER, "/meetings Rose House West every Tuesday at 14:00", chat=GROUP)
    assert "Rose House West" in answer
    (meeting,) = room.meetings()
    assert meeting.service_id != room.service_id


def test_another_services_meeting_is_not_touched(room: Room) -> None:
    room.sets_meeting()
    elsewhere = room.add_service("Lark Court", "LC")
    with room.database.desk() as desk:
        room.join(desk, OWNER, "manager", elsewhere)
    (answer,) = room.says(OWNER, "/meetings every Friday 10:00", chat=GROUP)
    assert "Another service" in answer
    assert "Another service" in room.says(OWNER, "/meetings stop", chat=GROUP)[0]
    (meeting,) = room.meetings()
    assert (meeting.service_id, meeting.at) == (room.service_id, "14:00")


def test_in_private_a_manager_lists_and_ends_meetings(room: Room) -> None:
    meeting = room.sets_meeting()
    (listed,) = room.says(MANAGER, "/meetings")
    assert "Rose House" in listed
    assert "Tue 3 Nov, 14:00" in listed
    (sure,) = room.taps(MANAGER, f"d:meeting_end:{meeting.id}")
    assert "End the meeting" in sure
    assert len(room.meetings()) == 1
    room.taps(MANAGER, f"d:meeting_end:{meeting.id}:sure")
    assert room.meetings() == []
    room.taps(MANAGER, f"d:meeting_end:{meeting.id}:sure")
    assert room.toast


def test_a_stranger_to_the_service_cannot_end_its_meeting(room: Room) -> None:
    meeting = room.sets_meeting()
    elsewhere = room.add_service("Lark Court", "LC")
    with room.database.desk() as desk:
        room.join(desk, OWNER, "manager", elsewhere)
    assert room.taps(OWNER, f"d:meeting_end:{meeting.id}:sure") == []
    assert len(room.meetings()) == 1


def test_a_group_that_moved_keeps_its_meeting(room: Room) -> None:
    room.files()
    room.sets_meeting()
    with room.database.desk() as desk:
        desk.meetings.move_chat(old=GROUP, new=-777)
    assert room.meetings() == []
    written = room.sweeps_until(london(2026, 11, 3, 16))
    assert to_group(written) == []
    assert "Agenda, Rose House" in to_group(written, -777)[0]
    assert "Tue 10 Nov, 14:00" in room.says(MANAGER, "/meetings", chat=-777)[0]


def test_the_clock_change_does_not_move_the_meeting(room: Room) -> None:
    room.now = london(2027, 3, 22, 9)
    room.sets_meeting("every Monday 14:00")
    written = room.sweeps_until(london(2027, 3, 29, 20))
    assert [o.starts_at for o in room.occurrences()][:2] == [london(2027, 3, 22, 14), london(2027, 3, 29, 14)]
    assert room.occurrences()[1].starts_at - room.occurrences()[0].starts_at == timedelta(hours=167)
    soon = [n for n in written if "Your meeting is soon: Mon 29 Mar, 14:00" in n.content["text"]]
    assert [n.made_at for n in soon] == [london(2027, 3, 29, 13)]


@pytest.mark.parametrize(
    "words",
    [
        "every first Tuesday 14:00",
        "every other monday at 2pm",
        "last friday of the month 3.30pm",
        "every weekday 7:30",
        "daily at 07:15",
        "first and third monday 1400",
        "every third week on monday 9am",
        "31st of every month 9am",
        "every other month on the first tuesday 11am",
        "quarterly on the 22nd 9am",
        "mondays, wednesdays and fridays 8am",
    ],
)
def test_what_is_said_of_a_recurrence_can_be_typed_back(words: str) -> None:
    recurrence = read_recurrence(words)
    assert recurrence is not None
    assert read_recurrence(recurrence_words(recurrence, Texts())) == recurrence
