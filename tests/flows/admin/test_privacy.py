"""The privacy notice: short at the first contact, in full by /privacy, and true to the policy."""

import pytest

from bot.demo.formatting import parse_html
from flows.engine.texts import Texts, languages
from flows.policy.loading import load_policy
from storage.database import Database
from tests.flows.conftest import PATEL
from tests.talk import Talk

MOST_WORDS = 120

MUST_SAY = (
    "Telegram keeps it on its own computers",
    "not sealed from end to end",
    "bots cannot use secret chats",
    "do not send full names, NHS numbers or photos of faces",
    "Others who use it can read this chat",
    "Nobody watches this chat day and night",
    "its manager, the quality lead and the owner",
    "a report is kept 10 years",
    "accident 20 years",
    "put it right",
    "deleted where no law stands against it",
    "within one month",
    "within 30 days",
    "ICO",
    "0303 123 1113",
    "the council, the police or CQC",
    "a court",
    "Rowan Care",
    "facts about health",
)


@pytest.mark.parametrize("language", languages())
def test_the_first_notice_has_at_most_120_words(language: str) -> None:
    shown, _ = parse_html(Texts(language).say("privacy-short"))
    assert 40 < len(shown.split()) <= MOST_WORDS


@pytest.mark.parametrize("words", ["/start", "The lift at your home has been out for a week now", "hello"])
def test_whoever_writes_for_the_first_time_gets_the_notice_first_and_once(talk: Talk, words: str) -> None:
    stranger = talk.person("stranger", is_new=True)
    told = stranger.says(words)
    assert told[0].text.startswith("Before you start")
    assert told[0].labels == ["More about your data"]
    assert len(told) == 2
    assert told[-1].buttons
    stranger.says("/menu")
    assert sum("Before you start" in text for text in stranger.texts) == 1


def test_danger_goes_before_the_notice(talk: Talk) -> None:
    stranger = talk.person("stranger", is_new=True)
    told = stranger.says("My dad has chest pain and cant breathe, nobody comes")
    assert "Call 999" in told[0].text
    assert told[-1].text.startswith("Before you start")


def test_more_is_the_whole_notice(talk: Talk) -> None:
    stranger = talk.person("stranger", is_new=True)
    stranger.says("/start")
    told = stranger.taps("More about your data")
    text = " ".join(" ".join(message.text for message in told).split()).lower()
    assert [words for words in MUST_SAY if " ".join(words.split()).lower() not in text] == []
    assert told[-1].labels == ["My data", "Clear this chat"]


def test_numbers_and_names_in_the_notice_are_the_policys(database: Database) -> None:
    policy = load_policy()
    policy = policy.model_copy(
        update={
            "retention": policy.retention.model_copy(update={"complaint_years": 12}),
            "privacy": policy.privacy.model_copy(
                update={"contact": "Ring Ida on 01632 960001.", "officer": "Dan Wye"}
            ),
        }
    )
    talk = Talk(database, policy)
    talk.home()
    text = "\n".join(heard.text for heard in talk.person("carer", "staff").says("/privacy"))
    assert "kept 12 years" in text
    assert "Ring Ida on 01632 960001." in text
    assert "Dan Wye" in text


def test_a_group_gets_the_notice_only_when_somebody_asks_and_without_buttons(talk: Talk) -> None:
    talk.person("stranger", is_new=True).in_group(command="help")
    assert "Before you start" not in talk.group.all_text
    told = talk.stranger.says("hello")
    assert told[0].text.startswith("Before you start")
    assert "Before you start" not in " ".join(heard.text for heard in talk.stranger.says("hello"))
    talk.carer.in_group(command="privacy")
    assert "Who sees it" in talk.group.last.text
    assert talk.group.last.rows == []


def test_a_report_in_the_first_message_still_takes_one_tap(talk: Talk) -> None:
    stranger = talk.person("stranger", is_new=True)
    stranger.says(PATEL)
    assert "Is this right?" in stranger.last.text
    stranger.taps("Yes, send it")
    assert "RH-26-0001" in stranger.last.text
