"""Actions: added from a case, in the group or by itself; listed, done, and on the agenda."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from flows.engine.steps import NotUnderstood
from flows.manage.days import read_day
from storage.tables import Action
from tests.flows.meet.room import CARER, GROUP, MANAGER, OWNER, Room, button, london, to_group


def _actions(room: Room) -> list[Action]:
    with room.database.desk() as desk:
        return list(desk.session.exec(select(Action).order_by(Action.id)).all())  # type: ignore[arg-type]


def _add(room: Room, words: str, **fields: object) -> int:
    with room.database.desk() as desk:
        action = desk.meetings.add_action(service_id=room.service_id, words=words, now=room.now, **fields)  # type: ignore[arg-type]
        assert action.id is not None
        return action.id


def test_an_action_out_of_a_case_has_an_owner_and_a_day(room: Room) -> None:
    with room.database.desk() as desk:
        room.join(desk, OWNER, "owner", None)
    case_id = room.files()
    assert "What shall be done" in room.taps(MANAGER, f"d:action:{case_id}")[0]
    assert "Who does it" in room.says(MANAGER, "Put new mats down")[0]
    assert "By when" in room.says(MANAGER, "Ruth Penhallow")[0]
    (added,) = room.says(MANAGER, "13 November")
    assert "Noted for Ruth Penhallow, by Friday 13 November: Put new mats down" in added
    (action,) = _actions(room)
    assert (action.case_id, action.owner_id, action.due_on) == (
        case_id,
        room.people[OWNER],
        date(2026, 11, 13),
    )
    with room.database.desk() as desk:
        assert [e.act for e in desk.timeline.of(case_id=case_id)] == ["plan_action"]
        told = [
            n for n in desk.notices.claim(now=room.now, hold=timedelta(), limit=50) if n.about == "action"
        ]
    assert [n.chat_id for n in told] == [str(OWNER)]
    assert "mats" not in told[0].content["text"]


def test_the_offered_days_come_from_the_policy(room: Room) -> None:
    room.says(MANAGER, "/action Put new mats down")
    room.says(MANAGER, "the team")
    with room.database.desk() as desk:
        (asked,) = [
            n
            for n in desk.notices.claim(now=room.now, hold=timedelta(), limit=50)
            if "By when" in n.content["text"]
        ]
    labels = [label for row in asked.content["rows"] for label, _data, _link in row]
    assert labels[:3] == ["By Monday 9 November", "By Monday 16 November", "By Wednesday 2 December"]
    (added,) = room.says(MANAGER, "skip")
    assert added == "Noted for the team: Put new mats down"


def test_a_day_that_is_over_is_not_taken(room: Room) -> None:
    room.says(MANAGER, "/action Put new mats down")
    room.says(MANAGER, "the team")
    assert "over" in room.says(MANAGER, "1 November 2026")[0]
    assert _actions(room) == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/11", "2026-11-12"),
        ("by 5 March", "2027-03-05"),
        ("friday", "2026-11-06"),
        ("tomorrow", "2026-11-03"),
        ("today", "2026-11-02"),
        ("1st", "2026-12-01"),
        ("20.12.2026", "2026-12-20"),
    ],
)
def test_typed_days_are_read_the_british_way_and_lie_ahead(room: Room, typed: str, day: str) -> None:
    with room.database.desk() as desk:
        assert read_day(_scene(room, desk), {}, typed) == day


@pytest.mark.parametrize("typed", ["soon", "when it is done", "31 February", "1 May 2020", "99999999999999"])
def test_what_is_no_day_to_come_is_asked_again(room: Room, typed: str) -> None:
    with room.database.desk() as desk, pytest.raises(NotUnderstood):
        read_day(_scene(room, desk), {}, typed)


def _scene(room: Room, desk: object) -> object:
    from random import Random

    from flows.engine.said import Said
    from flows.engine.scene import Scene

    said = Said(account_id=MANAGER, name="", chat_id=MANAGER, is_group=False, at=room.now)
    person = desk.people.get(person_id=room.people[MANAGER])  # type: ignore[attr-defined]
    return Scene(desk, room.policy, said, person, [], room.now, Random(1))  # type: ignore[arg-type]


def test_in_the_group_a_manager_adds_an_action_in_one_go(room: Room) -> None:
    room.sets_meeting()
    (noted,) = room.says(MANAGER, "/action ring the bed firm", chat=GROUP)
    assert "Noted: ring the bed firm" in noted
    assert "not for you" in room.says(CARER, "/action take a day off", chat=GROUP)[0]
    assert [a.words for a in _actions(room)] == ["ring the bed firm"]
    assert "/action ring" in room.says(MANAGER, "/action", chat=GROUP)[0]


def test_actions_are_listed_with_their_day_and_ticked_off(room: Room) -> None:
    late = _add(room, "Order two torches", due_on=date(2026, 10, 30))
    _add(room, "Paint the hall", due_on=date(2026, 11, 30), owner_id=room.people[MANAGER])
    (listed,) = room.says(MANAGER, "/actions")
    assert "Open actions: 2" in listed
    assert "⏰ 1. Order two torches\nthe team, was due Friday 30 October" in listed
    assert "2. Paint the hall\nHilary Quist, by Monday 30 November" in listed
    (done,) = room.taps(MANAGER, f"d:action_done:{late}")
    assert "Done: Order two torches" in done
    assert "Open actions: 1" in room.says(MANAGER, "/actions")[0]
    assert room.taps(MANAGER, f"d:action_done:{late}") == []
    assert room.toast == "You did that already."


def test_doing_an_action_of_a_case_is_on_its_timeline(room: Room) -> None:
    case_id = room.files()
    action = _add(room, "Put new mats down", case_id=case_id)
    room.taps(MANAGER, f"d:action_done:{action}")
    with room.database.desk() as desk:
        assert [e.act for e in desk.timeline.of(case_id=case_id)] == ["finish_action"]


def test_another_services_actions_are_neither_seen_nor_ticked_off(room: Room) -> None:
    elsewhere = room.add_service("Lark Court", "LC")
    with room.database.desk() as desk:
        room.join(desk, OWNER, "manager", elsewhere)
    action = _add(room, "Order two torches")
    assert "No open actions" in room.says(OWNER, "/actions")[0]
    assert room.taps(OWNER, f"d:action_done:{action}") == []
    assert _actions(room)[0].done_at is None
    assert "not for you" in room.says(CARER, "/actions")[0]


def test_long_lists_of_actions_are_turned_page_by_page(room: Room) -> None:
    for number in range(10):
        _add(room, f"thing {number}")
    (first,) = room.says(MANAGER, "/actions")
    (second,) = room.taps(MANAGER, "d:actions:1")
    assert ("thing 7" in first, "thing 8" in first) == (True, False)
    assert ("thing 7" in second, "thing 9" in second) == (False, True)


def test_last_actions_open_the_agenda_done_open_and_late(room: Room) -> None:
    done = _add(room, "Order two torches")
    _add(room, "Paint the hall", due_on=date(2026, 10, 30))
    _add(room, "Ring Mrs Quennell back")
    room.taps(MANAGER, f"d:action_done:{done}")
    room.now += timedelta(minutes=1)
    room.sets_meeting()
    room.sweeps()
    (agenda,) = to_group(room.sweeps(london(2026, 11, 2, 14)))
    assert "1 done, 2 open, 1 late" in agenda
    assert "✓ Order two torches" in agenda
    assert "◷ Paint the hall" in agenda
    assert "Quennell" not in agenda


def test_the_next_posting_time_of_any_meeting_is_known(room: Room) -> None:
    with room.database.desk() as desk:
        assert desk.meetings.next_wake_at() is None
    room.sets_meeting()
    with room.database.desk() as desk:
        assert desk.meetings.next_wake_at() == london(2026, 11, 2, 10)


def test_a_button_of_the_list_belongs_to_its_action(room: Room) -> None:
    action = _add(room, "Order two torches")
    room.says(MANAGER, "/actions")
    with room.database.desk() as desk:
        written = desk.notices.claim(now=room.now, hold=timedelta(), limit=50)
    assert button(written, "action_done", "1") == f"d:action_done:{action}"
