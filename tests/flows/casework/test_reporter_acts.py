"""What a reporter does to a known case in private shows nothing before a random while is over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from storage.kept_back import KeptBack
from storage.tables import Attachment, Case, Clock, Notice, TimelineEntry
from tests.flows.conftest import COMPLAINT, PATEL, WORRY
from tests.flows.manage.conftest import house, without_approval
from tests.talk import Speaker, Talk

__all__ = ["house"]


def _send(talk: Talk, speaker: Speaker, words: str) -> Case:
    """In confidence; an hour later its handlers know."""
    speaker.says(words)
    for _ in range(4):
        if speaker.last.has("Send in confidence"):
            break
        speaker.taps(speaker.last.labels[0])
    speaker.taps("Send in confidence")
    talk.moves(hours=1)
    return _case(talk)


def _case(talk: Talk) -> Case:
    with talk.desk(keep=False) as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        desk.session.expunge(case)
        return case


def _close(talk: Talk) -> None:
    talk.manager.taps_data("d:close:1")
    for said in ("The floor is mopped at night now.", "no", "One slip."):
        talk.manager.says(said)
    talk.manager.taps("Yes, close it")


def _answer(talk: Talk) -> None:
    without_approval(talk)
    talk.manager.taps_data("d:answer:1")
    talk.manager.says("We found nothing wrong.")
    talk.manager.taps("Yes, send it")
    talk.moves(minutes=5)


def _leave(talk: Talk) -> None:
    """Nothing has to happen before."""


def _shown(talk: Talk) -> Any:
    """All that handlers could notice: the case, its timeline, clocks, files, what is sent to them."""
    card = talk.manager.says(f"/case {_case(talk).reference}")[-1].text
    manager = talk.manager.person.id
    with talk.desk(keep=False) as desk:
        session = desk.session
        told = select(Notice).where(Notice.person_id == manager, Notice.about != "answer")
        return (
            [c.model_dump() for c in session.exec(select(Case))],
            [e.hash for e in session.exec(select(TimelineEntry))],
            [c.model_dump() for c in session.exec(select(Clock))],
            len(session.exec(select(Attachment).where(Attachment.case_id == 1)).all()),
            len(session.exec(told).all()),
            card,
        )


def _adds_a_photo(talk: Talk, speaker: Speaker) -> None:
    speaker.taps_data("d:add:1")
    speaker.sends_photo("it is wet again")


def _withdraws(talk: Talk, speaker: Speaker) -> None:
    speaker.taps_data("d:withdraw:1")
    speaker.says("I saw it wrong")


def _makes_it_formal(talk: Talk, speaker: Speaker) -> None:
    speaker.taps_data("d:formal:1")


def _says_it_was_not_put_right(talk: Talk, speaker: Speaker) -> None:
    speaker.taps("No")
    speaker.says("The floor is still wet")


def _says_it_was(talk: Talk, speaker: Speaker) -> None:
    speaker.taps("Yes")


def _asks_for_a_review(talk: Talk, speaker: Speaker) -> None:
    speaker.taps_data("d:ask_review:1")
    speaker.says("You left out the weekend")


ACTS: dict[str, tuple[Callable[[Talk, Speaker], None], str, Callable[[Talk], None]]] = {
    "add": (_adds_a_photo, "it is wet again", _leave),
    "withdraw": (_withdraws, "I saw it wrong", _leave),
    "formal": (_makes_it_formal, "made it a formal complaint", _leave),
    "not_right": (_says_it_was_not_put_right, "The floor is still wet", _close),
    "right": (_says_it_was, "said: Yes", _close),
    "review": (_asks_for_a_review, "You left out the weekend", _answer),
}
"""What is done, what the card shows of it afterwards, and what has to happen to the case before."""


@pytest.mark.parametrize("act", ACTS)
def test_in_private_nothing_of_it_can_be_noticed_before_its_time(house: Talk, act: str) -> None:
    does, shown_later, prepare = ACTS[act]
    speaker, words = {
        "formal": (house.daughter, WORRY),
        "review": (house.daughter, COMPLAINT),
    }.get(act, (house.carer, PATEL))
    _send(house, speaker, words)
    prepare(house)
    before = _shown(house)
    does(house, speaker)
    assert "I wait for a while" in speaker.last.text
    assert shown_later not in before[-1]
    assert _shown(house)[:5] == before[:5]
    house.moves(minutes=4, seconds=59)
    assert _shown(house)[:5] == before[:5]
    house.moves(hours=1)
    after = _shown(house)
    assert after[1][: len(before[1])] == before[1]
    assert shown_later in after[-1]
    with house.desk() as desk:
        assert desk.session.exec(select(KeptBack)).all() == []
        assert desk.timeline.broken_at(case_id=1) is None


def test_a_file_that_came_in_private_is_not_counted_before_its_time_and_not_lost(house: Talk) -> None:
    _send(house, house.carer, PATEL)
    _adds_a_photo(house, house.carer)
    with house.desk() as desk:
        (file,) = desk.session.exec(select(Attachment)).all()
        assert desk.attachments.orphans() == []
        assert (file.case_id, file.conversation_id, file.name) == (None, None, "file.photo")
    house.moves(hours=1)
    with house.desk() as desk:
        assert len(desk.attachments.of_case(case_id=1)) == 1


def test_with_a_name_it_is_done_at_once(house: Talk) -> None:
    house.carer.says(PATEL)
    house.carer.taps("Yes, send it")
    _adds_a_photo(house, house.carer)
    assert "I wait" not in house.carer.last.text
    assert "it is wet again" in _shown(house)[-1]


def test_whom_somebody_may_come_to_harm_is_not_kept_waiting_nor_is_what_waited_before(house: Talk) -> None:
    _send(house, house.carer, PATEL)
    _adds_a_photo(house, house.carer)
    house.carer.taps_data("d:add:1")
    house.carer.says("now she is not breathing")
    assert "I wait" not in house.carer.last.text
    shown = _shown(house)[-1]
    assert shown.index("it is wet again") < shown.index("not breathing")


def test_told_to_keep_quiet_is_no_reason_to_show_who_just_spoke(house: Talk) -> None:
    house.carer.says("we were told to keep our mouths shut about the missing records")
    for _ in range(4):
        if house.carer.last.has("Send in confidence"):
            break
        house.carer.taps(house.carer.last.labels[-1])
    house.carer.taps("Send in confidence")
    case = _case(house)
    assert "cover_up" in case.red_flags
    assert case.hidden_until is not None
    assert "I wait for a while" in house.carer.all_text
    assert house.manager.heard == house.quality.heard == house.owner.heard == []
    house.moves(hours=1)
    with house.desk() as desk:
        firsts = [c.started_at for c in desk.clocks.of(case_id=1)]
    assert min(firsts) >= case.hidden_until - timedelta(hours=4)
    assert any(one.heard for one in (house.manager, house.quality, house.owner))


def test_what_waits_on_a_case_that_is_erased_goes_with_it(house: Talk) -> None:
    _send(house, house.carer, PATEL)
    _close(house)
    _adds_a_photo_by_code = house.carer.taps_data("d:put_right:1:yes")
    assert _adds_a_photo_by_code
    with house.desk() as desk:
        case = desk.cases.get(case_id=1)
        assert case is not None
        assert desk.kept_back.of_case(case_id=1)
        desk.retention.erase(case=case, now=house.now, by=1, role="owner")
        assert desk.kept_back.of_case(case_id=1) == []
