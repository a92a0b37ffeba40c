"""The seal on a name given in confidence: opened for a reason, by two people, and never in silence."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flows.casework.pings import case_line
from flows.casework.ways import CONFIDENTIAL
from flows.engine.parsers import free_text
from flows.engine.say import Button, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotAllowed, Step
from flows.engine.texts import Ready, Texts
from flows.manage.opened import reference_in
from flows.policy.standing import may_person, whom_it_goes_to
from storage.seals import SealRequest
from storage.tables import Case, Person

ALONE, TOGETHER = "alone", "together"
LEAD = "speak_up_lead"


def _begin(scene: Scene, answers: Answers) -> bool:
    case = (
        scene.desk.cases.get(case_id=answers["id"])
        if "id" in answers
        # The lead may not read the case: its reference is all that is asked for.
        else scene.desk.cases.with_reference(reference=reference_in(answers.get("argument", "")))
    )
    if case is None or not scene.may("ask_seal", case):
        scene.say("case-not-found", reference="")
        return False
    assert case.id is not None
    since = scene.now - timedelta(days=scene.policy.speaking.seal_days)
    if scene.desk.seals.undecided(case_id=case.id, since=since) is not None:
        scene.say("seal-asked-before", reference=case.reference)
        return False
    answers["id"], answers["reference"] = case.id, case.reference
    return True


def _sealed(scene: Scene, answers: Answers) -> Case:
    case = scene.desk.cases.get(case_id=int(answers["id"]))
    if case is None or not scene.may("ask_seal", case):
        raise NotAllowed("case-not-found", reference="")
    return case


def agreeing(scene: Scene, case: Case, but: int) -> list[Person]:
    """Who could agree to opening a seal, but for one person."""
    found = whom_it_goes_to(scene.desk, case, ("owner", "quality"))
    return [person for person in found if person.id != but]


def _hows(scene: Scene, answers: Answers) -> Sequence[Choice]:
    """The lead asks a second person, where there is one. One person alone opens it only in an emergency."""
    case = _sealed(scene, answers)
    is_lead = LEAD in scene.roles(service_id=case.service_id)
    together = [Choice(TOGETHER)] if is_lead and agreeing(scene, case, scene.person_id) else []
    return [*together, Choice(ALONE)]


def _card(scene: Scene, answers: Answers) -> str:
    return scene.texts.say(
        f"card-seal-{answers['seal_how']}", reference=answers["reference"], words=answers["seal_reason"]
    )


def _ask(scene: Scene, answers: Answers) -> None:
    case = _sealed(scene, answers)
    assert case.id is not None
    if answers["seal_how"] not in [choice.value for choice in _hows(scene, answers)]:
        raise NotAllowed
    alone = answers["seal_how"] == ALONE
    request = scene.desk.seals.ask(
        case_id=case.id,
        asked_by=scene.person_id,
        reason=answers["seal_reason"],
        alone=alone,
        now=scene.now,
    )
    if alone:
        _open(scene, case, request)
        return
    _note(scene, case, "seal_asked")
    for person in agreeing(scene, case, scene.person_id):
        look = Button(Texts(person.language).label("button-seal-look"), f"d:seal_look:{request.id}")
        _ping(scene, person, case, "ping-seal-asked", [[look]], days=scene.policy.speaking.seal_days)
    scene.say("seal-asked", reference=case.reference)


def _request(scene: Scene, answers: Answers) -> tuple[SealRequest, Case]:
    """What a button asks to agree to, if it is still for this person to decide."""
    request = scene.desk.seals.get(request_id=int(answers.get("id") or 0))
    case = scene.desk.cases.get(case_id=request.case_id) if request is not None else None
    if request is None or case is None or request.asked_by == scene.person_id:
        raise NotAllowed("seal-not-found")
    if case.way != CONFIDENTIAL:
        raise NotAllowed("seal-no-need")
    if not scene.may("agree_to_seal", case):
        raise NotAllowed("seal-not-found")
    if request.decided_at is not None:
        raise NotAllowed("seal-decided")
    if scene.now - request.asked_at > timedelta(days=scene.policy.speaking.seal_days):
        raise NotAllowed("seal-too-old")
    return request, case


def _look(scene: Scene, answers: Answers) -> None:
    request, case = _request(scene, answers)
    rows = one_each(
        *(scene.button(f"button-{name}", f"d:{name}:{request.id}") for name in ("seal_agree", "seal_refuse"))
    )
    scene.say(
        "seal-look",
        rows,
        line=Ready(case_line(case, scene.texts)),
        name=scene.desk.people.get(person_id=request.asked_by).name,
        words=request.reason,
    )


def _agree(scene: Scene, answers: Answers) -> None:
    request, case = _request(scene, answers)
    if not may_person(scene.desk, "ask_seal", request.asked_by, case):
        raise NotAllowed("seal-too-old")
    scene.clears_buttons = True
    _open(scene, case, request)
    scene.say("seal-agreed", reference=case.reference)


def _refuse(scene: Scene, answers: Answers) -> None:
    request, case = _request(scene, answers)
    scene.clears_buttons = True
    request.decided_by, request.decided_at = scene.person_id, scene.now
    scene.desk.seals.save(request)
    _note(scene, case, "seal_refused")
    _ping(scene, scene.desk.people.get(person_id=request.asked_by), case, "ping-seal-refused")
    scene.say("seal-refused", reference=case.reference)


def _open(scene: Scene, case: Case, request: SealRequest) -> None:
    """Opens a seal: the timeline has it, the reporter is told why, and who asked gets the name by a tap."""
    request.decided_by, request.decided_at, request.opened = scene.person_id, scene.now, True
    scene.desk.seals.save(request)
    asker = scene.desk.people.get(person_id=request.asked_by)
    _note(scene, case, "seal_opened_alone" if request.alone else "seal_opened", by=asker.id)
    assert case.reporter_id is not None
    reporter = scene.desk.people.get(person_id=case.reporter_id)
    key = "tell-seal-opened-alone" if request.alone else "tell-seal-opened"
    scene.tell(
        reporter,
        key,
        case=case,
        about="to_reporter",
        reference=case.reference,
        name=asker.name,
        second=scene.person.name,
        words=request.reason,
    )
    if request.alone:
        for person in _should_have_been_asked(scene, case):
            if person.id != asker.id:
                _ping(scene, person, case, "ping-seal-opened-alone", name=asker.name)
    show = Button(Texts(asker.language).label("button-seal_show"), f"d:seal_show:{request.id}")
    _ping(scene, asker, case, "ping-seal-opened", [[show]])


def _should_have_been_asked(scene: Scene, case: Case) -> list[Person]:
    service = scene.desk.services.get(service_id=case.service_id)
    about = scene.desk.walls.of(case=case)
    leads = [p for p in scene.desk.people.with_role(service=service, roles=(LEAD,)) if p.id not in about]
    could = {p.id: p for p in (*whom_it_goes_to(scene.desk, case, ("owner", "quality")), *leads)}
    return [person for person in could.values() if person.unreachable_at is None]


def _show(scene: Scene, answers: Answers) -> None:
    """The name, to who asked for it and to nobody else. It is in no message that is kept."""
    request = scene.desk.seals.get(request_id=int(answers.get("id") or 0))
    case = scene.desk.cases.get(case_id=request.case_id) if request is not None else None
    if (
        request is None
        or case is None
        or case.reporter_id is None
        or not request.opened
        or request.asked_by != scene.person_id
        or not may_person(scene.desk, "ask_seal", scene.person_id, case)
    ):
        raise NotAllowed("seal-not-found")
    scene.forgets = True
    name = scene.desk.people.get(person_id=case.reporter_id).name
    scene.say("seal-name", reference=case.reference, name=name)


def _note(scene: Scene, case: Case, act: str, *, by: int | None = None) -> None:
    assert case.id is not None
    roles = scene.roles(service_id=case.service_id)
    scene.desk.timeline.append(
        case_id=case.id,
        at=scene.now,
        act=act,
        actor_id=scene.person_id,
        actor_role=next((r for r in (LEAD, "owner", "quality") if r in roles), "public"),
        detail={"to": by} if by is not None else {},
    )


def _ping(
    scene: Scene,
    person: Person,
    case: Case,
    key: str,
    rows: Sequence[Sequence[Button]] = (),
    **values: Any,
) -> None:
    """No name of the reporter and no reason: it shows on a locked phone."""
    line = Ready(case_line(case, Texts(person.language)))
    scene.tell(person, key, rows, case=case, about="seal", line=line, **values)


FLOWS = (
    Flow(
        name="seal",
        command="seal",
        action="seal",
        may="ask_seal",
        listed=False,
        begin=_begin,
        steps=(Step("seal_how", choices=_hows), Step("seal_reason", parse=free_text)),
        card=_card,
        finish=_ask,
    ),
    Flow(name="seal_look", action="seal_look", may="agree_to_seal", finish=_look),
    Flow(name="seal_agree", action="seal_agree", may="agree_to_seal", finish=_agree),
    Flow(name="seal_refuse", action="seal_refuse", may="agree_to_seal", finish=_refuse),
    Flow(name="seal_show", action="seal_show", may="ask_seal", finish=_show),
)
