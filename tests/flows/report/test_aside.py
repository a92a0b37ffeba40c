"""What a frightened person asks beside a report is answered truly, and never becomes words of it."""

import re

import pytest
from sqlmodel import select

from storage.tables import Case
from tests.flows.conftest import PATEL
from tests.talk import Talk

CODE = re.compile(r"(?:\d{4} ){3}\d{4}")


def _words(talk: Talk) -> list[str]:
    with talk.desk(keep=False) as desk:
        return [case.words for case in desk.session.exec(select(Case)).all()]


def _case(talk: Talk) -> Case:
    with talk.desk(keep=False) as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        desk.session.expunge(case)
        return case


def _sends_unnamed(talk: Talk) -> str:
    talk.carer.says(PATEL)
    talk.carer.taps("Send without my name")
    found = CODE.search(talk.carer.all_text)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    "asked",
    [
        "will the manager know it was me?",
        "Who can see this",
        "is this confidential???",
        "will i get in trouble",
        "can they see it’s me",
        "will they no it was me??",
        "will manager no its me",
        "do they kno who i am",
        "will anyone no",
        "am i gona get in trouble",
        "will i loose my job",
        "is this confedential",
        "is it anonimus",
        "whos gona see this",
        "is it safe to tell u",
        "can they trace it",
        "is my name on it",
        "dont tell her i said",
        "what if they find out",
    ],
)
def test_who_will_know_is_answered_and_no_part_of_the_report(talk: Talk, asked: str) -> None:
    talk.carer.says(PATEL)
    told = talk.carer.says(asked)
    assert "Nobody sees a thing until you tap send" in told[0].text
    assert "Is this right?" in told[-1].text
    assert asked not in told[-1].text
    talk.carer.taps("Yes, send it")
    assert _words(talk) == [PATEL]


