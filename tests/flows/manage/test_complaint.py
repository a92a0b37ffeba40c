"""The steps of a complaint: planned, given more time, drafted, approved by somebody else, sent, reviewed."""

from io import BytesIO

from docx import Document as read_docx

from bot.documents import make_docx
from flows.policy.loading import load_policy
from tests.flows.manage.conftest import complaint, without_approval
from tests.talk import Talk, assert_transcript


def _running(house: Talk) -> dict[str, str]:
    with house.desk() as desk:
        return {clock.name: f"{clock.due_at:%d %b}" for clock in desk.clocks.running(case_id=1)}


def _status(house: Talk) -> str:
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        return case.status


def _draft(house: Talk) -> None:
    complaint(house)
    house.manager.taps_data("d:draft_answer:1")
    house.manager.taps("In part")
    house.manager.says("Meals stood for 40 minutes.")
    house.manager.says("We are sorry for the cold meals.")
    house.manager.says("A hot trolley is in use.")
    house.manager.taps("Yes, keep it")


def _send(house: Talk) -> None:
    _draft(house)
    house.quality.taps("Read and approve")
    house.quality.taps("Yes, I approve it")
    house.manager.taps("Send the answer")


def test_the_plan_stands_on_the_steps_of_the_answer(house: Talk) -> None:
    complaint(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "Steps of the answer"),
            ("manager", "[Steps of the answer]", ("by Mon 21 Dec, 17:00", "No plan yet")),
            ("manager", "[Plan what to find out]", "What do you want to find out"),
            ("manager", "How meals are kept warm", "From whom"),
            ("manager", "the cook", "By when"),
            ("manager", "30 november", "Is there more"),
        ],
    )
    house.manager.taps_data("d:complaint:1")
    assert "How meals are kept warm (from: the cook, by Monday 30 November)" in house.manager.last.text


def test_more_time_is_told_with_its_reason_before_the_day_has_passed(house: Talk) -> None:
    complaint(house)
    house.manager.taps_data("d:more_time:1")
    house.manager.taps("Wednesday 30 December")
    house.manager.says("The cook is ill.")
    told = house.daughter.last.text
    assert "by Mon 21 Dec, 17:00" in told
    assert "by Wed 30 Dec, 17:00" in told
    assert "The cook is ill." in told
    assert _running(house)["answer"] == "30 Dec"


def test_an_earlier_day_is_no_extension(house: Talk) -> None:
    complaint(house)
    heard = len(house.daughter.heard)
    house.manager.taps_data("d:more_time:1")
    house.manager.says("1 december")
    house.manager.says("No reason.")
    assert "not later" in house.manager.last.text
    assert _running(house)["answer"] == "21 Dec"
    assert len(house.daughter.heard) == heard


def test_a_day_that_has_passed_is_not_moved_but_explained(house: Talk) -> None:
    complaint(house)
    house.moves(days=30)
    house.manager.taps_data("d:more_time:1")
    assert "cannot be moved" in house.manager.last.text
    house.manager.taps("Say why it is late")
    house.manager.says("The cook left.")
    house.manager.says("30 december")
    assert "we are late, and we are sorry" in house.daughter.last.text
    assert "The cook left." in house.daughter.last.text
    assert _running(house)["answer"] == "21 Dec"


def test_the_drafter_does_not_approve_their_own_draft(house: Talk) -> None:
    _draft(house)
    assert _status(house) == "drafted"
    house.manager.taps_data("d:approve_answer:1")
    assert "Somebody else has to approve it" in house.manager.last.text
    assert _status(house) == "drafted"
    ping = house.quality.message_with("Read and approve")
    assert "trolley" not in ping.text


def test_alone_in_the_house_the_manager_approves(talk: Talk) -> None:
    _draft(talk)
    talk.manager.taps("Read and approve")
    talk.manager.taps("Yes, I approve it")
    assert _status(talk) == "approved"


def test_what_is_not_approved_does_not_go_out(house: Talk) -> None:
    _draft(house)
    heard = len(house.daughter.heard)
    house.manager.taps_data("d:send_answer:1")
    assert len(house.daughter.heard) == heard


def test_sent_back_with_a_reason_it_is_drafted_again(house: Talk) -> None:
    _draft(house)
    house.quality.taps_data("d:send_back:1")
    house.quality.says("Say when the trolley came.")
    assert _status(house) == "looked_into"
    assert "came back" in house.manager.last.text
    assert "trolley" not in house.manager.last.text
    assert house.manager.last.data("Open") == "d:open:1"
    house.manager.says("/case RH-26-0001")
    assert "Say when the trolley came." in house.manager.last.text


