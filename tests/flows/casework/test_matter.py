"""Since when somebody knew of the matter, by hand."""

from datetime import UTC, date, datetime

import pytest

from flows.casework.matter import KNOWN_ON, known_at, known_on
from flows.policy.model import Policy
from storage.tables import Case

REPORTED = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def case_with(**details: str) -> Case:
    return Case(reported_at=REPORTED, details=details)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("", date(2026, 11, 23)),
        ("in the summer", date(2026, 11, 23)),
        ("3 October 2025", date(2025, 10, 3)),
        ("14 months ago", date(2025, 9, 23)),
        ("two years ago", date(2024, 11, 23)),
        ("last Friday", date(2026, 11, 20)),
    ],
)
def test_the_day_is_that_of_the_event_as_far_as_the_report_says_so(
    policy: Policy, when: str, day: date
) -> None:
    assert known_on(policy, case_with(when=when)) == day


def test_a_handler_knows_better(policy: Policy) -> None:
    assert known_on(policy, case_with(when="14 months ago", **{KNOWN_ON: "2026-02-01"})) == date(2026, 2, 1)


def test_it_is_counted_from_noon_of_that_day_in_england(policy: Policy) -> None:
    assert known_at(policy, case_with(when="3 October 2025")) == datetime(2025, 10, 3, 11, tzinfo=UTC)
