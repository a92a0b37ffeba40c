"""Which home a report is about."""

import pytest

from tests.flows.conftest import PATEL
from tests.talk import Talk, assert_transcript

MANY = [
    "Ash Grove",
    "Beech Hall",
    "Cedar View",
    "Dove House",
    "Elm Court",
    "Fern Lodge",
    "Glen Park",
    "Holly Bank",
]


@pytest.fixture
def two_homes(talk: Talk) -> Talk:
    talk.home("Rosewood Lodge", "RL")
    talk.person("neighbour")
    return talk


@pytest.fixture
def many_homes(talk: Talk) -> Talk:
    for name in MANY:
        talk.home(name, "".join(word[0] for word in name.split()))
    talk.person("neighbour")
    return talk


def test_one_home_is_never_asked_for(talk: Talk) -> None:
    talk.person("neighbour")
    talk.neighbour.says(PATEL)
    assert "Home: Rose House" in talk.neighbour.last.text


def test_ones_own_home_is_never_asked_for(two_homes: Talk) -> None:
    two_homes.carer.says(PATEL)
    assert "Home: Rose House" in two_homes.carer.last.text


def test_a_stranger_picks_among_the_homes(two_homes: Talk) -> None:
    assert_transcript(
        two_homes,
        [
            ("neighbour", PATEL, ("Which home is it about?", "Rose House", "Rosewood Lodge")),
            ("neighbour", "[Rosewood Lodge]", "Home: Rosewood Lodge"),
            ("neighbour", "[Yes, send it]", "RL-26-0001"),
        ],
    )
    with two_homes.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.reporter_role == "public"


@pytest.mark.parametrize(
    ("typed", "home"),
    [
        *(("rose house", "Rose House"), ("Rosewod lodge", "Rosewood Lodge"), ("rosewood", "Rosewood Lodge")),
        *(("the Rose Hous care home", "Rose House"), ("lodge", "Rosewood Lodge"), ("2", "Rosewood Lodge")),
    ],
)
def test_a_typed_home_is_found_misspelt_or_in_part(two_homes: Talk, typed: str, home: str) -> None:
    two_homes.neighbour.says(PATEL)
    two_homes.neighbour.says(typed)
    assert f"Home: {home}" in two_homes.neighbour.last.text


@pytest.mark.parametrize(
    ("typed", "home"),
    [
        ("elm cort", "Elm Court"),
        ("holly bnak", "Holly Bank"),
        ("Dove", "Dove House"),
        ("fern lodge please", "Fern Lodge"),
    ],
)
def test_among_many_homes_the_name_is_typed(many_homes: Talk, typed: str, home: str) -> None:
    told = many_homes.neighbour.says(PATEL)
    assert told[0].labels == ["Cancel"]
    many_homes.neighbour.says(typed)
    assert f"Home: {home}" in many_homes.neighbour.last.text


@pytest.mark.parametrize("typed", ["house", "the home", "Sunnyside"])
def test_a_name_that_could_be_several_or_none_offers_the_nearest(many_homes: Talk, typed: str) -> None:
    many_homes.neighbour.says(PATEL)
    told = many_homes.neighbour.says(typed)
    assert "not sure which home" in told[0].text
    assert len(told[1].labels) == 9
    many_homes.neighbour.taps(told[1].labels[0])
    assert "Is this right?" in many_homes.neighbour.last.text
    assert f"\n{typed}" not in many_homes.neighbour.last.text


def test_more_of_the_story_instead_of_a_home_goes_into_the_report(many_homes: Talk) -> None:
    many_homes.neighbour.says(PATEL)
    many_homes.neighbour.says("and there were two more people in the hall who saw all of it")
    assert "Which home" in many_homes.neighbour.last.text
    many_homes.neighbour.says("elm court")
    assert "who saw all of it" in many_homes.neighbour.last.text


def test_the_report_of_a_stranger_pings_the_manager_of_that_home_only(two_homes: Talk) -> None:
    two_homes.person("other", "manager", home="Rosewood Lodge")
    two_homes.neighbour.says(PATEL)
    two_homes.neighbour.taps("Rosewood Lodge")
    two_homes.neighbour.taps("Yes, send it")
    assert two_homes.manager.heard == []
    assert "RL-26-0001" in two_homes.other.last.text
