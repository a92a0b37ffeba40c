"""The encoder reads long messages from both ends, and its part in the whole is what the file says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.encoder import MOST_PIECES, Encoder, Read, as_read, shortened
from flows.understanding.heads import EACH, HEADS, WIDTH, all_shares
from flows.understanding.meaning import in_plain_words
from flows.understanding.panel import DATA, together


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(DATA)


@given(st.lists(st.integers(0, 9), max_size=600))
def test_a_long_message_keeps_its_beginning_and_its_end(pieces: list[int]) -> None:
    kept = shortened(pieces)
    assert len(kept) == min(len(pieces), MOST_PIECES)
    assert kept[:10] == pieces[:10]
    assert kept[-10:] == pieces[-10:]


def test_who_types_is_read_first(encoder: Encoder) -> None:
    assert as_read("she fell", "relative").startswith("relative")
    assert encoder.pieces_of("she fell", "relative") != encoder.pieces_of("she fell", "staff")


def test_signs_outside_of_unicode_are_read(encoder: Encoder) -> None:
    assert encoder.read("\ud800", "staff").scores.shape == (WIDTH,)


@given(st.text(max_size=200))
def test_each_piece_is_where_it_was_typed(encoder: Encoder, text: str) -> None:
    read = encoder.read(text, "staff")
    inside = [(start, end) for start, end in read.pieces if end > 0]
    assert inside == sorted(inside)
    assert all(0 <= start <= end <= len(text) for start, end in inside)
    assert read.ends.shape == (len(read.pieces), 2)


def test_a_place_weighs_what_its_ends_weigh_more_than_none() -> None:
    pieces = [(-8, -8), (0, 3), (4, 8), (9, 10), (0, 0)]
    ends = np.array([[1.0, 0.5], [0, 0], [4.0, 0], [0, 3.0], [0, 0]])
    read = Read("the room 2", np.zeros(WIDTH), ends, pieces)
    assert read.place_score(4, 10) == 4.0 + 3.0 - 1.5
    assert read.place_score(0, 3) == -1.5
    assert read.place_score(4, 40) == 0.0


def test_of_two_rooms_the_encoder_knows_the_one_where_it_happened(encoder: Encoder) -> None:
    text = "I had been in the laundry all morning. Then Mrs Pell slipped in the conservatory"
    read = encoder.read(text, "staff")

    def score(room: str) -> float:
        return read.place_score(text.index(room), text.index(room) + len(room))

    assert score("conservatory") > max(0, score("laundry"))


@given(st.lists(st.floats(-30, 30), min_size=WIDTH, max_size=WIDTH))
def test_one_of_some_labels_holds_and_any_of_the_others(scores: list[float]) -> None:
    shares = all_shares(scores)
    for head in set(HEADS) - EACH:
        assert sum(shares[head].values()) == pytest.approx(1.0)
    assert all(0.0 <= share <= 1.0 for head in EACH for share in shares[head].values())


def test_each_says_as_much_as_it_counts() -> None:
    weights, encoder, counts = np.zeros(WIDTH), np.full(WIDTH, 4.0), np.full(WIDTH, 0.25)
    assert together(weights, encoder, counts)["spoken"]["spoken"] == pytest.approx(1 / (1 + math.exp(-1)))
    assert together(weights, encoder, 0 * counts)["spoken"]["spoken"] == 0.5


def test_a_providers_own_words_are_put_as_everybody_says_them() -> None:
    slang = {"steady": "standing hoist", "Orchard": "the dementia unit"}
    assert (
        in_plain_words("the Steady on ORCHARD broke", slang)
        == "the standing hoist on the dementia unit broke"
    )
    assert in_plain_words("he was unsteady", slang) == "he was unsteady"
