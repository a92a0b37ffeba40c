"""What each act of a reporter does to their case, at once or after the while for which it was kept back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.casework.acts import record_act
from flows.casework.clocks import drop_clocks, follow_kind, start_clocks_on
from flows.casework.history import BY_REPORTER
from flows.casework.promises import moved_promise, promised_by
from flows.casework.reopening import COMPLAINT, LESS_THAN_A_COMPLAINT, open_anew, restart_clocks
from flows.casework.reporter_pings import PING_REVIEW
from flows.casework.too_late import TOO_LATE, tell_too_late
from flows.policy.clocks import PROMISES
from flows.policy.life import REPORTER, ended_statuses, is_allowed
from flows.policy.model import Policy
from storage.desk import Desk
from storage.tables import Case

OVER_WHEN_TAKEN_BACK = (*PROMISES, "acknowledge")
"""Clocks of what is owed to the reporter; those that keep people safe go on."""


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
        _open_anew(doing)
    return {"no": "ping-not-right", "partly": "ping-partly"}.get(str(said["answer"]), "")


def _open_anew(doing: Doing) -> None:
    open_anew(doing.desk, doing.case)
    restart_clocks(doing.desk, doing.policy, doing.case, now=doing.now, from_at=doing.at)
    doing.desk.cases.save(doing.case)


def _withdraw(doing: Doing, said: dict[str, Any]) -> str:
    if not is_allowed("withdraw", doing.case.status, by=REPORTER):
        return _come_too_late(doing, "withdraw", words=said.get("words") or "")
    doing.record("withdraw", **said)
    drop_clocks(doing.desk, doing.case, OVER_WHEN_TAKEN_BACK, now=doing.at)
    return "ping-withdrawn"


def _make_formal(doing: Doing, _said: dict[str, Any]) -> str:
    """What its reporter wants as a formal complaint is one, counted from when they said so, whatever a
    handler made of it meanwhile; what has stricter duties of its own keeps them, and the wish stands on it.
    """
    case, former, was = doing.case, doing.case.kind, doing.case.status
    is_done = former == COMPLAINT and was in ended_statuses()
    if is_done or former not in (COMPLAINT, *LESS_THAN_A_COMPLAINT):
        return _come_too_late(doing, "make_formal")
    promised = promised_by(doing.desk, case)
    case.kind, case.wants_answer = COMPLAINT, True
    follow_kind(doing.desk, doing.policy, case, now=doing.now, from_at=doing.at)
    moved = moved_promise(doing.desk, case, promised)
    doing.record("make_formal", kind=case.kind, former=former, told=False, by=BY_REPORTER, **moved)
    if case.status != was:
        _open_anew(doing)
    doing.desk.cases.save(case)
    return "ping-made-formal"


def _come_too_late(doing: Doing, wish: str, **said: Any) -> str:
    """The case went another way while this waited. It is not lost: handlers see it, and the reporter hears
    what became of it."""
    doing.record(TOO_LATE, wish=wish, kind=doing.case.kind, **said)
    tell_too_late(doing.desk, doing.policy, doing.case, wish, now=doing.now)
    return f"ping-late-{wish}"


def _ask_review(doing: Doing, said: dict[str, Any]) -> str:
    doing.record("ask_review", **said)
    start_clocks_on(doing.desk, doing.policy, doing.case, "review_asked", now=doing.now, from_at=doing.at)
    return PING_REVIEW


DOING: dict[str, Callable[[Doing, dict[str, Any]], str]] = {
    "add": _add,
    "reply": _reply,
    "correct_words": _correct,
    "say_put_right": _put_right,
    "withdraw": _withdraw,
    "make_formal": _make_formal,
    "ask_review": _ask_review,
}
"""What is done for each act; each returns the key of the ping that follows, or nothing."""
