"""What is typed is shown as it was typed: it is no markup, no placeable, no query and no command."""

import pytest
from sqlmodel import select

from bot.demo.formatting import parse_html
from flows.policy.model import Policy
from storage.database import Database
from storage.tables import Notice
from tests.talk import Talk

ALLOWED = {"bold", "italic", "blockquote", "expandable_blockquote", "code", "text_link"}
TYPED = (
    "<b>bold</b><script>alert(1)</script>",
    "</b></i></blockquote><a href='tg://user?id=1'>x</a>",
    "&lt;i&gt; &amp;amp; &#60;b&#62; &nosuch;",
    "{ $name } { -brand } { DATETIME($at) }",
    "*bold* _it_ `code` [x](tg://user?id=1) ||spoiler||",
    "x'); DROP TABLE report_case; --",
    "%s%n {0.__class__} ${jndi:x}",
    "<tg-spoiler>hidden</tg-spoiler><pre>x",
)


@pytest.fixture
def talk(database: Database, policy: Policy) -> Talk:
    talk = Talk(database, policy)
    talk.person("manager", "manager")
    return talk


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_reaches_every_screen_as_it_is(talk: Talk, typed: str) -> None:
    stranger = talk.person("stranger", "staff", name=f"Amy {typed}")
    stranger.says(f"The lamp in the hall fell down this morning, nobody hurt {typed}")
    assert typed in stranger.reaches_card().text
    stranger.taps("Yes, send it")
    assert typed in stranger.says("/mydata")[0].text
    talk.manager.says("/case RH-26-0001")
    assert typed in talk.manager.last.text
    with talk.desk() as desk:
        assert desk.cases.get(case_id=1) is not None
        for notice in desk.session.exec(select(Notice)):
            _, entities = parse_html(notice.content["text"])
            assert {entity["type"] for entity in entities} <= ALLOWED
            assert not any("tg://" in entity.get("url", "") for entity in entities)


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_in_a_group_is_shown_there_as_it_is(talk: Talk, typed: str) -> None:
    talk.manager.in_group(command="meetings", argument="every Tuesday 14:00")
    talk.manager.in_group(command="suggest", argument=f"Talk about {typed}")
    talk.manager.in_group(command="agenda")
    assert typed in talk.group.all_text
