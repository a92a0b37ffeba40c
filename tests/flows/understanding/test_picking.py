"""The choice between candidates by trained weights."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from flows.understanding import picking
from flows.understanding.lessons import UNSEEN_WRITERS, kept_unseen, load_rows
from flows.understanding.slot_lessons import Lesson, teach_name, teach_place, teach_when
from flows.understanding.train_slots import fit_slot, slot_rows

LARGEST_BYTES = 1_000_000


@pytest.fixture
def small_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "weights.json"
    path.write_text(json.dumps({"place": {"in": 2.0, "of": -2.0, "even": 0.0}}))
    monkeypatch.setattr(picking, "WEIGHTS", path)


def test_features_weigh_what_the_slot_gives_them(small_weights: None) -> None:
    assert picking.weigh("place", {"in": 1.5, "unheard": 9.0}) == 3.0


def test_the_heaviest_candidate_is_chosen() -> None:
    assert picking.best_of([-2.0, 2.0], 0.4) == 1


def test_none_is_chosen_where_all_are_light() -> None:
    assert picking.best_of([-2.0], 0.4) is None


def test_no_candidates_give_none() -> None:
    assert picking.best_of([], 0.0) is None


def test_overlapping_candidates_add_up() -> None:
    assert picking.best_of([0.0, 0.0], 0.5, [(0, 4), (6, 9)]) is None
    assert picking.best_of([0.0, 0.0], 0.5, [(0, 4), (2, 9)]) == 0


def test_shares_and_none_add_up_to_one() -> None:
    assert sum(picking.shares([1.0, 2.0])) < 1.0
    assert picking.shares([0.0]) == [0.5]


def test_a_chance_stays_between_nought_and_one() -> None:
    assert picking.chance(1e9) <= 1.0
    assert picking.chance(-1e9) >= 0.0
    assert picking.chance(0.0) == 0.5


def test_the_weights_that_ship_are_small() -> None:
    assert picking.WEIGHTS.stat().st_size < LARGEST_BYTES


def test_nothing_is_learnt_from_what_is_kept_unseen() -> None:
    unseen = {row["text"] for row in load_rows([*UNSEEN_WRITERS, "examples"]) if kept_unseen(row)}
    assert unseen
    assert not unseen & {row["text"] for row in slot_rows()}


@pytest.mark.parametrize(
    ("slot", "teach"), [("place", teach_place), ("when", teach_when), ("name", teach_name)]
)
def test_the_same_messages_give_the_same_weights(
    slot: str, teach: Callable[[Mapping[str, Any]], list[Lesson]]
) -> None:
    rows = slot_rows()[:60]
    assert fit_slot(slot, rows, teach) == fit_slot(slot, rows, teach)
