"""Without a name: nothing of the person stays with the case, and the code finds it again."""

import re
from datetime import UTC, datetime

from sqlalchemy import text
from sqlmodel import SQLModel, select

from storage.tables import Notice
from tests.flows.conftest import FALL, PATEL
from tests.talk import Talk


def _send(talk: Talk) -> tuple[str, str]:
    """Returns the code and the reference; an hour later handlers have been told."""
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")
    found = re.search(r"(?:\d{4} ){3}\d{4}", talk.carer.all_text)
    reference = re.search(r"RH-26-\d{4}", talk.carer.all_text)
    assert found is not None
    assert reference is not None
    talk.moves(hours=1)
    return found[0], reference[0]


def _messages_to(talk: Talk) -> list[str]:
    """What is kept of messages to the carer."""
    person = talk.carer.person.id
    with talk.desk() as desk:
        kept = desk.session.exec(select(Notice).where(Notice.person_id == person)).all()
        return [notice.content["text"] for notice in kept]


def test_the_receipt_gives_a_code_and_promises_no_message(talk: Talk) -> None:
    _, reference = _send(talk)
    assert reference in talk.carer.texts[-3]
    assert "I will tell you" not in talk.carer.all_text
    assert "/status" not in talk.carer.texts[-3]


def test_the_receipt_says_what_is_not_kept_and_what_cannot_be_promised(talk: Talk) -> None:
    _send(talk)
    truth, code = talk.carer.heard[-2:]
    for part in ("I kept nothing of you with it", "Telegram still has this chat", "What I cannot promise"):
        assert part in truth.text
    assert "I wait for a while" in truth.text
    assert code.labels == ["Clear this chat"]


def test_nothing_of_the_person_is_in_the_case_its_timeline_or_its_files(talk: Talk) -> None:
    talk.carer.sends_photo()
    code, _ = _send(talk)
    person = talk.carer.person
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        row = dict(desk.session.connection().execute(text("select * from report_case")).mappings().one())
        assert row["reporter_id"] is None
        assert "messages" not in case.details
        opened = " ".join(
            map(str, (case.model_dump(), row, [e.model_dump() for e in desk.timeline.of(case_id=1)]))
        )
        for secret in (str(person.account_id), person.name, code.replace(" ", "")):
            assert secret not in opened
        assert {entry.actor_id for entry in desk.timeline.of(case_id=1)} == {None}
        assert desk.conversations.of(person_id=person.id or 0) is None
        linked = text("select count(*) from notice where person_id = :p and case_id is not null")
        assert desk.session.connection().execute(linked, {"p": person.id}).scalar() == 0


def test_nothing_that_was_answered_to_the_person_is_kept(talk: Talk) -> None:
    _send(talk)
    assert _messages_to(talk) == []


def test_status_does_not_list_it_and_later_words_are_a_new_report(talk: Talk) -> None:
    _send(talk)
    assert "not sent anything" in talk.carer.says("/status")[0].text
    talk.carer.says(FALL)
    assert "Is this right?" in talk.carer.last.text


def test_the_code_shows_where_it_stands_and_what_was_said(talk: Talk) -> None:
    code, reference = _send(talk)
    talk.manager.taps("Open")
    talk.manager.taps("Ask the reporter")
    talk.manager.says("Was the sign out?")
    assert f"The reply to {reference} comes to you" in talk.manager.last.text
    talk.person("phone_of_a_friend")
    told = talk.phone_of_a_friend.says(f"/check {code}")
    assert reference in told[0].text
    assert "Was the sign out?" in told[0].text
    assert "tap “Add something” first" in talk.phone_of_a_friend.last.text
    assert talk.phone_of_a_friend.last.labels[-1] == "Clear this chat"
    talk.phone_of_a_friend.taps("Add something")
    talk.phone_of_a_friend.says("No, there was none")
    talk.moves(hours=1)
    assert f"A reply came in on {reference}" in talk.manager.last.text
    talk.manager.taps("Open")
    assert "No, there was none" in talk.manager.last.text
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.phone_of_a_friend.person.id or 0) is None


def test_the_code_is_asked_for_and_typed_in_any_shape(talk: Talk) -> None:
    code, reference = _send(talk)
    talk.carer.says("/check")
    assert "16 digits" in talk.carer.last.text
    talk.carer.says("1234 1234 1234 1234")
    assert any("do not know that code" in message for message in talk.carer.texts[-2:])
    talk.carer.says("my code is " + code.replace(" ", "-"))
    assert reference in talk.carer.last.text


def test_asking_by_code_is_not_remembered(talk: Talk) -> None:
    code, _ = _send(talk)
    talk.carer.says("/check")
    talk.carer.says(code)
    person = talk.carer.person.id or 0
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=person) is None
    assert _messages_to(talk) == []


def test_what_was_begun_with_a_code_is_gone_within_the_hour(talk: Talk) -> None:
    code, _ = _send(talk)
    talk.carer.says(f"/check {code}")
    talk.carer.taps("Add something")
    talk.carer.sends_photo()
    talk.moves(hours=1, minutes=1)
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.carer.person.id or 0) is None


def test_danger_told_by_code_is_warned_of_and_raised(talk: Talk) -> None:
    code, _ = _send(talk)
    talk.carer.says(f"/check {code}")
    talk.carer.taps("Add something")
    told = talk.carer.says("now she is not breathing")
    assert told[0].text.startswith("⚠️")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.is_red


def test_the_outcome_is_read_by_code(talk: Talk) -> None:
    code, _ = _send(talk)
    talk.manager.taps("Open")
    talk.manager.taps("Close")
    talk.manager.says("We bought new mats.")
    talk.manager.says("no")
    talk.manager.says("It was an old mat.")
    talk.manager.taps("Yes, close it")
    told = talk.carer.says(f"/check {code}")
    assert "We bought new mats." in told[0].text


def test_no_row_anywhere_keeps_the_minute_in_which_it_was_sent(talk: Talk) -> None:
    """What is left are the numbers of rows, which grow in order; see docs/decisions/0014."""
    talk.clock.at = datetime(2026, 11, 23, 14, 32, 10, tzinfo=UTC)
    talk.carer.sends_photo(PATEL)
    talk.carer.taps("Send without my name")
    with talk.desk() as desk:
        connection = desk.session.connection()
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                kept = {name for name, value in row.items() if value == talk.now}
                # When the file is next fetched goes with the fetching.
                assert kept <= {"fetch_at"}, (table.name, kept)
        (file,) = desk.attachments.of_case(case_id=1)
        assert file.conversation_id is None
        assert file.name == "file.photo"
        assert file.got_at == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
