"""A case about the manager never reaches that manager: two worlds, one with such cases and one without, must
look the same to them for weeks."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from bot.commands.export import _rows
from flows.engine.registry import all_flows
from flows.engine.steps import Flow
from flows.policy.model import Policy
from flows.policy.permissions import ON_CASE
from storage.database import Database
from storage.sealing import Vault
from storage.tables import Case, Notice
from tests.conftest import MakeUrl
from tests.security.walk_world import NO_SUCH_CASE, told_by
from tests.talk import Speaker, Talk

NEAR_MISS = "Mrs Lee nearly slipt on wet floor by bathroom 2 this mornin i cought her"
COMPLAINT = "I want to make a formal complaint. The food is always cold and mum is losing weight"
SECRET = "The manager slapped Mrs Patel in the pantry last night"
UNNAMED_SECRET = "I am worried. The manager shouts at the residents in the pantry every day"
SPEAKS_UP = "I need to speak up. The nurse changes the medicine charts in the pantry after handover"
WATCHED = ("manager", "deputy", "group")
COMMANDS = (
    "today",
    "cases",
    "overdue",
    "agenda",
    "actions",
    "trends",
    "retention",
    "register",
    "menu",
    "status",
)
SECRET_WORDS = ("pantry", "Patel")
NUMBER = re.compile(r":\d+")


@pytest.fixture
def worlds(make_sqlite_url: MakeUrl, secret_key: str, policy: Policy) -> Iterator[tuple[Talk, Talk]]:
    """The world with the cases, and the one without."""
    databases = [Database(make_sqlite_url(), Vault([secret_key])) for _ in range(2)]
    for database in databases:
        database.unlock()
    yield tuple(Talk(database, policy) for database in databases)  # type: ignore[misc]
    for database in databases:
        database.close()


def live(talk: Talk, *, with_secrets: bool) -> None:
    """Three weeks in a home. What happens besides the secrets is the same in both worlds."""
    for key, role, name in (
        ("carer", "staff", "Cara Rer"),
        ("night", "staff", "Nia Ght"),
        ("daughter", "family", "Dot Aughter"),
        ("manager", "manager", "Morgan Reed"),
        ("deputy", "manager", "Dee Puty"),
        ("quality", "quality", "Quinn Ality"),
        ("owner", "owner", "Owen Er"),
        ("lead", "speak_up_lead", "Lea Dlead"),
    ):
        talk.person(key, role, name=name)
    talk.manager.in_group(command="meetings", argument="every tuesday 2pm")
    report(talk.carer, NEAR_MISS)
    if with_secrets:
        plant(talk)
    talk.moves(minutes=30)
    report(talk.daughter, COMPLAINT)
    for day in range(16):
        ask_around(talk)
        if with_secrets and day == 1:
            handle_secrets(talk)
        if day == 2:
            talk.manager.taps_data(f"d:take:{case_with(talk, COMPLAINT).id}")
        if day == 9:
            report(talk.carer, "Mr Gray nearly fell, the mat was wet, nobody hurt")
        talk.moves(days=1)
    ask_around(talk)


def ask_around(talk: Talk) -> None:
    for who in (talk.manager, talk.deputy):
        for command in COMMANDS:
            who.says(f"/{command}")
            if who.last.labels and "Cancel" in who.last.labels:
                who.says("/cancel")
    talk.manager.in_group(command="agenda", argument="")


def report(speaker: Speaker, words: str, *, way: str = "") -> None:
    speaker.says(words)
    for _ in range(10):
        labels = speaker.last.labels
        if any("send it" in label for label in labels):
            break
        known = ("Something new", "Yes: make a new report", "Yes, the manager")
        wanted = next((w for w in known if w in labels), "")
        if wanted:
            speaker.taps(wanted)
        else:
            speaker.says("1")
    speaker.taps(way or "send it")


def plant(talk: Talk) -> None:
    report(talk.carer, SECRET)
    report(talk.daughter, UNNAMED_SECRET, way="Send without my name")
    report(talk.night, SPEAKS_UP)


def handle_secrets(talk: Talk) -> None:
    case = case_with(talk, SECRET)
    quality = talk.quality
    for act in ("open", "take", "acknowledge", "review"):
        quality.taps_data(f"d:{act}:{case.id}")
    quality.says("I have talked to everybody about the pantry.")
    quality.taps_data(f"d:action:{case.id}")
    quality.says("Put a lock on the pantry")
    for _ in range(3):
        if quality.last.labels and "Cancel" in quality.last.labels:
            quality.says("1")


def case_with(talk: Talk, words: str) -> Case:
    with talk.desk(keep=False) as desk:
        found = [c for i in desk.cases.ids() if (c := desk.cases.get(case_id=i)) and c.words == words]
        desk.session.expunge_all()
    (case,) = found
    return case


def secrets(talk: Talk) -> list[Case]:
    with talk.desk(keep=False) as desk:
        found = [desk.cases.get(case_id=i) for i in desk.cases.ids()]
        desk.session.expunge_all()
    return [case for case in found if case is not None and (case.goes_to != "home" or case.keeps_out)]


def seen_by(speaker: Speaker) -> list[Any]:
    """All that somebody ever got, with the numbers behind buttons left out: nobody sees those."""
    return [
        (one.at, one.about, one.text, [(label, NUMBER.sub("", data)) for label, data, _ in one.buttons])
        for one in speaker.heard
    ]


def test_the_manager_cannot_tell_a_world_with_such_cases_from_one_without(
    worlds: tuple[Talk, Talk], policy: Policy
) -> None:
    with_them, without = worlds
    live(with_them, with_secrets=True)
    live(without, with_secrets=False)
    planted = secrets(with_them)
    assert sorted(case.goes_to for case in planted) == ["above_manager", "above_manager", "speak_up"]
    for who in WATCHED:
        assert seen_by(getattr(with_them, who)) == seen_by(getattr(without, who)), who
        everything = "\n".join(one.text for one in getattr(with_them, who).heard)
        assert len(getattr(with_them, who).heard) > (5 if who == "group" else 100)
        for case in planted:
            assert case.reference not in everything
            assert case.reference.partition("-")[0] + "-26" not in everything
        assert not [word for word in SECRET_WORDS if word in everything]
    assert exported(with_them, policy) == exported(without, policy)
    nothing_waits_for_them(with_them, planted)
    nothing_opens_for_them(with_them, planted)
    they_do_not_get_it_with_another_role(with_them, planted)


def exported(talk: Talk, policy: Policy) -> list[dict[str, Any]]:
    """What the export without its special option writes."""
    services = {talk.home(): "Rose House"}
    days = (talk.now - timedelta(days=60)).date(), talk.now.date()
    return list(_rows(talk.database, policy, services, *days, True, ON_CASE["export_case"].goes_to))


def nothing_waits_for_them(talk: Talk, planted: list[Case]) -> None:
    """Not even in the outbox: nothing was ever written for them."""
    with talk.desk(keep=False) as desk:
        theirs = [desk.people.find(account_id=getattr(talk, who).account_id) for who in ("manager", "deputy")]
        query = select(Notice).where(
            Notice.case_id.in_([case.id for case in planted]),  # type: ignore[union-attr]
            Notice.person_id.in_([person.id for person in theirs if person]),  # type: ignore[union-attr]
        )
        assert desk.session.exec(query).all() == []


def nothing_opens_for_them(talk: Talk, planted: list[Case]) -> None:
    """No button and no number tells such a case from one that is not there."""
    for who in (talk.manager, talk.deputy):
        for flow in all_flows().values():
            if flow.action:
                no_button_opens(who, flow, planted)
        nothing = told_by(who, partial(who.says, "/case RC-26-123456"))
        for case in planted:
            assert told_by(who, partial(who.says, f"/case {case.reference}")) == nothing


def no_button_opens(who: Speaker, flow: Flow, planted: list[Case]) -> None:
    nothing = told_by(who, partial(who.taps_data, f"d:{flow.action}:{NO_SUCH_CASE}"))
    who.says("/cancel")
    for case in planted:
        shown = told_by(who, partial(who.taps_data, f"d:{flow.action}:{case.id}"))
        who.says("/cancel")
        if flow.may in ON_CASE:
            assert shown == nothing, flow.name
        assert not [word for word in (*SECRET_WORDS, case.reference) if word in shown], flow.name


def they_do_not_get_it_with_another_role(talk: Talk, planted: list[Case]) -> None:
    """Who was the manager then does not read it as quality later."""
    talk.person("manager", "quality", name="Morgan Reed")
    for case in planted:
        if case.goes_to == "above_manager":
            assert "no such case" in talk.manager.says(f"/case {case.reference}")[0].text
            assert case.reference in talk.owner.says(f"/case {case.reference}")[0].text


def test_one_about_the_owner_shows_the_ways_outside_first_and_goes_to_whom_the_person_chooses(
    worlds: tuple[Talk, Talk],
) -> None:
    talk, _ = worlds
    for key, role in (("carer", "staff"), ("manager", "manager"), ("quality", "quality"), ("owner", "owner")):
        talk.person(key, role)
    talk.carer.says("The owner takes money out of the residents' purses")
    talk.carer.taps("Yes, the owner")
    asked = talk.carer.last.text
    assert asked.index("CQC") < asked.index("Who in here")
    for route in ("999", "council", "03000 616161", "Ombudsman"):
        assert route in asked
    talk.carer.taps("The quality lead")
    talk.carer.reaches_card()
    talk.carer.taps("send it")
    (case,) = secrets(talk)
    assert case.goes_to == "only_quality"
    assert [one.about for one in talk.quality.heard] == ["new_case"]
    talk.moves(days=40)
    for who in (talk.owner, talk.manager):
        # The monthly lessons meeting of the home hangs on no case.
        assert [message.about for message in who.heard if message.about != "home_clock"] == []
        assert "no such case" in who.says(f"/case {case.reference}")[0].text
        assert who.says("/cases")[0].text == "No open cases."


def test_whom_nobody_inside_may_have_leaves_nothing_behind(worlds: tuple[Talk, Talk]) -> None:
    talk, _ = worlds
    for key, role in (("carer", "staff"), ("manager", "manager"), ("owner", "owner")):
        talk.person(key, role)
    talk.carer.says("The owner hits the residents in the pantry")
    talk.carer.taps("Yes, the owner")
    talk.carer.taps("Nobody in here")
    for _ in range(5):
        if any("keep nothing" in label for label in talk.carer.last.labels):
            break
        talk.carer.says("1")
    talk.carer.taps("keep nothing")
    assert "keep nothing of what you told me" in talk.carer.last.text
    carer = talk.carer.person.id or 0
    with talk.desk(keep=False) as desk:
        assert desk.cases.ids() == []
        kept = [
            notice for notice in desk.session.exec(select(Notice)).all() if "pantry" in str(notice.content)
        ]
        assert kept == []
        assert desk.conversations.of(person_id=carer) is None
    assert talk.manager.heard == talk.owner.heard == []


def test_where_only_the_manager_is_there_the_person_is_told_and_asked(worlds: tuple[Talk, Talk]) -> None:
    talk, _ = worlds
    talk.person("carer", "staff")
    talk.person("manager", "manager")
    talk.carer.says("The manager slapped Mrs Patel in the pantry")
    talk.carer.taps("Yes, the manager")
    assert "03000 616161" in talk.carer.last.text
    assert "The manager" not in talk.carer.last.labels
    assert "Nobody in here" in talk.carer.last.labels
    assert talk.manager.heard == []
