"""Weights are kept as small whole numbers; what they add up to stays what was trained."""

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.understanding import understand
from flows.understanding.features import reader
from flows.understanding.heads import WIDTH
from flows.understanding.weighing import Table

NOW = datetime(2026, 11, 20, 14, 30)
NAMES = ["fell", "floor", "thank"]


@given(
    st.lists(st.floats(-9, 9, width=32), min_size=3 * WIDTH, max_size=3 * WIDTH),
    st.dictionaries(st.sampled_from([*NAMES, "unheard"]), st.floats(0, 2)),
)
@settings(max_examples=40, deadline=None)
def test_rounded_rows_add_up_to_what_was_trained(numbers: list[float], counted: dict[str, float]) -> None:
    weights = np.array(numbers).reshape(3, WIDTH)
    scores = Table.from_floats(NAMES, weights).weigh(counted)
    expected = sum((weights[NAMES.index(name)] * counted.get(name, 0.0) for name in NAMES), np.zeros(WIDTH))
    half_a_step = np.abs(weights).max(0) / 127 / 2
    assert (np.abs(scores - expected) <= half_a_step * sum(counted.values()) + 1e-6).all()


def test_what_weighs_nothing_is_not_kept() -> None:
    weights = np.zeros((3, WIDTH))
    weights[1, 0] = -0.2
    table = Table.from_floats(NAMES, weights, 0.05)
    assert len(table.known) == 1
    assert table.weigh({"floor": 1.0, "fell": 1.0})[0] == pytest.approx(-0.2)


def test_danger_is_looked_for_to_the_last_word() -> None:
    told = "We sat in the garden and it was nice. " * 80 + "Then Mr Ford was found not breathing and blue."
    found = reader().see(told, "staff", {}).found["red_flags"]
    assert any(one.group.label == "life_threat" and not one.turned for one in found)


def test_speaking_up_is_for_those_who_work_there() -> None:
    text = "the night staff are told to sign charts for turns that never happened"
    assert understand(text, "staff", NOW).kind == "speak_up"
    assert understand(text, "relative", NOW).kind != "speak_up"
