"""Asking reporters later: "did this put it right?" after closing, "are you all right?" after speaking up."""

from datetime import datetime, timedelta

from flows.casework.mornings import next_reminding_morning
from flows.engine.say import Button, Rows, as_content
from flows.engine.scene import Scene
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.check_backs import ALL_RIGHT, PUT_RIGHT, CheckBack
from storage.desk import Desk
from storage.notices import REMINDER
from storage.retention import ERASED
from storage.tables import Case

MOST_ASKED = 2
"""Nobody is asked the same more often than this."""
ANSWERS = {PUT_RIGHT: ("yes", "partly", "no", "stop"), ALL_RIGHT: ("yes", "no", "stop")}


def plan_all_right(desk: Desk, policy: Policy, case: Case, *, now: datetime, told_at: datetime) -> None:
    """Somebody who spoke up, or complained about staff, is asked later how they are since they told; also
    where it turns out later that it was that."""
    assert case.id is not None
    rules = policy.after_closing
    about_staff = case.kind in ("complaint", "concern") and case.category in rules.about_staff
    if case.kind != "speak_up" and not about_staff:
        return
    if desk.check_backs.of(case_id=case.id, purpose=ALL_RIGHT) is None:
        _plan(desk, policy, case, ALL_RIGHT, max(told_at + timedelta(days=rules.retaliation_days), now))


def _plan(desk: Desk, policy: Policy, case: Case, purpose: str, at: datetime) -> CheckBack | None:
    assert case.id is not None
    check = desk.check_backs.of(case_id=case.id, purpose=purpose)
    check = check or CheckBack(case_id=case.id, purpose=purpose)
    if check.stopped_at is not None or check.asked >= MOST_ASKED:
        return None
    check.ask_at = next_reminding_morning(at - timedelta(days=1), policy)
    return desk.check_backs.save(check)


def begin_put_right(scene: Scene, case: Case) -> CheckBack | None:
    """A case was closed: its reporter is asked with the outcome, and once more after the policy's weeks; who
    gave no name, when they come with their code. None where they are not asked (any more)."""
    rules = scene.policy.after_closing
    if case.kind not in rules.kinds:
        return None
    check = _plan(scene.desk, scene.policy, case, PUT_RIGHT, scene.now + timedelta(weeks=rules.weeks))
    if check is None:
        return None
    if case.reporter_id is None:
        check.ask_at = scene.now
        scene.desk.check_backs.save(check)
    else:
        _count(scene.desk, check, again=True)
    return check


def _count(desk: Desk, check: CheckBack, *, again: bool) -> None:
    check.asked += 1
    if not again or check.asked >= MOST_ASKED:
        check.ask_at = None
    desk.check_backs.save(check)


def ask_rows(check: CheckBack, texts: Texts, *, code: str = "") -> Rows:
    """The answers as buttons; whoever holds a code answers with it, for nobody else is known."""
    buttons = []
    for answer in ANSWERS[check.purpose]:
        data = (
            f"d:check_{check.purpose}:{check.id}:{code}-{answer}"
            if code
            else f"d:{check.purpose}:{check.id}:{answer}"
        )
        buttons.append(Button(texts.label(f"button-{check.purpose}-{answer}"), data))
    return [buttons[:-1], buttons[-1:]]


def ask_due(desk: Desk, policy: Policy, now: datetime) -> int:
    """Asks whoever is to be asked by `now`; who gave no name is asked when they come with their code. Returns
    how many were asked."""
    asked = 0
    for check, case in desk.check_backs.due(now=now):
        assert case.reporter_id is not None
        if case.status == ERASED or not _is_time(check, case):
            check.ask_at = None
            desk.check_backs.save(check)
            continue
        _count(desk, check, again=False)
        person = desk.people.get(person_id=case.reporter_id)
        if person.unreachable_at is not None:
            continue
        texts = Texts(person.language)
        question = texts.say(f"ask-later-{check.purpose}", reference=case.reference)
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(question, ask_rows(check, texts)),
            priority=REMINDER,
            now=now,
            ready_at=out_of_quiet(now, policy),
            key=f"check {check.id} {check.asked}",
            person_id=person.id,
            case_id=case.id,
            about="to_reporter",
        )
        asked += 1
    return asked


def _is_time(check: CheckBack, case: Case) -> bool:
    """Whether there is something to ask about: an open case has not put anything right yet."""
    return check.purpose == ALL_RIGHT or case.closed_at is not None


def questions_for_code(scene: Scene, case: Case, code: str) -> list[tuple[str, Rows]]:
    """What somebody who came with a code is asked now, each with its buttons; it counts as asked. The moment
    at which they came is not kept: when they are asked again hangs on the day the case was closed. For
    /check."""
    assert case.id is not None
    found = []
    for purpose in (PUT_RIGHT, ALL_RIGHT):
        check = scene.desk.check_backs.of(case_id=case.id, purpose=purpose)
        if check is None or check.ask_at is None or check.ask_at > scene.now or not _is_time(check, case):
            continue
        again_at = None
        if purpose == PUT_RIGHT and case.closed_at is not None:
            weeks = timedelta(weeks=scene.policy.after_closing.weeks)
            again_at = next_reminding_morning(case.closed_at + weeks - timedelta(days=1), scene.policy)
        check.ask_at = again_at if again_at is not None and again_at > scene.now else None
        _count(scene.desk, check, again=True)
        question = scene.texts.say(f"ask-later-{purpose}", reference=case.reference)
        found.append((question, ask_rows(check, scene.texts, code=code)))
    return found
