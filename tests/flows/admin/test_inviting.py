"""Links: one purpose each, they expire, they can be taken back; manager and higher roles are confirmed."""

import re

import pytest

from tests.talk import Speaker, Talk


@pytest.fixture
def house(talk: Talk) -> Talk:
    talk.person("owner", "owner", name="Ola Owner")
    talk.person("quality", "quality", name="Quinn Quality")
    return talk


def _link(talk: Talk, who: Speaker, role: str) -> str:
    """Makes a link and returns its token."""
    who.says("/invite")
    if not any(role in label for label in who.last.labels):
        who.taps("Rose House")
    who.taps(role)
    found = re.search(r"start=(\w+)", who.last.text)
    assert found is not None
    return found[1]


def _opens(talk: Talk, key: str, token: str, name: str = "Nadia New") -> Speaker:
    speaker = talk.person(key, name=name, is_new=True)
    speaker.says(f"/start {token}")
    return speaker


def _roles(speaker: Speaker) -> list[str]:
    with speaker.talk.desk() as desk:
        person = desk.people.find(account_id=speaker.account_id)
        assert person is not None
        return [held.role for held in desk.people.memberships(person_id=person.id or 0)]


@pytest.mark.parametrize("role", ["Staff", "Relatives and residents"])
def test_staff_and_family_are_in_at_once(house: Talk, role: str) -> None:
    new = _opens(house, "new", _link(house, house.manager, role))
    assert "Welcome" in new.last.text
    assert len(_roles(new)) == 1


@pytest.mark.parametrize("role", ["Manager", "Quality lead", "Speak-up lead", "Owner"])
def test_higher_roles_give_nothing_until_somebody_says_yes(house: Talk, role: str) -> None:
    new = _opens(house, "new", _link(house, house.owner, role))
    assert "has to say yes first" in new.last.text
    assert _roles(new) == []
    for command in ("/today", "/cases", "/invite", "/seal RH-26-0001"):
        new.says(command)
        assert "not for you" in new.last.text
    assert "Nadia New" not in house.owner.last.text
    house.owner.taps("See who")
    assert "Nadia New" in house.owner.last.text
    house.owner.taps("Yes, I know them")
    assert len(_roles(new)) == 1
    assert "Welcome" in new.last.text


def test_a_manager_is_confirmed_by_a_manager_of_the_same_home(house: Talk) -> None:
    house.home("Elm Court", "EC")
    house.person("other_manager", "manager", home="Elm Court")
    new = _opens(house, "new", _link(house, house.owner, "Manager"))
    assert house.other_manager.heard == []
    house.other_manager.taps_data("d:role_yes:1")
    assert _roles(new) == []
    house.manager.taps("See who")
    house.manager.taps("Yes, I know them")
    assert _roles(new) == ["manager"]
    # What Telegram lists for them is another list from this moment.
    assert house.last_turn.menus == [(new.account_id, {"manager"})]


@pytest.mark.parametrize("key", ["manager", "carer", "daughter", "new"])
def test_no_lower_role_confirms_a_higher_one(house: Talk, key: str) -> None:
    new = _opens(house, "new", _link(house, house.owner, "Owner"))
    for action in ("role_look", "role_yes", "role_no"):
        getattr(house, key).taps_data(f"d:{action}:1")
    assert _roles(new) == []
    house.owner.taps("See who")
    house.owner.taps("Yes, I know them")
    assert _roles(new) == ["owner"]


def test_a_no_gives_no_role_and_is_told_kindly(house: Talk) -> None:
    new = _opens(house, "new", _link(house, house.owner, "Manager"))
    house.owner.taps("See who")
    yes = house.owner.last.data("Yes, I know them")
    house.owner.taps("No")
    assert "did not say yes" in new.last.text
    house.owner.taps_data(yes)
    assert _roles(new) == []


def test_opening_the_link_twice_asks_once_and_uses_it_once(house: Talk) -> None:
    token = _link(house, house.owner, "Manager")
    new = _opens(house, "new", token)
    asked = len(house.owner.heard)
    new.says(f"/start {token}")
    assert "has to say yes first" in new.last.text
    assert len(house.owner.heard) == asked
    second = _opens(house, "second", token)
    assert "used already" in second.last.text


def test_where_nobody_has_the_role_yet_the_first_one_is_in_at_once(talk: Talk) -> None:
    with talk.desk() as desk:
        from random import Random

        from flows.admin.inviting import make_invite

        invite = make_invite(
            desk,
            talk.policy,
            provider_id=talk.provider_id,
            service_id=None,
            role="owner",
            now=talk.now,
            rng=Random(3),
        )
        token = invite.token
    assert _roles(_opens(talk, "first_owner", token)) == ["owner"]


def test_a_living_link_is_listed_and_taken_back_by_a_tap(house: Talk) -> None:
    token = _link(house, house.manager, "Staff")
    house.manager.says("/links")
    assert "One link still gives a role" in house.manager.last.text
    assert token not in house.manager.last.text
    house.manager.taps("Take back 1")
    new = _opens(house, "new", token)
    assert "do not know that link" in new.last.text
    assert _roles(new) == []
    house.manager.says("/links")
    assert "No link is in use" in house.manager.last.text


def test_nobody_takes_back_a_link_that_they_could_not_make(house: Talk) -> None:
    token = _link(house, house.owner, "Speak-up lead")
    for other in (house.manager, house.quality, house.carer):
        other.says("/links")
        assert "speak-up lead" not in other.last.text
        other.taps_data("d:take_back:1")
    new = _opens(house, "new", token)
    assert "has to say yes first" in new.last.text


def test_a_link_of_one_home_gives_nothing_in_another(house: Talk) -> None:
    house.home("Elm Court", "EC")
    token = _link(house, house.manager, "Staff")
    new = _opens(house, "new", token)
    with house.desk() as desk:
        person = desk.people.find(account_id=new.account_id)
        assert person is not None
        (held,) = desk.people.memberships(person_id=person.id or 0)
        assert held.service_id == house.home()
        assert held.role == "staff"


def test_a_link_expires(house: Talk) -> None:
    token = _link(house, house.manager, "Staff")
    house.moves(days=31)
    assert "too old" in _opens(house, "new", token).last.text
