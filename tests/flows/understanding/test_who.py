"""Names of persons in a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.who import find_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mrs Halloran nearly slipped by the sink", ("Mrs Halloran",)),
        ("mr dhillons walking frame has gone", ("mr dhillon",)),
        ("found dorothy on the floor", ("dorothy",)),
        ("Nurse Femi gave Mr Jones his tablets", ("Femi", "Mr Jones")),
        ("Agnieszka and Precious were on shift", ("Agnieszka", "Precious")),
        ("my mum was left in a wet bed by a carer", ()),
        ("rose fell out of bed", ("rose",)),
        ("he rose from the chair and will need help in may", ()),
        ("I told grace that it was wet", ("grace",)),
        ("it was a joy to visit and we hope to mark it", ()),
        ("Victoria ward sent him back without his notes", ()),
        ("I miss my home", ()),
        ("Jagoda-Lyn and mr tan's niece were here", ("Jagoda-Lyn", "mr tan")),
        ("kathleens door was locked", ("kathleen",)),
        ("Mr Hughes room is cold", ("Mr Hughes",)),
        ("I told Xylphia about the bruise", ("Xylphia",)),
        ("Yours faithfully, B. Quillfeather", ("B. Quillfeather",)),
        ("MRS OYELARAN FELL IN THE LOUNGE", ("MRS OYELARAN",)),
        ("The residents on Lavender have no hot water", ()),
        ("He has been on Warfarin since Leeds and speaks Polish", ()),
        ("Mr and Mrs Bright would like a twin room", ("Mr and Mrs Bright",)),
        ("she came back from Costco and Mr Quarmby was pleased", ("Mr Quarmby",)),
        ("Jermaine, kitchen, half 7, he threw a plate", ("Jermaine",)),
        ("we hoisted Aurelio with the Sara Stedy", ("Aurelio",)),
        ("dorothy patel and ravi went out", ("dorothy patel", "ravi")),
        ("", ()),
    ],
)
def test_names_are_found_as_typed(text: str, names: tuple[str, ...]) -> None:
    assert find_people(text) == names


def test_a_misspelt_name_matches_a_known_person() -> None:
    assert find_people("quereshi was upset", known_names=["Farid Qureshi"]) == ("quereshi",)


def test_a_known_name_that_is_an_everyday_word_is_not_found_in_other_words() -> None:
    assert find_people("she will go on the bus and mark the card", known_names=["Will Bright"]) == ()


def test_a_name_is_told_once() -> None:
    assert find_people("Mrs Achebe fell. mrs achebe is fine. Achebe family told") == ("Mrs Achebe",)


@pytest.mark.parametrize("text", ["a" * 4096, "Mrs " * 1024, "A. " * 1365, "👍" * 4096, "'" * 4096])
def test_very_long_texts_name_nobody(text: str) -> None:
    assert find_people(text) == ()


@given(st.text(max_size=300))
def test_every_name_stands_in_the_text(text: str) -> None:
    assert all(name in text for name in find_people(text))