@pytest.mark.parametrize(
    "words",
    [
        "the sling is worn through, is this safe",
        "nobody seems to know who gets this tablet now",
        "the nurses know i told them about the rash",
        "will they know how to use the new hoist",
        "they get angry if they find out we rang the nurse",
        "she doesnt know who said he could go out",
        "there was no it on the chart",
        "they have my number if they want to ring me",
    ],
)
def test_what_tells_something_more_is_put_with_the_report(talk: Talk, words: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.says(words)
    assert "Nobody sees a thing" not in talk.carer.all_text
    assert words in talk.carer.last.text


def test_it_is_answered_before_anything_was_told(talk: Talk) -> None:
    (told,) = talk.carer.says("can i tell you something and morgan not find out it was me")
    assert "Nobody sees a thing until you tap send" in told.text
    talk.carer.says(PATEL)
    assert "not find out" not in talk.carer.last.text


def test_after_sending_it_is_answered_by_the_way_that_was_chosen(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Send in confidence")
    (told,) = talk.carer.says("who has seen my report")
    assert "in confidence. They do not see your name" in told.text
    assert [label.split()[0] for label in told.labels] == ["Who", "Take"]
    talk.carer.taps("Who has seen")
    assert "nobody has opened it yet" in talk.carer.last.text


def test_after_sending_without_a_name_nothing_is_begun_and_the_answer_is_true(talk: Talk) -> None:
    code = _sends_unnamed(talk)
    (told,) = talk.carer.says("can they see it was me??")
    assert "No one here can look it up" in told.text
    assert "Telegram still has this chat" in told.text
    shown = talk.carer.says(f"/check {code}")
    assert "Not looked at yet" in shown[0].text


@pytest.mark.parametrize(
    "words", ["delete it", "I want to take it back im scared", "please delete my report"]
)
def test_who_wants_it_gone_is_shown_how_to_take_it_back(talk: Talk, words: str) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    (told,) = talk.carer.says(words)
    assert told.labels == ["Take RH-26-0001 back"]
    talk.carer.taps("Take RH-26-0001 back")
    talk.carer.says("skip")
    assert _case(talk).status == "withdrawn"


def test_a_name_cannot_be_taken_off_again_and_that_is_said(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    (told,) = talk.carer.says("i changed my mind i dont want my name on it")
    assert "I cannot take a name off again" in told.text
    assert "Take RH-26-0001 back" in told.labels


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("i dont want my name on this. the soup was cold again and mr lee went hungry", "unnamed"),
        ("please keep my name out of it, the soup was cold again and mr lee went hungry", "confidential"),
        ("the soup was cold again and mr lee went hungry, his name was not on the list", "named"),
    ],
)
def test_a_wish_in_the_first_words_is_the_way_that_stands(talk: Talk, words: str, way: str) -> None:
    talk.carer.says(words)
    for _ in range(4):
        if talk.carer.last.has("send it"):
            break
        talk.carer.says("1")
    talk.carer.says("yes")
    assert _case(talk).way == way


@pytest.mark.parametrize(
    "words", ["dont tell her it was me", "pls dont tell the manager i said", "i dont want them to no its me"]
)
def test_a_wish_beside_a_report_is_heeded_too_and_the_card_shows_it(talk: Talk, words: str) -> None:
    talk.carer.says(PATEL)
    told = talk.carer.says(words)
    assert "Nobody sees a thing until you tap send" in told[0].text
    assert told[-1].labels[0] == "✓ Yes, send it in confidence"
    talk.carer.taps("Yes, send it")
    assert (_case(talk).way, _words(talk)) == ("confidential", [PATEL])


def test_a_way_that_was_chosen_is_not_changed_by_a_wish(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Change something")
    talk.carer.taps("Who may know")
    talk.carer.taps("Without my name")
    assert talk.carer.says("dont tell her it was me")[-1].labels[0] == "✓ Yes, send it without my name"


def test_a_wish_in_words_that_become_a_report_of_their_own_is_heeded(talk: Talk) -> None:
    talk.person("owner", "owner")
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    talk.carer.says("the manager makes us sign for turns we didnt do. dont tell her it was me")
    talk.carer.taps("Yes: make a new report")
    assert talk.carer.reaches_card().labels[0] == "✓ Yes, send it in confidence"


def test_what_tells_something_is_a_report_whatever_it_asks_besides(talk: Talk) -> None:
    talk.carer.says("will they know it was me that saw jean slap mr lee in the face on nights")
    assert "slap mr lee" in talk.carer.last.text or "slap mr lee" in talk.carer.all_text
    assert "Nobody sees a thing" not in talk.carer.all_text


@pytest.mark.parametrize("typed", ["{code}", "{bare}", "my code is {code}", "{dashed}"])
@pytest.mark.parametrize("in_the_middle", [False, True])
def test_a_code_is_known_without_check_and_never_becomes_words(
    talk: Talk, typed: str, in_the_middle: bool
) -> None:
    code = _sends_unnamed(talk)
    if in_the_middle:
        talk.carer.says("The hoist sling was the wrong size for Mrs Kerr today")
    told = talk.carer.says(typed.format(code=code, bare=code.replace(" ", ""), dashed=code.replace(" ", "-")))
    assert "Not looked at yet" in told[0].text
    with talk.desk(keep=False) as desk:
        person = talk.carer.person.id or 0
        conversation = desk.conversations.of(person_id=person)
        assert (conversation is not None) is in_the_middle
        assert code[:4] not in str(conversation and conversation.answers)
    if in_the_middle:
        assert "hoist sling" in told[-1].text
        talk.carer.taps("Yes, send it")
        assert "The hoist sling was the wrong size for Mrs Kerr today" in _words(talk)


def test_a_code_behind_check_opens_beside_what_is_unsent(talk: Talk) -> None:
    code = _sends_unnamed(talk)
    talk.carer.says("The hoist sling was the wrong size for Mrs Kerr today")
    told = talk.carer.says(f"/check {code}")
    assert "Not looked at yet" in told[0].text
    assert "hoist sling" in told[-1].text


def test_wrong_codes_are_counted_here_too(talk: Talk) -> None:
    code = _sends_unnamed(talk)
    for _ in range(4):
        talk.carer.says("1111 2222 3333 4444")
    assert "look at no code" in talk.carer.last.text
    talk.carer.says(code)
    assert "Not looked at yet" not in talk.carer.last.text


def test_wrong_codes_end_nothing_that_is_unsent(talk: Talk) -> None:
    talk.carer.says(PATEL)
    for typed in ["1111 2222 3333 4444"] * 5 + ["/check 1111 2222 3333 4444"]:
        talk.carer.says(typed)
    assert "look at no code" in talk.carer.all_text
    talk.carer.taps("Yes, send it")
    assert _words(talk) == [PATEL]


@pytest.mark.parametrize("words", ["hi", "hello?", "anyone there"])
def test_a_greeting_is_no_part_of_a_report(talk: Talk, words: str) -> None:
    talk.carer.says(PATEL)
    (told,) = talk.carer.says(words)
    assert "Is this right?" in told.text
    talk.carer.taps("Yes, send it")
    assert _words(talk) == [PATEL]


def test_back_at_the_card_shows_what_can_be_changed(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.says("back")
    assert "Sorry" not in talk.carer.all_text
    assert talk.carer.last.has("Where") or talk.carer.last.has("Back")


def test_a_handler_may_write_such_words(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    talk.manager.taps_data("d:note:1")
    talk.manager.says("She asked: who can see this")
    assert "Nobody sees a thing" not in talk.manager.all_text
    assert "noted" in talk.manager.last.text.lower()
