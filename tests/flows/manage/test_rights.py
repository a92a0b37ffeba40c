"""Who may open, take, or know of a case."""

import pytest

from tests.flows.manage.conftest import near_miss
from tests.talk import Talk

ACTIONS = [
    *(
        "open",
        "take",
        "tomorrow",
        "acknowledge",
        "ask",
        "answer",
        "note",
        "review",
        "files",
        "grade",
        "assign",
    ),
    *("relabel_kind", "relabel_category", "close", "action"),
]


@pytest.fixture
def outsiders(house: Talk) -> Talk:
    house.person("stranger")
    house.person("speak_up", "speak_up_lead")
    near_miss(house)
    return house


@pytest.mark.parametrize("who", ["carer", "daughter", "stranger", "elm_manager", "speak_up"])
@pytest.mark.parametrize("action", ACTIONS)
def test_no_button_opens_somebody_elses_case(outsiders: Talk, who: str, action: str) -> None:
    speaker = getattr(outsiders, who)
    told = len(speaker.heard)
    speaker.taps_data(f"d:{action}:1")
    said = "\n".join([*speaker.texts[told:], speaker.toast])
    assert "RH-26-0001" not in said
    assert "near miss" not in said
    with outsiders.desk() as desk:
        assert [entry.act for entry in desk.timeline.of(case_id=1)] == ["report"]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_case_of_another_home_answers_like_one_that_does_not_exist(outsiders: Talk, action: str) -> None:
    answers = []
    for number in (1, 999):
        told = len(outsiders.elm_manager.heard)
        outsiders.elm_manager.taps_data(f"d:{action}:{number}")
        answers.append((outsiders.elm_manager.texts[told:], outsiders.elm_manager.toast))
    assert answers[0] == answers[1]
    assert outsiders.elm_manager.says("/case RH-26-0001")[0].text == "I find no such case."
    assert outsiders.elm_manager.says("/case RH-26-0999")[0].text == "I find no such case."


def test_lists_of_another_home_do_not_show_or_count_it(outsiders: Talk) -> None:
    for command in ("/today", "/cases", "/overdue"):
        told = outsiders.elm_manager.says(command)
        assert "RH-26-0001" not in told[0].text
        assert "1" not in told[0].text


def test_quality_and_the_owner_see_every_home(outsiders: Talk) -> None:
    for who in (outsiders.quality, outsiders.owner):
        assert "RH-26-0001" in who.says("/cases")[0].text
        assert "Mrs patel" in who.says("/case RH-26-0001")[0].text


def test_the_old_buttons_of_a_removed_member_are_dead(outsiders: Talk) -> None:
    manager = outsiders.manager
    ping = manager.last
    manager.taps("Open")
    card = manager.last
    outsiders.leaves(manager)
    for message in (ping, card):
        for label in message.labels:
            told = len(manager.heard)
            manager.taps(label, on=message)
            assert "patel" not in "\n".join(manager.texts[told:]).casefold()
    with outsiders.desk() as desk:
        assert [entry.act for entry in desk.timeline.of(case_id=1)] == ["report"]


def test_a_removed_member_in_the_middle_of_closing_is_told_kindly(outsiders: Talk) -> None:
    manager = outsiders.manager
    manager.taps("Open")
    manager.taps("Close")
    manager.says("The floor is dry.")
    outsiders.leaves(manager)
    manager.taps("Yes")
    assert "Sorry, that is not for you to do here" in manager.last.text
    with outsiders.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.closed_at is None


def test_who_keeps_a_role_elsewhere_loses_the_case_in_the_middle_of_closing(outsiders: Talk) -> None:
    manager = outsiders.manager
    manager.taps("Open")
    manager.taps("Close")
    for said in ("The floor is dry.", "no", "No reason."):
        manager.says(said)
    outsiders.leaves(manager)
    outsiders.person("manager", "manager", home="Elm Court")
    manager.taps("Yes, close it")
    assert "I find no such case." in manager.last.text
    with outsiders.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.closed_at is None


@pytest.mark.parametrize(("role", "offered"), [("manager", 2), ("quality", 3), ("owner", 6)])
def test_who_invites_whom(outsiders: Talk, role: str, offered: int) -> None:
    speaker = getattr(outsiders, role)
    speaker.says("/invite")
    if "For which service?" in speaker.last.text:
        speaker.taps("Rose House")
    roles = [label for label in speaker.last.labels if label not in ("← Back", "Cancel")]
    assert len(roles) == offered
    speaker.taps("Staff")
    assert "https://t.me/candour_bot?start=" in speaker.last.text
