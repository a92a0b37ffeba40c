"""Messages are read in a process of its own, which may die or go home at any time."""

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.reading_room import ReadingRoom
from flows.understanding import KnownWords, understand

NOW = datetime(2026, 11, 20, 14, 30)
WORDS = "Mrs Day slipped in the wet room last night about 10, small bruise"


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    room = ReadingRoom()
    yield room
    room.close()


def test_it_says_what_understanding_says(room: ReadingRoom) -> None:
    known = KnownWords(people=("Mrs Day",), places=("wet room",), slang={"steady": "standing hoist"})
    assert room.read(WORDS, "staff", NOW, known=known) == understand(WORDS, "staff", NOW, known=known)


def test_odd_signs_come_through(room: ReadingRoom) -> None:
    assert room.read("\x00\u202e\ud800 😀", "relative", NOW).kind == "unclear"


def test_a_killed_process_is_begun_anew(room: ReadingRoom) -> None:
    first = room.read(WORDS, "staff", NOW)
    assert room._process
    room._process.kill()
    room._process.wait()
    assert room.read(WORDS, "staff", NOW) == first
    assert room.is_open


def test_a_hung_process_is_left_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading_room.GOES_WITHIN_SECONDS", 0.1)
    room = ReadingRoom()
    first = room.read(WORDS, "staff", NOW)
    hung = room._process
    assert hung
    hung.send_signal(signal.SIGSTOP)
    room._answers_within = 0.1
    assert room.read(WORDS, "staff", NOW) == first
    assert hung.returncode == -signal.SIGKILL
    room.close()


def test_where_no_process_can_begin_the_bot_reads_by_itself(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reading_room.sys.executable", "/nowhere/python")
    assert room.read(WORDS, "staff", NOW) == understand(WORDS, "staff", NOW)
    assert not room.is_open


def test_it_goes_home_when_nobody_writes_and_comes_back() -> None:
    room = ReadingRoom(ends_after=0.0)
    room.read(WORDS, "staff", NOW)
    process = room._process
    assert process
    room.rest()
    assert not room.is_open
    assert process.returncode == 0
    assert room.read(WORDS, "staff", NOW).kind in ("incident", "near_miss", "concern")
    room.close()


def test_once_it_is_warm_it_stays_warm_until_it_ends(room: ReadingRoom) -> None:
    assert not room.is_warm
    room.warm_up()
    process = room._process
    assert room.is_warm
    room.warm_up()
    assert room._process is process
    room.close()
    assert not room.is_warm


def test_it_stays_while_people_write(room: ReadingRoom) -> None:
    room.read(WORDS, "staff", NOW)
    room.rest()
    assert room.is_open


def test_an_end_in_the_middle_is_silent() -> None:
    words = pickle.dumps(("mrs day told me a secret", "staff", NOW, None))
    for asked in (words[:-9], words + words[:-9], b"secret"):
        done = subprocess.run([sys.executable, "-m", "flows.understanding"], input=asked, capture_output=True)
        assert done.stderr == b""
