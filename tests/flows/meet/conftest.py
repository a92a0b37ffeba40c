"""The meetings room, fresh for each test."""

import pytest

from flows.policy.model import Policy
from storage.database import Database
from tests.flows.meet.room import Room


@pytest.fixture
def room(database: Database, policy: Policy) -> Room:
    return Room(database, policy)
