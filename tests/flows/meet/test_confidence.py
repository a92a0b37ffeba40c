"""What a group must never read: names, stories, places, references, and whatever was said in confidence."""

from datetime import timedelta

import pytest

from flows.engine.texts import Texts
from flows.meet.circles import Circles
from flows.meet.identifying import points_at_somebody
from flows.meet.themes import section_words
from flows.policy.loading import load_policy
from storage.tables import Case
from tests.flows.meet.room import CARER, GROUP, MANAGER, Room, button, london, to_person

POLICY = load_policy()
CANARIES = ("Quennell", "quivering", "orangery 9", "RH-26-", "zabaglione", "Thursday teatime")


def _canary_case(room: Room, **fields: object) -> int:
    return room.files(
        words="Mrs Quennell was quivering about her zabaglione",
        details={"people": ["Mrs Quennell"], "place": "orangery 9", "when": "Thursday teatime"},
        **fields,
    )


def _live_through_a_meeting(room: Room) -> str:
    room.sets_meeting()
    for command in ("/agenda", "/meetings"):
        room.says(CARER, command, chat=GROUP)
    room.sweeps_until(london(2026, 11, 10, 16), timedelta(hours=1))
    room.says(CARER, "/agenda", chat=GROUP)
    return room.all_to_group()


@pytest.mark.parametrize("way", ["named", "confidential", "unnamed"])
@pytest.mark.parametrize("kind", ["incident", "complaint", "speak_up", "compliment"])
def test_nothing_of_a_case_but_its_theme_reaches_the_group(room: Room, way: str, kind: str) -> None:
    for _ in range(2):
        case_id = _canary_case(room, way=way, kind=kind)
    room.closes(case_id, "Mrs Quennell gets her zabaglione in orangery 9 from Thursday teatime on")
    with room.database.desk() as desk:
        desk.meetings.add_action(
            service_id=room.service_id, case_id=case_id, words="Buy zabaglione for Mrs Quennell", now=room.now
        )
    told = _live_through_a_meeting(room)
    assert "Agenda, Rose House" in told
    assert [canary for canary in CANARIES if canary.casefold() in told.casefold()] == []


@pytest.mark.parametrize(
    ("way", "kind"), [("confidential", "incident"), ("unnamed", "complaint"), ("named", "speak_up")]
)
def test_what_was_said_in_confidence_is_in_no_number_either(room: Room, way: str, kind: str) -> None:
    for _ in range(9):
        case_id = room.files(way=way, kind=kind, category="falls")
    with room.database.desk() as desk:
        case = desk.cases.get(case_id=case_id)
        assert case is not None
        desk.clocks.start(
            case=case, name="seen", started_at=room.now, due_at=room.now - timedelta(hours=1), ping_at=None
        )
        desk.meetings.add_action(
            service_id=room.service_id, case_id=case_id, words="Change the rota", now=room.now
        )
    room.closes(case_id, "Dry the floor after each shower")
    told = _live_through_a_meeting(room)
    assert "Nothing new came in" in told
    for words in ("9", "falls", "late", "rota", "shower"):
        assert (
            words not in told.replace("Sun 9", "").replace("9 Nov", "").split("Nothing new came in")[1][:60]
        )


def test_a_manager_is_not_told_of_a_lesson_held_in_confidence(room: Room) -> None:
    case_id = _canary_case(room, way="confidential")
    room.closes(case_id, "Ask Mrs Quennell first")
    room.now += timedelta(minutes=1)
    room.files()
    room.sets_meeting()
    (preview,) = to_person(room.sweeps(), MANAGER)
    assert "Lessons not shown" not in preview
    assert "Quennell" not in preview


def test_a_lesson_that_points_at_nobody_is_on_the_agenda(room: Room) -> None:
    case_id = _canary_case(room)
    room.closes(case_id, "Dry the floor at once, then put the sign out")
    told = _live_through_a_meeting(room)
    assert "Dry the floor at once, then put the sign out" in told


def test_a_lesson_that_points_at_somebody_is_left_out_and_its_manager_can_open_the_case(room: Room) -> None:
    case_id = _canary_case(room)
    room.closes(case_id, "Ask Mrs Quennell first")
    room.now += timedelta(minutes=1)
    room.sets_meeting()
    written = room.sweeps()
    (preview,) = to_person(written, MANAGER)
    assert "Lessons not shown" in preview
    assert "RH-26-0001" in preview
    assert "Quennell" not in preview
    assert button(written, "open") == f"d:open:{case_id}"


