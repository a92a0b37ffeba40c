"""Members: removed at once, with all that waits for them; the owner names safeguarding officers."""

import pytest

from tests.flows.conftest import PATEL
from tests.flows.manage.conftest import near_miss
from tests.talk import Talk

ABUSE = "A carer slapped Mr Lee in the lounge this morning"


@pytest.fixture
def house(talk: Talk) -> Talk:
    talk.person("deputy", "manager", name="Dee Puty")
    talk.person("owner", "owner", name="Owen Er")
    talk.person("quality", "quality", name="Quinn Ality")
    talk.home("Elm Court", "EC")
    talk.person("elm_manager", "manager", home="Elm Court", name="Elle Melm")
    return talk


def removes(talk: Talk, who: str, name: str) -> None:
    speaker = getattr(talk, who)
    speaker.says("/members")
    speaker.taps(name)
    speaker.taps("Remove from Candour")
    speaker.taps("Yes, remove")


def test_a_removed_manager_loses_everything_at_once(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    card = house.manager.last
    removes(house, "owner", "Morgan Reed")
    assert "Your role here has ended" in house.manager.last.text
    for label in card.labels:
        told = len(house.manager.heard)
        house.manager.taps(label, on=card)
        shown = "\n".join(house.manager.texts[told:])
        assert "patel" not in shown.casefold()
        assert "RH-26-0001" not in shown
    for command in ("/cases", "/case RH-26-0001", "/agenda", "/members"):
        assert "RH-26-0001" not in house.manager.says(command)[0].text
    told = len(house.manager.heard)
    house.moves(days=5)
    assert len(house.manager.heard) == told
    assert any("RH-26-0001" in text for text in house.deputy.texts)


def test_what_waits_to_be_sent_to_them_is_taken_back(house: Talk) -> None:
    house.moves(hours=12)
    near_miss(house)
    deputy = house_id(house, "deputy")
    with house.desk(keep=False) as desk:
        waiting = [notice.about for notice in desk.notices.waiting_for(person_id=deputy)]
    assert waiting == ["new_case"]
    removes(house, "owner", "Dee Puty")
    told = len(house.deputy.heard)
    house.moves(days=2)
    assert house.deputy.texts[told:] == []


def house_id(talk: Talk, who: str) -> int:
    with talk.desk(keep=False) as desk:
        person = desk.people.find(account_id=getattr(talk, who).account_id)
        assert person is not None
        return person.id or 0


def test_a_manager_removes_staff_and_relatives_of_their_own_home_and_nobody_else(house: Talk) -> None:
    (told,) = house.manager.says("/members")
    assert [label.rstrip() for label in told.labels] == ["Carer Tester", "Daughter Tester"]
    (told,) = house.elm_manager.says("/members")
    assert told.text == "There is nobody whom you could remove."
    for number in range(1, 9):
        house.elm_manager.taps_data(f"d:remove_member:{number}")
        assert house.elm_manager.last.text == "I find no such member."


def test_the_last_owner_stays_and_nobody_removes_themselves(house: Talk) -> None:
    house.owner.says("/members")
    house.owner.taps("Owen Er")
    assert house.owner.last.labels == ["Make safeguarding officer"]
    house.person("second", "owner", name="Sec Ond")
    removes(house, "second", "Owen Er")
    assert "Owen Er is removed" in house.second.last.text
    house.person("quality", "owner")
    removes(house, "quality", "Sec Ond")
    assert "Sec Ond is removed" in house.quality.last.text


def test_only_the_owner_names_an_officer_who_then_reads_safeguarding_cases_and_no_others(house: Talk) -> None:
    house.person("nurse", "staff", name="Nora Urse")
    house.manager.says("/members")
    house.manager.taps("Nora Urse")
    assert "Make safeguarding officer" not in house.manager.last.labels
    house.manager.taps_data("d:officer:8:yes")
    assert "not yours" in house.manager.toast
    house.owner.says("/members")
    house.owner.taps("Nora Urse")
    house.owner.taps("Make safeguarding officer")
    assert "named safeguarding officer" in house.nurse.last.text
    near_miss(house, PATEL)
    house.daughter.says(ABUSE)
    house.daughter.reaches_card()
    house.daughter.taps("send it")
    assert "A safeguarding case to read" in house.nurse.last.text
    assert "slapped" not in house.nurse.last.text
    house.nurse.taps("Open")
    assert "slapped" in house.nurse.last.text
    assert house.nurse.last.labels == []
    house.nurse.taps_data("d:take:2")
    assert "not yours" in house.nurse.toast
    (told,) = house.nurse.says("/cases")
    assert "RH-26-0002" in told.text
    assert "RH-26-0001" not in told.text
    assert house.nurse.says("/case RH-26-0001")[0].text == "I find no such case."


def test_the_card_says_that_officers_read_it_before_it_is_sent(house: Talk) -> None:
    told = "The safeguarding officers of the home read it too."
    house.person("nurse", "staff", name="Nora Urse")
    house.carer.says(ABUSE)
    assert told not in house.carer.reaches_card().text
    house.carer.says("/cancel")
    for name in ("Nora Urse", "Morgan Reed"):
        house.owner.says("/members")
        house.owner.taps(name)
        house.owner.taps("Make safeguarding officer")
    house.carer.says(ABUSE)
    assert told in house.carer.reaches_card().text
    house.carer.says("/cancel")
    house.carer.says(PATEL)
    assert told not in house.carer.reaches_card().text
    house.carer.says("/cancel")
    # The manager reads it anyway, and one's own mark makes nobody else a reader.
    house.nurse.says(ABUSE)
    assert told not in house.nurse.reaches_card().text


def test_the_reporter_hears_which_roles_opened_it_and_how_many_but_no_names(house: Talk) -> None:
    near_miss(house)
    house.carer.says("/status")
    house.carer.taps("Who has seen")
    assert "nobody has opened it yet" in house.carer.last.text
    for who in (house.manager, house.deputy, house.manager):
        who.says("/case RH-26-0001")
    house.moves(days=1)
    house.quality.says("/case RH-26-0001")
    house.carer.says("/status")
    house.carer.taps("Who has seen")
    told = house.carer.last.text
    assert "manager (2 people), last on Mon" in told
    assert "quality lead, last on Tue" in told
    assert not [name for name in ("Morgan", "Dee", "Quinn") if name in told]
    house.daughter.taps_data("d:who_opened:1")
    assert "no report of yours" in house.daughter.last.text
