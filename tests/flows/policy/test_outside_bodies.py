"""Which outside bodies a case calls for, by the rules as they are shipped."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine.texts import Texts
from flows.policy.categories import CATEGORIES
from flows.policy.loading import PolicyFault, load_policy
from flows.understanding.result import HARMS, KINDS, RED_FLAGS

ENGLAND = load_policy()
BODIES = ENGLAND.outside_bodies


def proposed(
    kind: str = "incident",
    category: str = "falls",
    harm: str = "none",
    *flags: str,
    done: tuple[str, ...] = (),
) -> set[str]:
    return set(BODIES.proposed(kind=kind, category=category, harm=harm, flags=flags, done=done))


@pytest.mark.parametrize(
    ("case", "bodies"),
    [
        (("near_miss", "falls", "none"), set()),
        (("compliment", "none", "none"), set()),
        (("incident", "falls", "low"), set()),
        (("incident", "falls", "severe"), {"cqc", "riddor_serious"}),
        (("incident", "illness", "severe"), {"cqc"}),
        (("incident", "falls", "death"), {"cqc", "coroner", "riddor_serious"}),
        (("incident", "end_of_life", "death"), {"cqc"}),
        (("incident", "skin", "moderate", "pressure_ulcer"), {"safeguarding", "cqc"}),
        (("incident", "abuse_neglect", "low", "assault"), {"safeguarding", "police", "cqc", "dbs"}),
        (("complaint", "money_belongings", "none", "money_taken"), {"safeguarding", "police", "cqc", "dbs"}),
        (("concern", "restraint_consent", "none", "restraint"), {"safeguarding", "cqc"}),
        (("incident", "missing_person", "unknown", "missing"), {"police"}),
        (("near_miss", "missing_person", "none", "missing"), set()),
        (("incident", "records_privacy", "none"), {"ico"}),
        (("incident", "staff_safety", "low"), {"riddor_over_seven_days"}),
        (("incident", "staff_safety", "severe"), {"cqc", "riddor_serious"}),
        (("incident", "building", "none", "fire_gas"), {"cqc"}),
        (("incident", "falls", "low", "head_injury"), set()),
        (("incident", "falls", "moderate", "head_injury"), {"cqc"}),
    ],
)
def test_whom_a_case_calls_for(case: tuple[str, ...], bodies: set[str]) -> None:
    assert proposed(*case) == bodies


def test_what_the_police_were_told_of_is_told_to_cqc() -> None:
    assert "cqc" not in proposed("incident", "missing_person", "unknown", "missing")
    assert "cqc" in proposed("incident", "missing_person", "unknown", "missing", done=("police",))


def test_each_rule_names_its_own_paragraph() -> None:
    found = BODIES.proposed(kind="incident", category="falls", harm="death", flags=["death"])
    assert [law.rpartition("regulation ")[2] for law in BODIES.laws("cqc", found["cqc"])] == ["16"]
    assert BODIES.laws("dbs", []) == ["Safeguarding Vulnerable Groups Act 2006, section 35"]


@given(
    st.sampled_from(KINDS),
    st.sampled_from(CATEGORIES),
    st.sampled_from(HARMS),
    st.sets(st.sampled_from(RED_FLAGS)),
    st.sampled_from(RED_FLAGS),
)
def test_one_more_danger_never_takes_a_body_away(
    kind: str, category: str, harm: str, flags: set[str], more: str
) -> None:
    before = BODIES.proposed(kind=kind, category=category, harm=harm, flags=flags)
    after = BODIES.proposed(kind=kind, category=category, harm=harm, flags={*flags, more})
    assert set(before) <= set(after)


def test_every_duty_has_a_clock_that_its_act_stops() -> None:
    for name, duty in BODIES.duties.items():
        rule = ENGLAND.clock_rule(duty.clock, kind="incident")
        assert rule is not None, name
        assert rule.is_met_by([duty.act]), name
        assert ENGLAND.clocks[duty.clock].on, name
        assert ENGLAND.clocks[duty.clock].starts_on != "received", name


def test_every_duty_and_rule_has_its_words() -> None:
    texts = Texts()
    keys = [f"{prefix}-{name}" for name in BODIES.duties for prefix in ("body", "body-short", "body-check")]
    keys += [f"act-{duty.act}" for duty in BODIES.duties.values()]
    keys += [f"body-rule-{name}" for name in BODIES.rules]
    assert [key for key in keys if not texts.has(key)] == []


def test_a_provider_takes_a_rule_out_and_adds_one(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[outside_bodies.rules.deep_sore]\n"
        'duty = "safeguarding"\nwhen = [{ flags = ["pressure_ulcer"], harms = ["severe"] }]\n'
    )
    bodies = load_policy(own).outside_bodies
    sore = {"kind": "incident", "category": "skin", "flags": ["pressure_ulcer"]}
    assert "safeguarding" not in bodies.proposed(harm="low", **sore)
    assert "safeguarding" in bodies.proposed(harm="severe", **sore)


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ('duty = "mayor"\nwhen = [{ flags = ["death"] }]', '"mayor" is not one of'),
        ('duty = "cqc"\nwhen = [{ flags = ["bad_luck"] }]', '"bad_luck" is not one of'),
        ('duty = "cqc"\nwhen = [{ }]', "would hold for every case"),
        ('duty = "cqc"\nwhen = [{ done = ["mayor"] }]', '"mayor" is not one of'),
        ('duty = "cqc"\nwhen = []', "must not be empty"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_one_line(tmp_path: Path, rule: str, fault: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f"[outside_bodies.rules.mine]\n{rule}\n")
    with pytest.raises(PolicyFault, match=r"own\.toml: outside_bodies") as refused:
        load_policy(own)
    assert fault in str(refused.value)
