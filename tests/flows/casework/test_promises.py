"""A day that a reporter was told never moves in silence, whatever the case turns out to be."""

from datetime import datetime

import pytest

from flows.casework.promises import promised_by
from tests.flows.conftest import COMPLAINT, FALL, PATEL, WORRY
from tests.talk import Talk

SAID = {"near_miss": PATEL, "incident": FALL, "concern": WORRY, "complaint": COMPLAINT}
PAIRS = [
    ("near_miss", "incident"),
    ("incident", "near_miss"),
    ("incident", "complaint"),
    ("near_miss", "concern"),
    ("concern", "complaint"),
    ("concern", "incident"),
    ("concern", "suggestion"),
    ("concern", "compliment"),
    ("complaint", "incident"),
    ("complaint", "near_miss"),
]


def reported(talk: Talk, kind: str) -> None:
    speaker = talk.carer if kind in ("near_miss", "incident") else talk.daughter
    speaker.says(SAID[kind])
    speaker.reaches_card()
    speaker.taps("Yes, send it")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.kind == kind


def promise(talk: Talk) -> datetime | None:
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        return promised_by(desk, case)


@pytest.mark.parametrize(("former", "kind"), PAIRS)
def test_a_promised_day_moves_only_with_a_message(talk: Talk, former: str, kind: str) -> None:
    reported(talk, former)
    speaker = talk.carer if former in ("near_miss", "incident") else talk.daughter
    talk.moves(days=1)
    before, heard = promise(talk), len(speaker.heard)
    talk.manager.taps_data("d:relabel_kind:1")
    talk.manager.says(talk_label(talk, kind))
    talk.manager.says("That is what it is")
    after = promise(talk)
    told = [m.text for m in speaker.heard[heard:]]
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.kind == kind
        entry = next(e for e in desk.timeline.of(case_id=1) if e.act == "relabel_kind")
        running = {clock.name for clock in desk.clocks.running(case_id=1)}
    assert entry.detail["words"] == "That is what it is"
    assert set(entry.detail["clocks"]["started"]) <= running
    assert not set(entry.detail["clocks"]["dropped"]) & running
    if after == before:
        assert told == []
        assert "due_now" not in entry.detail
    else:
        assert len(told) == 1
        assert "RH-26-0001" in told[0]
        if after is not None:
            assert f"{after:%-d %b}" in told[0]
        if before is not None and after is not None:
            assert entry.detail["due_before"] == before.isoformat()
            assert entry.detail["due_now"] == after.isoformat()


def talk_label(talk: Talk, kind: str) -> str:
    """The button with which the manager names a kind."""
    wanted = next(data for _, data, _ in talk.manager.last.buttons if data.endswith(f":{kind}"))
    return next(label for label, data, _ in talk.manager.last.buttons if data == wanted)


@pytest.mark.parametrize("by", ["manager", "reporter"])
def test_a_concern_that_becomes_formal_is_promised_its_answer_openly(talk: Talk, by: str) -> None:
    reported(talk, "concern")
    before, heard = promise(talk), len(talk.daughter.heard)
    (talk.manager if by == "manager" else talk.daughter).taps_data(
        "d:make_formal:1" if by == "manager" else "d:formal:1"
    )
    after = promise(talk)
    assert before is not None
    assert after is not None
    assert after > before
    assert any(f"{after:%-d %b}" in m.text for m in talk.daughter.heard[heard:])


def test_a_serious_incident_keeps_the_day_that_was_told(talk: Talk) -> None:
    reported(talk, "incident")
    before, heard = promise(talk), len(talk.carer.heard)
    talk.manager.taps_data("d:declare_serious:1")
    talk.manager.says("1")
    assert promise(talk) == before
    assert len(talk.carer.heard) == heard
