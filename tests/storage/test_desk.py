"""References without gaps, notices once, conversations whole, clocks that know what is next."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from flows.casework.references import next_reference
from flows.policy.model import Policy
from storage.database import Database
from storage.notices import REMINDER
from storage.tables import Case, Notice

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def homes(database: Database) -> Database:
    with database.desk() as desk:
        provider = desk.services.add_provider(name="Rowan Care")
        for name, code in (("Rose House", "RH"), ("Elm Court", "EC")):
            desk.services.add_service(provider_id=provider.id or 0, name=name, code=code)
    return database


def _case(database: Database, policy: Policy, *, service_id: int = 1, now: datetime = NOW) -> str:
    with database.desk() as desk:
        reference = next_reference(desk, policy, desk.services.get(service_id=service_id), now)
        desk.cases.file(
            service_id=service_id,
            reference=reference,
            kind="incident",
            category="falls",
            harm="none",
            reporter_role="staff",
            words="x",
            reported_at=now,
        )
    return reference


class _Crash(Exception):
    """The process dies in the middle of a turn."""


def _give_and_crash(database: Database, policy: Policy) -> None:
    with database.desk() as desk:
        assert next_reference(desk, policy, desk.services.get(service_id=1), NOW) == "RH-26-0002"
        raise _Crash


def test_a_reference_that_was_rolled_back_is_given_again(homes: Database, policy: Policy) -> None:
    assert _case(homes, policy) == "RH-26-0001"
    with pytest.raises(_Crash):
        _give_and_crash(homes, policy)
    with homes.desk(keep=False) as desk:
        assert next_reference(desk, policy, desk.services.get(service_id=1), NOW) == "RH-26-0002"
    assert _case(homes, policy) == "RH-26-0002"


def test_references_are_counted_per_home_and_england_year(homes: Database, policy: Policy) -> None:
    new_year = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    given = [
        _case(homes, policy),
        _case(homes, policy, service_id=2),
        _case(homes, policy, now=new_year),
        _case(homes, policy, now=new_year + timedelta(minutes=1)),
    ]
    assert given == ["RH-26-0001", "EC-26-0001", "RH-26-0002", "RH-27-0001"]


def _write(database: Database, key: str | None) -> bool:
    with database.desk() as desk:
        written = desk.notices.write(
            chat_id=1, content={"text": "x", "rows": []}, priority=REMINDER, now=NOW, key=key
        )
        return written is not None


def test_a_notice_of_one_key_is_written_once(homes: Database) -> None:
    assert [_write(homes, "case 1 seen due 1") for _ in range(3)] == [True, False, False]
    assert [_write(homes, None) for _ in range(2)] == [True, True]
    with homes.desk(keep=False) as desk:
        assert desk.notices.waiting_count() == 3


def test_a_notice_that_was_sent_or_taken_back_is_not_written_again(homes: Database) -> None:
    assert _write(homes, "a")
    assert _write(homes, "b")
    with homes.desk() as desk:
        first, second = desk.notices.claim(now=NOW, hold=timedelta(minutes=1), limit=9)
        desk.notices.mark_sent(notice_id=first.id or 0, at=NOW, message_id=5)
        desk.notices.mark_failed(notice_id=second.id or 0, at=NOW, failure="withdrawn")
    assert [_write(homes, key) for key in ("a", "b")] == [False, False]


def test_the_database_itself_refuses_a_second_key_or_reference(homes: Database, policy: Policy) -> None:
    _case(homes, policy)
    with pytest.raises(IntegrityError), homes.desk() as desk:
        desk.session.add(
            Case(
                service_id=1,
                reference="RH-26-0001",
                kind="incident",
                category="falls",
                harm="none",
                reporter_role="staff",
                words="x",
                reported_at=NOW,
            )
        )
    _write(homes, "k")
    fields = {"chat_id": "1", "chat_hash": "h", "priority": 1, "content": {}, "made_at": NOW, "ready_at": NOW}
    with pytest.raises(IntegrityError), homes.desk() as desk:
        desk.session.add(Notice(key="k", **fields))


def test_a_row_without_what_it_hangs_on_is_refused_on_every_connection(homes: Database) -> None:
    """SQLite looks only where each connection is told to."""
    orphan = text("INSERT INTO home_clock_entry (clock_id, at, act) VALUES (77, '2026-11-23 10:00:00', 'x')")
    with homes.engine.connect() as one:
        one.rollback()
        with homes.engine.connect() as other:
            for connection in (other, one):
                with pytest.raises(IntegrityError):
                    connection.execute(orphan)
                connection.rollback()
    with pytest.raises(IntegrityError), homes.together(), homes.desk() as desk:
        desk.session.connection().execute(orphan)


def test_one_notice_is_claimed_by_one_sender(homes: Database) -> None:
    _write(homes, "a")
    claimed = []
    for _ in range(2):
        with homes.desk() as desk:
            claimed.append(len(desk.notices.claim(now=NOW, hold=timedelta(minutes=1), limit=9)))
    assert claimed == [1, 0]
    with homes.desk() as desk:
        assert (
            len(desk.notices.claim(now=NOW + timedelta(minutes=2), hold=timedelta(minutes=1), limit=9)) == 1
        )


def test_answers_changed_in_place_are_kept(homes: Database) -> None:
    with homes.desk() as desk:
        person = desk.people.add(account_id=5, name="Anna", language="en", now=NOW)
        conversation = desk.conversations.begin(person_id=person.id or 0, flow="worry", now=NOW, wake_at=NOW)
        conversation.answers = {"_said": [[1, "a"]]}
    with homes.desk() as desk:
        conversation = desk.conversations.of(person_id=1)
        assert conversation is not None
        conversation.answers["_said"][0][1] = "b"
        conversation.answers["_said"].append([2, "c"])
        desk.conversations.save(conversation)
    with homes.desk(keep=False) as desk:
        kept = desk.conversations.of(person_id=1)
        assert kept is not None
        assert kept.answers == {"_said": [[1, "b"], [2, "c"]]}


def test_a_person_has_one_conversation(homes: Database) -> None:
    with homes.desk() as desk:
        person = desk.people.add(account_id=5, name="Anna", language="en", now=NOW)
        first = desk.conversations.begin(person_id=person.id or 0, flow="worry", now=NOW, wake_at=NOW)
        desk.attachments.add(form="photo", handle="h", name=None, size=1, now=NOW, conversation_id=first.id)
        second = desk.conversations.begin(
            person_id=person.id or 0, flow="thanks", now=NOW, wake_at=NOW, inherits=first.id
        )
        assert len(desk.attachments.of_conversation(conversation_id=second.id or 0)) == 1
    with homes.desk(keep=False) as desk:
        conversation = desk.conversations.of(person_id=1)
        assert conversation is not None
        assert conversation.flow == "thanks"


def test_the_next_due_time_follows_the_clocks(homes: Database, policy: Policy) -> None:
    _case(homes, policy)
    due = {
        "seen": NOW + timedelta(days=1),
        "review": NOW + timedelta(days=3),
        "answer": NOW + timedelta(days=9),
    }
    seen: list[datetime | None] = []
    with homes.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        clocks = {
            name: desk.clocks.start(case=case, name=name, started_at=NOW, due_at=at, ping_at=at)
            for name, at in due.items()
        }
        seen.append(case.next_due_at)
        desk.clocks.meet(case=case, names=["seen"], at=NOW)
        seen.append(case.next_due_at)
        desk.clocks.move(clocks["review"], case=case, started_at=NOW, due_at=NOW, ping_at=None)
        seen.append(case.next_due_at)
        desk.clocks.drop(case=case, names=["review", "seen"])
        seen.append(case.next_due_at)
        desk.clocks.drop(case=case, names=["answer"])
        seen.append(case.next_due_at)
        assert [clock.name for clock in desk.clocks.of(case_id=1)] == ["seen"]
    assert seen == [due["seen"], due["review"], NOW, due["answer"], None]


def test_an_update_is_seen_once(homes: Database) -> None:
    with homes.desk() as desk:
        assert [desk.updates.see(update_id=7, on=NOW.date()) for _ in range(2)] == [True, False]
    with homes.desk() as desk:
        assert not desk.updates.see(update_id=7, on=NOW.date())


def test_a_time_without_a_zone_is_refused(homes: Database) -> None:
    with pytest.raises(Exception, match=r"zone|timezone|naive"), homes.desk() as desk:
        desk.people.add(account_id=5, name="Anna", language="en", now=datetime(2026, 11, 23, 10))
