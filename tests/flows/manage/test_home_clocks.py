"""What a home has to do beside its cases: the summary that CQC asks for, the monthly lessons meeting."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document as read_docx

from bot.documents import make_docx
from tests.flows.manage.test_complaint import _send as send_answer
from tests.talk import Heard, Speaker, Talk


def home_pings(who: Speaker) -> list[Heard]:
    return [message for message in who.heard if message.about == "home_clock"]


def asked(house: Talk) -> None:
    house.manager.says("/cqc")
    house.manager.taps("CQC asked today, or lately")
    house.manager.says("2 November")


def test_cqc_has_its_summary_28_days_after_the_day_on_which_it_asked(house: Talk) -> None:
    asked(house)
    # Day 1 is Tuesday 3 November; day 28 is Monday the 30th.
    assert "by Mon 30 Nov, 23:59" in house.manager.last.text


def test_the_managers_are_reminded_then_quality_and_the_owner(house: Talk) -> None:
    asked(house)
    for who in (house.manager, house.deputy, house.quality, house.owner):
        who.heard.clear()
    house.to(datetime(2026, 12, 11, 10, tzinfo=UTC))
    mine = [f"{m.at:%d %b %H:%M}" for m in home_pings(house.manager)]
    # By hand: a working day before Monday 30 November is Friday the 27th; it is up at midnight, said at 7.
    assert mine[:3] == ["27 Nov 09:00", "30 Nov 09:00", "01 Dec 07:00"]
    assert [f"{m.at:%d %b}" for m in home_pings(house.deputy)] == [
        f"{m.at:%d %b}" for m in home_pings(house.manager)
    ]
    assert [f"{m.at:%d %b}" for m in home_pings(house.quality)] == ["03 Dec"]
    assert [f"{m.at:%d %b}" for m in home_pings(house.owner)] == ["08 Dec"]
    assert "Late: send CQC the summary it asked for" in home_pings(house.owner)[0].text


def test_it_stands_on_today_until_it_is_sent(house: Talk) -> None:
    asked(house)
    house.to(datetime(2026, 11, 27, 10, tzinfo=UTC))
    house.manager.says("/today")
    assert "send CQC the summary it asked for" in house.manager.last.text
    house.manager.taps("It is sent")
    assert "noted that the summary went to CQC" in house.manager.last.text
    house.manager.says("/today")
    assert "CQC" not in house.manager.last.text
    house.manager.says("/cqc")
    assert "sent on Fri 27 Nov" in house.manager.last.text
    before = len(home_pings(house.manager))
    house.to(datetime(2026, 12, 11, 10, tzinfo=UTC))
    assert len(home_pings(house.manager)) == before


def test_done_twice_says_so_and_tomorrow_asks_again_in_the_morning(house: Talk) -> None:
    asked(house)
    house.to(datetime(2026, 11, 27, 9, 1, tzinfo=UTC))
    ping = home_pings(house.manager)[-1]
    house.manager.taps("Remind me tomorrow", on=ping)
    assert "Mon 30 Nov, 09:00" in house.manager.last.text
    house.to(datetime(2026, 11, 30, 9, 1, tzinfo=UTC))
    assert [f"{m.at:%d %b %H:%M}" for m in home_pings(house.manager)][-1] == "30 Nov 09:00"
    house.manager.taps("It is sent", on=ping)
    house.deputy.taps("It is sent", on=home_pings(house.deputy)[-1])
    assert "was done on" in house.deputy.last.text


def test_the_file_holds_complaint_answer_and_further_letters(house: Talk) -> None:
    send_answer(house)
    house.daughter.taps("Ask for a review")
    house.daughter.says("Nobody asked the cook.")
    asked(house)
    house.manager.taps("Make the summary")
    assert "One complaint is in the file." in house.manager.last.text
    assert house.manager.last.document is not None
    lines = "\n".join(p.text for p in read_docx(BytesIO(make_docx(house.manager.last.document))).paragraphs)
    for words in (
        "RH-26-0001",
        "food is always cold",
        "hot trolley",
        "they asked for a review. Nobody asked the cook.",
    ):
        assert words in lines


def test_its_ground_is_shown(house: Talk) -> None:
    asked(house)
    house.to(datetime(2026, 11, 27, 9, 1, tzinfo=UTC))
    house.manager.taps("Why these dates?", on=home_pings(house.manager)[-1])
    assert "The law asks for it." in house.manager.last.text
    assert "Missing it is an offence" in house.manager.last.text


def test_nobody_of_another_home_touches_it(house: Talk) -> None:
    asked(house)
    for data in ("d:home_done:1", "d:cqc_summary:1", "d:home_tomorrow:1", "d:home_why:1"):
        house.elm_manager.taps_data(data)
        assert "RH" not in house.elm_manager.last.text
    house.carer.taps_data("d:home_done:1")
    with house.desk() as desk:
        assert all(clock.met_at is None for clock in desk.home_clocks.of(service_ids=[1, 2]))


def test_a_month_without_a_lessons_meeting_is_said_and_each_one_begins_the_next_month(house: Talk) -> None:
    house.to(datetime(2026, 11, 23, 11, tzinfo=UTC))
    house.to(datetime(2026, 12, 16, 10, tzinfo=UTC))
    # Up on Wednesday 23 December; five working days before is the 16th.
    assert [f"{m.at:%d %b %H:%M}" for m in home_pings(house.manager)] == ["16 Dec 09:00"]
    assert "hold the monthly lessons meeting, by Wed 23 Dec" in home_pings(house.manager)[0].text
    house.manager.taps("We held it", on=home_pings(house.manager)[0])
    assert "The next one is due in a month" in house.manager.last.text
    with house.desk() as desk:
        (clock,) = desk.home_clocks.running(service_ids=[1])
    assert clock.due_at == datetime(2027, 1, 16, 23, 59, tzinfo=UTC)


def test_a_manager_on_leave_is_stood_in_for(house: Talk) -> None:
    asked(house)
    house.manager.says("/away")
    house.manager.says("today")
    house.manager.says("4 December")
    house.manager.taps("Quinn Ality")
    house.manager.taps("Yes, that is right")
    house.manager.heard.clear()
    house.to(datetime(2026, 11, 27, 9, 1, tzinfo=UTC))
    assert home_pings(house.quality)
    assert home_pings(house.deputy)
    assert not home_pings(house.manager)
