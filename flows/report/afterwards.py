"""What reporters say when they are asked later: whether it was put right, and whether they are all right."""

from typing import Any

from flows.casework.check_backs import ANSWERS
from flows.casework.codes import case_of_code, in_fours
from flows.casework.filing import file_case
from flows.casework.reporter_acts import do_to_own_case
from flows.casework.routing import route_of
from flows.casework.ways import UNNAMED
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotAllowed, Step
from flows.policy.permissions import SPEAK_UP
from flows.report.past_manager import (
    asks_about_reader,
    became_a_report,
    goes_past,
    say_it_waits,
    say_where_it_is,
)
from flows.understanding.in_charge import MANAGER
from storage.check_backs import ALL_RIGHT, PUT_RIGHT, CheckBack
from storage.tables import Case, Service


def _check(scene: Scene, answers: Answers, purpose: str) -> tuple[CheckBack, Case]:
    """The question that a button answers, if it was put to this person, or to the holder of this code.
    Raises `NotAllowed`."""
    check = scene.desk.check_backs.get(check_id=answers["id"]) if "id" in answers else None
    case = scene.desk.cases.get(case_id=check.case_id) if check is not None else None
    code = answers.get("code", "")
    if check is None or case is None or check.purpose != purpose:
        raise NotAllowed("status-not-yours")
    is_theirs = case.reporter_id == scene.person_id and not code
    # Wrong codes are slowed here as well.
    found = case_of_code(scene, code) if code else None
    holds_code = found is not None and found.id == case.id
    if not (is_theirs or holds_code):
        raise NotAllowed("status-not-yours")
    return check, case


def _read(answers: Answers) -> None:
    """The part of the button behind its number: "no", or "1234567890123456-no" where a code is held."""
    code, _, answer = answers.pop("extra", "").rpartition("-")
    answers["code"], answers["answer"] = code, answer


def _keep(
    scene: Scene, check: CheckBack, case: Case, answer: str, *, past_manager: bool = False, **detail: Any
) -> bool:
    """Keeps an answer, and puts it on the case. Returns whether that waits."""
    if answer == "no" or (check.ask_at is not None and check.ask_at <= scene.now):
        check.ask_at = None
    check.answer = answer
    scene.desk.check_backs.save(check)
    return do_to_own_case(
        scene, case, f"say_{check.purpose}", past_manager=past_manager, answer=answer, **detail
    )


def _begin_put_right(scene: Scene, answers: Answers) -> bool:
    _read(answers)
    check, case = _check(scene, answers, PUT_RIGHT)
    scene.forgets = bool(answers["code"])
    scene.clears_buttons = True
    answer = answers["answer"]
    answers["_case"], answers["reference"] = case.id, case.reference
    if answer not in ANSWERS[PUT_RIGHT]:
        return False
    if answer == "stop":
        _stop(scene, check)
    elif answer == "yes":
        waits = _keep(scene, check, case, "yes")
        scene.say("put-right-thanks")
        say_it_waits(scene, waits=waits)
    else:
        return True
    return False


def _stop(scene: Scene, check: CheckBack) -> None:
    check.stopped_at, check.ask_at = scene.now, None
    scene.desk.check_backs.save(check)
    scene.say("check-stopped")


def _is_no(_scene: Scene, answers: Answers) -> bool:
    return bool(answers["answer"] == "no")


def _is_partly(_scene: Scene, answers: Answers) -> bool:
    return bool(answers["answer"] == "partly")


def _put_right(scene: Scene, answers: Answers) -> None:
    check, case = _check(scene, answers, PUT_RIGHT)
    scene.forgets = bool(answers["code"])
    answer = answers["answer"]
    words = answers["missing" if answer == "partly" else "not_right"]
    if became_a_report(scene, case, answers, "missing", "not_right"):
        return
    waits = _keep(scene, check, case, answer, past_manager=goes_past(answers), words=words)
    scene.say(f"put-right-{answer}", reference=case.reference)
    say_where_it_is(scene, answers, case, waits=waits)


def _passes_manager(scene: Scene, service: Service, words: str) -> str:
    """Where there is no speak-up lead, it goes where a case about the manager goes."""
    route = route_of(scene.desk, service, kind="speak_up", about="", words=words, reporter_id=scene.person_id)
    return "" if route.goes_to == SPEAK_UP else MANAGER


def _begin_all_right(scene: Scene, answers: Answers) -> bool:
    _read(answers)
    check, _ = _check(scene, answers, ALL_RIGHT)
    scene.forgets = bool(answers["code"])
    scene.clears_buttons = True
    if answers["answer"] == "stop":
        _stop(scene, check)
    elif answers["answer"] == "yes":
        # Nobody is told that they were asked, nor what they said: it is between them and the bot.
        check.answer, check.ask_at = "yes", None
        scene.desk.check_backs.save(check)
        scene.say("all-right-thanks")
    return bool(answers["answer"] == "no")


def _not_all_right(scene: Scene, answers: Answers) -> None:
    """Becomes a case of its own: somebody speaks up about what happened since. It goes to the speak-up lead,
    or past the manager where there is none."""
    check, case = _check(scene, answers, ALL_RIGHT)
    scene.forgets = bool(answers["code"])
    check.answer, check.ask_at = "no", None
    scene.desk.check_backs.save(check)
    service = scene.desk.services.get(service_id=case.service_id)
    new, code = file_case(
        scene,
        {
            "service": str(case.service_id),
            "kind": "speak_up",
            "category": "staff_safety",
            "way": case.way,
            "_role": case.reporter_role,
            "words": answers["since"],
            "about": _passes_manager(scene, service, answers["since"]),
            "_conversation": answers["_conversation"],
        },
    )
    if case.way == UNNAMED:
        scene.say("sent-code", code=in_fours(code))
    scene.say("all-right-no", reference=new.reference)


FLOWS = tuple(
    flow
    for prefix in ("", "check_")
    for flow in (
        Flow(
            name=f"{prefix}put_right",
            action=f"{prefix}put_right",
            begin=_begin_put_right,
            steps=(
                Step("missing", parse=free_text, ask_if=_is_partly),
                Step("not_right", parse=free_text, ask_if=_is_no),
                asks_about_reader("missing", "not_right"),
            ),
            forgets=bool(prefix),
            finish=_put_right,
        ),
        Flow(
            name=f"{prefix}all_right",
            action=f"{prefix}all_right",
            begin=_begin_all_right,
            steps=(Step("since", parse=free_text, file_is_enough=True),),
            takes_files=True,
            forgets=bool(prefix),
            finish=_not_all_right,
        ),
    )
)
