"""Compares what people were told with what is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import col, select

from bench.crash_people import NEW_CASE, REFERENCE, TAKEN, Reporter, Told
from storage.database import Database
from storage.desk import Desk
from storage.tables import Case, Notice


@dataclass
class Verdict:
    """Counts, and a line for each loss."""

    reports: int = 0
    cases: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    notices_lost: list[str] = field(default_factory=list)
    messages_doubled: int = 0
    """Messages of the same words in the same chat, one for each that was too many."""
    pings_doubled: int = 0
    pings_unmarked: int = 0
    """Pings that came more than once, and the case's timeline does not say so."""
    broken: list[str] = field(default_factory=list)
    """Timelines, numbers and leftovers that are not as they should be."""

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.notices_lost or self.broken or self.pings_unmarked)


def compare(
    database: Database, reporters: Sequence[Reporter], told: Told, managers: Sequence[str]
) -> Verdict:
    verdict = Verdict(reports=sum(reporter.sent for reporter in reporters))
    with database.desk(keep=False) as desk:
        cases = list(desk.session.exec(select(Case).order_by(col(Case.id))).all())
        verdict.cases = len(cases)
        _check_reports(verdict, cases, reporters, told)
        _check_pings(verdict, desk, cases, told, managers)
        _check_timelines(verdict, desk, cases)
        _check_leftovers(verdict, desk, cases)
    for texts in told.said.values():
        verdict.messages_doubled += sum(count - 1 for count in Counter(texts).values())
    return verdict


def _check_reports(
    verdict: Verdict, cases: Sequence[Case], reporters: Sequence[Reporter], told: Told
) -> None:
    by_words = Counter(case.words for case in cases)
    stored = {case.reference: case for case in cases}
    for reporter in reporters:
        name = f"reporter {reporter.number}"
        shown = set(told.receipts[reporter.number])
        if not reporter.sent:
            verdict.lost.append(f"{name}: no answer to what was said ({reporter.stuck_at})")
        elif not shown:
            verdict.lost.append(f"{name}: sent, and no reference ever came")
        for reference in shown:
            if reference not in stored or reporter.mark not in stored[reference].words:
                verdict.lost.append(f"{name}: was shown {reference}, which is not stored")
        if by_words[reporter.words] > 1 or len(shown) > 1:
            verdict.doubled.append(f"{name}: one report became {by_words[reporter.words]} cases")


def _check_pings(
    verdict: Verdict, desk: Desk, cases: Sequence[Case], told: Told, managers: Sequence[str]
) -> None:
    first, *others = managers
    came = {key: Counter(_pings(told.said[key])) for key in managers}
    for case in cases:
        if not came[first][case.reference]:
            verdict.notices_lost.append(f"{case.reference}: the manager's ping never came")
        if not any(case.reference in text and TAKEN in text for text in told.said[first]):
            verdict.notices_lost.append(f"{case.reference}: the manager who took it never heard so")
        for key in others:
            if not came[key][case.reference] and not _was_withdrawn(desk, case):
                verdict.notices_lost.append(f"{case.reference}: the second manager's ping never came")
        assert case.id is not None
        extra = [came[key][case.reference] - 1 for key in managers if came[key][case.reference] > 1]
        # One mark a message, however often it was sent again.
        marks = sum(entry.act == "resent" for entry in desk.timeline.of(case_id=case.id))
        verdict.pings_doubled += sum(extra)
        verdict.pings_unmarked += max(0, len(extra) - marks)


def _pings(texts: Sequence[str]) -> list[str]:
    found = [REFERENCE.search(text) for text in texts if text.startswith(NEW_CASE)]
    return [match[0] for match in found if match]


def _was_withdrawn(desk: Desk, case: Case) -> bool:
    """Whether a ping was taken back because the other manager was faster."""
    waiting = select(Notice).where(
        Notice.case_id == case.id, Notice.about == "new_case", Notice.failure == "withdrawn"
    )
    return desk.session.exec(waiting).first() is not None


def _check_timelines(verdict: Verdict, desk: Desk, cases: Sequence[Case]) -> None:
    for case in cases:
        assert case.id is not None
        if desk.timeline.broken_at(case_id=case.id) is not None:
            verdict.broken.append(f"{case.reference}: the timeline's chain is broken")
        acts = Counter(entry.act for entry in desk.timeline.of(case_id=case.id))
        if acts["report"] != 1:
            verdict.broken.append(f"{case.reference}: reported {acts['report']} times")
        if acts["take"] > 1:
            verdict.broken.append(f"{case.reference}: taken {acts['take']} times")


def _check_leftovers(verdict: Verdict, desk: Desk, cases: Sequence[Case]) -> None:
    numbers = sorted(int(case.reference.rpartition("-")[2]) for case in cases)
    if numbers != list(range(1, len(numbers) + 1)):
        verdict.broken.append("the reference numbers have a gap or repeat")
    if parked := desk.updates.parked_count():
        verdict.broken.append(f"{parked} updates are parked")
    if waiting := desk.notices.waiting_count():
        verdict.broken.append(f"{waiting} notices still wait")
