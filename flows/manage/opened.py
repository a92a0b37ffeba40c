"""The case that a button or a reference means, if the person may have it."""

import re
from collections.abc import Callable
from functools import partial

from flows.casework.acts import record_act
from flows.casework.taking_back import remember, undo_row
from flows.engine.registry import flow_for_action
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, NotAllowed
from flows.policy.life import is_act, is_allowed, open_statuses
from flows.policy.permissions import GOES_TO, ON_CASE, Stand, knows_of, may, state_of
from storage.tables import Case

REFERENCE = re.compile(r"([A-Za-z]{2,6})[\s-]*(\d{2})[\s-]*(\d{1,6})")


def case_of(scene: Scene, answers: Answers, action: str = "add_to_case") -> Case | None:
    """The case with `answers["id"]`, if the person may do this to it. Says "not found" where there is none,
    and where the person may not know of it: the two must not be told apart."""
    case = scene.desk.cases.get(case_id=answers["id"]) if "id" in answers else None
    return _if_allowed(scene, case, action)


def reference_in(words: str) -> str:
    """The reference that stands in some words, written out ("rh 26 42" is RH-26-0042), or ""."""
    found = REFERENCE.search(words)
    return f"{found[1].upper()}-{found[2]}-{int(found[3]):04d}" if found else ""


def case_with_reference(scene: Scene, words: str, action: str = "see_case") -> Case | None:
    reference = reference_in(words)
    case = scene.desk.cases.with_reference(reference=reference) if reference else None
    return _if_allowed(scene, case, action)


def _if_allowed(scene: Scene, case: Case | None, action: str) -> Case | None:
    fault = why_not(scene, case, action)
    if case is None or fault is not None:
        scene.say(fault or "case-not-found", reference=case.reference if case is not None else "")
        return None
    return case


def why_not(scene: Scene, case: Case | None, action: str) -> str | None:
    """The key of the sentence that says why something may not be done to a case; None where it may."""
    if case is None:
        return "case-not-found"
    stand = scene.stand(case)
    if not knows_of(stand, case):
        return "case-not-found"
    if may(action, stand, case):
        return None
    if state_of(case) == "erased":
        return "case-not-found"
    if state_of(case) not in ON_CASE[action].states:
        return "case-is-closed"
    return "case-is-own" if _is_own(action, stand) else "not-allowed"


def _is_own(action: str, stand: Stand) -> bool:
    return ON_CASE[action].not_own and stand.is_reporter and bool(stand.roles & ON_CASE[action].who)


def can_open(scene: Scene, answers: Answers, action: str = "handle_case") -> bool:
    """For a flow's `begin`: whether its case is there, and the person may do this to it. Where the flow is an
    act of flows/policy/life.toml, `can_do` asks that table as well."""
    case = case_of(scene, answers, action)
    if case is None:
        return False
    answers["reference"] = case.reference
    return True


can_add = partial(can_open, action="add_to_case")
"""The same for what is added to a case, whether it is open or closed."""


def can_do(act_name: str) -> Callable[[Scene, Answers], bool]:
    """For a flow's `begin`: whether its case is there, and the person may do this act to it in the status
    that it has."""

    def begin(scene: Scene, answers: Answers) -> bool:
        case = scene.desk.cases.get(case_id=answers["id"]) if "id" in answers else None
        fault = _why_not_do(scene, case, act_name)
        if case is None or fault is not None:
            _refuse(scene, case, fault or "case-not-found")
            return False
        answers["reference"] = case.reference
        return True

    return begin


def _why_not_do(scene: Scene, case: Case | None, act_name: str) -> str | None:
    """The key of the sentence that says why an act is not for them or not for now; None where it is."""
    if case is None or not knows_of(scene.stand(case), case) or state_of(case) == "erased":
        return "case-not-found"
    if not is_allowed(act_name, case.status):
        return scene.texts.first(f"refused-{act_name}-{case.status}", f"refused-{case.status}")
    return why_not(scene, case, right_for(act_name, case.status))


def right_for(act_name: str, status: str) -> str:
    """The row of permissions.toml that an act asks."""
    if act_name in ADDING:
        return "add_to_case"
    return "handle_case" if status in open_statuses() else "reopen_case"


def opened(scene: Scene, answers: Answers, act_name: str = "", *, even_closed: bool = False) -> Case:
    """The case of a flow that is being finished; checked again, for the role may have ended meanwhile, or
    a colleague did something that leaves no room for `act_name`. Raises `NotAllowed`."""
    case = scene.desk.cases.get(case_id=answers["id"])
    fault = (
        _why_not_do(scene, case, act_name)
        if is_act(act_name)
        else why_not(scene, case, "add_to_case" if even_closed else "handle_case")
    )
    if case is None or fault is not None:
        raise NotAllowed(fault or "case-not-found", reference=case.reference if case is not None else "")
    remember(scene, case)
    return case


ADDING = ("note", "files", "send_file")
"""Acts that only add to a case, look at what it holds, or pass on a file."""

WAYS_ON = {
    "waiting": ("resume",),
    "drafted": ("approve_answer", "send_back"),
    "approved": ("send_answer", "send_back"),
    "told": ("close",),
    "closed": ("reopen",),
    "duplicate": ("reopen",),
    "not_ours": ("reopen",),
    "withdrawn": ("carry_on", "close"),
}
"""The acts that lead on from a status that says by itself what is next."""


def _refuse(scene: Scene, case: Case | None, fault: str) -> None:
    """Says why not, with the way on as a button."""
    if case is None or not fault.startswith("refused-"):
        scene.say(fault, reference=case.reference if case is not None else "")
        return
    ways = [
        scene.button(f"button-{name}", f"d:{name}:{case.id}")
        for name in WAYS_ON.get(case.status, ())
        if flow_for_action(name) is not None
    ]
    scene.say(fault, [ways, *open_again(scene, case)], reference=case.reference)


def has_happened(scene: Scene, case: Case, act_name: str) -> bool:
    """Whether an act stands in the timeline of a case."""
    assert case.id is not None
    return any(entry.act == act_name for entry in scene.desk.timeline.standing(case_id=case.id))


def open_again(scene: Scene, case: Case) -> list[list[Button]]:
    """Below what was done to a case: for a minute the way to take it back, and the way to the case."""
    return [*undo_row(scene), [scene.button("button-open", f"d:open:{case.id}")]]


def handling_role(scene: Scene, case: Case) -> str:
    """The role in which the speaker handles a case."""
    roles = scene.roles(service_id=case.service_id)
    return next(
        (role for role in GOES_TO[case.goes_to] if role in roles), next(iter(sorted(roles)), "public")
    )


def act(scene: Scene, case: Case, name: str, **detail: object) -> None:
    """Records what the speaker did to a case."""
    record_act(
        scene.desk,
        scene.policy,
        case,
        name,
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=handling_role(scene, case),
        **detail,
    )
    scene.desk.cases.save(case)
