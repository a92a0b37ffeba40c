"""A carer, a daughter, a resident's neighbour, a manager and the rest of the house."""

import pytest

from flows.policy.model import Policy
from storage.database import Database
from tests.talk import Talk

PATEL = "Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her"
COMPLAINT = "I want to make a formal complaint. The food is always cold and mum is losing weight"
WORRY = "I am worried about my mum, she is not eating and losing weight"
FALL = "Mr Lee fell in the hall and cut his knee"


@pytest.fixture
def talk(database: Database, policy: Policy) -> Talk:
    talk = Talk(database, policy)
    talk.home("Rose House", "RH")
    talk.person("carer", "staff")
    talk.person("daughter", "family")
    talk.person("manager", "manager", name="Morgan Reed")
    return talk
