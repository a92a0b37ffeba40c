"""Several worries in one message."""

from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.split import split_worries


def test_numbered_worries_are_parted() -> None:
    text = "1. the hoist in bathroom 2 is broken 2. nobody answers the phone at weekends"
    assert split_worries(text) == (
        "the hoist in bathroom 2 is broken",
        "nobody answers the phone at weekends",
    )


def test_another_thing_opens_a_second_worry() -> None:
    text = "Mum's glasses are missing since Monday. Another thing, the bill was wrong again this month."
    assert len(split_worries(text)) == 2


def test_also_parts_only_what_is_plainly_another_matter() -> None:
    other = "Mr Bose fell in his ensuite at 6. Also the tumble dryer is smoking again in the laundry."
    same = "Mr Bose fell in his ensuite at 6. Also he banged his elbow on the sink there."
    assert (len(split_worries(other)), len(split_worries(same))) == (2, 1)


def test_an_announcement_is_no_worry_of_its_own() -> None:
    text = "Two things. One, dad has had no shave for a week. Two, the bill is wrong again."
    assert split_worries(text) == ("dad has had no shave for a week.", "the bill is wrong again.")


def test_numbered_questions_about_one_matter_stay_one() -> None:
    text = "Why was she left? 1. Who was on shift then 2. When was she last seen"
    assert split_worries(text) == (text,)


def test_one_event_told_at_length_stays_one() -> None:
    text = "He slipped in the hall. I helped him up. He also had a graze. The nurse came and checked him."
    assert split_worries(text) == (text,)


@given(st.text(max_size=400))
def test_every_part_stands_in_the_text(text: str) -> None:
    assert all(part in text for part in split_worries(text))
