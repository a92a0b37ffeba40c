"""Records whose time is over: put before a person, and deleted or kept with a signature."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from bot.checkup import check_data
from storage.chain import erasure_of, hash_of_detail, link_of
from storage.retention import RetentionReview
from storage.tables import Attachment, Case, Notice, TimelineEntry
from tests.flows.conftest import PATEL
from tests.talk import Talk

AFTER_TEN_YEARS = datetime(2036, 11, 24, 10, tzinfo=UTC)
CLOSED = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def closed(talk: Talk) -> Talk:
    """A near miss with a photo, a note and an answer, closed on 23 November 2026."""
    talk.carer.sends_photo(PATEL)
    talk.carer.taps("Yes, send it")
    talk.manager.says("/case RH-26-0001")
    talk.manager.taps("Note")
    talk.manager.says("The mop bucket stood in the way")
    talk.manager.says("/case RH-26-0001")
    talk.manager.taps("Close")
    talk.manager.says("The floor is dried after every wash now")
    talk.manager.taps("No")
    talk.manager.says("It is known already")
    talk.manager.taps("Yes, close it")
    return talk


def case_of(talk: Talk) -> Case:
    with talk.desk() as desk:
        case = desk.cases.with_reference(reference="RH-26-0001")
        assert case is not None
        return case


def reviews(talk: Talk) -> list[RetentionReview]:
    with talk.desk() as desk:
        return list(desk.session.exec(select(RetentionReview).order_by(RetentionReview.id)).all())


def decides(talk: Talk, *taps: str, reason: str = "Nobody needs it any more") -> None:
    talk.manager.says("/retention")
    talk.manager.taps("RH-26-0001")
    for tap in taps:
        talk.manager.taps(tap)
    talk.manager.says(reason)
    talk.manager.taps("Yes, I sign")


def at(talk: Talk, moment: datetime) -> None:
    talk.clock.at = moment
    talk.sweeps()


def test_a_day_before_its_time_nothing_is_due(closed: Talk) -> None:
    at(closed, CLOSED.replace(year=2036, day=21))
    assert reviews(closed) == []
    assert "No record waits" in closed.manager.says("/retention")[0].text


def test_after_its_time_a_person_is_asked_once_and_nothing_is_deleted(closed: Talk) -> None:
    at(closed, AFTER_TEN_YEARS)
    for hours in range(1, 48):
        at(closed, AFTER_TEN_YEARS + timedelta(hours=hours))
    asked = [heard for heard in closed.manager.heard if "for as long as the policy says" in heard.text]
    assert len(asked) == 1
    assert "RH-26" not in asked[0].text
    assert len(reviews(closed)) == 1
    assert "patel" in case_of(closed).words


@pytest.mark.parametrize(("years", "due"), [(10, False), (19, False), (20, True)])
def test_an_incident_with_a_red_flag_is_kept_twenty_years(talk: Talk, years: int, due: bool) -> None:
    with talk.desk() as desk:
        desk.cases.file(
            service_id=talk.home(),
            reference="RH-26-0009",
            kind="incident",
            category="falls",
            harm="low",
            is_red=True,
            reporter_role="staff",
            words="made up",
            reported_at=CLOSED,
            closed_at=CLOSED,
            status="closed",
        )
    at(talk, AFTER_TEN_YEARS.replace(year=2026 + years, month=12))
    assert bool(reviews(talk)) is due


def test_a_put_off_reminder_is_forgotten_when_its_time_is_over(closed: Talk) -> None:
    number = case_of(closed).id or 0
    people = {who.person.id or 0: days for who, days in ((closed.manager, 0.5), (closed.carer, 30))}
    with closed.desk() as desk:
        for person_id, days in people.items():
            desk.habits.put_off(case_id=number, person_id=person_id, until=CLOSED + timedelta(days=days))
    at(closed, CLOSED + timedelta(days=1))
    with closed.desk() as desk:
        assert [desk.habits.known_of(person_id=person_id)[1] for person_id in people] == [0, 1]


def test_an_open_case_is_never_reviewed(talk: Talk) -> None:
    talk.carer.says(PATEL)
    talk.carer.taps("Yes, send it")
    at(talk, AFTER_TEN_YEARS.replace(year=2080))
    assert reviews(talk) == []


def test_a_deletion_takes_words_files_and_messages_and_says_what_when_and_by_whom(closed: Talk) -> None:
    at(closed, AFTER_TEN_YEARS)
    decides(closed, "Delete it")
    case = case_of(closed)
    assert (case.words, case.details, case.outcome, case.no_lesson_because) == ("", {}, None, None)
    assert (case.reporter_id, case.status, case.kind) == (None, "erased", "near_miss")
    (review,) = reviews(closed)
    assert (review.decision, review.reason, review.decided_at) == (
        "deleted",
        "Nobody needs it any more",
        AFTER_TEN_YEARS,
    )
    assert review.decided_by == closed.manager.person.id
    assert review.files == 1
    assert review.words >= 3
    assert review.messages > 0
    with closed.desk() as desk:
        notices = desk.session.exec(select(Notice).where(Notice.case_id == case.id)).all()
        assert [n for n in notices if n.content or n.chat_id or n.person_id] == []
        assert [a.case_id for a in desk.session.exec(select(Attachment)).all()] == [None]
        assert len(desk.attachments.orphans()) == 1
        entries = desk.timeline.of(case_id=case.id or 0)
        assert [entry.detail for entry in entries[:-1]] == [{}] * (len(entries) - 1)
        assert entries[-1].act == "erase"


def test_after_a_deletion_the_check_still_finds_every_timeline_whole(closed: Talk) -> None:
    at(closed, AFTER_TEN_YEARS)
    decides(closed, "Delete it")
    assert list(check_data(closed.database)) == []
    with closed.desk() as desk:
        assert desk.timeline.broken_at(case_id=case_of(closed).id or 0) is None


def test_what_is_left_says_who_deleted_it_and_takes_no_more_words(closed: Talk) -> None:
    at(closed, AFTER_TEN_YEARS)
    decides(closed, "Delete it")
    (shown,) = closed.manager.says("/case RH-26-0001")
    assert "was deleted" in shown.text
    assert "Morgan Reed (manager)" in shown.text
    closed.manager.taps_data("d:note:1")
    assert "I find no such case" in closed.manager.last.text
    assert "RH-26-0001" not in closed.carer.says("/status")[0].text


def test_what_is_kept_stays_whole_and_comes_again(closed: Talk) -> None:
    at(closed, AFTER_TEN_YEARS)
    decides(closed, "Keep it", "3 more years", reason="The court has not decided")
    assert "patel" in case_of(closed).words
    assert "No record waits" in closed.manager.says("/retention")[0].text
    at(closed, AFTER_TEN_YEARS.replace(year=2039, day=23))
    assert len(reviews(closed)) == 1
    at(closed, AFTER_TEN_YEARS.replace(year=2039, day=24))
    assert [review.decision for review in reviews(closed)] == ["kept", None]


def test_a_review_is_decided_once_whoever_taps_later(closed: Talk) -> None:
    owner = closed.person("owner", "owner")
    at(closed, AFTER_TEN_YEARS)
    owner.says("/retention")
    owner.taps("RH-26-0001")
    owner.taps("Delete it")
    decides(closed, "Keep it", "one more year")
    owner.says("Too old")
    assert "not waiting for a review" in owner.last.text
    assert "patel" in case_of(closed).words


@pytest.mark.parametrize("who", ["carer", "daughter"])
def test_others_cannot_delete_by_a_forged_button(closed: Talk, who: str) -> None:
    at(closed, AFTER_TEN_YEARS)
    speaker = getattr(closed, who)
    speaker.taps_data("d:retention_review:1")
    assert speaker.toast == "This is not yours to do."
    assert "not for you to do here" in speaker.says("/retention")[0].text
    assert "patel" in case_of(closed).words


def test_a_manager_of_another_home_neither_sees_nor_deletes_it(closed: Talk) -> None:
    closed.home("Elm Court", "EC")
    other = closed.person("other", "manager", home="Elm Court")
    at(closed, AFTER_TEN_YEARS)
    assert "No record waits" in other.says("/retention")[0].text
    assert "not waiting for a review" in other.taps_data("d:retention_review:1")[0].text


def entries_of(talk: Talk) -> list[TimelineEntry]:
    with talk.desk() as desk:
        return desk.timeline.of(case_id=1)


@pytest.mark.parametrize("position", [1, 2])
def test_words_taken_out_without_a_signature_break_the_chain(closed: Talk, position: int) -> None:
    with closed.desk() as desk:
        entry = desk.timeline.of(case_id=1)[position - 1]
        entry.detail = {}
        desk.session.add(entry)
    with closed.desk() as desk:
        assert desk.timeline.broken_at(case_id=1) == position
    assert any(f"entry {position} does not follow" in fault for fault in check_data(closed.database))


def test_words_changed_under_a_signature_break_the_chain(closed: Talk) -> None:
    at(closed, AFTER_TEN_YEARS)
    decides(closed, "Delete it")
    with closed.desk() as desk:
        entry = desk.timeline.of(case_id=1)[0]
        entry.detail = {"words": "something else was said"}
        desk.session.add(entry)
    with closed.desk() as desk:
        assert desk.timeline.broken_at(case_id=1) == 1


def test_what_came_after_a_signature_is_not_covered_by_it(closed: Talk) -> None:
    at(closed, AFTER_TEN_YEARS)
    decides(closed, "Delete it")
    with closed.desk() as desk:
        late = desk.timeline.append(
            case_id=1, at=closed.now, act="note", actor_id=None, actor_role="manager", detail={"words": "x"}
        )
        late.detail = {}
        desk.session.add(late)
        position = late.position
    with closed.desk() as desk:
        assert desk.timeline.broken_at(case_id=1) == position


def test_a_signature_put_in_from_another_case_covers_nothing(closed: Talk) -> None:
    """Its hash of the words is right, for both are copied; but it names the case that it was made for."""
    with closed.desk() as desk:
        for entry in desk.timeline.of(case_id=1):
            entry.detail = {}
            desk.session.add(entry)
        up_to = len(desk.timeline.of(case_id=1))
        forged = desk.timeline.append(
            case_id=1,
            at=closed.now,
            act="erase",
            actor_id=None,
            actor_role="manager",
            detail=erasure_of(2, up_to),
        )
        assert forged.detail_hash == hash_of_detail(desk.vault, erasure_of(2, up_to))
        assert forged.hash == link_of(forged)
    with closed.desk() as desk:
        assert desk.timeline.broken_at(case_id=1) == 1
