"""Without a name: nothing of the person stays with the case, and the code finds it again."""

import re

from sqlalchemy import text

from tests.flows.conftest import FALL, PATEL
from tests.talk import Talk


def _send(talk: Talk) -> str:
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")
    found = re.search(r"(?:\d{4} ){3}\d{4}", talk.carer.last.text)
    assert found is not None
    return found[0]


def test_the_receipt_gives_a_code_and_promises_no_message(talk: Talk) -> None:
    _send(talk)
    assert "RH-26-0001" in talk.carer.texts[-2]
    assert "I will tell you" not in talk.carer.all_text
    assert "/status" not in talk.carer.texts[-2]


def test_nothing_of_the_person_is_in_the_case_its_timeline_or_its_files(talk: Talk) -> None:
    talk.carer.sends_photo()
    code = _send(talk)
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


def test_the_receipt_with_the_code_is_not_kept(talk: Talk) -> None:
    code = _send(talk)
    with talk.desk() as desk:
        rows = desk.session.connection().execute(text("select id from notice")).scalars().all()
        kept = [desk.notices.get(notice_id=row) for row in rows]
        assert not any(notice is not None and code in str(notice.content) for notice in kept)


def test_status_does_not_list_it_and_later_words_are_a_new_report(talk: Talk) -> None:
    _send(talk)
    assert "not sent anything" in talk.carer.says("/status")[0].text
    talk.carer.says(FALL)
    assert "Is this right?" in talk.carer.last.text


def test_the_code_shows_where_it_stands_and_what_was_said(talk: Talk) -> None:
    code = _send(talk)
    talk.manager.taps("Open")
    talk.manager.taps("Ask the reporter")
    talk.manager.says("Was the sign out?")
    assert "The reply to RH-26-0001 comes to you" in talk.manager.last.text
    talk.person("phone_of_a_friend")
    told = talk.phone_of_a_friend.says(f"/check {code}")
    assert "RH-26-0001" in told[0].text
    assert "Was the sign out?" in told[0].text
    talk.phone_of_a_friend.taps("Add something")
    talk.phone_of_a_friend.says("No, there was none")
    assert "A reply came in on RH-26-0001" in talk.manager.last.text
    talk.manager.taps("Open")
    assert "No, there was none" in talk.manager.last.text
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.phone_of_a_friend.person.id or 0) is None


def test_the_code_is_asked_for_and_typed_in_any_shape(talk: Talk) -> None:
    code = _send(talk)
    talk.carer.says("/check")
    assert "16 digits" in talk.carer.last.text
    talk.carer.says("1234 1234 1234 1234")
    assert any("do not know that code" in message for message in talk.carer.texts[-2:])
    talk.carer.says("my code is " + code.replace(" ", "-"))
    assert "RH-26-0001" in talk.carer.last.text


def test_asking_by_code_is_not_remembered(talk: Talk) -> None:
    code = _send(talk)
    talk.carer.says(f"/check {code}")
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.carer.person.id or 0) is None
    talk.carer.taps("Add something")
    talk.moves(days=1)
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.carer.person.id or 0) is None


def test_danger_told_by_code_is_warned_of_and_raised(talk: Talk) -> None:
    code = _send(talk)
    talk.carer.says(f"/check {code}")
    talk.carer.taps("Add something")
    told = talk.carer.says("now she is not breathing")
    assert told[0].text.startswith("⚠️")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.is_red


def test_the_outcome_is_read_by_code(talk: Talk) -> None:
    code = _send(talk)
    talk.manager.taps("Open")
    talk.manager.taps("Close")
    talk.manager.says("We bought new mats.")
    talk.manager.says("no")
    talk.manager.says("It was an old mat.")
    talk.manager.taps("Yes, close it")
    told = talk.carer.says(f"/check {code}")
    assert "We bought new mats." in told[0].text
    assert told[0].labels == []
