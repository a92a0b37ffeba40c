"""What reporters do to a case that was filed. In private it waits for a random while before it is done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flows.casework.danger import raise_flags
from flows.casework.filing import hand_over_files, ping_new_case, show_case
from flows.casework.history import BY_REPORTER
from flows.casework.reporter_doing import DOING, Doing
from flows.casework.reporter_pings import PING_REVIEW, ping_handler, ping_review
from flows.casework.walls import take_from_managers
from flows.casework.ways import blurred, is_guarded, shown_after
from flows.engine.scene import Scene
from flows.policy.model import Policy
from flows.policy.permissions import HOME
from storage.desk import Desk
from storage.kept_back import KeptBack
from storage.retention import ERASED
from storage.tables import Case

FLAGS, PAST_MANAGER = "flags", "past_manager"
"""Of what is done: the dangers that its words show, and whether the case goes past the manager with it."""


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


def _carry_out(doing: Doing, act: str, detail: Mapping[str, Any], files: int) -> None:
    desk, policy, case, now = doing.desk, doing.policy, doing.case, doing.now
    said = {name: value for name, value in detail.items() if name not in (FLAGS, PAST_MANAGER)}
    if files:
        said["files"] = files
    # Whoever was told that it goes past the manager is not let down because the one above was away meanwhile.
    goes_past = bool(detail.get(PAST_MANAGER)) and case.goes_to == HOME
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
    ping = DOING[act](doing, said)
    if case.hidden_until is not None:
        if not policy.speaking.is_kept_back(case.red_flags):
            show_case(desk, policy, case, now=now)
    elif goes_past:
        ping_new_case(desk, policy, case, now=now)
    elif ping == PING_REVIEW:
        ping_review(desk, policy, case, until=until, now=now)
    elif ping:
        ping_handler(desk, policy, case, ping, now=now)
