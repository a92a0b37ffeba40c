"""What people send that is no plain message."""

import pytest

from tests.flows.conftest import COMPLAINT, PATEL
from tests.talk import Talk, assert_transcript


@pytest.mark.parametrize("form", ["photo", "voice", "document", "video"])
def test_a_file_first_is_kept_and_the_words_are_asked_for(talk: Talk, form: str) -> None:
    told = talk.carer.sends(form)
    assert ["kept it safe" in told[0].text, "in your own words" in told[1].text] == [True, True]
    talk.carer.says(PATEL)
    assert "With one file" in talk.carer.last.text
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        assert [file.form for file in desk.attachments.of_case(case_id=1)] == [form]


def test_a_photo_with_words_needs_no_further_question(talk: Talk) -> None:
    talk.carer.sends_photo(PATEL)
    assert "With one file" in talk.carer.last.text
    assert "Is this right?" in talk.carer.last.text


def test_two_photos_at_once_are_both_kept(talk: Talk) -> None:
    talk.carer.sends_photo(PATEL)
    talk.carer.sends_photo()
    assert "With 2 files" in talk.carer.last.text


def test_two_messages_at_once_become_one_report(talk: Talk) -> None:
    talk.carer.says("Mrs patel nearly slipt on wet floor")
    talk.carer.says("by bathroom 2 this mornin i cought her")
    assert "wet floor\nby bathroom 2" in talk.carer.last.text
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        assert len(desk.cases.ids()) == 1


@pytest.mark.parametrize("megabytes", [21, 400])
def test_a_file_that_is_too_big_is_refused_and_the_words_are_kept(talk: Talk, megabytes: int) -> None:
    told = talk.carer.sends("video", caption=PATEL, megabytes=megabytes)
    assert "too big" in told[0].text
    assert "20 MB" in told[0].text
    assert "Mrs patel" in told[1].text
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        assert desk.attachments.of_case(case_id=1) == []


def test_a_file_that_is_too_big_leaves_an_open_report_as_it_was(talk: Talk) -> None:
    talk.carer.says(PATEL)
    before = talk.carer.last.text
    told = talk.carer.sends("video", megabytes=30)
    assert "too big" in told[0].text
    assert told[1].text == before


def test_a_file_of_20_megabytes_is_taken(talk: Talk) -> None:
    told = talk.carer.sends("document", megabytes=20)
    assert "kept it safe" in told[0].text


def test_a_sticker_gets_a_kind_sentence_and_the_menu(talk: Talk) -> None:
    told = talk.carer.sends_sticker()
    assert "in words" in told[0].text
    assert "Menu" in told[0].labels


def test_a_sticker_in_a_report_brings_the_question_again(talk: Talk) -> None:
    talk.carer.says(PATEL)
    told = talk.carer.sends_sticker()
    assert "Is this right?" in told[-1].text


@pytest.mark.parametrize("empty", [" ", "\n\n", "\t"])
def test_an_empty_message_gets_a_kind_sentence(talk: Talk, empty: str) -> None:
    assert "in words" in talk.carer.says(empty)[0].text


LONG = ("she fell again in the hall and nobody came & it was <cold> 😢 " * 80)[:4096]


def test_4096_characters_are_kept_whole(talk: Talk) -> None:
    talk.carer.says(LONG)
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    talk.manager.taps("Open")
    with talk.desk() as desk:
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        assert case.words == LONG.strip()


def test_a_4096_character_answer_reaches_the_reporter_whole(talk: Talk) -> None:
    talk.daughter.says(COMPLAINT)
    talk.daughter.taps("Yes, please")
    talk.daughter.taps("Yes, they agree")
    talk.daughter.taps("Yes, send it")
    talk.manager.taps("Open")
    talk.manager.taps("Answer")
    before = len(talk.daughter.heard)
    words = ("We are sorry & <we> looked into it. " * 200)[:4096].strip()
    talk.manager.says(words)
    talk.manager.taps("Yes, send it")
    told = " ".join(" ".join(talk.daughter.texts[before:]).split())
    assert " ".join(words.split()) in told


@pytest.mark.parametrize(
    "text",
    [
        "سقطت أمي في الحمام هذا الصباح ولم يأت أحد",
        "האם שלי נפלה הבוקר ואף אחד לא בא לעזור לה",
        "she fell 😢😢😢 👵🏽 in the hall 🚿",
        "\u202egnorw tnew gnihtemos dna llef ehs",
        "mum fell\u0000 in the \u200b\u200bhall and hurt her arm",
        "Mam upadła w łazience dziś rano, nikt nie przyszedł",
    ],
)
def test_any_script_and_emoji_become_a_report(talk: Talk, text: str) -> None:
    talk.carer.says(text)
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        assert case.words == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "<b>{ $x } mum fell & hurt her arm</b>",
        "{ $reference } fell in the hall <script>alert(1)</script>",
        "mum fell in the hall </blockquote></b> { { [x] *[y] } -term",
        "mum fell: &lt;b&gt; &amp; { NUMBER($count) } in the hall",
    ],
)
def test_markup_in_words_is_shown_as_it_was_typed(talk: Talk, text: str) -> None:
    talk.carer.says(text)
    talk.carer.reaches_card()
    assert text in talk.carer.last.text
    talk.carer.taps("Yes, send it")
    talk.manager.taps("Open")
    assert text in talk.manager.last.text


def test_markup_in_a_name_is_shown_as_it_is(talk: Talk) -> None:
    talk.person("joker", "staff", name="<b>{ $x } & Co")
    talk.joker.says(PATEL)
    talk.joker.taps("Yes, send it")
    talk.manager.taps("Open")
    assert "<b>{ $x } & Co" in talk.manager.last.text


def test_an_unknown_command_gets_a_kind_sentence_and_the_menu(talk: Talk) -> None:
    told = talk.carer.says("/frobnicate")
    assert "I do not know that one" in told[0].text
    assert told[0].labels == ["Menu"]


@pytest.mark.parametrize("command", ["/today", "/cases", "/overdue", "/case RH-26-0001", "/invite", "/case"])
@pytest.mark.parametrize("who", ["carer", "daughter", "stranger"])
def test_a_command_without_the_right_is_refused_kindly(talk: Talk, command: str, who: str) -> None:
    talk.person("stranger")
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    told = getattr(talk, who).says(command)
    assert "that is not for you" in told[0].text
    assert "RH-26-0001" not in told[0].text


@pytest.mark.parametrize(
    "command", ["/case", "/case nonsense", "/case RH-26-9999", "/status XX-00-0000", "/check 12"]
)
def test_a_command_with_odd_words_gets_a_plain_answer(talk: Talk, command: str) -> None:
    told = talk.manager.says(command)
    assert len(told) >= 1


def test_a_file_where_it_has_no_place_is_refused_and_the_question_stays(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    talk.manager.taps("Open")
    assert_transcript(talk, [("manager", "[Ask the reporter]", "What would you like to ask")])
    told = talk.manager.sends_photo()
    assert "cannot add a file" in told[0].text
    assert "What would you like to ask" in told[1].text


def test_a_file_in_a_note_stands_on_the_case(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    talk.manager.taps("Open")
    talk.manager.taps("Note")
    talk.manager.sends_photo("the floor as it is now")
    with talk.desk() as desk:
        assert len(desk.attachments.of_case(case_id=1)) == 1
