"""Clearing a chat: what is handed to the sender, and what is forgotten here."""

from sqlmodel import select

from storage.tables import Notice
from tests.flows.conftest import PATEL
from tests.talk import Talk


def answers(talk: Talk) -> list[Notice]:
    with talk.desk() as desk:
        chat = str(talk.carer.account_id)
        return [n for n in desk.session.exec(select(Notice)).all() if n.chat_id == chat]


def test_it_is_offered_with_every_receipt(talk: Talk) -> None:
    for way in ("Yes, send it", "Send without my name"):
        talk.carer.says(PATEL + (" again" if "without" in way else ""))
        if "belong" in talk.carer.last.text:
            talk.carer.taps("Something new")
        talk.carer.taps(way)
        assert "Clear this chat" in talk.carer.last.labels


def test_the_words_of_the_chat_are_forgotten_here_too(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")
    (told,) = talk.carer.taps("Clear this chat")
    assert "clearing" in told.text
    assert answers(talk) == []


def test_unsent_words_are_not_cleared_away(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.says("/clear")
    assert "You have not sent this yet" in talk.carer.texts[-2]
    talk.carer.taps("Yes, send it")
    assert "RH-26-0001" in talk.carer.last.text
