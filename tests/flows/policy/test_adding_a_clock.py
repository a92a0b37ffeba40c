"""The examples in docs/adding-a-clock.md do what the page says."""

import re
from pathlib import Path

import pytest

from flows.casework.clock_names import clock_name
from flows.engine.texts import Texts
from flows.policy.loading import load_policy
from flows.policy.timescales import ClockRule, Length

PAGE = Path(__file__).parents[3] / "docs" / "adding-a-clock.md"
NEW_CLOCK, CHANGES = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"


def clocks_of(own: Path, kind: str, *flags: str) -> dict[str, ClockRule]:
    rules = load_policy(own).clocks_for(kind=kind, spoken=False, red_flags=flags, answerable=True)
    return {rule.name: rule for rule in rules}


def test_the_new_clock_runs_for_incidents_and_faster_for_red_flags(own: Path) -> None:
    own.write_text(NEW_CLOCK)
    assert clocks_of(own, "incident")["family_call"].length == Length(4, "hours")
    assert clocks_of(own, "incident", "missing")["family_call"].length == Length(1, "hours")
    assert "family_call" not in clocks_of(own, "complaint")


def test_the_changes_shorten_one_clock_take_out_a_kind_and_stop_another(own: Path) -> None:
    own.write_text(CHANGES)
    assert clocks_of(own, "complaint")["answer"].length == Length(15, "working_days")
    assert "review" not in clocks_of(own, "near_miss")
    assert "review" in clocks_of(own, "incident")
    assert clocks_of(own, "compliment") == {}


def test_a_clock_of_ones_own_is_called_by_its_title(own: Path) -> None:
    own.write_text(NEW_CLOCK)
    assert clock_name(Texts(), load_policy(own), "family_call") == "Ring the family"


def test_every_clock_of_the_policy_has_plain_words() -> None:
    assert [name for name in load_policy().clocks if not Texts().has(f"clock-{name}")] == []
