"""When agendas are previewed, posted, reminded of and followed up."""

from collections import Counter
from datetime import datetime, timedelta

from flows.meet.moments import agenda_time, posting_times, preview_time
from flows.policy.loading import load_policy
from storage.tables import Notice
from tests.flows.meet.room import GROUP, MANAGER, OWNER, Room, london, to_group, to_person

POLICY = load_policy()


def _times(notices: list[Notice]) -> list[datetime]:
    return [notice.made_at for notice in notices]


def test_managers_see_it_first_then_the_group_a_day_and_an_hour_before(room: Room) -> None:
    room.files()
    room.now = london(2026, 11, 2, 8)
    room.sets_meeting()
    written = room.sweeps_until(london(2026, 11, 3, 15))
    preview, agenda, soon, after = written
    assert to_person([preview], MANAGER)[0].startswith("<b>Agenda for Rose House</b>")
    assert "Agenda, Rose House" in to_group([agenda])[0]
    assert "Your meeting is soon" in to_group([soon])[0]
    assert "How did the meeting go?" in to_group([after])[0]
    assert _times(written) == [
        london(2026, 11, 2, 10),
        london(2026, 11, 2, 14),
        london(2026, 11, 3, 13),
        london(2026, 11, 3, 15),
    ]


def test_the_next_date_is_planned_after_the_meeting(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps_until(london(2026, 11, 3, 15))
    assert [o.starts_at for o in room.occurrences()] == [london(2026, 11, 3, 14), london(2026, 11, 10, 14)]
    assert room.occurrences()[0].wake_at is None
    assert room.occurrences()[1].wake_at == london(2026, 11, 9, 10)


def test_repeated_sweeps_say_nothing_twice(room: Room) -> None:
    room.files()
    room.sets_meeting()
    written: list[Notice] = []
    for at in (
        london(2026, 11, 2, 10),
        london(2026, 11, 2, 14),
        london(2026, 11, 3, 13),
        london(2026, 11, 3, 15),
    ):
        written += room.sweeps(at)
        for _ in range(3):
            assert room.sweeps() == []
    assert len(written) == 4


def test_two_processes_that_decide_the_same_post_it_once(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps()
    written = room.sweeps(london(2026, 11, 2, 14))
    with room.database.desk() as desk:
        (occurrence,) = desk.meetings.to_wake(now=london(2026, 11, 3, 13))
        occurrence.posted, occurrence.wake_at = 1, london(2026, 11, 2, 14)
        desk.meetings.save(occurrence)
    again = room.sweeps()
    assert len(to_group(written)) == 1
    assert again == []


def test_an_agenda_is_not_posted_after_its_meeting_began(room: Room) -> None:
    room.files()
    room.sets_meeting()
    away_until = london(2026, 11, 3, 14, 30)
    assert to_group(room.sweeps(away_until)) == []
    assert room.occurrences()[-1].starts_at == london(2026, 11, 10, 14)
    written = room.sweeps_until(london(2026, 11, 9, 14))
    assert "1 near miss" in to_group(written)[0]


def test_days_of_downtime_plan_one_next_date_only(room: Room) -> None:
    room.files()
    room.now = london(2026, 11, 2, 8)
    room.sets_meeting("daily at 14:00")
    room.sweeps_until(london(2026, 11, 2, 13))
    written = room.sweeps(london(2026, 11, 12, 9))
    assert to_group(written) == []
    assert [o.starts_at for o in room.occurrences() if o.wake_at] == [london(2026, 11, 12, 14)]


def test_back_between_agenda_and_meeting_the_agenda_comes_with_a_last_look_for_managers(room: Room) -> None:
    room.files()
    room.sets_meeting()
    written = room.sweeps(london(2026, 11, 3, 9))
    assert to_group(written) == []
    assert "It goes to the group on Tue 3 Nov, 13:00" in to_person(written, MANAGER)[0]
    later = room.sweeps_until(london(2026, 11, 3, 14))
    assert [(n.made_at, "Agenda, Rose House" in n.content["text"]) for n in later] == [
        (london(2026, 11, 3, 13), True)
    ]


def test_back_after_the_meeting_the_team_is_still_asked_what_came_of_it(room: Room) -> None:
    room.files()
    room.sets_meeting()
    room.sweeps_until(london(2026, 11, 2, 15))
    (asked,) = to_group(room.sweeps(london(2026, 11, 5, 9)))
    assert "How did the meeting go?" in asked


def test_nobody_is_written_to_at_night(room: Room) -> None:
    room.files()
    room.sets_meeting("every Tuesday 07:30")
    written = room.sweeps_until(london(2026, 11, 4, 12))
    hours = Counter(n.made_at.astimezone(POLICY.calendar.zone).hour for n in written)
    assert set(hours) <= set(range(7, 21))
    assert [n.made_at for n in written if "soon" in n.content["text"]] == [london(2026, 11, 3, 7)]


def test_a_night_teams_agenda_comes_at_night() -> None:
    starts_at = london(2026, 11, 3, 22)
    assert posting_times(starts_at, POLICY) == [london(2026, 11, 2, 22), london(2026, 11, 3, 21)]


def test_the_preview_is_on_a_working_day_before_a_monday_meeting() -> None:
    starts_at = london(2026, 11, 9, 14)
    assert agenda_time(starts_at, POLICY) == london(2026, 11, 8, 14)
    assert preview_time(starts_at, POLICY) == london(2026, 11, 6, 9)


def test_the_preview_waits_for_no_quiet_hour() -> None:
    assert preview_time(london(2026, 11, 4, 8), POLICY) == london(2026, 11, 2, 9)


def test_an_empty_week_still_gets_a_kind_agenda_and_no_questions_afterwards(room: Room) -> None:
    room.now = london(2026, 11, 2, 8)
    room.sets_meeting()
    written = room.sweeps_until(london(2026, 11, 3, 16))
    assert to_person(written, MANAGER) == []
    agenda, soon = to_group(written)
    assert "Nothing new came in" in agenda
    assert "The agenda is above" in soon


def test_where_no_manager_can_be_reached_the_next_up_sees_the_preview(room: Room) -> None:
    room.files()
    room.sets_meeting()
    with room.database.desk() as desk:
        room.join(desk, OWNER, "owner", None)
        desk.people.get(person_id=room.people[MANAGER]).unreachable_at = room.now
    written = room.sweeps()
    assert to_person(written, MANAGER) == []
    assert len(to_person(written, OWNER)) == 1


def test_a_long_agenda_comes_in_several_whole_messages(room: Room) -> None:
    room.sets_meeting()
    for number in range(20):
        room.says(MANAGER, f"/suggest {'<&>' * 60} number {number}", chat=GROUP)
    room.sweeps()
    written = room.sweeps(london(2026, 11, 2, 14))
    texts = to_group(written)
    assert len(texts) > 1
    assert all(len(text) <= 4096 for text in texts)
    assert sum(text.count("•") for text in texts) == 20
    assert len({n.key for n in written}) == len(written)


def test_slow_sweeps_post_each_agenda_once(room: Room) -> None:
    room.files()
    room.sets_meeting()
    written = room.sweeps_until(london(2026, 11, 18), timedelta(hours=7))
    posted = [n.key for n in written if n.key and n.key.startswith("agenda ")]
    assert len(posted) == len(set(posted)) == 3
