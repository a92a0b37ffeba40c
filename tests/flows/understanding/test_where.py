"""The place a message names."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding import KnownWords, understand

NOW = datetime(2026, 11, 20, 14, 30)


def find_place(text: str, known_places: tuple[str, ...] = ()) -> str | None:
    return understand(text, "staff", NOW, known=KnownWords(places=known_places)).place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("wet floor in the downstairs bathroom again", "downstairs bathroom"),
        ("she slipped by bathroom 2", "bathroom 2"),
        ("Found in room 12 at 6", "room 12"),
        ("trip hazard in the coridor", "coridor"),
        ("he asked for the toilet and nobody came", None),
        ("the kitchen staff were rude", None),
        ("leak above the bath in flat 12A bathroom", "flat 12A bathroom"),
        ("cable across the corridor outside the office", "corridor outside the office"),
        ("no hot water on Rowan wing", "Rowan wing"),
        ("she is in 14 and the bed is broken", "14"),
        ("he was found on the kitchen floor", "kitchen"),
        ("fall in wet room 8.40 pm", "wet room"),
        ("thank you kitchen for the cake", None),
        ("I rang the office twice", None),
        ("found on the floor in her room", None),
        ("there is room for improvement", None),
        ("she fell in the top corridoor", "top corridoor"),
        ("wet flor by bathrm 2", "bathrm 2"),
        ("smoke coming out of the sling store", "sling store"),
        ("bad pain in his back passage since last night", None),
        ("the girls in the kitchen staff room were smoking", "kitchen staff room"),
        ("", None),
    ],
)
def test_the_place_is_found_as_typed(text: str, place: str | None) -> None:
    assert find_place(text) == place


def test_the_name_of_a_unit_the_service_knows_is_found() -> None:
    assert find_place("fall on bluebel this morning", known_places=("Bluebell",)) == "bluebel"


@given(st.text(max_size=300))
def test_the_place_stands_in_the_text(text: str) -> None:
    place = find_place(text)
    assert place is None or place in text
