"""The provider's own file over the policy for England, and what is said about its mistakes."""

from datetime import date, time
from pathlib import Path

import pytest

from flows.policy.loading import PolicyFault, load_policy
from flows.policy.timescales import Length

NEW_CLOCK = """
[clocks.family_call]
title = "Ring the family"
on = true
starts_on = "received"
met_by = ["note"]
ground = "own"
[clocks.family_call.lengths]
incident = "4 hours"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"


def test_the_policy_for_england_is_used_without_an_own_file() -> None:
    policy = load_policy()
    assert (policy.quiet.starts, policy.quiet.ends) == (time(21), time(7))
    assert policy.urgent.climb_minutes == (15, 30, 60)
    assert policy.meetings.agenda_before == (Length(24, "hours"), Length(1, "hours"))
    assert policy.messages.file_megabytes == 20
    assert policy.ladder.rungs == ("handler", "quality", "owner")
    assert policy.conversations.close_after_days == 7


def test_an_own_file_changes_what_it_names_and_leaves_the_rest(own: Path) -> None:
    own.write_text(
        '[clocks.answer.lengths]\ncomplaint = "15 working days"\n'
        "[calendar]\nclosures = [2026-12-24]\n"
        '[words]\nplaces = ["Primrose wing"]\n[words.slang]\nobs = "observations"\n'
    )
    policy, england = load_policy(own), load_policy()
    (_, answer, *_) = policy.clocks_for(kind="complaint", spoken=False, red_flags=(), answerable=True)
    assert answer.length == Length(15, "working_days")
    assert answer.title == england.clocks["answer"].title
    assert policy.calendar.closures == (date(2026, 12, 24),)
    assert policy.words.places == ("Primrose wing",)
    assert policy.words.slang == {"obs": "observations"}
    assert policy.reminders == england.reminders


def test_an_empty_own_file_changes_nothing(own: Path) -> None:
    own.write_text("# nothing yet\n")
    assert load_policy(own) == load_policy()


def test_a_clock_can_be_added_and_a_kind_taken_out(own: Path) -> None:
    own.write_text(NEW_CLOCK + '[clocks.review.lengths]\nincident = "none"\n')
    rules = load_policy(own).clocks_for(kind="incident", spoken=False, red_flags=(), answerable=True)
    assert [rule.name for rule in rules] == ["seen", "outcome_told", "family_call"]


def test_a_policy_is_not_changed_by_accident() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_policy().quiet.starts = time(22)


@pytest.mark.parametrize(
    ("written", "key", "reason"),
    [
        ("[quiet]\nstartz = '21:00'", "quiet.startz", "is not a key that the policy knows"),
        ("[quite]\nstarts = '21:00'", "quite", "is not a key that the policy knows"),
        ("quiet = 3", "quiet", "must be a table"),
        ("[quiet]\nstarts = 21", "quiet.starts", 'must be a time such as "09:00"'),
        ("[quiet]\nstarts = '9pm'", "quiet.starts", 'must be a time such as "09:00"'),
        ("[quiet]\nstarts = '24:00'", "quiet.starts", 'must be a time such as "09:00"'),
        (
            "[quiet]\nstarts = '06:00'",
            "quiet",
            "quiet hours must start in the evening and end the next morning",
        ),
        ("[quiet]\nworking_days_only = 'yes'", "quiet.working_days_only", "must be true or false"),
        ("[running]\naway_after_minutes = -5", "running.away_after_minutes", "must be more than 0"),
        ("[running]\naway_after_minutes = '5'", "running.away_after_minutes", "must be a whole number"),
        ("[running]\naway_after_minutes = 2.5", "running.away_after_minutes", "must be a whole number"),
        ("[running]\naway_after_minutes = true", "running.away_after_minutes", "must be a whole number"),
        (
            "[clocks.answer.lengths]\ncomplaint = '-3 working days'",
            "clocks.answer.lengths.complaint",
            '"-3 working days" is not a length such as "24 hours", "3 working days" or "1 month"',
        ),
        (
            "[clocks.answer.lengths]\ncomplaint = 20",
            "clocks.answer.lengths.complaint",
            "must be text in quotes",
        ),
        (
            "[clocks.answer.lengths]\ncomplaints = '3 months'",
            "clocks.answer.lengths.complaints",
            '"complaints" is not one of near_miss, incident, concern, complaint, speak_up, compliment, '
            "suggestion, unclear, any, red_flag",
        ),
        ("[clocks.anser.lengths]\ncomplaint = '3 months'", "clocks.anser.title", "is missing"),
        (
            "[clocks.answer]\nground = 'habit'",
            "clocks.answer.ground",
            "must be one of 'law', 'contract', 'custom' or 'own'",
        ),
        ("[clocks.answer]\nmet_by = 'answer'", "clocks.answer.met_by", "must be a list in [square brackets]"),
        ("[clocks.answer]\nmet_by = []", "clocks.answer", "met_by is empty: nothing could stop this clock"),
        (
            "[clocks.answer]\nlate_after = ['0 hours']",
            "clocks.answer.late_after.0",
            "a gap of nothing would repeat for ever",
        ),
        (
            "[clocks.answer]\nremind_before = ['0% left']",
            "clocks.answer.remind_before.0",
            '"0% left" is when the time is up, not before it',
        ),
        (
            "[calendar]\nclosures = ['2026-12-24']",
            "calendar.closures.0",
            "must be a day such as 2027-05-10, without quotes",
        ),
        (
            "[calendar]\ntimezone = 'London'",
            "calendar.timezone",
            '"London" is not a time zone such as "Europe/London"',
        ),
        ("[calendar]\nsubdivision = 'XYZ'", "calendar", 'no bank holidays are known for "GB", "XYZ"'),
        ("[ladder]\nrungs = []", "ladder.rungs", "must not be empty"),
        (
            "[urgent]\nclimb_minutes = [30, 15]",
            "urgent.climb_minutes",
            "each number of minutes must be larger than the one before",
        ),
    ],
)
def test_a_mistake_is_one_plain_line_that_names_file_and_key(
    own: Path, written: str, key: str, reason: str
) -> None:
    own.write_text(written + "\n")
    with pytest.raises(PolicyFault) as fault:
        load_policy(own)
    assert str(fault.value) == f"{own}: {key}: {reason}"


def test_an_act_that_nobody_can_do_stops_no_clock_in_use(own: Path) -> None:
    own.write_text('[clocks.answer]\nmet_by = ["view"]\n')
    with pytest.raises(PolicyFault) as fault:
        load_policy(own)
    assert str(fault.value).startswith(f'{own}: clocks.answer: "view" is not one of take, assign, ')


def test_an_unknown_red_flag_is_named(own: Path) -> None:
    own.write_text('[urgent]\nflags = ["fire"]\n')
    with pytest.raises(PolicyFault, match=r'urgent\.flags: "fire" is not one of life_threat, '):
        load_policy(own)


def test_a_missing_file_is_named(own: Path) -> None:
    with pytest.raises(PolicyFault) as fault:
        load_policy(own)
    assert str(fault.value) == f"{own}: cannot be read (No such file or directory)"


def test_a_folder_is_not_a_policy(own: Path) -> None:
    own.mkdir()
    with pytest.raises(PolicyFault) as fault:
        load_policy(own)
    assert str(fault.value) == f"{own}: cannot be read (Is a directory)"


def test_broken_toml_is_named_with_its_line(own: Path) -> None:
    own.write_text("[quiet]\nstarts = = 3\n")
    with pytest.raises(PolicyFault) as fault:
        load_policy(own)
    assert str(fault.value).startswith(f"{own}: is not TOML: ")
    assert "line 2" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_file_that_is_not_text_is_named(own: Path) -> None:
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyFault) as fault:
        load_policy(own)
    assert str(fault.value) == f"{own}: is not UTF-8 text"
