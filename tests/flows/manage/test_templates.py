"""Words that are ready to send: a tap makes a draft, and it is changed before it goes out."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from flows.engine.texts import Texts
from flows.manage.templates import SHIPPED
from flows.policy.sections import OwnTemplate, Templates
from flows.understanding.result import KINDS
from tests.flows.manage.conftest import complaint, near_miss, without_approval
from tests.talk import Talk, assert_transcript

FTL = Path("flows/texts/en/templates.ftl")


def _acts(talk: Talk) -> list[str]:
    with talk.desk() as desk:
        return [entry.act for entry in desk.timeline.of(case_id=1)]


def test_a_question_from_a_template_is_shown_and_sent(house: Talk) -> None:
    near_miss(house)
    assert_transcript(
        house,
        [
            ("manager", "[Open]", "Ask the reporter"),
            ("manager", "[Ask the reporter]", ("What would you like to ask", "When and where was it?")),
            ("manager", "[When and where was it?]", ("When did it happen, and where?", "Change the words")),
        ],
    )
    assert "ask" not in _acts(house)
    house.manager.taps("Yes, send it")
    assert "Thank you for telling us on Monday 23 November." in house.carer.last.text
    assert "ask" in _acts(house)


def test_the_words_are_changed_by_typing(house: Talk) -> None:
    near_miss(house)
    house.manager.taps("Open")
    house.manager.taps("Ask the reporter")
    house.manager.taps("When and where was it?")
    house.manager.taps("Change the words")
    house.manager.says("Which bathroom was it, and is it dry now?")
    assert "Which bathroom was it" in house.manager.last.text
    house.manager.taps("Yes, send it")
    assert "Which bathroom was it, and is it dry now?" in house.carer.last.text
    assert "When did it happen" not in house.carer.all_text


def test_back_keeps_the_words_and_cancel_sends_nothing(house: Talk) -> None:
    near_miss(house)
    heard = len(house.carer.heard)
    house.manager.taps("Open")
    house.manager.taps("Ask the reporter")
    house.manager.taps("When and where was it?")
    house.manager.taps("Change the words")
    house.manager.taps("Back")
    assert "When did it happen" in house.manager.last.text
    house.manager.taps("Cancel")
    assert len(house.carer.heard) == heard


@pytest.mark.parametrize("typed", ["Was the floor sign out this morning?", "when was it?", "things now?"])
def test_a_typed_question_goes_out_at_once(house: Talk, typed: str) -> None:
    """Words that only share some with a button are the handler's own."""
    near_miss(house)
    house.manager.taps("Open")
    house.manager.taps("Ask the reporter")
    house.manager.says(typed)
    assert "Asked." in house.manager.last.text
    assert typed in house.carer.last.text


@pytest.mark.parametrize("typed", ["When and where was it?", "when and were was it", "1"])
def test_a_template_is_named_in_full_or_by_its_number(house: Talk, typed: str) -> None:
    near_miss(house)
    house.manager.taps_data("d:ask:1")
    house.manager.says(typed)
    assert "When did it happen, and where?" in house.manager.last.text
    assert house.manager.last.has("Change the words")


def test_an_answer_from_a_template(house: Talk) -> None:
    without_approval(house)
    complaint(house)
    house.manager.taps_data("d:answer:1")
    assert not house.manager.last.has("It is made safe")
    house.manager.taps("You were right, and we are sorry")
    assert "you were right. We are sorry." in house.manager.last.text
    house.manager.taps("Yes, send it")
    assert "We have told the team what has to change." in house.daughter.last.text


def test_it_arrived_with_words_of_their_own(house: Talk) -> None:
    complaint(house)
    house.manager.taps("Open")
    house.manager.taps("More")
    house.manager.taps("Say it arrived, in your words")
    house.manager.taps("Tell us what cannot wait")
    house.manager.taps("Yes, send it")
    assert "Morgan Reed looks into it for you" in house.daughter.last.text
    assert "If there is something that cannot wait" in house.daughter.last.text
    assert _acts(house).count("acknowledge") == 1
    house.manager.taps_data("d:acknowledge_words:1")
    assert "told already" in house.manager.last.text


def test_the_outcome_from_a_template(house: Talk) -> None:
    near_miss(house)
    house.manager.taps_data("d:close:1")
    house.manager.taps("It is made safe")
    house.manager.taps("No")
    house.manager.says("It was a spill.")
    assert "It has been made safe, and the team knows." in house.manager.last.text
    house.manager.taps("Yes, close it")
    assert "It has been made safe" in house.carer.last.text


def test_the_parts_of_a_drafted_answer_fit_the_verdict(house: Talk) -> None:
    complaint(house)
    house.manager.taps_data("d:draft_answer:1")
    house.manager.taps("In part")
    assert not house.manager.last.has("It was as they told us")
    house.manager.taps("Part of it was so")
    house.manager.taps("Sorry that it happened")
    house.manager.says("A hot trolley is in use.")
    card = house.manager.last.text
    assert "Part of it happened as you told us." in card
    assert "It should not have." in card
    assert "A hot trolley is in use." in card


def test_a_providers_own_words_come_first(house: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = OwnTemplate(
        used_in="question", kinds=("near_miss",), label="Is it dry?", words="{reference} of {day}: is it dry?"
    )
    other = OwnTemplate(used_in="question", kinds=("complaint",), label="Which meal?", words="Which meal?")
    monkeypatch.setitem(house.policy.__dict__, "templates", Templates(own=(other, own)))
    near_miss(house)
    house.manager.taps_data("d:ask:1")
    assert house.manager.last.labels[0] == "Is it dry?"
    assert not house.manager.last.has("Which meal?")
    house.manager.taps("Is it dry?")
    assert "RH-26-0001 of Monday 23 November: is it dry?" in house.manager.last.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "Dear {name}"},
        {"kinds": ("grumble",)},
        {"label": "x" * 41},
        {"used_in": "letter"},
    ],
)
def test_own_words_that_cannot_be_used_are_refused(wrong: dict[str, object]) -> None:
    good: dict[str, object] = {"used_in": "answer", "kinds": (), "label": "Yes", "words": "Yes."}
    OwnTemplate.model_validate(good)
    with pytest.raises(ValidationError):
        OwnTemplate.model_validate({**good, **wrong})


def test_each_template_has_its_words_and_its_button() -> None:
    texts = Texts()
    named = {f"template-{step}-{name}" for step, names in SHIPPED.items() for name in names}
    written = {
        line.split(" = ")[0] for line in FTL.read_text("utf-8").splitlines() if line[:9] == "template-"
    }
    assert written == named | {f"{key}-label" for key in named}
    assert all(texts.has(key) for key in written)


@pytest.mark.parametrize("step", ["question", "answer", "outcome", "first_words"])
def test_every_kind_is_offered_something(step: str) -> None:
    assert set(KINDS) <= {kind for fits in SHIPPED[step].values() for kind in fits}
