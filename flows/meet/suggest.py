"""/suggest: anybody of the team puts an item on the next agenda."""

from collections.abc import Sequence

from flows.casework.homes import home_choices
from flows.engine.parsers import free_text
from flows.engine.say import Button, cut
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import Texts
from flows.meet.circles import Circles
from flows.meet.handlers_words import HandlersWords
from flows.meet.people import holders
from flows.meet.planning import coming
from flows.meet.services import meeting_here
from flows.meet.stages import PLANNED
from flows.policy.permissions import MAY
from flows.policy.timescales import out_of_quiet
from storage.notices import REMINDER
from storage.tables import AgendaItem, Meeting, Occurrence


def _services(scene: Scene) -> list[int]:
    return scene.service_ids(*MAY["suggest_item"])


def _begin(scene: Scene, answers: Answers) -> bool:
    words = str(answers.get("argument", "")).strip()
    if words:
        answers["item"] = words
    services = _services(scene)
    if len(services) == 1:
        answers["suggest_service"] = str(services[0])
    if not scene.said.is_group:
        return True
    if not words:
        scene.say("suggest-how")
        return False
    meeting = meeting_here(scene)
    if meeting is not None and meeting.service_id in services:
        answers["suggest_service"] = str(meeting.service_id)
    if "suggest_service" not in answers or (meeting is not None and meeting.service_id not in services):
        scene.say("suggest-not-here", [[scene.link_button("button-open-private")]])
        return False
    _suggest(scene, answers)
    return False


def _service_choices(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return home_choices(scene, _services(scene))


def _suggest(scene: Scene, answers: Answers) -> None:
    """Words said in private that may name somebody are held until a manager has looked; nobody is told
    whose they are."""
    service_id = int(answers["suggest_service"])
    if service_id not in _services(scene):
        scene.say("not-allowed")
        return
    longest = scene.policy.meetings.item_characters
    typed = " ".join(str(answers["item"]).split())
    words = cut(typed, longest)
    in_private = not scene.said.is_group
    meeting, occurrence = _next_date(scene, service_id)
    is_held = in_private and not _is_tellable(scene, service_id, typed)
    item = scene.desk.meetings.add_item(
        service_id=service_id,
        section="suggested_privately" if in_private else "suggested",
        occurrence_id=occurrence.id if occurrence is not None and not is_held else None,
        words=words,
        added_by=scene.person_id,
        status="held" if is_held else "waiting",
        now=scene.now,
    )
    if in_private and meeting is not None and (is_held or (occurrence and occurrence.posted > PLANNED)):
        _show_managers(scene, meeting, item)
    if is_held:
        scene.say("suggested-held")
    elif meeting is None:
        scene.say("suggested-no-meeting")
    else:
        starts_at, _occurrence = coming(scene.desk, scene.policy, meeting, scene.now)
        scene.say("suggested", starts=starts_at, words=words)
    if in_private and Circles(scene.desk, scene.policy, service_id=service_id).are_workers_few:
        scene.say("suggested-few")
    if len(typed) > longest:
        scene.say("suggested-cut", characters=longest)


def _next_date(scene: Scene, service_id: int) -> tuple[Meeting | None, Occurrence | None]:
    """The group's own meeting, in private the service's next one, and its date where that is planned."""
    here = meeting_here(scene)
    meetings = [here] if here else scene.desk.meetings.of_services(service_ids=[service_id])
    if not meetings:
        return None, None
    dated = [(coming(scene.desk, scene.policy, meeting, scene.now), meeting) for meeting in meetings]
    (_starts_at, occurrence), meeting = min(dated, key=lambda pair: pair[0][0])
    return meeting, occurrence


def _is_tellable(scene: Scene, service_id: int, words: str) -> bool:
    handlers = HandlersWords(scene.desk, scene.policy, service_id=service_id, since=scene.now)
    return handlers.is_tellable(words, None)


def _show_managers(scene: Scene, meeting: Meeting, item: AgendaItem) -> None:
    """The preview is over, or the item needs a manager's yes: they hear of it by itself. No
    words here: it shows on a locked phone."""
    ready = out_of_quiet(scene.now, scene.policy)
    for person in holders(scene.desk, scene.desk.services.get(service_id=meeting.service_id)):
        texts = Texts(person.language)
        scene.tell(
            person,
            "suggested-to-managers",
            [[Button(texts.label("button-agenda-look"), f"d:agenda_item:{item.id}")]],
            priority=REMINDER,
            about="agenda_item",
            once=f"agenda-item {item.id} {person.id}",
            after=ready - scene.now,
            held="yes" if item.status == "held" else "no",
        )


FLOW = Flow(
    name="suggest",
    command="suggest",
    action="suggest",
    may="suggest_item",
    where="both",
    begin=_begin,
    steps=(
        Step("suggest_service", choices=_service_choices),
        Step("item", parse=free_text),
    ),
    finish=_suggest,
)
