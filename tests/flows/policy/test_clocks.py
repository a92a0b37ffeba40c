"""Which clocks a new case has, and which acts stop them."""

from pathlib import Path

import pytest

from flows.policy.clocks import ACTS
from flows.policy.loading import load_policy
from flows.policy.timescales import ClockRule, Length
from flows.understanding.result import KINDS, RED_FLAGS

ENGLAND = load_policy()


def clocks_of(
    kind: str, *, flags: tuple[str, ...] = (), answerable: bool = True, spoken: bool = False
) -> dict[str, ClockRule]:
    rules = ENGLAND.clocks_for(kind=kind, spoken=spoken, red_flags=flags, answerable=answerable)
    return {rule.name: rule for rule in rules}


@pytest.mark.parametrize(
    ("kind", "clocks"),
    [
        ("incident", ["seen", "review", "outcome_told"]),
        ("near_miss", ["seen", "review", "outcome_told"]),
        ("complaint", ["acknowledge", "answer", "ombudsman_first_chance", "statutory_ceiling"]),
        ("concern", ["seen", "outcome_told"]),
        ("speak_up", ["seen", "outcome_told"]),
        ("suggestion", ["seen", "outcome_told"]),
        ("compliment", ["passed_on"]),
        ("unclear", ["seen"]),
    ],
)
def test_the_clocks_of_each_kind(kind: str, clocks: list[str]) -> None:
    assert list(clocks_of(kind)) == clocks


def test_every_kind_has_a_clock_even_without_anybody_to_answer() -> None:
    assert [kind for kind in KINDS if not clocks_of(kind, answerable=False)] == []


def test_nobody_is_told_an_outcome_who_cannot_be_answered() -> None:
    assert "outcome_told" not in clocks_of("incident", answerable=False)


@pytest.mark.parametrize("flag", RED_FLAGS)
def test_any_red_flag_wants_a_look_within_the_hour_whatever_the_kind(flag: str) -> None:
    assert {clocks_of(kind, flags=(flag,))["seen"].length for kind in KINDS} == {Length(1, "hours")}


def test_the_lengths_of_the_clocks_in_use() -> None:
    assert clocks_of("complaint")["acknowledge"].length == Length(3, "working_days")
    assert clocks_of("complaint")["answer"].length == Length(20, "working_days")
    assert clocks_of("incident")["seen"].length == Length(24, "hours")
    assert clocks_of("incident")["review"].length == Length(72, "hours")
    assert clocks_of("near_miss")["review"].length == Length(7, "calendar_days")
    assert clocks_of("incident")["outcome_told"].length == Length(10, "working_days")


@pytest.mark.parametrize(
    ("kind", "clock", "met_by"),
    [
        ("incident", "seen", set(ACTS)),
        ("complaint", "acknowledge", {"acknowledge", "answer", "tell_outcome"}),
        ("incident", "review", {"review", "close"}),
        ("complaint", "answer", {"answer", "tell_outcome"}),
        ("concern", "outcome_told", {"answer", "tell_outcome"}),
        ("compliment", "passed_on", {"acknowledge", "note", "tell_outcome", "answer", "close"}),
    ],
)
def test_which_acts_stop_which_clock(kind: str, clock: str, met_by: set[str]) -> None:
    rule = clocks_of(kind)[clock]
    assert {act for act in ACTS if rule.is_met_by([act])} == met_by


def test_viewing_is_not_acting() -> None:
    everywhere = [rule for kind in KINDS for rule in clocks_of(kind).values()]
    assert not any(rule.is_met_by(["view", "open"]) or rule.is_met_by([]) for rule in everywhere)


def test_every_clock_says_its_ground_and_its_source() -> None:
    assert [name for name, clock in ENGLAND.clocks.items() if not (clock.title and clock.note)] == []
    candour = ENGLAND.clock_rule("candour", kind="incident")
    assert candour is not None
    assert (candour.ground, candour.length_from) == ("law", "custom")
    seen = clocks_of("incident")["seen"]
    assert (seen.ground, seen.length_from) == ("own", "own")


def test_a_clock_that_is_switched_on_runs_where_its_conditions_hold(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[clocks.spoken_settled]\non = true\n")
    policy = load_policy(own)
    for spoken in (True, False):
        rules = policy.clocks_for(kind="complaint", spoken=spoken, red_flags=(), answerable=True)
        assert ("spoken_settled" in {rule.name for rule in rules}) is spoken


def test_a_clock_for_some_flags_runs_on_those_only(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[clocks.safeguarding]\nstarts_on = "received"\nonly_flags = ["assault"]\nmet_by = ["note"]\n'
    )
    policy = load_policy(own)
    for flags, runs in (((), False), (("missing",), False), (("missing", "assault"), True)):
        rules = policy.clocks_for(kind="incident", spoken=False, red_flags=flags, answerable=True)
        assert ("safeguarding" in {rule.name for rule in rules}) is runs


def test_a_clock_starts_only_on_what_starts_it(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[clocks.reg16_summary]\non = true\nmet_by = ["note"]\n')
    policy = load_policy(own)
    new = policy.clocks_for(kind="complaint", spoken=False, red_flags=(), answerable=True)
    asked = policy.clocks_on("cqc_request", kind="complaint", spoken=False, red_flags=(), answerable=True)
    assert "reg16_summary" not in {rule.name for rule in new}
    assert [rule.name for rule in asked] == ["reg16_summary"]


def test_a_clock_that_a_kind_does_not_have_is_none() -> None:
    assert ENGLAND.clock_rule("answer", kind="incident") is None
    assert ENGLAND.clock_rule("no_such_clock", kind="incident") is None
