"""What each way to speak lets others see: pure rules."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.casework.ways import WAYS, blurred, role_shown, shown_after
from flows.policy.model import Policy
from flows.policy.permissions import ROLES
from flows.policy.timescales import local_time


def test_the_while_covers_the_whole_of_the_bounds_and_no_more(policy: Policy) -> None:
    rng = Random(5)
    whiles = [shown_after(policy, rng) for _ in range(2000)]
    assert timedelta(minutes=5) <= min(whiles) < timedelta(minutes=6)
    assert timedelta(minutes=59) < max(whiles) <= timedelta(minutes=60)
    # Spread evenly: a manager learns nothing from how long it took.
    assert 450 < sum(each < timedelta(minutes=18.75) for each in whiles) < 550


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_a_time_is_kept_to_the_beginning_of_its_span(policy: Policy, at: datetime) -> None:
    kept = blurred(at, policy)
    local = local_time(kept, policy)
    assert (local.hour % 4, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
    # On the nights when the clocks change a span is an hour longer or shorter.
    assert timedelta() <= at - kept < timedelta(hours=5)
    assert local.date() == local_time(at, policy).date()


@pytest.mark.parametrize("role", [*ROLES, "public"])
def test_who_speaks_in_private_is_one_of_two_kinds_of_people(role: str) -> None:
    shown = {way: role_shown(role, way) for way in WAYS}
    assert shown["named"] == role
    assert shown["confidential"] == shown["unnamed"]
    assert shown["unnamed"] == ("family" if role in ("family", "public") else "staff")
