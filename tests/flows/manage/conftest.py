"""A house with cases in it."""

from datetime import UTC, datetime

import pytest

from tests.flows.conftest import COMPLAINT, PATEL
from tests.talk import Heard, Talk


@pytest.fixture
def house(talk: Talk) -> Talk:
    """Two managers, quality, the owner, and a second home with its own manager."""
    talk.person("deputy", "manager", name="Dee Puty")
    talk.person("quality", "quality", name="Quinn Ality")
    talk.person("owner", "owner", name="Owen Er")
    talk.home("Elm Court", "EC")
    talk.person("elm_manager", "manager", home="Elm Court", name="Elle Melm")
    return talk


def near_miss(talk: Talk, words: str = PATEL) -> None:
    talk.carer.says(words)
    if "Something new" in talk.carer.last.labels:
        talk.carer.taps("Something new")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")


def two_late_reviews(house: Talk) -> Heard:
    """The message that speaks of two near misses of the manager's, both late."""
    near_miss(house)
    near_miss(house, PATEL.replace("bathroom 2", "bathroom 3"))
    house.manager.taps_data("d:take:1")
    house.manager.taps_data("d:take:2")
    house.to(datetime(2026, 12, 1, 9, 30, tzinfo=UTC))
    return next(message for message in house.manager.heard if message.about == "reminders")


def complaint(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    if "Something new" in talk.daughter.last.labels:
        talk.daughter.taps("Something new")
    talk.daughter.taps("Yes, please")
    talk.daughter.taps("Yes, they agree")
    talk.daughter.taps("Yes, send it")


def without_approval(talk: Talk) -> None:
    """A provider who lets whoever writes an answer send it."""
    rules = talk.policy.answers.model_copy(update={"approved_by_somebody_else": (), "approved_harms": ()})
    talk.policy = talk.policy.model_copy(update={"answers": rules})
    talk._start()
