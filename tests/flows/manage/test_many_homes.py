"""Somebody who looks after four hundred homes gets lists that Telegram takes: pages of homes, and sums."""

from datetime import timedelta

import pytest

from flows.duties.digest import MOST_TOLD
from tests.talk import Talk

HOMES = 60


@pytest.fixture
def group(talk: Talk) -> Talk:
    """A head of quality, and a case in every home; what lies in the last homes is late."""
    talk.has_digests = True
    talk.person("head", "quality")
    for number in range(HOMES):
        talk.home(f"Home {number:02}", f"H{number:02}")
    with talk.desk() as desk:
        for service in desk.services.all():
            desk.cases.file(
                service_id=service.id,
                reference=f"{service.code}-26-0001",
                kind="near_miss",
                category="falls",
                harm="none",
                red_flags=[],
                reporter_role="staff",
                words="A wet floor",
                reported_at=talk.now,
                next_due_at=talk.now + timedelta(days=-2 if "H55" <= service.code <= "H99" else 2),
            )
    return talk


def test_a_list_is_narrowed_to_a_home_on_a_later_page(group: Talk) -> None:
    group.head.says("/cases")
    group.head.taps("Show only")
    assert not group.head.last.has("Home 59")
    group.head.taps("Next (37 more)")
    group.head.taps("Next (13 more)")
    group.head.taps("Home 59")
    assert "H59-26-0001" in group.head.last.text
    assert "H58-26-0001" not in group.head.last.text


def test_trends_of_a_home_on_a_later_page(group: Talk) -> None:
    group.head.says("/trends")
    group.head.taps("Next")
    group.head.taps("Home 30")
    assert "Home 30" in group.head.last.text


def test_the_daily_list_sums_up_and_names_the_homes_where_most_is_late(group: Talk) -> None:
    group.sweeps()
    group.moves(days=1)
    (digest,) = [heard for heard in group.head.heard if heard.about == "digest"]
    lines = digest.text.split("\n")
    assert "61 new" in lines[1]
    assert "5 late" in lines[1]
    assert [line.partition(":")[0] for line in lines[2:7]] == [f"Home {n}" for n in range(55, 60)]
    assert len(lines) == 3 + MOST_TOLD
    assert "49 more" in lines[-1]


def test_a_home_that_has_no_button_can_be_typed(group: Talk) -> None:
    group.head.says("/invite")
    assert "13 more" in group.head.last.text
    group.head.says("Home 57")
    assert "Home" not in "".join(group.head.last.labels)
