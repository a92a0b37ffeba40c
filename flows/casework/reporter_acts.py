"""What reporters do to a case that was filed. In private it waits for a random while before it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.casework.acts import drop_clocks, follow_kind, record_act, start_clocks_on
from flows.casework.danger import raise_flags
from flows.casework.filing import hand_over_files, ping_new_case, show_case
from flows.casework.pings import case_line
from flows.casework.promises import moved_promise, promised_by
from flows.casework.reopening import COMPLAINT, CONCERN, restart_clocks
from flows.casework.routing import is_heard_above
from flows.casework.standing_in import HANDLER, Hearers
from flows.casework.view import BY_REPORTER
from flows.casework.walls import take_from_managers
from flows.casework.ways import blurred, is_guarded, shown_after
from flows.engine.say import Button, as_content
from flows.engine.scene import Scene
from flows.engine.texts import Ready, Texts
from flows.policy.clocks import PROMISES
from flows.policy.life import REPORTER, is_allowed
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.kept_back import KeptBack
from storage.notices import RED_FLAG, REMINDER
from storage.retention import ERASED
from storage.tables import Case, Person

FLAGS, PAST_MANAGER = "flags", "past_manager"
"""Of what is done: the dangers that its words show, and whether the case goes past the manager with it."""
OVER_WHEN_TAKEN_BACK = (*PROMISES, "acknowledge")
"""Clocks of what is owed to the reporter; those that keep people safe go on."""
PING_REVIEW = "ping-review"
FIRST, NEXT = HANDLER, HANDLER + 1
"""Rungs of the ladder: who has the case, and the next one up, who did not write the answer."""


def do_to_own_case(
    scene: Scene,
    case: Case,
    act: str,
    *,
    conversation_id: int | None = None,
    flags: Sequence[str] = (),
    past_manager: bool = False,
    **detail: Any,
) -> bool:
    """Carries out what a reporter does. In private, on a case that handlers know already, it is kept back for
    a random while, for whatever changes on it would tell that they had just put the phone away. Returns
    whether it waits."""
    assert case.id is not None
    desk, policy, now = scene.desk, scene.policy, scene.now
    detail |= {FLAGS: list(flags)} if flags else {}
    detail |= {PAST_MANAGER: True} if past_manager else {}
    at = time_of_act(scene, case)
    if (
        is_guarded(case)
        and case.hidden_until is None
        and policy.speaking.is_kept_back((*case.red_flags, *flags))
    ):
        kept = desk.kept_back.keep(
            case_id=case.id, act=act, detail=detail, at=at, ready_at=now + shown_after(policy, scene.rng)
        )
        if conversation_id is not None and kept.id is not None:
            desk.attachments.keep_back(conversation_id=conversation_id, kept_back_id=kept.id)
            desk.attachments.forget_origin(kept_back_id=kept.id, at=case.reported_at)
        return True
    do_what_waits(desk, policy, case, now=now)
    files = hand_over_files(desk, case, conversation_id) if conversation_id is not None else 0
    _carry_out(Doing(desk, policy, case, at, now), act, detail, files)
    return False


def is_waiting(desk: Desk, case: Case, act: str) -> bool:
    """Whether such an act of the reporter is still kept back."""
    assert case.id is not None
    return any(kept.act == act for kept in desk.kept_back.of_case(case_id=case.id))


def do_what_waits(desk: Desk, policy: Policy, case: Case, *, now: datetime) -> None:
    """Carries out at once what is kept back on a case: something came that cannot wait for it."""
    assert case.id is not None
    for kept in desk.kept_back.of_case(case_id=case.id):
        carry_out_kept(desk, policy, kept, case, now=now)


def carry_out_kept(desk: Desk, policy: Policy, kept: KeptBack, case: Case, *, now: datetime) -> None:
    """Does what was kept back, under the coarse time at which it was done."""
    assert case.id is not None
    assert kept.id is not None
    files = desk.attachments.show(kept_back_id=kept.id, case_id=case.id)
    last = desk.timeline.of(case_id=case.id)[-1].at
    act, detail, at = kept.act, kept.detail, max(kept.at, last)
    desk.kept_back.drop(kept)
    if case.status != ERASED:
        _carry_out(Doing(desk, policy, case, at, now), act, detail, files)


def time_of_act(scene: Scene, case: Case) -> datetime:
    """When a reporter did something, as finely as their way to speak allows; never before what is on the
    timeline already."""
    if not is_guarded(case):
        return scene.now
    assert case.id is not None
    entries = scene.desk.timeline.of(case_id=case.id)
    return max(blurred(scene.now, scene.policy), entries[-1].at)


@dataclass(frozen=True, slots=True)
class Doing:
    """One act being carried out: `at` is what the case keeps of when it was done."""

    desk: Desk
    policy: Policy
    case: Case
    at: datetime
    now: datetime

    def record(self, act: str, **said: Any) -> None:
        record_act(
            self.desk,
            self.policy,
            self.case,
            act,
            now=self.at,
            actor_id=self.case.reporter_id,
            actor_role=self.case.reporter_role,
            **said,
        )


def _carry_out(doing: Doing, act: str, detail: Mapping[str, Any], files: int) -> None:
    desk, policy, case, now = doing.desk, doing.policy, doing.case, doing.now
    said = {name: value for name, value in detail.items() if name not in (FLAGS, PAST_MANAGER)}
    if files:
        said["files"] = files
    goes_past = bool(detail.get(PAST_MANAGER)) and is_heard_above(desk, case)
    if goes_past:
        take_from_managers(
            desk,
            policy,
            case,
            but=(case.reporter_id,),
            at=doing.at,
            actor_id=case.reporter_id,
            actor_role=case.reporter_role,
            by=BY_REPORTER,
        )
    raise_flags(desk, policy, case, detail.get(FLAGS, ()), at=doing.at, now=now)
    # To ask for a review ends the days in which it can be asked for.
    until = desk.clocks.to_know(case_id=case.id or 0).get("review_window") if said.get("late") else None
    ping = _DOING[act](doing, said)
    if case.hidden_until is not None:
        if not policy.speaking.is_kept_back(case.red_flags):
            show_case(desk, policy, case, now=now)
    elif goes_past:
        ping_new_case(desk, policy, case, now=now)
    elif ping == PING_REVIEW:
        _ping_review(desk, policy, case, until=until, now=now)
    elif ping:
        ping_handler(desk, policy, case, ping, now=now)


def _add(doing: Doing, said: dict[str, Any]) -> str:
    doing.record("add", **said)
    return "ping-added"


def _reply(doing: Doing, said: dict[str, Any]) -> str:
    doing.record("reply", **said)
    return "ping-reply"


def _correct(doing: Doing, said: dict[str, Any]) -> str:
    doing.record("correct_words", **said)
    return "ping-added"


def _put_right(doing: Doing, said: dict[str, Any]) -> str:
    """A case of which its reporter says that it was not put right is open again."""
    case = doing.case
    doing.record("say_put_right", **said)
    if said["answer"] == "no" and case.closed_at is not None:
        doing.record("reopen", by=BY_REPORTER, words=said["words"])
        doing.desk.links.end_duplicate(case_id=case.id or 0)
        case.outcome = case.lesson = case.no_lesson_because = None
        restart_clocks(doing.desk, doing.policy, case, now=doing.now, from_at=doing.at)
        doing.desk.cases.save(case)
    return {"no": "ping-not-right", "partly": "ping-partly"}.get(str(said["answer"]), "")


def _withdraw(doing: Doing, said: dict[str, Any]) -> str:
    if not is_allowed("withdraw", doing.case.status, by=REPORTER):
        # It was closed while this waited.
        return _add(doing, said) if said.get("words") else ""
    doing.record("withdraw", **said)
    drop_clocks(doing.desk, doing.case, OVER_WHEN_TAKEN_BACK, now=doing.at)
    return "ping-withdrawn"


def _make_formal(doing: Doing, _said: dict[str, Any]) -> str:
    """A concern becomes a formal complaint, counted from when its reporter said so."""
    case, former = doing.case, doing.case.kind
    if former != CONCERN or not is_allowed("make_formal", case.status, by=REPORTER):
        return ""
    promised = promised_by(doing.desk, case)
    case.kind, case.wants_answer = COMPLAINT, True
    follow_kind(doing.desk, doing.policy, case, now=doing.now, from_at=doing.at)
    moved = moved_promise(doing.desk, case, promised)
    doing.record("make_formal", kind=case.kind, former=former, told=False, by=BY_REPORTER, **moved)
    doing.desk.cases.save(case)
    return "ping-made-formal"


def _ask_review(doing: Doing, said: dict[str, Any]) -> str:
    doing.record("ask_review", **said)
    start_clocks_on(doing.desk, doing.policy, doing.case, "review_asked", now=doing.now, from_at=doing.at)
    return PING_REVIEW


_DOING: dict[str, Callable[[Doing, dict[str, Any]], str]] = {
    "add": _add,
    "reply": _reply,
    "correct_words": _correct,
    "say_put_right": _put_right,
    "withdraw": _withdraw,
    "make_formal": _make_formal,
    "ask_review": _ask_review,
}
"""What is done for each act; each returns the key of the ping that follows, or nothing."""


def ping_handler(desk: Desk, policy: Policy, case: Case, key: str, *, now: datetime) -> None:
    """Tells who has the case that something came in. No names, no words: it shows on a locked phone."""
    urgent = policy.is_urgent(case.red_flags)
    for person in Hearers(desk, policy, now).of(case, HANDLER, urgent=urgent):
        _ping(desk, policy, case, person, key, "open", about="added", urgent=urgent, now=now)


def _ping_review(desk: Desk, policy: Policy, case: Case, *, until: datetime | None, now: datetime) -> None:
    """`until`: the day until which they could have asked, where it is over."""
    hearers = Hearers(desk, policy, now)
    for person in {p.id: p for rung in (FIRST, NEXT) for p in hearers.of(case, rung)}.values():
        _ping(
            desk,
            policy,
            case,
            person,
            PING_REVIEW,
            "answer_review",
            about="review",
            urgent=False,
            now=now,
            late="yes" if until else "no",
            until=until or now,
        )


def _ping(
    desk: Desk,
    policy: Policy,
    case: Case,
    person: Person,
    key: str,
    action: str,
    *,
    about: str,
    urgent: bool,
    now: datetime,
    **values: Any,
) -> None:
    texts = Texts(person.language)
    desk.notices.write(
        chat_id=person.account_id,
        content=as_content(
            texts.say(key, line=Ready(case_line(case, texts)), **values),
            [[Button(texts.label(f"button-{action}"), f"d:{action}:{case.id}")]],
        ),
        priority=RED_FLAG if urgent else REMINDER,
        now=now,
        ready_at=now if urgent else out_of_quiet(now, policy),
        person_id=person.id,
        case_id=case.id,
        about=about,
    )
