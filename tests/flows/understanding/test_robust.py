"""Whatever is typed gets an answer."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.understanding import understand
from flows.understanding.heads import CATEGORIES
from flows.understanding.result import HARMS, KINDS, RED_FLAGS

NOW = datetime(2026, 11, 20, 14, 30)
ROLES = st.sampled_from(["staff", "relative", "resident", "manager"])
SEEDS = [
    "Mrs Day fell in the lounge and banged her head, 999 called",
    "no insulin given at 8am to Mr Ford, nurse told us to keep quiet",
    "my dads £50 is gone from his drawer, who do i speak to??",
]


def assert_answered(text: str, role: str) -> None:
    meant = understand(text, role, NOW)
    assert meant.kind in KINDS
    assert meant.harm in HARMS
    assert len(meant.categories) >= 3
    assert set(meant.categories) <= set(CATEGORIES)
    assert set(meant.red_flags) <= set(RED_FLAGS)


@given(st.text(max_size=300), ROLES)
@settings(max_examples=150, deadline=None)
def test_random_text_gets_an_answer(text: str, role: str) -> None:
    assert_answered(text, role)


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 80), st.characters()), max_size=12), ROLES)
@settings(max_examples=150, deadline=None)
def test_mutated_text_gets_an_answer(text: str, changes: list[tuple[int, str]], role: str) -> None:
    letters = list(text)
    for place, letter in changes:
        letters.insert(place % (len(letters) + 1), letter)
    assert_answered("".join(letters), role)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        "a" * 4096,
        "fell " * 819,
        "😀😀👍",
        "Мама упала მამა 母 ama",
        "\x00\u202e\ud800",
        ".?!,;:",
        "£" * 500,
    ],
    ids=["nothing", "blanks", "one letter", "one word", "emoji", "scripts", "odd signs", "stops", "pounds"],
)
def test_strange_text_gets_an_answer(text: str) -> None:
    assert_answered(text, "staff")


def test_no_words_at_all_is_unclear() -> None:
    assert understand("", "staff", NOW).kind == "unclear"
    assert understand("👍", "relative", NOW).category == "none"
