import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.emulator import Emulator
from bot.poster import latin, write_poster
from flows.policy.model import Policy
from flows.policy.permissions import ROLES
from storage.tables import Invite
from tests.bot.commands.conftest import Run
from tests.demo.conftest import emulator
from tests.talk import Talk

__all__ = ["emulator"]

LINK = re.compile(r"https://t\.me/candour_bot\?start=([A-Za-z0-9]{24})\n")


@pytest.fixture
def known(talk: Talk) -> Talk:
    """The home, whose bot has run before and knows its name."""
    with talk.desk() as desk:
        desk.services.installation().bot_username = "candour_bot"
    return talk


def made(talk: Talk, out: str) -> Invite:
    found = LINK.fullmatch(out)
    assert found
    with talk.desk() as desk:
        invite = desk.people.find_invite(token=found[1])
        assert invite is not None
        return invite


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_link_and_what_the_policy_says(
    known: Talk, candour: Run, policy: Policy, role: str
) -> None:
    invite = made(known, candour("invite", "--service", "rose house", "--role", role).out)
    assert invite.role == role
    assert invite.uses_left == policy.invites.uses[role]  # type: ignore[index]
    assert (invite.service_id is None) == (role in ("quality", "owner", "speak_up_lead"))


def test_uses_and_days_are_taken(known: Talk, candour: Run) -> None:
    ran = candour("invite", "--service", "Rose House", "--role", "staff", "--uses", "3", "--days", "2")
    invite = made(known, ran.out)
    assert invite.uses_left == 3
    assert abs(invite.expires_at - datetime.now(UTC) - timedelta(days=2)) < timedelta(minutes=1)


def test_whoever_opens_the_link_has_the_role(known: Talk, candour: Run) -> None:
    found = LINK.fullmatch(candour("invite", "--service", "Rose House", "--role", "staff").out)
    assert found
    new = known.person("new")
    new.says(f"/start {found[1]}")
    with known.desk() as desk:
        held = desk.people.memberships(person_id=new.person.id or 0)
    assert [(m.role, m.service_id) for m in held] == [("staff", 1)]


@pytest.mark.parametrize(
    "args",
    [
        ("--service", "Rose House", "--role", "king"),
        ("--service", "No Such Home", "--role", "staff"),
        ("--service", " ", "--role", "staff"),
        ("--role", "staff"),
        ("--service", "Rose House"),
        ("--service", "Rose House", "--role", "staff", "--uses", "0"),
        ("--service", "Rose House", "--role", "staff", "--uses", "-1"),
        ("--service", "Rose House", "--role", "staff", "--uses", "many"),
        ("--service", "Rose House", "--role", "staff", "--uses", "99999999999"),
        ("--service", "Rose House", "--role", "staff", "--days", "0"),
        ("--service", "Rose House", "--role", "staff", "--days", "99999999999"),
        ("--service", "Rose House", "--role", "staff", "--poster", "nowhere/at/all.pdf"),
        ("--service", "Rose House", "--role", "staff", "--poster", "."),
        ("--service", "Rose House", "--role", "owner", "--poster", "owner.pdf"),
    ],
)
def test_bad_input_is_one_line_and_makes_no_link(known: Talk, candour: Run, args: tuple[str, ...]) -> None:
    ran = candour("invite", *args)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    with known.desk() as desk:
        assert all(
            desk.people.open_invite(provider_id=1, role=role, now=datetime.now(UTC)) is None for role in ROLES
        )


def test_an_unknown_service_is_named_with_the_known_ones_and_can_be_added(known: Talk, candour: Run) -> None:
    ran = candour("invite", "--service", "Elm Court", "--role", "staff")
    assert ran.err == 'There is no service "Elm Court". Known: Rose House. --add makes one.\n'
    assert candour("invite", "--service", "Elm Court", "--role", "staff", "--add").status == 0
    with known.desk() as desk:
        assert [(s.name, s.code) for s in desk.services.all()] == [("Elm Court", "EC"), ("Rose House", "RH")]


def test_before_setup_setup_is_named(place: Path, candour: Run) -> None:
    ran = candour("invite", "--service", "Rose House", "--role", "staff")
    assert ran.status == 2
    assert "`candour setup`" in ran.err


def test_without_the_bots_name_there_is_a_link_to_finish_but_no_poster(
    talk: Talk, place: Path, candour: Run
) -> None:
    ran = candour("invite", "--service", "Rose House", "--role", "staff")
    assert ran.status == 0
    assert ran.out.startswith("https://t.me/YOUR_BOT?start=")
    assert "write your bot's name" in ran.err
    ran = candour("invite", "--service", "Rose House", "--role", "staff", "--poster", "p.pdf")
    assert (ran.status, ran.out) == (2, "")
    assert not (place / "p.pdf").exists()


async def test_the_bots_name_is_asked_of_telegram(
    talk: Talk, candour: Run, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", emulator.base_url)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", emulator.token)
    ran = await asyncio.to_thread(candour, "invite", "--service", "Rose House", "--role", "staff")
    assert re.fullmatch(r"https://t\.me/\w+\?start=\w{24}\n", ran.out)
    assert "YOUR_BOT" not in ran.out
    assert ran.err == ""


@pytest.mark.parametrize("role", ["staff", "family"])
def test_a_poster_is_one_page_of_a4(known: Talk, place: Path, candour: Run, role: str) -> None:
    ran = candour("invite", "--service", "Rose House", "--role", role, "--poster", "p.pdf")
    assert ran.status == 0
    assert LINK.fullmatch(ran.out)
    content = (place / "p.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == 1
    assert b"[0 0 595.28 841.89]" in content


@pytest.mark.parametrize(
    "name", ["Tŷ’r Gwŷdd – Llanfair", "Дом 家", "x" * 80, "The Very Long Named Home " * 3, "<b>&amp;</b>"]
)
def test_a_poster_takes_any_name(place: Path, name: str) -> None:
    write_poster(
        place / "p.pdf", link="https://t.me/candour_bot?start=" + "x" * 24, service=name, role="family"
    )
    assert (place / "p.pdf").stat().st_size > 2000


def test_letters_that_the_font_lacks_lose_their_accent_only() -> None:
    assert latin("Tŷ’r Gwŷdd – café") == "Ty'r Gwydd - café"
    assert latin("Łódź “Elms”") == 'Lódz "Elms"'
    assert latin("家") == "?"
