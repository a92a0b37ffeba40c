"""The timeline: append-only, and a changed row shows."""

import pytest
from sqlalchemy import text

from flows.policy.model import Policy
from storage.database import Database
from tests.talk import Talk


@pytest.fixture
def told(database: Database, policy: Policy) -> Talk:
    talk = Talk(database, policy)
    talk.home()
    talk.person("carer", "staff")
    talk.person("manager", "manager")
    talk.carer.says("Mrs patel nearly slipt on wet floor by bathroom 2 this mornin i cought her")
    talk.carer.taps("Yes, send it")
    talk.manager.taps("I'll take it")
    talk.manager.taps("Open")
    talk.manager.taps("Note")
    talk.manager.says("spoke to the cleaner")
    return talk


def test_an_untouched_timeline_is_whole(told: Talk) -> None:
    with told.desk(keep=False) as desk:
        assert [entry.act for entry in desk.timeline.of(case_id=1)] == ["report", "take", "note"]
        assert desk.timeline.broken_at(case_id=1) is None


@pytest.mark.parametrize(
    ("change", "position"),
    [
        ("update timeline_entry set act = 'close' where position = 2", 2),
        ("update timeline_entry set actor_role = 'owner' where position = 1", 1),
        ("update timeline_entry set actor_id = null where position = 2", 2),
        ("update timeline_entry set at = '2026-11-01 10:00:00.000000' where position = 3", 3),
        ("update timeline_entry set hash = previous_hash where position = 1", 1),
        ("update timeline_entry set detail_hash = hash where position = 2", 2),
        ("update timeline_entry set position = 9 where position = 3", 3),
        ("delete from timeline_entry where position = 2", 2),
        ("delete from timeline_entry where position = 1", 1),
        (
            "update timeline_entry set detail = (select detail from timeline_entry where position = 3)"
            " where position = 1",
            1,
        ),
    ],
)
def test_any_change_of_a_row_breaks_the_chain_there(told: Talk, change: str, position: int) -> None:
    with told.desk() as desk:
        desk.session.connection().execute(text(change))
    with told.desk(keep=False) as desk:
        assert desk.timeline.broken_at(case_id=1) == position


def test_entries_that_were_forged_with_a_plain_hash_do_not_hold(told: Talk) -> None:
    with told.desk() as desk:
        entry = desk.timeline.of(case_id=1)[2]
        entry.detail = {"words": "nothing happened"}
        desk.session.add(entry)
    with told.desk(keep=False) as desk:
        assert desk.timeline.broken_at(case_id=1) == 3