@pytest.mark.parametrize(
    "words",
    [
        "Mrs P needs two carers",
        "Two carers in room 4",
        "As in RH-26-0042, check twice",
        "What happened on 12/3 must not happen again",
        "The fall on 3rd May shows it",
        "After last night, check the rails",
        "J. S. needs a new sling",
        "Ask Sarah before you change the rota",
        "A 92 year old must not wait",
        "Ask Bola for the key",
        "Keep the snug tidy",
        "Tell the daughter first",
        "The lady by the window needs help",
        "she was found on the floor crying, so look in more often",
    ],
)
def test_words_that_could_point_at_somebody_are_seen(words: str) -> None:
    policy = POLICY.model_copy(update={"words": POLICY.words.model_copy(update={"places": ("the snug",)})})
    case = Case(
        words="I came in and she was found on the floor crying for help",
        details={"place": "by the window", "who_said": "her daughter"},
    )  # type: ignore[call-arg]
    assert points_at_somebody(words, policy, case=case, known_names=("Bola Ademide",))


@pytest.mark.parametrize(
    "words",
    [
        "Dry the floor after each shower",
        "Two carers for every hoist move",
        "Sign the chart straight away, not at the end of the round",
        "Check the sling size before each use",
        "Ring the family the same day",
        "Charge the sensor mats every Monday",
        "Offer a drink every two hours",
        "Put the call bell where a hand can reach it",
    ],
)
def test_plain_lessons_are_not_held_up(words: str) -> None:
    case = Case(words="nearly slipped on water", details={"people": ["Mrs Patel"], "place": "bathroom 2"})  # type: ignore[call-arg]
    assert not points_at_somebody(words, POLICY, case=case, known_names=("Bola Ademide", "Hilary Quist"))


def _cases(*categories: str, kind: str = "complaint", flags: tuple[str, ...] = ()) -> list[Case]:
    return [
        Case(kind=kind, category=category, way="named", red_flags=list(flags), reporter_role="staff")  # type: ignore[call-arg]
        for category in categories
    ]


def _told(room: Room, section: str, cases: list[Case]) -> str:
    with room.database.desk() as desk:
        circles = Circles(desk, POLICY, service_id=room.service_id)
        return section_words(section, cases, circles, POLICY, Texts())


def test_few_complaints_are_not_counted_out(room: Room) -> None:
    for count in (1, 2, 3, 4):
        words = _told(room, "complaints", _cases(*["falls", "food_drink", "skin", "illness"][:count]))
        assert words == "Fewer than 5"


def test_a_theme_is_named_from_two_complaints_on_and_numbered_from_five(room: Room) -> None:
    cases = _cases("communication", "communication", "falls")
    assert _told(room, "complaints", cases) == "Fewer than 5. About: not being told, other things"
    cases = _cases(*["communication"] * 5, "falls", "falls")
    assert _told(room, "complaints", cases) == "7. About: not being told (5), falls and trips"


def test_incidents_and_near_misses_are_counted_openly(room: Room) -> None:
    cases = _cases("falls", "falls", "medicines", kind="near_miss") + _cases("falls", kind="incident")
    words = _told(room, "incidents", cases)
    assert words == "1 incident, 3 near misses. About: falls and trips (3), other things"


@pytest.mark.parametrize(("category", "flags"), [("abuse_neglect", ()), ("dignity", ("assault",))])
def test_a_theme_that_could_point_at_a_colleague_is_not_named(
    room: Room, category: str, flags: tuple[str, ...]
) -> None:
    cases = _cases(*[category] * 6, kind="incident", flags=flags)
    assert _told(room, "incidents", cases) == "6 incidents"


def test_the_late_clocks_are_one_number(room: Room) -> None:
    for _ in range(3):
        case_id = room.files()
        with room.database.desk() as desk:
            case = desk.cases.get(case_id=case_id)
            assert case is not None
            due = room.now - timedelta(hours=1)
            desk.clocks.start(case=case, name="seen", started_at=due, due_at=due, ping_at=None)
    told = _live_through_a_meeting(room)
    assert "3 answers or checks are late" in told
