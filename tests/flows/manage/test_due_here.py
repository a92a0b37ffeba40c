"""Many clocks in one message: behind each reference stands what can be done about it."""

from datetime import UTC, datetime

from tests.flows.manage.conftest import complaint, near_miss, two_late_reviews
from tests.talk import Heard, Talk

FOUR = {"More time", "Done", "Give to…", "Remind me tomorrow", "Another time…", "Why it is late"}


def message_with_many(house: Talk) -> Heard:
    complaint(house)
    near_miss(house)
    house.manager.taps_data("d:take:1")
    house.manager.taps_data("d:take:2")
    house.to(datetime(2026, 12, 22, 17, 30, tzinfo=UTC))
    return next(message for message in reversed(house.manager.heard) if message.about == "reminders")


def test_the_reference_of_one_late_clock_shows_the_buttons_of_a_reminder(house: Talk) -> None:
    house.manager.taps("RH-26-0002", on=two_late_reviews(house))
    assert set(house.manager.last.labels) == {"Open", *FOUR}
    assert "review, was due" in house.manager.last.text


def test_several_clocks_of_one_case_each_have_their_own_done_and_why_late(house: Talk) -> None:
    house.manager.taps("RH-26-0001", on=message_with_many(house))
    labels = house.manager.last.labels
    assert {"Open", "Give to…", "Remind me tomorrow", "Another time…"} <= set(labels)
    for clock in ("say it has arrived", "answer"):
        assert f"Done: {clock}" in labels
        assert f"Why late: {clock}" in labels


def test_two_taps_from_the_message_record_the_act(house: Talk) -> None:
    house.manager.taps("RH-26-0001", on=message_with_many(house))
    house.manager.taps("Done: say it has arrived")
    house.manager.says("I rang her on Tuesday")
    with house.desk() as desk:
        assert [c.name for c in desk.clocks.of(case_id=1) if c.met_at == house.now] == ["acknowledge"]


def test_looking_at_what_is_due_is_no_act(house: Talk) -> None:
    many = message_with_many(house)
    with house.desk() as desk:
        before = len(desk.timeline.of(case_id=1))
    house.manager.taps("RH-26-0001", on=many)
    with house.desk() as desk:
        assert len(desk.timeline.of(case_id=1)) == before
        assert {"acknowledge", "answer"} <= {c.name for c in desk.clocks.running(case_id=1)}


def test_what_was_done_meanwhile_is_said(house: Talk) -> None:
    many = message_with_many(house)
    for name in ("acknowledge", "answer"):
        house.manager.taps_data(f"d:done:1:{name}")
        house.manager.says("I rang her")
    house.manager.taps("RH-26-0001", on=many)
    assert house.manager.last.text == "RH-26-0001: nothing is due there any more."
    assert house.manager.last.has("Open")


def test_a_colleague_from_another_home_sees_nothing(house: Talk) -> None:
    message_with_many(house)
    house.elm_manager.taps_data("d:due:1")
    assert "RH-26-0001" not in house.elm_manager.last.text
