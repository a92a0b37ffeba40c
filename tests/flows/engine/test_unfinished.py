"""Conversations that were left: one gentle reminder, then their end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.media import Files
from bot.worker import Worker
from tests.flows.conftest import PATEL
from tests.talk import Talk

NEXT_MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def _reminders(talk: Talk) -> list[datetime]:
    return [message.at for message in talk.carer.heard if message.about == "unfinished"]


def test_one_reminder_comes_the_next_morning(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.moves(days=6)
    assert _reminders(talk) == [NEXT_MORNING]
    assert talk.carer.last.labels == ["Go on", "Delete it"]


def test_a_report_left_at_night_is_reminded_of_that_morning(talk: Talk) -> None:
    talk.clock.at = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    talk.carer.says(PATEL)
    talk.moves(days=1)
    assert _reminders(talk) == [NEXT_MORNING]


def test_go_on_shows_where_it_stood(talk: Talk) -> None:
    talk.carer.says(PATEL)
    card = talk.carer.last.text
    talk.to(NEXT_MORNING)
    talk.carer.taps("Go on")
    assert talk.carer.last.text == card
    talk.carer.taps("Yes, send it")
    assert "RH-26-0001" in talk.carer.last.text


def test_delete_it_deletes_the_draft(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.to(NEXT_MORNING)
    talk.carer.taps("Delete it")
    assert "I deleted" in talk.carer.last.text
    talk.carer.taps("Go on")
    assert "nothing left to go on with" in talk.carer.last.text


def test_who_goes_on_and_stops_again_is_not_reminded_twice(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.moves(days=1, hours=2)
    talk.carer.says("and there was no sign")
    talk.moves(days=5)
    assert len(_reminders(talk)) == 1


def test_after_a_week_the_draft_is_gone(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.moves(days=6, hours=23)
    person_id = talk.carer.person.id or 0
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=person_id) is not None
    talk.moves(hours=2)
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=person_id) is None
        assert desk.cases.ids() == []
    card = next(message for message in talk.carer.heard if "Is this right?" in message.text)
    assert talk.carer.taps("Yes, send it", on=card) == []
    assert "too old" in talk.carer.toast


def test_the_week_begins_with_the_last_words(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.moves(days=6)
    talk.carer.says("and there was no sign")
    talk.moves(days=6)
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.carer.person.id or 0) is not None


def test_a_menu_tap_without_words_of_a_manager_is_forgotten_in_silence(talk: Talk) -> None:
    talk.manager.says("/invite")
    told = len(talk.manager.heard)
    talk.moves(days=2)
    assert len(talk.manager.heard) == told
    with talk.desk() as desk:
        assert desk.conversations.of(person_id=talk.manager.person.id or 0) is None


def test_a_reminder_waits_for_the_morning_when_the_bot_was_down(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.sleeps(hours=36)
    assert _reminders(talk) == []
    talk.moves(hours=12)
    assert _reminders(talk) == [datetime(2026, 11, 25, 7, 0, tzinfo=UTC)]


def test_who_has_blocked_the_bot_is_not_reminded(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.blocks()
    talk.moves(days=2)
    assert _reminders(talk) == []


@pytest.mark.parametrize("ends", ["week", "cancel"])
async def test_the_files_of_a_draft_go_with_it(talk: Talk, tmp_path: Path, ends: str) -> None:
    worker = Worker(talk.database)
    files = Files(tmp_path, talk.database.vault, worker, talk.clock)
    talk.carer.sends_photo(PATEL)
    path = files._write(1, b"a picture")
    with talk.desk() as desk:
        (photo,) = desk.attachments.of_conversation(conversation_id=1)
        photo.path = path
        photo.fetch_at = None
        desk.attachments.save(photo)
    if ends == "week":
        talk.moves(days=8)
    else:
        talk.carer.taps("Cancel")
    await files.clear_orphans()
    worker.close()
    assert list((tmp_path / "files").iterdir()) == []
    with talk.desk() as desk:
        assert desk.attachments.orphans() == []
