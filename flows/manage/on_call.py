"""The rota: who hears of red flags at night, at weekends and on holidays."""

from collections.abc import Sequence
from datetime import date, timedelta

from flows.casework.homes import home_choices
from flows.engine.say import one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.manage.days import read_day, read_day_after
from flows.policy.permissions import HANDLERS
from storage.absences import OnCall
from storage.tables import Person

WEEK = timedelta(days=7)
OFFERED_WEEKS = 3


def _show(scene: Scene, answers: Answers) -> None:
    services = scene.service_ids(*HANDLERS)
    turns = scene.desk.absences.rota(service_ids=services, from_day=scene.today)
    policy = scene.policy.on_call
    head = scene.texts.say("rota-head", starts=policy.starts, ends=policy.ends)
    lines = [_line(scene, turn) for turn in turns] or [scene.texts.say("rota-empty")]
    ends = [
        scene.button("button-rota-end", f"d:rota_end:{turn.id}", first=turn.first_on, name=_name(scene, turn))
        for turn in turns
    ]
    scene.say_ready("\n".join((head, *lines)), one_each(scene.button("button-rota-add", "d:rota_add"), *ends))


def _name(scene: Scene, turn: OnCall) -> str:
    return scene.desk.people.get(person_id=turn.person_id).name


def _line(scene: Scene, turn: OnCall) -> str:
    service = scene.desk.services.get(service_id=turn.service_id)
    return scene.texts.say(
        "rota-line",
        service=service.name,
        name=_name(scene, turn),
        first=turn.first_on,
        last=turn.last_on,
    )


def _services(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return home_choices(scene, scene.service_ids(*HANDLERS))


def _handlers(scene: Scene, service_id: int) -> list[Person]:
    service = scene.desk.services.get(service_id=service_id)
    return scene.desk.people.with_role(service=service, roles=tuple(HANDLERS))


def _people(scene: Scene, answers: Answers) -> Sequence[Choice]:
    people = {person.id: person for person in _handlers(scene, int(answers["rota_service"]))}
    return [Choice(str(person.id), person.name) for person in people.values()]


def _first_days(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    today = scene.today
    monday = today + timedelta(days=7 - today.weekday())
    days = dict.fromkeys((today, *(monday + WEEK * week for week in range(OFFERED_WEEKS))))
    return [Choice(day.isoformat(), scene.texts.label("absence-day", day=day)) for day in days]


def _last_days(scene: Scene, answers: Answers) -> Sequence[Choice]:
    first = date.fromisoformat(answers["rota_from"])
    days = (first, first + timedelta(days=6), first + timedelta(days=13))
    return [Choice(day.isoformat(), scene.texts.label("absence-until", day=day)) for day in days]


def _fill(scene: Scene, answers: Answers) -> None:
    services = scene.service_ids(*HANDLERS)
    if len(services) == 1:
        answers["rota_service"] = str(services[0])


def _add(scene: Scene, answers: Answers) -> None:
    service_id, person_id = int(answers["rota_service"]), int(answers["rota_person"])
    allowed = service_id in scene.service_ids(*HANDLERS)
    if not allowed or person_id not in {person.id for person in _handlers(scene, service_id)}:
        scene.say("not-allowed")
        return
    turn = scene.desk.absences.put_on_call(
        service_id=service_id,
        person_id=person_id,
        first_on=date.fromisoformat(answers["rota_from"]),
        last_on=date.fromisoformat(answers["rota_until"]),
    )
    service = scene.desk.services.get(service_id=service_id)
    if person_id != scene.person_id:
        scene.tell(
            scene.desk.people.get(person_id=person_id),
            "rota-yours",
            about="rota",
            service=service.name,
            first=turn.first_on,
            last=turn.last_on,
            starts=scene.policy.on_call.starts,
            ends=scene.policy.on_call.ends,
        )
    scene.say("rota-added", [[scene.button("button-rota", "d:rota")]], line=_line(scene, turn))


def _end(scene: Scene, answers: Answers) -> None:
    turn = scene.desk.absences.turn(turn_id=int(answers.get("id") or 0))
    scene.clears_buttons = True
    if turn is None or turn.ended_at is not None or turn.service_id not in scene.service_ids(*HANDLERS):
        scene.say("rota-not-found")
        return
    scene.desk.absences.end_turn(turn, at=scene.now)
    scene.say("rota-ended", [[scene.button("button-rota", "d:rota")]], line=_line(scene, turn))


FLOWS = (
    Flow(name="rota", command="oncall", action="rota", may="see_lists", finish=_show),
    Flow(
        name="rota_add",
        action="rota_add",
        may="see_lists",
        begin=_fill,
        steps=(
            Step("rota_service", choices=_services),
            Step("rota_person", choices=_people),
            Step("rota_from", choices=_first_days, parse=read_day),
            Step("rota_until", choices=_last_days, parse=read_day_after("rota_from")),
        ),
        finish=_add,
    ),
    Flow(name="rota_end", action="rota_end", may="see_lists", finish=_end),
)
