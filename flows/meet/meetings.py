"""/meetings: sets, shows and ends the recurring meetings of teams."""

from flows.engine.parsers import plain
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.meet.kept_items import hand_on
from flows.meet.moments import agenda_time
from flows.meet.planning import coming, plan_next
from flows.meet.recurrence import Recurrence, read_recurrence
from flows.meet.saying_when import meeting_words, recurrence_words
from flows.meet.services import named_service
from flows.policy.permissions import MAY
from storage.tables import Meeting

SURE = "sure"


def _services(scene: Scene) -> list[int]:
    return scene.service_ids(*MAY["hold_meetings"])


def _meetings(scene: Scene, answers: Answers) -> None:
    words = str(answers.get("argument", "")).strip()
    if scene.said.is_group:
        _in_group(scene, words)
    elif plain(words) in scene.texts.label("typed-stop-meeting").split(" | "):
        _stop_in_private(scene)
    else:
        _list(scene)


def _in_group(scene: Scene, words: str) -> None:
    held = scene.desk.meetings.of_topic(chat_id=scene.said.chat_id, thread=scene.said.thread)
    services = _services(scene)
    if held is not None and held.service_id not in services:
        scene.say("meeting-not-yours")
    elif not words:
        _say_next(scene, held)
    elif plain(words) in scene.texts.label("typed-stop-meeting").split(" | "):
        if held is None:
            scene.say("meeting-none-here")
        else:
            _end(scene, held)
    else:
        _set(scene, words, held, services)


def _say_next(scene: Scene, held: Meeting | None) -> None:
    if held is None:
        scene.say("meeting-none-here")
        return
    starts_at, _occurrence = coming(scene.desk, scene.policy, held, scene.now)
    scene.say("meeting-here", starts=starts_at, recurrence=meeting_words(held, scene.texts))


def _set(scene: Scene, words: str, held: Meeting | None, services: list[int]) -> None:
    service, rest = named_service(scene.desk, services, words)
    recurrence = read_recurrence(rest)
    if recurrence is None:
        scene.say("meeting-not-understood")
        return
    if service is None and held is not None:
        service = scene.desk.services.get(service_id=held.service_id)
    if service is None and len(services) == 1:
        service = scene.desk.services.get(service_id=services[0])
    if service is None:
        _ask_service(scene, services, recurrence)
        return
    assert service.id is not None
    if held is not None:
        hand_on(scene.desk, scene.policy, held, scene.texts, scene.now)
    meeting = scene.desk.meetings.set_up(
        service_id=service.id,
        chat_id=scene.said.chat_id,
        thread=scene.said.thread,
        rule=recurrence.rule,
        at=recurrence.at.strftime("%H:%M"),
        now=scene.now,
    )
    occurrence = plan_next(scene.desk, scene.policy, meeting, scene.now)
    scene.say(
        "meeting-set",
        service=service.name,
        recurrence=recurrence_words(recurrence, scene.texts),
        starts=occurrence.starts_at,
        posted=max(agenda_time(occurrence.starts_at, scene.policy), scene.now),
    )


def _ask_service(scene: Scene, services: list[int], recurrence: Recurrence) -> None:
    """Nothing is asked back and forth in a group: the commands to choose from are written out."""
    when = recurrence_words(recurrence, scene.texts)
    lines = [scene.texts.say("meeting-which-service")]
    for service_id in services:
        name = scene.desk.services.get(service_id=service_id).name
        lines.append(scene.texts.say("meeting-command", service=name, recurrence=when))
    scene.say_ready("\n".join(lines))


def _list(scene: Scene) -> None:
    meetings = scene.desk.meetings.of_services(service_ids=_services(scene))
    if not meetings:
        scene.say("meetings-none")
        return
    lines = [scene.texts.say("meetings-head")]
    rows = []
    for meeting in meetings:
        starts_at, _occurrence = coming(scene.desk, scene.policy, meeting, scene.now)
        name = scene.desk.services.get(service_id=meeting.service_id).name
        when = meeting_words(meeting, scene.texts)
        lines.append(scene.texts.say("meetings-line", service=name, recurrence=when, starts=starts_at))
        rows.append(_meeting_buttons(scene, meeting, when, several=len(meetings) > 1))
    scene.say_ready("\n\n".join((*lines, scene.texts.say("meetings-how"))), rows)


def _meeting_buttons(scene: Scene, meeting: Meeting, when: str, *, several: bool) -> list[Button]:
    end = "button-meeting-end-this" if several else "button-meeting-end"
    return [
        scene.button("button-agenda", f"d:agenda:{meeting.id}"),
        scene.button(end, f"d:meeting_end:{meeting.id}", recurrence=when),
    ]


def _stop_in_private(scene: Scene) -> None:
    meetings = scene.desk.meetings.of_services(service_ids=_services(scene))
    if len(meetings) == 1:
        _ask_sure(scene, meetings[0])
    else:
        _list(scene)


def _ask_sure(scene: Scene, meeting: Meeting) -> None:
    sure = scene.button("button-meeting-end-sure", f"d:meeting_end:{meeting.id}:{SURE}")
    scene.say("meeting-end-sure", [[sure]], recurrence=meeting_words(meeting, scene.texts))


def _tap_end(scene: Scene, answers: Answers) -> None:
    meeting = scene.desk.meetings.find(meeting_id=int(answers.get("id", 0)))
    if meeting is None or meeting.service_id not in _services(scene):
        scene.toast = scene.texts.label("toast-old-button")
    elif answers.get("extra") == SURE:
        scene.clears_buttons = True
        _end(scene, meeting)
    else:
        _ask_sure(scene, meeting)


def _end(scene: Scene, meeting: Meeting) -> None:
    hand_on(scene.desk, scene.policy, meeting, scene.texts, scene.now)
    scene.desk.meetings.end(meeting, now=scene.now)
    scene.say("meeting-ended", recurrence=meeting_words(meeting, scene.texts))


FLOWS = (
    Flow(
        name="meetings",
        command="meetings",
        action="meetings",
        may="hold_meetings",
        where="both",
        finish=_meetings,
    ),
    Flow(name="meeting_end", action="meeting_end", may="hold_meetings", finish=_tap_end),
)
