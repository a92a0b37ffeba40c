"""Facts about what words mean: danger, what only looks like danger, kinds, harm, spelling."""

from datetime import datetime

import pytest

from flows.understanding import KnownWords, Understanding, understand
from flows.understanding.heads import CATEGORIES
from flows.understanding.result import KINDS

NOW = datetime(2026, 11, 20, 14, 30)


def read(text: str, role: str = "staff") -> Understanding:
    return understand(text, role, NOW)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Resident has stopped breathing, ambulance on its way", "life_threat"),
        ("cant wake her up this morning she is grey", "life_threat"),
        ("His face has dropped on one side and his speech is slurred", "life_threat"),
        ("he is chokeing on his toast come quick", "life_threat"),
        ("She fell in the corridor and banged her head on the radiator", "head_injury"),
        ("Gave Mr Ford a double dose of his tablets at breakfast", "medicine_error"),
        ("Nobody gave her insulin this morning", "medicine_error"),
        ("We cannot find Mrs Dunn anywhere, have searched the building", "missing"),
        ("Strong smell of gas in the kitchen, everybody moved out", "fire_gas"),
        ("One of the night staff slapped my mother", "assault"),
        ("He put his hand up her skirt", "sexual"),
        ("She told me she wants to die", "self_harm"),
        ("Her purse is empty, £40 gone since yesterday", "money_taken"),
        ("They locked him in his room all night", "restraint"),
        ("The sore on her heel is grade 4", "pressure_ulcer"),
        ("Mr Hill died this morning at six", "death"),
        ("The manager told us not to report it and to keep quiet", "cover_up"),
    ],
)
def test_plain_words_for_danger_raise_their_flag(text: str, flag: str) -> None:
    assert flag in read(text).red_flags


@pytest.mark.parametrize(
    "text",
    [
        "She fell asleep in the lounge after dinner, slept well",
        "I nearly died laughing at the quiz, thank you girls",
        "He slid off the chair, no injury at all, back up with two of us and fine",
        "The two sisters are falling out with each other about the telly again",
        "insulin given ok at eight, all fine",
        "Great training day about abuse, thanks to the trainer",
        "could we have a fire drill talk at the next meeting please",
        "My late husband would have loved this garden",
    ],
)
def test_what_only_looks_like_danger_raises_nothing(text: str) -> None:
    assert read(text).red_flags == ()


def test_a_wrong_tablet_caught_before_it_was_swallowed_is_a_near_miss_without_a_flag() -> None:
    meant = read("nearly gave Mr Ford the wrong tablet, noticed before he swallowed it, no harm done")
    assert (meant.kind, meant.red_flags, meant.harm) == ("near_miss", (), "none")


@pytest.mark.parametrize(
    ("text", "role", "kind"),
    [
        ("thank you all so much for the lovely party", "relative", "compliment"),
        ("could we have a second kettle in the staff room? it would save time", "staff", "suggestion"),
        ("I want to make a formal complaint, nobody has replied to my letter", "relative", "complaint"),
        ("I am a bit worried, mum seems very tired lately", "relative", "concern"),
        (
            "the deputy makes us sign charts we have not done and says I lose my job if I tell",
            "staff",
            "speak_up",
        ),
        ("Found on floor by bed, skin tear to arm, dressed, family informed", "staff", "incident"),
        ("hello", "resident", "unclear"),
    ],
)
def test_the_kind_follows_from_what_is_asked_or_told(text: str, role: str, kind: str) -> None:
    assert read(text, role).kind == kind


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The hoist battery went flat half way through a lift", "equipment"),
        ("No heating on the top floor and the radiators are stone cold", "building"),
        ("His tablets were not signed for on the MAR chart", "medicines"),
        ("Dinner was cold again and the portions are tiny", "food_drink"),
        ("Mum's wedding ring has gone from her room", "money_belongings"),
        ("Only two staff on for thirty residents, nobody came to answer the bell", "staffing_visits"),
        ("Nobody rang to tell me that dad had been to hospital", "communication"),
    ],
)
def test_the_category_is_what_the_message_is_about(text: str, category: str) -> None:
    assert category in read(text, "relative").categories[:2]


def test_relatives_and_residents_never_get_the_kind_of_those_who_work_there() -> None:
    told = "they told her to keep quiet and changed the records"
    assert "speak_up" not in (read(told, "relative").kind, read(told, "resident").kind)


def test_harm_is_never_lower_than_a_death_or_a_hospital_stay_that_is_told() -> None:
    assert read("Mrs Gray died in the night, found at six").harm == "death"
    assert read("fell in the bathroom, broke her hip, in hospital now").harm in ("moderate", "severe")


def test_words_passed_on_are_spoken() -> None:
    assert read("Mr Lee asked me to pass on that the soup was lovely").spoken
    assert not read("The soup was cold").spoken


def test_wrong_spelling_means_the_same() -> None:
    assert read("she slippd in the bathrom and landed on the flor", "relative").categories[0] == "falls"
    assert "medicine_error" in read("gave her a doubel dose of her tabelts").red_flags


def test_slang_of_the_provider_is_understood() -> None:
    known = KnownWords(slang={"wobbler": "fall"})
    meant = understand("Mr Ford had a wobbler by the door", "staff", NOW, known=known)
    assert meant.category == "falls"


def test_all_labels_are_offered_best_first() -> None:
    meant = read("Mr Ford slipped by the bath")
    assert sorted(meant.kinds) == sorted(KINDS)
    assert sorted(meant.categories) == sorted(CATEGORIES)
    assert 0.0 <= meant.sure_of_category <= 1.0
    assert 0.0 <= meant.sure_of_kind <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "insulin given ok but she had two lots",
        "warfarin given on time but it was the wrong dose",
        "all tablets given to mr smith by mistake",
    ],
)
def test_what_did_not_go_well_after_all_is_danger(text: str) -> None:
    assert "medicine_error" in read(text).red_flags