def test_the_approved_answer_goes_out_as_message_and_letter(house: Talk) -> None:
    _send(house)
    message, letter = house.daughter.heard[-2:]
    for words in (
        "You were right in part",
        "40 minutes",
        "sorry for the cold meals",
        "hot trolley",
        "Ombudsman",
    ):
        assert words in message.text
    assert letter.document is not None
    assert letter.document == house.manager.last.document
    assert _status(house) == "told"
    assert "answer" not in _running(house)
    lines = [p.text for p in read_docx(BytesIO(make_docx(letter.document))).paragraphs]
    wanted = (
        "Our reference: RH-26-0001",
        "Dear Daughter Tester,",
        "Our answer to your complaint",
        "You were right in part. We agree with some of it, and say below with what.",
        "Meals stood for 40 minutes.",
        "We are sorry for the cold meals.",
        "A hot trolley is in use.",
        "If you are not content",
        "Morgan Reed",
    )
    assert [lines.index(line) for line in wanted] == sorted(lines.index(line) for line in wanted)
    assert any("Tell us by 21 December 2026" in line for line in lines)


def test_a_review_is_done_by_somebody_else_on_its_own_clock(house: Talk) -> None:
    _send(house)
    house.daughter.taps("Ask for a review")
    house.daughter.says("She is still losing weight")
    assert "looks at RH-26-0001 again. You hear from us by Mon 21 Dec, 17:00" in house.daughter.last.text
    assert _running(house)["review_answer"] == "21 Dec"
    house.daughter.taps_data("d:ask_review:1")
    assert "again already" in house.daughter.last.text
    house.manager.taps("Answer the review")
    assert "Somebody else has to do the review" in house.manager.last.text
    house.quality.taps("Answer the review")
    house.quality.taps("Yes")
    for said in ("The trolley came late.", "We are sorry it took so long.", "The dietician comes."):
        house.quality.says(said)
    house.quality.taps("Yes, send it")
    message, letter = house.daughter.heard[-2:]
    assert "We looked at RH-26-0001 again" in message.text
    assert "you can go to the Ombudsman" in message.text
    assert letter.document is not None
    assert ["heading", "We looked at your complaint again"] in letter.document["parts"]
    assert "review_answer" not in _running(house)
    house.daughter.taps_data("d:ask_review:1")
    assert "you have our answer" in house.daughter.last.text
    house.manager.taps_data("d:close:1")
    for said in ("Meals are hot now.", "no", "One bad week.", "yes"):
        house.manager.says(said)
    assert "ask for a review" not in house.daughter.last.text
    assert "you can go to the Ombudsman" in house.daughter.last.text


def test_planning_what_to_find_out_is_looking_into_it(house: Talk) -> None:
    complaint(house)
    house.manager.taps_data("d:plan_enquiry:1")
    for said in ("How long meals stand", "The cook", "1"):
        house.manager.says(said)
    assert _status(house) == "looked_into"


def test_only_the_complainant_asks_for_a_review(house: Talk) -> None:
    _send(house)
    house.carer.taps_data("d:ask_review:1")
    assert "review_answer" not in _running(house)
    assert "look at again" not in house.carer.all_text


def test_a_provider_may_let_the_drafter_approve(house: Talk) -> None:
    assert load_policy().answers.approved_by_somebody_else == ("complaint",)
    without_approval(house)
    _draft(house)
    house.manager.taps("Read and approve")
    house.manager.taps("Yes, I approve it")
    assert _status(house) == "approved"


def test_a_complaint_is_not_answered_past_whoever_approves(house: Talk) -> None:
    complaint(house)
    house.manager.says("/case RH-26-0001")
    assert "Answer" not in house.manager.last.labels
    house.manager.taps_data("d:answer:1")
    assert "read and approved by somebody else" in house.manager.texts[-2]
    assert "Was the complaint right?" in house.manager.last.text
    house.manager.says("cancel")
    house.manager.taps_data("d:close:1")
    assert "needs an answer first, approved by somebody else" in house.manager.last.text
    house.manager.taps("Draft the answer")
    assert "Was the complaint right?" in house.manager.last.text


def test_after_lasting_harm_any_answer_is_approved_first(house: Talk) -> None:
    house.daughter.says("Mum fell and broke her hip, she is in hospital")
    house.daughter.reaches_card()
    house.daughter.taps("Yes, send it")
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        case.kind, case.harm = "concern", "severe"
        desk.cases.save(case)
    house.manager.taps_data("d:answer:1")
    assert "Say what you found" in house.manager.last.text
    house.manager.says("We looked at how she fell. We are sorry.")
    house.manager.taps("Yes, keep it")
    assert house.manager.last.document is None
    assert "Somebody else reads and approves it" in house.manager.last.text
    house.manager.taps_data("d:approve_answer:1")
    assert "You wrote the draft" in house.manager.last.text
    house.deputy.taps_data("d:approve_answer:1")
    house.deputy.taps("Yes, I approve it")
    house.deputy.taps("Send the answer")
    assert "We looked at how she fell. We are sorry." in house.daughter.last.text
    assert "Ombudsman" not in house.daughter.last.text
    assert _status(house) == "told"
