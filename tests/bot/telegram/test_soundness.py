"""What was said is looked over before anything is done with it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.soundness import LARGEST, UNSEEN, Unsound, made_sound
from flows.engine.said import FileRef, Said

SAID = Said(
    account_id=7, name="Amy Hart", chat_id=7, is_group=False, at=datetime(2026, 11, 23, tzinfo=UTC), text="x"
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mrs Patel fell", "Mrs Patel fell"),
        ("one line\nand another\tand more\r\n", "one line\nand another\tand more\r\n"),
        ("\x1b[31mred\x07 \x00alarm\x85", "[31mred alarm"),
        ("by \u202egro.livE\u202c", "by gro.livE"),
        ("\u2066left\u2069 \u200fright", "left right"),
        ("she was cho\u200bking, cho\u00adking, cho\u2060king", "she was choking, choking, choking"),
        ("half a sign \ud83d", "half a sign \ufffd"),
        ("👩🏽‍⚕️ 👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️", "👩🏽‍⚕️ 👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️"),
        ("Zofia Żak, محمد, नेहा, ക്ഷമ", "Zofia Żak, محمد, नेहा, ക്ഷമ"),
    ],
)
def test_signs_that_show_nothing_are_taken_out_and_all_others_stay(typed: str, kept: str) -> None:
    sound = made_sound(replace(SAID, text=typed, name=typed, argument=typed, tapped=typed))
    assert [sound.text, sound.name, sound.argument, sound.tapped] == [kept] * 4


@given(st.text())
def test_whatever_is_typed_can_be_kept_and_sent(typed: str) -> None:
    text = made_sound(replace(SAID, text=typed)).text
    assert text.encode().decode() == text
    assert not any(ord(sign) in UNSEEN for sign in text)
    assert made_sound(replace(SAID, text=text)).text == text


@pytest.mark.parametrize(
    "wrong",
    [
        {"account_id": "7"},
        {"account_id": True},
        {"chat_id": LARGEST + 1},
        {"message_id": 1.5},
        {"thread": []},
        {"name": None},
        {"text": {}},
        {"tapped": 7},
        {"files": (FileRef("photo", None, 1),)},  # type: ignore[arg-type]
        {"files": (FileRef("photo", "x", "1"),)},  # type: ignore[arg-type]
    ],
)
def test_what_is_of_a_wrong_type_is_no_message(wrong: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(Unsound):
        made_sound(replace(SAID, **wrong))
