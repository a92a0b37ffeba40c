"""I am away: from when, until when, and who stands in. Reminders then go to the deputy."""

from collections.abc import Sequence
from datetime import date, timedelta

from flows.engine.say import one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.manage.days import read_day, read_day_after
from flows.policy.permissions import HANDLERS
from storage.tables import Person

NOBODY = "nobody"
OFFERED_WEEKS = (1, 2, 3)


def _first_days(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    today = scene.today
    monday = today + timedelta(days=7 - today.weekday())
    days = dict.fromkeys((today, today + timedelta(days=1), monday))
    return [Choice(day.isoformat(), scene.texts.label("absence-day", day=day)) for day in days]


def _last_days(scene: Scene, answers: Answers) -> Sequence[Choice]:
    first = date.fromisoformat(answers["away_from"])
    days = (first, *(first + timedelta(days=7 * weeks - 1) for weeks in OFFERED_WEEKS))
    return [Choice(day.isoformat(), scene.texts.label("absence-until", day=day)) for day in days]


def deputies(scene: Scene) -> list[Person]:
    """Everybody who may stand in: who handles cases in one of the speaker's services."""
    found: dict[int, Person] = {}
    for service_id in scene.service_ids(*HANDLERS):
        service = scene.desk.services.get(service_id=service_id)
        for person in scene.desk.people.with_role(service=service, roles=tuple(HANDLERS)):
            if person.id is not None and person.id != scene.person_id and person.unreachable_at is None:
                found[person.id] = person
    return list(found.values())


def _deputy_choices(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return [
        *(Choice(str(person.id), person.name) for person in deputies(scene)),
        Choice(NOBODY, scene.texts.label("absence-nobody")),
    ]


def _begin(scene: Scene, answers: Answers) -> bool:
    known = scene.desk.absences.of(person_id=scene.person_id, from_day=scene.today)
    if not known or answers.get("extra") == "new":
        return True
    lines = [_line(scene, each.first_on, each.last_on, each.deputy_id) for each in known]
    back = [
        scene.button("button-absence-end", f"d:back_again:{each.id}", first=each.first_on, last=each.last_on)
        for each in known
    ]
    rows = one_each(*back, scene.button("button-absence-new", "d:away:0:new"))
    scene.say_ready("\n".join((scene.texts.say("absence-known"), *lines)), rows)
    return False


def _line(scene: Scene, first: date, last: date, deputy_id: int | None) -> str:
    deputy = scene.desk.people.get(person_id=deputy_id) if deputy_id is not None else None
    return scene.texts.say(
        "absence-line",
        first=first,
        last=last,
        deputy=deputy.name if deputy else "",
        deputised="yes" if deputy else "no",
    )


def _card(scene: Scene, answers: Answers) -> str:
    return "\n".join((scene.texts.say("absence-card"), _line(scene, *_read(answers))))


def _read(answers: Answers) -> tuple[date, date, int | None]:
    chosen = answers["deputy"]
    return (
        date.fromisoformat(answers["away_from"]),
        date.fromisoformat(answers["away_until"]),
        None if chosen == NOBODY else int(chosen),
    )


def _finish(scene: Scene, answers: Answers) -> None:
    first, last, deputy_id = _read(answers)
    if deputy_id is not None and deputy_id not in {person.id for person in deputies(scene)}:
        scene.say("absence-deputy-gone")
        return
    scene.desk.absences.add(person_id=scene.person_id, first_on=first, last_on=last, deputy_id=deputy_id)
    if deputy_id is not None:
        scene.tell(
            scene.desk.people.get(person_id=deputy_id),
            "absence-deputy",
            about="absence",
            name=scene.person.name,
            first=first,
            last=last,
        )
    key = "absence-noted" if deputy_id is not None else "absence-noted-alone"
    scene.say(key, first=first, last=last)


def _end(scene: Scene, answers: Answers) -> None:
    known = scene.desk.absences.of(person_id=scene.person_id, from_day=scene.today)
    absence = next((each for each in known if each.id == answers.get("id")), None)
    scene.clears_buttons = True
    if absence is None:
        scene.say("absence-not-found")
        return
    scene.desk.absences.end(absence, at=scene.now)
    scene.say("absence-ended", first=absence.first_on, last=absence.last_on)


FLOWS = (
    Flow(
        name="absence",
        command="away",
        action="away",
        may="see_lists",
        begin=_begin,
        steps=(
            Step("away_from", choices=_first_days, parse=read_day),
            Step("away_until", choices=_last_days, parse=read_day_after("away_from")),
            Step("deputy", choices=_deputy_choices),
        ),
        card=_card,
        finish=_finish,
    ),
    Flow(name="back_again", action="back_again", may="see_lists", finish=_end),
)
