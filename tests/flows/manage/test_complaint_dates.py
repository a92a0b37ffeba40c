"""Dates that are the complainant's right: on the card, in the answer, in the letter; and what is long ago."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document as read_docx

from bot.documents import make_docx
from tests.flows.conftest import WORRY
from tests.flows.manage.conftest import complaint
from tests.flows.manage.test_complaint import _send as send_answer
from tests.talk import Talk

LONG_AGO = "I want to make a formal complaint. On 3 October 2025 mum got no lunch and the food is always cold"


def dates(talk: Talk) -> dict[str, str]:
    with talk.desk() as desk:
        return {name: f"{at:%Y-%m-%d %H:%M}" for name, at in desk.clocks.to_know(case_id=1).items()}


def complains(talk: Talk, words: str) -> None:
    talk.daughter.says(words)
    talk.daughter.taps("Yes, please")
    talk.daughter.taps("Yes, they agree")
    talk.daughter.taps("Yes, send it")


def test_from_the_day_of_the_report_there_are_twelve_months_to_the_ombudsman(house: Talk) -> None:
    complaint(house)
    assert dates(house) == {"ombudsman": "2027-11-23 23:59"}
    house.manager.taps("Open")
    assert "They may go to the Ombudsman until 23 November 2027" in house.manager.last.text


def test_the_answer_opens_28_days_for_a_review_and_names_both_days(house: Talk) -> None:
    send_answer(house)
    assert dates(house)["review_window"] == "2026-12-21 23:59"
    message, letter = house.daughter.heard[-2:]
    assert "by 21 December 2026" in message.text
    assert "until 23 November 2027" in message.text
    assert letter.document is not None
    lines = [p.text for p in read_docx(BytesIO(make_docx(letter.document))).paragraphs]
    assert any(line.startswith("Tell us by 21 December 2026") for line in lines)
    assert any("until 23 November 2027" in line for line in lines)


def test_before_the_answer_the_status_speaks_of_no_ombudsman(house: Talk) -> None:
    complaint(house)
    house.daughter.says("/status")
    assert "Ombudsman" not in house.daughter.last.text


def test_after_the_answer_the_status_names_both_days(house: Talk) -> None:
    send_answer(house)
    house.daughter.says("/status")
    assert "You can ask for a review until 21 December 2026." in house.daughter.last.text
    assert "You can go to the Ombudsman until 23 November 2027" in house.daughter.last.text
    house.to(datetime(2027, 1, 4, 10, tzinfo=UTC))
    house.daughter.says("/status")
    assert "review until" not in house.daughter.last.text


def test_a_review_that_is_asked_for_ends_its_window(house: Talk) -> None:
    send_answer(house)
    house.daughter.taps("Ask for a review")
    house.daughter.says("Nobody asked the cook.")
    assert "review_window" not in dates(house)
    assert "ended on" not in house.manager.last.text


def test_who_asks_later_is_heard_and_the_manager_knows(house: Talk) -> None:
    send_answer(house)
    house.to(datetime(2027, 1, 4, 10, tzinfo=UTC))
    house.daughter.taps("Ask for a review")
    house.daughter.says("Nobody asked the cook.")
    assert "looks at RH-26-0001 again" in house.daughter.last.text
    assert "ended on Mon 21 Dec" in house.manager.last.text


def test_a_date_to_know_is_never_late_and_never_a_reminder(house: Talk) -> None:
    send_answer(house)
    house.manager.taps_data("d:close:1")
    heard = len(house.manager.heard)
    house.to(datetime(2027, 12, 1, 10, tzinfo=UTC))
    assert not [m for m in house.manager.heard[heard:] if "review until" in m.text or "Ombudsman" in m.text]
    assert house.manager.says("/overdue")[0].text.count("RH-26-0001") == 0


def test_a_concern_shows_until_when_it_can_become_a_complaint(house: Talk) -> None:
    house.daughter.says(WORRY)
    house.daughter.reaches_card()
    house.daughter.taps("Yes, send it")
    assert dates(house) == {"complaint_too_old": "2027-11-23 23:59"}
    house.daughter.says("/status")
    assert "You can still make it a formal complaint, until 23 November 2027." in house.daughter.last.text
    house.daughter.taps("formal complaint")
    assert dates(house) == {"ombudsman": "2027-11-23 23:59"}


def test_about_something_long_ago_the_handler_is_asked(house: Talk) -> None:
    complains(house, LONG_AGO)
    assert dates(house)["complaint_too_old"] == "2026-10-03 22:59"
    house.manager.taps("Open")
    assert "It was long ago." in house.manager.last.text
    house.manager.taps("Steps of the answer")
    assert "It was long ago: look into it?" in house.manager.last.labels[0]
    house.manager.taps("It was long ago")
    assert "They knew of this since 3 October 2025" in house.manager.last.text
    house.manager.taps("Yes, look into it")
    house.manager.says("She was in hospital until last month.")
    assert "looked into as any other" in house.manager.last.text
    assert "complaint_too_old" not in dates(house)
    with house.desk() as desk:
        assert {c.name for c in desk.clocks.running(case_id=1)} >= {"acknowledge", "answer"}


def test_who_is_turned_away_hears_the_reason_and_of_the_ombudsman(house: Talk) -> None:
    complains(house, LONG_AGO)
    house.manager.taps_data("d:too_old:1")
    house.manager.taps("No, it is too long ago")
    house.manager.says("Nobody who was there works here any more.")
    assert "Nobody who was there works here any more." in house.daughter.last.text
    assert "0300 061 0614" in house.daughter.last.text
    assert house.manager.last.has("Close")
    with house.desk() as desk:
        assert not {c.name for c in desk.clocks.running(case_id=1)} & {"answer", "statutory_ceiling"}


def test_a_complaint_in_time_is_not_asked_about(house: Talk) -> None:
    complaint(house)
    house.manager.taps_data("d:too_old:1")
    assert "not too old" in house.manager.last.text


def test_the_day_can_be_put_right_and_is_counted_anew(house: Talk) -> None:
    complains(house, LONG_AGO)
    house.manager.taps_data("d:known:1")
    house.manager.says("1 February 2026")
    assert dates(house) == {"ombudsman": "2027-02-01 23:59"}
    assert "since 1 February 2026" in house.manager.last.text
    with house.desk() as desk:
        assert desk.timeline.of(case_id=1)[-1].act == "set_known"


def test_a_day_that_was_told_does_not_move_in_silence(house: Talk) -> None:
    send_answer(house)
    heard = len(house.daughter.heard)
    house.manager.taps_data("d:known:1")
    house.manager.says("1 February 2026")
    assert "until 1 February 2027" in "\n".join(m.text for m in house.daughter.heard[heard:])


def test_what_the_ombudsman_has_is_noted(house: Talk) -> None:
    send_answer(house)
    house.manager.taps_data("d:to_ombudsman:1")
    house.manager.says("Their number is 26 001, Ms Grey")
    assert "ombudsman" not in dates(house)


def test_what_is_due_in_weeks_stands_under_why_these_dates_only(house: Talk) -> None:
    complaint(house)
    house.manager.taps("Open")
    assert "Ombudsman steps in" not in house.manager.last.text
    assert "why it is late" not in house.manager.last.text
    house.manager.taps_data("d:why_clock:1")
    assert "Six months" in house.manager.last.text
    assert "12 weeks" in house.manager.last.text


def test_six_months_end_with_an_explanation_that_goes_beyond_them(house: Talk) -> None:
    complaint(house)
    # 23 November and six months is Sunday 23 May.
    for until, is_met in (("20 May 2027", False), ("30 June 2027", True)):
        house.to(datetime(2027, 5, 4 if not is_met else 10, 10, tzinfo=UTC))
        house.manager.taps_data("d:explain_lateness:1")
        house.manager.says("The inspector is ill.")
        house.manager.says(until)
        with house.desk() as desk:
            met = {c.name: c.met_at for c in desk.clocks.of(case_id=1)}
        assert bool(met["statutory_ceiling"]) is is_met
