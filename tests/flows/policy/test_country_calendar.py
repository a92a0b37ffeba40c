import subprocess
import sys

import pytest
from holidays import country_holidays

from flows.policy.country_calendar import country_calendar


@pytest.mark.parametrize(("code", "part"), [("GB", "ENG"), ("GB", "SCT"), ("IM", None), ("GG", None)])
def test_the_days_are_those_of_the_library(code: str, part: str | None) -> None:
    years = range(2024, 2032)
    assert dict(country_calendar(code)(subdiv=part, years=years)) == dict(
        country_holidays(code, subdiv=part, years=years)
    )


def test_a_country_that_nobody_knows_is_refused() -> None:
    with pytest.raises(NotImplementedError):
        country_calendar("XX")


def test_the_policy_is_read_without_the_calendars_of_other_countries() -> None:
    check = (
        "import sys; from flows.policy.loading import load_policy; load_policy();"
        "print('holidays.countries' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
