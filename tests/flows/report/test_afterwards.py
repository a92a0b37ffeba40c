"""After closing: "did this put it right?"; after speaking up: "are you all right?"."""

from tests.flows.manage.conftest import complaint, near_miss
from tests.talk import Talk

BULLY = "I work here and the senior shouts at residents and hits them and tells us to keep quiet"
RUDE = "I want to make a formal complaint. The carers are rude to mum, they shout and laugh at her"


def close(talk: Talk, case_id: int = 1) -> None:
    talk.manager.taps_data(f"d:close:{case_id}")
    for said in ("The floor is mopped at night now.", "no", "One slip."):
        talk.manager.says(said)
    talk.manager.taps("Yes, close it")


def _case(talk: Talk, case_id: int = 1):  # type: ignore[no-untyped-def]
    with talk.desk() as desk:
        return desk.cases.get(case_id=case_id)


def _asked(talk: Talk) -> list[str]:
    return [h.text for h in talk.carer.heard if "put it right" in h.text or "put things right" in h.text]


def test_the_outcome_asks_whether_it_put_things_right(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    assert "Did this put it right?" in talk.carer.last.text
    assert talk.carer.last.labels[:4] == ["Yes", "Partly", "No", "Do not ask me again"]
    talk.carer.taps("Yes")
    assert "Thank you for telling us" in talk.carer.last.text
    talk.manager.says("/case RH-26-0001")
    assert "said: Yes" in talk.manager.last.text


def test_it_is_asked_once_more_after_the_policys_weeks_and_never_a_third_time(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    talk.carer.taps("Yes")
    talk.moves(days=27)
    assert len(_asked(talk)) == 1
    talk.moves(days=4)
    assert len(_asked(talk)) == 2
    talk.moves(days=200)
    assert len(_asked(talk)) == 2


def test_no_opens_the_case_again_with_the_reason(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    talk.carer.taps("No")
    assert "What is not right yet?" in talk.carer.last.text
    talk.carer.says("The floor is still wet every morning")
    assert "I open" in talk.carer.last.text
    case = _case(talk)
    assert case.closed_at is None
    assert case.status == "reopened"
    assert case.next_due_at > talk.now
    ping = talk.manager.last
    assert "not put right" in ping.text
    assert "wet every morning" not in ping.text
    talk.manager.taps("Open", on=ping)
    assert "wet every morning" in talk.manager.last.text


def test_partly_asks_what_is_missing_and_leaves_it_closed(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    talk.carer.taps("Partly")
    talk.carer.says("There is still no sign")
    assert "pass it on" in talk.carer.last.text
    assert _case(talk).closed_at is not None
    assert "only partly" in talk.manager.last.text
    talk.manager.taps("Open", on=talk.manager.last)
    assert "There is still no sign" in talk.manager.last.text


def test_each_can_stop_it(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    talk.carer.taps("Do not ask me again")
    assert "will not ask you again" in talk.carer.last.text
    talk.moves(days=60)
    assert len(_asked(talk)) == 1


def test_an_open_case_is_not_asked_about(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    talk.carer.taps("No")
    talk.carer.says("Still wet")
    talk.moves(days=40)
    assert len(_asked(talk)) == 1


def test_nobody_else_answers_for_the_reporter(talk: Talk) -> None:
    near_miss(talk)
    close(talk)
    talk.daughter.taps_data("d:put_right:1:no")
    assert "What is not right" not in talk.daughter.all_text
    talk.daughter.taps_data("d:check_put_right:1:1234567890123456-no")
    assert "What is not right" not in talk.daughter.all_text
    assert _case(talk).closed_at is not None


def test_who_wanted_no_answer_is_not_asked(talk: Talk) -> None:
    talk.daughter.says("I want to make a formal complaint. The food is always cold and mum is losing weight")
    talk.daughter.taps("No, thank you")
    talk.daughter.taps("Yes, they agree")
    talk.daughter.taps("Yes, send it")
    close(talk)
    talk.moves(days=60)
    assert "put it right" not in talk.daughter.all_text


def test_a_complaint_about_food_asks_nobody_whether_they_are_all_right(talk: Talk) -> None:
    complaint(talk)
    talk.moves(days=60)
    assert "Are you all right" not in talk.daughter.all_text


def test_after_a_complaint_about_staff_they_are_asked_in_private(talk: Talk) -> None:
    _rude(talk)
    talk.moves(days=29)
    assert "Are you all right" not in talk.daughter.all_text
    talk.moves(days=4)
    asked = talk.daughter.message_with("Yes, I am")
    assert "Are you all right since you told us?" in asked.text
    assert "RH-26" not in asked.text
    before = len(talk.manager.heard)
    talk.daughter.taps("Yes, I am")
    assert "I am glad" in talk.daughter.last.text
    assert len(talk.manager.heard) == before
    talk.moves(days=60)
    assert talk.daughter.all_text.count("Are you all right") == 1


def _rude(talk: Talk) -> None:
    talk.daughter.says(RUDE)
    talk.daughter.taps("Yes, please")
    talk.daughter.taps("Yes, they agree")
    talk.daughter.reaches_card()
    talk.daughter.taps("Yes, send it")


def test_no_becomes_a_case_for_the_speak_up_lead_that_the_manager_never_sees(talk: Talk) -> None:
    talk.person("lead", "speak_up_lead", name="Lena Guard")
    talk.person("owner", "owner", name="Owen Er")
    _rude(talk)
    talk.moves(days=33)
    before = len(talk.manager.heard)
    talk.daughter.taps("No", on=talk.daughter.message_with("Yes, I am"))
    talk.daughter.says("They will not let me visit since")
    assert "goes past the manager" in talk.daughter.last.text
    new = _case(talk, 2)
    assert (new.kind, new.goes_to) == ("speak_up", "speak_up")
    assert len(talk.manager.heard) == before
    assert any("speaking up" in heard.text for heard in talk.lead.heard)
    talk.manager.says(f"/case {new.reference}")
    assert "I find no such case" in talk.manager.last.text


def test_without_a_speak_up_lead_it_goes_past_the_manager(talk: Talk) -> None:
    talk.person("owner", "owner", name="Owen Er")
    _rude(talk)
    talk.moves(days=33)
    talk.daughter.taps("No", on=talk.daughter.message_with("Yes, I am"))
    talk.daughter.says("They will not let me visit since")
    assert _case(talk, 2).goes_to == "above_manager"
    assert any("speaking up" in heard.text for heard in talk.owner.heard)


def test_what_turns_out_to_be_about_staff_is_asked_about_as_well(talk: Talk) -> None:
    complaint(talk)
    talk.moves(days=3)
    talk.manager.taps_data("d:relabel_category:1")
    talk.manager.taps("How staff speak and act")
    talk.moves(days=26)
    assert "Are you all right" not in talk.daughter.all_text
    talk.moves(days=4)
    assert talk.daughter.all_text.count("Are you all right") == 1
