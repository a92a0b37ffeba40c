"""Several worries in one message are offered apart, each with its own words."""

from tests.talk import Talk

TWO = (
    "Mr Lee fell in the hall this morning and cut his knee. "
    "Also, the heating in the lounge has been off since Monday and everybody is cold."
)


def test_two_worries_become_two_cases_with_their_own_words(talk: Talk) -> None:
    talk.carer.says(TWO)
    assert "worries in your words" in talk.carer.last.text
    talk.carer.taps("Yes, one by one")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        words = {case.words for case in (desk.cases.get(case_id=1), desk.cases.get(case_id=2)) if case}
    assert len(words) == 2
    assert {"knee" in part for part in words} == {True, False}


def test_they_may_stay_one(talk: Talk) -> None:
    talk.carer.says(TWO)
    talk.carer.taps("No, all as one")
    talk.carer.reaches_card()
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.words == TWO
        assert desk.cases.get(case_id=2) is None


def test_danger_is_told_once_and_before_the_question(talk: Talk) -> None:
    talk.carer.says(
        "Bert is choking on his toast and cannot breathe. Also, the bin in the sluice was full all week."
    )
    said = [heard.text for heard in talk.carer.heard]
    assert sum("Call 999. Do not wait" in text for text in said) == 1
    if "worries" in said[-1]:
        assert "999" in said[-2]


def test_words_in_another_language_are_kept_and_not_guessed_at(talk: Talk) -> None:
    polish = "Dzień dobry, moja mama nie dostała dzisiaj obiadu i jest bardzo smutna, proszę o pomoc"
    talk.daughter.says(polish)
    said = " ".join(heard.text for heard in talk.daughter.heard)
    assert "I read English best" in said
    assert "Dziękuję" in said
    talk.daughter.reaches_card()
    talk.daughter.taps("Yes, send it")
    with talk.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert case.words == polish
        assert case.details["language"] == "pl"


def test_what_is_put_right_is_counted_by_label_alone(talk: Talk) -> None:
    talk.carer.says("Mr Lee fell in the hall and cut his knee")
    talk.carer.taps("Change something")
    talk.carer.taps("About what")
    talk.carer.taps("Medicines")
    talk.carer.taps("Yes, send it")
    with talk.desk() as desk:
        counted = [(row.field, row.guessed, row.chosen, row.reports) for row in desk.corrections.all()]
    assert ("category", "falls", "medicines", 1) in counted
