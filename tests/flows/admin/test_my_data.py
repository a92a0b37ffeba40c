"""What is held about a person: seen, read, put right, asked for, complained about, deleted."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from storage.data_requests import DataRequest
from storage.tables import Membership, Notice, Person
from tests.flows.conftest import PATEL
from tests.talk import Speaker, Talk


@pytest.fixture
def owner(talk: Talk) -> Speaker:
    return talk.person("owner", "owner", name="Olive Penhaligon")


def reports(speaker: Speaker, words: str = PATEL, way: str = "Yes, send it") -> None:
    speaker.says(words)
    while "Is this right?" not in speaker.last.text:
        speaker.taps(speaker.last.labels[0])
    speaker.taps(way)


def requests(talk: Talk) -> list[DataRequest]:
    with talk.desk() as desk:
        return list(desk.session.exec(select(DataRequest)).all())


def test_name_role_and_reports_with_reference_and_day_are_shown(talk: Talk) -> None:
    reports(talk.carer)
    (shown,) = talk.carer.says("/mydata")
    for words in ("Carer Tester", "staff, Rose House", "RH-26-0001", "near miss", "23 November", "10 years"):
        assert words in shown.text


def test_a_report_without_a_name_is_neither_shown_nor_counted(talk: Talk) -> None:
    reports(talk.carer, way="Send without my name")
    (shown,) = talk.carer.says("/mydata")
    assert "RH-26" not in shown.text
    assert "I hold no report" in shown.text
    assert "I do not know whose it is" in shown.text
    talk.carer.taps("Show my own words")
    assert "no words of yours" in talk.carer.last.text


def test_when_somebody_is_away_on_call_and_how_they_are_reminded_is_shown(talk: Talk) -> None:
    me = talk.manager.person.id or 0
    with talk.desk() as desk:
        desk.absences.add(
            person_id=me, first_on=date(2026, 11, 23), last_on=date(2026, 11, 29), deputy_id=None
        )
        desk.absences.put_on_call(
            service_id=talk.home(), person_id=me, first_on=date(2026, 12, 1), last_on=date(2026, 12, 2)
        )
        desk.habits.of(person_id=me).digest_at = "08:00"
    (shown,) = talk.manager.says("/mydata")
    for words in ("away: Monday 23 November", "on call: Tuesday 1 December", "daily list: it comes at 08:00"):
        assert words in shown.text
    assert "on call" not in talk.carer.says("/mydata")[0].text


def test_own_words_are_read_at_once_and_nobody_elses(talk: Talk) -> None:
    reports(talk.carer)
    reports(talk.daughter, "The soup was cold again and nobody came when mum rang the bell")
    talk.manager.says("/case RH-26-0001")
    talk.manager.taps("Note")
    talk.manager.says("Spoke to the floor team about mopping")
    talk.carer.says("/mydata")
    told = talk.carer.taps("Show my own words")
    assert "Mrs patel nearly slipt" in told[0].text
    assert "soup" not in told[0].text
    assert "mopping" not in told[0].text


def test_own_words_said_later_are_shown_also_while_they_are_kept_back(talk: Talk) -> None:
    reports(talk.carer, way="Send in confidence")
    talk.moves(hours=2)
    talk.carer.taps_data("d:withdraw:1")
    talk.carer.says("I mixed up the days")
    for _ in range(2):
        talk.carer.says("/mydata")
        assert "I mixed up the days" in talk.carer.taps("Show my own words")[0].text
        assert talk.carer.last.text.count("I mixed up the days") == 1
        talk.moves(hours=2)


def test_the_name_is_put_right(talk: Talk) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("Correct my name")
    talk.carer.says("  \u202e \n ")
    assert "Please type a name" in talk.carer.texts[-2]
    talk.carer.says("Zofia <b>Nowak</b>")
    assert "Zofia <b>Nowak</b>" in talk.carer.last.text
    assert talk.carer.person.name == "Zofia <b>Nowak</b>"


def test_a_request_for_a_copy_is_due_in_one_month_and_goes_to_the_owner_alone(
    talk: Talk, owner: Speaker
) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("Ask for a full copy")
    (request,) = requests(talk)
    # Asked on Monday 23 November: one month is Wednesday 23 December, a working day.
    assert f"{request.due_at:%Y-%m-%d %H:%M}" == "2026-12-23 23:59"
    assert "Wed 23 Dec" in talk.carer.last.text
    assert "D-1" in owner.last.text
    assert "Carer" not in owner.last.text
    assert talk.manager.heard == []


def test_a_second_request_for_a_copy_does_not_start_the_clock_anew(talk: Talk, owner: Speaker) -> None:
    for _ in range(2):
        talk.carer.says("/mydata")
        talk.carer.taps("Ask for a full copy")
    assert len(requests(talk)) == 1
    assert "asked already" in talk.carer.last.text


def test_a_request_is_answered_in_words_and_its_clock_falls_silent(talk: Talk, owner: Speaker) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("Ask for a full copy")
    owner.taps("Open")
    assert "Carer Tester" in owner.last.text
    owner.taps("Answer")
    owner.says("It lies for you in the office in a closed envelope.")
    assert "closed envelope" in talk.carer.last.text
    (request,) = requests(talk)
    assert request.answered_at == talk.now
    count = len(owner.heard)
    talk.moves(days=60)
    assert [heard.text for heard in owner.heard[count:] if "D-1" in heard.text] == []


def test_a_complaint_about_data_has_its_own_thirty_days_and_is_acknowledged(
    talk: Talk, owner: Speaker
) -> None:
    talk.daughter.says("/mydata")
    talk.daughter.taps("I am not happy with how my data is used")
    talk.daughter.says("My letter was read out in the lounge")
    (request,) = requests(talk)
    # Thirty days from the day after Monday 23 November: Wednesday 23 December.
    assert f"{request.due_at:%Y-%m-%d}" == "2026-12-23"
    assert request.kind == "complaint"
    assert "ICO" in talk.daughter.last.text
    assert "lounge" not in owner.last.text
    owner.taps("Open")
    assert "lounge" in owner.last.text
    owner.taps("Say that it arrived")
    assert "has arrived" in talk.daughter.last.text
    (request,) = requests(talk)
    assert request.acknowledged_at == talk.now
    assert request.ping_at is None


def test_what_nobody_answers_is_reminded_of_before_and_after_it_is_due(talk: Talk, owner: Speaker) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("Ask for a full copy")
    for _ in range(45):
        talk.moves(days=1)
    spoken = [heard.text for heard in owner.heard if "D-1" in heard.text]
    assert sum("Due soon" in text for text in spoken) == 3
    assert sum("Late" in text for text in spoken) >= 2


def test_without_an_owner_it_goes_to_quality_and_then_to_the_manager(talk: Talk) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("Something else is wrong")
    talk.carer.says("My start date is wrong")
    assert "D-1" in talk.manager.last.text
    quality = talk.person("quality", "quality")
    assert "Nobody waits" in talk.manager.says("/requests")[0].text
    assert "D-1" in quality.says("/requests")[0].text


@pytest.mark.parametrize("data", ["d:data_request:1", "d:data_answer:1", "d:data_acknowledge:1"])
def test_a_manager_below_an_owner_cannot_open_a_request_by_a_forged_button(
    talk: Talk, owner: Speaker, data: str
) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("I am not happy with how my data is used")
    talk.carer.says("My letter was read out in the lounge")
    told = talk.manager.taps_data(data)
    assert "lounge" not in talk.manager.all_text
    assert "no such request" in told[0].text
    talk.carer.taps_data(data)
    assert talk.carer.toast == "This is not yours to do."


def test_somebody_without_reports_is_deleted_to_the_last_trace(talk: Talk) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("Delete what can be deleted")
    assert "This stays" not in talk.carer.last.text
    number = talk.carer.person.id
    talk.carer.taps("Yes, delete it")
    assert "nothing more that leads to you" in talk.carer.last.text
    with talk.desk() as desk:
        assert desk.people.find(account_id=talk.carer.account_id) is None
        person = desk.session.get(Person, number)
        assert person is not None
        assert (person.account_id, person.name) == ("", "(name deleted)")
        assert desk.session.exec(select(Membership).where(Membership.person_id == number)).all() == []
        notices = desk.session.exec(select(Notice)).all()
        assert [n for n in notices if n.person_id == number] == []
        assert [n for n in notices if n.chat_id == str(talk.carer.account_id)] == []
    talk.carer.says("/mydata")
    assert "Carer Tester" in talk.carer.last.text
    assert talk.carer.person.id != number


def test_what_a_duty_stands_against_stays_and_the_reason_is_told(talk: Talk) -> None:
    reports(talk.carer)
    talk.carer.says("/mydata")
    talk.carer.taps("Delete what can be deleted")
    for words in ("the words of your report", "10 years", "till you have been told", "your name"):
        assert words in talk.carer.last.text
    talk.carer.taps("Yes, delete it")
    assert talk.carer.person.name == "(name deleted)"
    with talk.desk() as desk:
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        assert "patel" in case.words
        assert desk.timeline.broken_at(case_id=case.id or 0) is None
    # The answer still finds its way.
    talk.manager.says("/case RH-26-0001")
    talk.manager.taps("Ask the reporter")
    talk.manager.says("Which bathroom was it?")
    assert "Which bathroom" in talk.carer.last.text


def test_who_looked_after_reports_keeps_the_name_and_the_last_owner_the_role(
    talk: Talk, owner: Speaker
) -> None:
    reports(talk.carer)
    talk.manager.says("/case RH-26-0001")
    talk.manager.taps("I'll take it")
    talk.manager.says("/mydata")
    talk.manager.taps("Delete what can be deleted")
    assert "who did what" in talk.manager.last.text
    talk.manager.taps("Yes, delete it")
    with talk.desk() as desk:
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        assert desk.people.get(person_id=case.handler_id or 0).name == "Morgan Reed"
    owner.says("/mydata")
    owner.taps("Delete what can be deleted")
    assert "no other owner yet" in owner.last.text
    owner.taps("Yes, delete it")
    assert "D-" not in owner.says("/requests")[0].text


def test_unsent_words_are_shown_before_anything_is_deleted(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps_data("d:erase_me")
    assert "You have not sent this yet" in talk.carer.texts[-2]
    talk.carer.taps("Yes, send it")
    assert "RH-26-0001" in talk.carer.last.text


def test_the_words_of_old_messages_are_emptied_and_the_case_keeps_them(talk: Talk) -> None:
    reports(talk.carer)
    talk.clock.at += timedelta(days=31)
    talk.sweeps()
    with talk.desk() as desk:
        old = [n for n in desk.session.exec(select(Notice)).all() if n.sent_at and n.sent_at < talk.now]
        assert old
        assert [n.content for n in old if n.content] == []
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        assert "patel" in case.words


def test_every_open_request_is_reached_page_by_page(talk: Talk, owner: Speaker) -> None:
    for number in range(13):
        asker = talk.person(f"asker{number}", "staff")
        asker.says("/mydata")
        asker.taps("Ask for a full copy")
    first = owner.says("/requests")[0]
    assert "Asked about data: 13" in first.text
    assert "Next (3 more)" in first.labels
    (rest,) = owner.taps("Next (3 more)")
    opened = [label for shown in (first, rest) for label in shown.labels if label.startswith("D-")]
    assert opened == [f"D-{number}" for number in range(1, 14)]
    assert not rest.has("more)")
    owner.taps("D-13", on=rest)
    assert "Asker12 Tester" in owner.last.text


def test_an_old_button_to_a_page_that_is_empty_by_now_shows_the_last_one(talk: Talk, owner: Speaker) -> None:
    talk.carer.says("/mydata")
    talk.carer.taps("Ask for a full copy")
    assert "D-1" in owner.taps_data("d:requests:7")[0].labels
