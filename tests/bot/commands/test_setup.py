import re
import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings import Settings
from flows.casework.references import free_code
from storage.database import Database
from storage.sealing import Vault, make_key
from tests.bot.commands.conftest import Run

LINK = re.compile(r"https://t\.me/YOUR_BOT\?start=([A-Za-z0-9]{24})")
FIRST = ("setup", "--provider", "Rowan Care", "--service", "Rose House", "--yes")


def opened(place: Path) -> Database:
    database = Database(
        f"sqlite:///{place / 'candour.db'}", Vault([str(dotenv_values(".env")["CANDOUR_SECRET_KEY"])])
    )
    database.unlock()
    return database


def test_setup_makes_key_database_service_and_link(place: Path, candour: Run) -> None:
    ran = candour(*FIRST)
    assert ran.status == 0
    found = LINK.search(ran.out)
    assert found
    assert "YOUR_BOT" in ran.err
    for name in (".env", "candour.db"):
        assert stat.S_IMODE((place / name).stat().st_mode) == 0o600
    database = opened(place)
    with database.desk() as desk:
        assert [(s.name, s.code) for s in desk.services.all()] == [("Rose House", "RH")]
        invite = desk.people.find_invite(token=found[1])
        assert invite is not None
        assert (invite.role, invite.uses_left) == ("owner", 1)
    database.close()


def test_setup_twice_gives_the_same_link_and_makes_nothing_new(place: Path, candour: Run) -> None:
    first = candour(*FIRST)
    key = (place / ".env").read_text()
    again = candour("setup", "--provider", " rowan  CARE ", "--service", "rose house", "--yes")
    bare = candour("setup", "--yes")
    assert LINK.findall(first.out) == LINK.findall(again.out) == LINK.findall(bare.out)
    assert (place / ".env").read_text() == key
    database = opened(place)
    with database.desk() as desk:
        assert len(desk.services.all()) == 1
    database.close()


def test_without_yes_it_asks(place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO("Rowan Care\nElm Court\n"))
    ran = candour("setup")
    assert ran.status == 0
    database = opened(place)
    with database.desk() as desk:
        assert [(s.name, s.code) for s in desk.services.all()] == [("Elm Court", "EC")]
    database.close()


def test_nobody_there_to_answer_is_one_line(
    place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO(""))
    ran = candour("setup")
    assert ran.status == 130
    assert ran.err.splitlines()[-1] == "Stopped."


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "--", "Rose\x07House", "x" * 81, "\U0001f339"])
@pytest.mark.parametrize("option", ["--provider", "--service"])
def test_a_name_that_is_none_is_refused_before_anything_is_made(
    place: Path, candour: Run, option: str, name: str
) -> None:
    ran = candour("setup", f"{option}={name}", "--yes")
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("name", ["Tŷ Gwydd", "Дом", "24 Oak Street", "R", "O'Brien's — “The Elms”", "家"])
def test_names_of_all_sorts_are_taken_as_they_are(place: Path, candour: Run, name: str) -> None:
    assert candour("setup", "--provider", name, "--service", name, "--yes").status == 0
    database = opened(place)
    with database.desk() as desk:
        (service,) = desk.services.all()
    assert service.name == name
    assert re.fullmatch(r"[A-Z0-9]{2,5}", service.code)
    database.close()


@pytest.mark.parametrize("key", ["", "change-me", "your-secret-key-here", "change-me,change-me-too"])
def test_a_placeholder_in_env_is_replaced_and_the_rest_is_kept(place: Path, candour: Run, key: str) -> None:
    (place / ".env").write_text(f"# mine\nTELEGRAM_BOT_TOKEN=1:x\nCANDOUR_SECRET_KEY={key}\nOTHER=kept\n")
    assert candour(*FIRST).status == 0
    content = (place / ".env").read_text()
    assert content.startswith("# mine\nTELEGRAM_BOT_TOKEN=1:x\nCANDOUR_SECRET_KEY=")
    assert content.endswith("OTHER=kept\n")
    assert Vault([str(dotenv_values(place / ".env")["CANDOUR_SECRET_KEY"])])
    assert stat.S_IMODE((place / ".env").stat().st_mode) == 0o600


def test_the_example_file_is_a_start(place: Path, candour: Run) -> None:
    example = Path(__file__).parents[3] / ".env.example"
    (place / ".env").write_text(example.read_text())
    assert candour(*FIRST).status == 0
    assert candour("check").status == 0


def test_the_example_names_every_setting() -> None:
    example = (Path(__file__).parents[3] / ".env.example").read_text()
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_a_good_key_is_never_replaced(place: Path, candour: Run) -> None:
    key = make_key()
    (place / ".env").write_text(f"CANDOUR_SECRET_KEY={key}\n")
    assert candour(*FIRST).status == 0
    assert (place / ".env").read_text() == f"CANDOUR_SECRET_KEY={key}\n"


def test_one_weak_key_beside_a_good_one_is_told_and_nothing_replaced(place: Path, candour: Run) -> None:
    content = f"CANDOUR_SECRET_KEY={make_key()},change-me\n"
    (place / ".env").write_text(content)
    ran = candour(*FIRST)
    assert ran.status == 2
    assert "placeholder" in ran.err
    assert (place / ".env").read_text() == content


def test_a_lost_key_is_not_papered_over_with_a_new_one(place: Path, candour: Run) -> None:
    candour(*FIRST)
    (place / ".env").unlink()
    ran = candour(*FIRST)
    assert (ran.status, ran.out) == (2, "")
    assert "Put the key back" in ran.err
    assert not (place / ".env").exists()


def test_a_placeholder_in_the_environment_itself_is_told(
    place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOUR_SECRET_KEY", "change-me")
    ran = candour(*FIRST)
    assert ran.status == 2
    assert "in the environment" in ran.err
    assert list(place.iterdir()) == []


def test_a_broken_policy_stops_setup_before_anything_is_made(
    place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "own.toml").write_text("[quiet\n")
    monkeypatch.setenv("CANDOUR_POLICY", "own.toml")
    ran = candour(*FIRST)
    assert ran.status == 2
    assert ran.err.startswith("own.toml: is not TOML")
    assert [path.name for path in place.iterdir()] == ["own.toml"]


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:9/none", "sqlite:////nowhere/at/all.db", "nonsense", ""]
)
def test_a_database_that_cannot_be_made_is_one_line(
    place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    ran = candour(*FIRST)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert "database" in ran.err.lower()


@pytest.mark.parametrize("url", ["nonsense", "http://", "ftp://x", "http://127.0.0.1:9"])
def test_telegram_out_of_reach_still_gives_a_link(
    place: Path, candour: Run, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", url)
    ran = candour(*FIRST)
    assert ran.status == 0
    assert LINK.search(ran.out)
    assert len(ran.err.splitlines()) == 1


def test_four_hundred_homes_get_codes_of_their_own() -> None:
    taken: set[str] = set()
    for number in range(800):
        taken.add(free_code(f"Rose House {number}", taken))
    assert len(taken) == 800
    assert max(map(len, taken)) <= 5
