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
        ("it was a joy to visit and we hope to mark it", ()),
        ("Victoria ward sent him back without his notes", ()),
        ("I miss my home", ()),
        ("", ()),
    ],
)
def test_names_are_found_as_typed(text: str, names: tuple[str, ...]) -> None:
    assert find_people(text) == names


def test_a_misspelt_name_matches_a_known_person() -> None:
    assert find_people("quereshi was upset", known_names=["Farid Qureshi"]) == ("quereshi",)


@given(st.text(max_size=300))
def test_every_name_stands_in_the_text(text: str) -> None:
    assert all(name in text for name in find_people(text))
