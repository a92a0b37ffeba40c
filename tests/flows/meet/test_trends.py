"""Trends: four weeks against the four before."""

from datetime import timedelta

import pytest

from flows.meet.trends import course
from tests.flows.meet.room import CARER, MANAGER, OWNER, Room


@pytest.mark.parametrize(
    ("now", "before", "way"),
    [
        (4, 0, "few"),
        (0, 4, "few"),
        (5, 5, "same"),
        (12, 8, "same"),
        (12, 4, "same"),
        (13, 4, "up"),
        (4, 13, "down"),
        (5, 0, "up"),
        (0, 5, "down"),
    ],
)
def test_a_course_is_told_only_where_it_is_more_than_chance(now: int, before: int, way: str) -> None:
    assert course(now, before, smallest=5) == way


def _file(room: Room, count: int, *, days_ago: int, **fields: object) -> None:
    for _ in range(count):
        room.files(reported_at=room.now - timedelta(days=days_ago), **fields)


def test_counts_of_two_spans_are_set_side_by_side(room: Room) -> None:
    _file(room, 9, days_ago=3, category="falls")
    _file(room, 1, days_ago=30, category="falls")
    _file(room, 2, days_ago=3, category="medicines", kind="incident")
    _file(room, 7, days_ago=60, category="skin")
    (told,) = room.says(MANAGER, "/trends")
    assert "↑ falls and trips: 9, before 1" in told
    assert "· medicines: 2, before 0 (too few to tell)" in told
    assert "↑ near miss: 9, before 1" in told
    assert "skin" not in told


def test_speaking_up_is_in_no_trend(room: Room) -> None:
    _file(room, 9, days_ago=3, kind="speak_up", category="management")
    (told,) = room.says(MANAGER, "/trends")
    assert "no reports came in" in told


def test_trends_are_for_handlers_of_the_service(room: Room) -> None:
    _file(room, 9, days_ago=3)
    elsewhere = room.add_service("Lark Court", "LC")
    with room.database.desk() as desk:
        room.join(desk, OWNER, "manager", elsewhere)
    assert "not for you" in room.says(CARER, "/trends")[0]
    (told,) = room.taps(OWNER, f"d:trends:{room.service_id}")
    assert "Lark Court: no reports" in told


def test_who_sees_several_services_chooses_one(room: Room) -> None:
    _file(room, 9, days_ago=3)
    room.add_service("Lark Court", "LC")
    with room.database.desk() as desk:
        room.join(desk, OWNER, "owner", None)
    assert "which service" in room.says(OWNER, "/trends")[0]
    assert "falls and trips: 9" in room.taps(OWNER, f"d:trends:{room.service_id}")[0]
