"""The duty of candour: asked, told in person, put in writing, each with its record and one clock over all."""

from io import BytesIO

from docx import Document as read_docx

from bot.documents import make_docx
from tests.flows.manage.conftest import near_miss
from tests.talk import Talk, assert_transcript

HIP = "Mrs Patel fell in bathroom 2 and broke her hip, she is in hospital now"


def hip(house: Talk) -> None:
    house.carer.says(HIP)
    house.carer.reaches_card()
    house.carer.taps("Yes, send it")
    house.manager.taps("Open")


def _runs(house: Talk) -> bool:
    with house.desk() as desk:
        return "candour" in {clock.name for clock in desk.clocks.running(case_id=1)}


def _tell(house: Talk) -> None:
    hip(house)
    house.manager.taps("Duty of candour")
    house.manager.taps("Yes, it applies")
    house.manager.taps("Harm or pain for 28 days")
    house.manager.taps("They were told")
    house.manager.says("Mrs Asha Patel")
    house.manager.taps("Yesterday")
    house.manager.taps("I did")
    house.manager.taps("Face to face")
    house.manager.says("The floor was wet. We do not know yet why.")
    house.manager.says("I am sorry that you were hurt.")
    house.manager.says("We look at how floors are cleaned.")
    house.manager.taps("Yes, keep it")


def test_bad_harm_asks_whether_it_applies_and_yes_starts_the_clock(house: Talk) -> None:
    hip(house)
    assert not _runs(house)
    assert_transcript(
        house,
        [
            ("manager", "[Duty of candour]", ("does the duty of candour apply", "28 days")),
            ("manager", "[Yes, it applies]", "What was the harm"),
            ("manager", "a death", ("due by Mon 7 Dec, 17:00", "Say sorry")),
        ],
    )
    assert _runs(house)


def test_no_wants_its_reason_and_stands_on_the_case(house: Talk) -> None:
    hip(house)
    house.manager.taps("Duty of candour")
    house.manager.taps("No, it does not")
    house.manager.says("A bruise, gone in a week")
    house.manager.says("/case RH-26-0001")
    assert "does not apply" in house.manager.last.text
    assert "Duty of candour" not in house.manager.last.labels
    assert not _runs(house)


def test_little_harm_does_not_ask(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    assert "Duty of candour" not in house.manager.last.labels
    house.manager.taps_data("d:candour:1")
    assert "does not seem to apply" in house.manager.last.text
    assert "Yes, it applies" in house.manager.last.labels


def test_telling_them_is_kept_but_only_the_letter_meets_the_clock(house: Talk) -> None:
    _tell(house)
    assert "Now put it in writing by Mon 7 Dec" in house.manager.last.text
    assert _runs(house)
    house.manager.taps("The letter was given")
    house.manager.taps("Today")
    house.manager.taps("By hand")
    assert not _runs(house)
    with house.desk() as desk:
        told = next(entry for entry in desk.timeline.of(case_id=1) if entry.act == "tell_candour")
    assert told.detail["on"] == "2026-11-22"
    assert (told.detail["by"], told.detail["how"]) == ("Morgan Reed", "in_person")
    assert told.detail["sorry"] == "I am sorry that you were hurt."


def test_the_letter_says_what_they_were_told(house: Talk) -> None:
    _tell(house)
    house.manager.taps("Draft the letter")
    content = next(heard.document for heard in reversed(house.manager.heard) if heard.document)
    words = [paragraph.text for paragraph in read_docx(BytesIO(make_docx(content))).paragraphs]
    wanted = (
        "Rowan Care",
        "Rose House",
        "23 November 2026",
        "Our reference: RH-26-0001",
        "Dear Mrs Asha Patel,",
        "What happened",
        "The floor was wet. We do not know yet why.",
        "We are sorry",
        "I am sorry that you were hurt.",
        "We look at how floors are cleaned.",
        "Morgan Reed",
        "Manager",
    )
    assert [words.index(line) for line in wanted] == sorted(words.index(line) for line in wanted)
    assert any("On 22 November 2026 Morgan Reed told you" in line for line in words)
    assert content["name"] == "RH-26-0001 duty of candour letter"


def test_the_second_letter_carries_what_was_found(house: Talk) -> None:
    _tell(house)
    house.manager.taps("The letter was given")
    house.manager.taps("Today")
    house.manager.taps("By hand")
    house.manager.taps_data("d:review:1")
    house.manager.says("The sign was in the store.")
    house.manager.taps_data("d:candour:1")
    house.manager.taps("Letter with what we found")
    content = house.manager.last.document
    assert content is not None
    assert ["text", "The sign was in the store."] in content["parts"]
    assert ["text", "The floor was wet. We do not know yet why."] in content["parts"]


def test_a_letter_before_they_were_told_is_refused(house: Talk) -> None:
    hip(house)
    house.manager.taps_data("d:candour_letter:1")
    assert "does the duty of candour apply" in house.manager.last.text
    assert house.manager.last.document is None


def test_nobody_else_gets_the_letter(house: Talk) -> None:
    _tell(house)
    for speaker in (house.elm_manager, house.carer):
        speaker.taps_data("d:candour_letter:1")
        assert not any(heard.document for heard in speaker.heard)


def test_it_is_reminded_of_after_the_case_is_closed(house: Talk) -> None:
    _tell(house)
    house.manager.taps_data("d:close:1")
    for said in ("Signs are out now.", "no", "One slip."):
        house.manager.says(said)
    house.manager.taps("Yes, close it")
    before = len(house.manager.heard)
    house.moves(days=15)
    assert any("tell them openly" in heard.text for heard in house.manager.heard[before:])
