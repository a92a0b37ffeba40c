"""A serious incident: lead, list, review meeting within its time, and the report."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document as read_docx

from bot.documents import make_docx
from tests.flows.manage.conftest import near_miss
from tests.talk import Talk

SLAP = "I saw a carer slap Mr Lee in the lounge this morning, his face is red"


def _declare(house: Talk) -> None:
    house.carer.says(SLAP)
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.manager.taps("Open")
    house.manager.taps("Serious incident")
    house.manager.taps("Treat it as serious")
    house.manager.taps("Dee Puty")


def _runs(house: Talk) -> bool:
    with house.desk() as desk:
        return "serious_review" in {clock.name for clock in desk.clocks.running(case_id=1)}


def test_it_gets_a_lead_and_a_review_meeting_within_72_hours(house: Talk) -> None:
    _declare(house)
    assert "Lead: Dee Puty. The review meeting is due by Thu 26 Nov, 10:00" in house.manager.last.text
    assert house.manager.last.text.count("▢") == 6
    assert _runs(house)


def test_the_list_is_ticked_and_the_meeting_meets_the_clock(house: Talk) -> None:
    _declare(house)
    for button, words in (
        ("Add what was done at once", "The carer went home."),
        ("The person or family was told", "The son, by phone."),
        ("Staff were offered support", "Both on shift, by me."),
        ("The review meeting was held", "All; the carer stays off."),
        ("The lessons meeting was held", "The team; two people from now on."),
    ):
        house.manager.taps(button)
        house.manager.says(words)
        assert words in house.manager.last.text
    assert house.manager.last.text.count("▢") == 1, "the list of what to do at once"
    assert not _runs(house)


def test_the_lead_hears_of_it(house: Talk) -> None:
    _declare(house)
    assert "you lead on it" in house.deputy.last.text
    house.deputy.taps("Serious incident")
    assert "Lead: Dee Puty" in house.deputy.last.text


def test_what_to_do_at_once_is_ticked_with_one_tap_each(house: Talk) -> None:
    _declare(house)
    house.manager.taps("Do now: the list")
    assert house.manager.last.text.count("▢") == 7
    house.manager.taps("The person is safe")
    house.manager.taps("A doctor, 111 or 999 was called")
    assert house.manager.last.text.count("▢") == 5
    house.manager.does_again()
    house.manager.taps("Serious incident")
    assert "Do now: 2 done, 5 open" in house.manager.last.text
    house.manager.taps("The report to fill in")
    assert ["point", "A doctor, 111 or 999 was called"] in (house.manager.last.document or {})["parts"]


def test_the_review_meeting_is_set_and_everybody_knows(house: Talk) -> None:
    _declare(house)
    house.manager.taps("Set the review meeting")
    assert "It is due by Thu 26 Nov, 10:00" in house.manager.last.text
    assert house.manager.last.labels[:3] == ["Mon 23 Nov, 14:00", "Mon 23 Nov, 16:00", "Tue 24 Nov, 10:00"]
    house.manager.says("today 8am")
    assert "a day and an hour to come" in house.manager.texts[-2]
    house.manager.says("tomorrow 2pm")
    assert "is on Tue 24 Nov, 14:00. These people know: Dee Puty" in house.manager.last.text
    for speaker in (house.deputy, house.quality, house.owner):
        assert "We meet to review it on Tue 24 Nov, 14:00" in speaker.last.text
    house.deputy.taps("Agenda of the meeting")
    parts = (house.deputy.last.document or {})["parts"]
    assert ["fact", "When", "Tue 24 Nov, 14:00"] in parts
    assert ["point", SLAP] in parts
    house.to(datetime(2026, 11, 24, 13, 0, tzinfo=UTC))
    assert sum("in one hour" in text for text in house.deputy.texts) == 1


def test_a_meeting_that_is_moved_or_held_reminds_nobody_of_the_old_hour(house: Talk) -> None:
    _declare(house)
    for said in ("tomorrow 2pm", "wednesday 11:00"):
        house.manager.taps_data("d:book_serious_review:1")
        house.manager.says(said)
    house.to(datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    assert "in one hour" not in house.deputy.all_text
    house.manager.taps_data("d:hold_serious_review:1")
    house.manager.says("All of us; the carer stays off.")
    house.to(datetime(2026, 11, 25, 12, 0, tzinfo=UTC))
    assert "in one hour" not in house.deputy.all_text


def test_the_report_holds_what_is_known_and_lines_for_the_rest(house: Talk) -> None:
    _declare(house)
    house.manager.taps("Add what was done at once")
    house.manager.says("The carer went home.")
    house.manager.taps("The report to fill in")
    content = house.manager.last.document
    assert content is not None
    made = read_docx(BytesIO(make_docx(content)))
    lines = [paragraph.text.strip() for paragraph in made.paragraphs]
    for line in (
        "Report of a serious incident",
        "Lead: Dee Puty",
        SLAP,
        "The carer went home.",
        "Why it happened",
    ):
        assert line in lines
    assert "Staff were offered support:" in lines
    assert [row.cells[0].text for row in made.tables[0].rows][1:] == [
        "Council: safeguarding",
        "Police",
        "CQC",
        "DBS: barring referral",
    ]


def test_a_near_miss_is_not_offered_it_but_can_be_put_on_it(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    assert "Serious incident" not in house.manager.last.labels
    house.manager.taps_data("d:serious:1")
    assert "Treat it as serious" in house.manager.last.labels


def test_nobody_else_sees_it(house: Talk) -> None:
    _declare(house)
    for speaker in (house.elm_manager, house.carer):
        speaker.taps_data("d:serious_report:1")
        assert not any(heard.document for heard in speaker.heard)
