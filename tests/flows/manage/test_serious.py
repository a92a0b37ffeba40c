"""A serious incident: lead, list, review meeting within its time, and the report."""

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
    assert house.manager.last.text.count("▢") == 5
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
    assert "▢" not in house.manager.last.text
    assert not _runs(house)


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
