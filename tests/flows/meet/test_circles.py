"""Small homes and few families: a team reads that there was something, and no number that points at one."""

import re
from datetime import timedelta

import pytest

from tests.flows.meet.room import (
    AFTER,
    AGENDA,
    CARER,
    COLLEAGUES,
    GROUP,
    MANAGER,
    NIGHT_CARER,
    SOON,
    Room,
    next_agenda,
    to_group,
    to_person,
)

SOME = "Some came in. Too few people could be meant, so I give no number."
FIFTH = max(COLLEAGUES)


@pytest.fixture
def small(room: Room) -> Room:
    """Four carers and a manager."""
    room.loses_colleagues(FIFTH)
    return room


def agenda_of(room: Room) -> str:
    room.sets_meeting()
    room.sweeps()
    return "\n".join(to_group(room.sweeps(AGENDA)))


def is_late(room: Room, **fields: object) -> None:
    case_id = room.files(**fields)
    with room.database.desk() as desk:
        case = desk.cases.get(case_id=case_id)
        assert case is not None
        due = room.now - timedelta(hours=1)
        desk.clocks.start(case=case, name="seen", started_at=due, due_at=due, ping_at=None)


def numbers_in(text: str) -> list[str]:
    """All numbers but those of the day and the time of the meeting."""
    return re.findall(r"\d+", text.replace("Tue 3 Nov, 14:00", ""))


def test_five_carers_read_the_number_and_the_theme(room: Room) -> None:
    for _ in range(3):
        room.files(kind="incident")
    assert "3 incidents. About: falls and trips (3)" in agenda_of(room)


@pytest.mark.parametrize("kind", ["incident", "near_miss", "concern", "complaint"])
@pytest.mark.parametrize("count", [1, 6])
def test_four_carers_read_neither_number_nor_kind_nor_theme(small: Room, kind: str, count: int) -> None:
    for _ in range(count):
        small.files(kind=kind)
    told = agenda_of(small)
    assert SOME in told
    assert not numbers_in(told)
    assert "falls" not in told
    assert "About" not in told


def test_that_nothing_came_in_is_told_as_it_is(small: Room) -> None:
    assert SOME not in agenda_of(small)


def test_late_answers_and_actions_are_not_counted_out_in_a_small_home(small: Room) -> None:
    is_late(small)
    with small.database.desk() as desk:
        for words in ("Order dry mats", "Fix the light"):
            desk.meetings.add_action(service_id=small.service_id, words=words, now=small.now)
    told = agenda_of(small)
    assert "Some answers or checks are late" in told
    assert "Some are open" in told
    assert "Order dry mats" in told
    assert not numbers_in(told)


def test_one_more_report_before_the_meeting_is_no_news_to_a_small_team(small: Room) -> None:
    small.files()
    agenda_of(small)
    small.files(kind="incident", reported_at=small.now)
    (soon,) = to_group(small.sweeps(SOON))
    assert "The agenda is above." in soon
    assert SOME not in soon


def test_a_number_that_was_posted_is_none_any_more_when_colleagues_have_left(room: Room) -> None:
    for _ in range(2):
        room.files()
    assert "2 near misses" in agenda_of(room)
    asked = room.sweeps(AFTER)
    item = next(one for one in room.items() if one.section == "incidents")
    assert to_group(asked)
    room.taps(MANAGER, f"d:item_carry:{item.id}", chat=GROUP)
    room.loses_colleagues()
    told = next_agenda(room)
    assert f"Incidents and near misses: {SOME}" in told
    assert "2 near misses" not in told


@pytest.mark.parametrize(("families", "told"), [(4, SOME), (5, "2 thank-yous")])
def test_thanks_are_counted_where_at_least_five_families_could_have_given_them(
    small: Room, families: int, told: str
) -> None:
    small.has_families(families)
    for _ in range(2):
        small.files(kind="compliment", reporter_role="family")
    assert told in agenda_of(small)


@pytest.mark.parametrize("role", ["family", "public"])
def test_what_few_families_complained_of_is_not_named_in_a_big_team(room: Room, role: str) -> None:
    room.has_families(2)
    for _ in range(6):
        room.files(kind="complaint", reporter_role=role)
    is_late(room, kind="complaint", reporter_role=role)
    told = agenda_of(room)
    assert SOME in told
    assert "Some answers or checks are late" in told
    assert "falls" not in told


def test_what_carers_told_is_counted_though_the_families_are_few(room: Room) -> None:
    room.has_families(1)
    room.files()
    room.files(kind="compliment", reporter_role="family")
    told = agenda_of(room)
    assert "1 near miss" in told
    assert SOME in told


def test_everybody_who_asks_for_the_agenda_reads_the_same(small: Room) -> None:
    small.files()
    small.sets_meeting()
    for who, chat in ((CARER, GROUP), (CARER, None), (MANAGER, None)):
        (told,) = small.says(who, "/agenda", chat=chat)
        assert SOME in told
        assert "near miss" not in told.replace("Incidents and near misses", "")


def test_managers_of_a_small_team_are_asked_to_read_a_lesson_twice(small: Room) -> None:
    case_id = small.files()
    small.closes(case_id, "Dry the floor at once, then put the sign out")
    small.now += timedelta(minutes=1)
    small.sets_meeting()
    (preview,) = to_person(small.sweeps(), MANAGER)
    assert "Few people work here" in preview
    assert "Dry the floor at once" in preview
    assert "Few people work here" not in "\n".join(to_group(small.sweeps(AGENDA)))


def test_managers_of_a_big_team_are_not(room: Room) -> None:
    case_id = room.files()
    room.closes(case_id, "Dry the floor at once, then put the sign out")
    room.now += timedelta(minutes=1)
    room.sets_meeting()
    (preview,) = to_person(room.sweeps(), MANAGER)
    assert "Few people work here" not in preview


def test_who_suggests_in_private_in_a_small_team_is_told_what_others_may_guess(small: Room) -> None:
    small.sets_meeting()
    told = small.says(NIGHT_CARER, "/suggest more torches for nights")
    assert "Your team is small" in told[-1]
    assert not any("Your team is small" in each for each in small.says(CARER, "/suggest gloves", chat=GROUP))


def test_the_limit_is_the_policys(small: Room) -> None:
    rules = small.policy.meetings.model_copy(update={"fewest_meant": 4})
    small.policy = small.policy.model_copy(update={"meetings": rules})
    small.files()
    assert "1 near miss" in agenda_of(small)
