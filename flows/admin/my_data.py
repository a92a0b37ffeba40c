"""/mydata: what is held about a person, in plain words; their own words to read; their name put right."""

from collections.abc import Iterator

from flows.admin.privacy import length_shown
from flows.casework.data_handlers import rule_for
from flows.casework.reporter import was_told
from flows.casework.taking_back import not_yet_told
from flows.casework.too_late import TOO_LATE
from flows.duties.digest import NEVER
from flows.engine.parsers import plain
from flows.engine.say import Button, one_each
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, NotUnderstood, Step
from flows.engine.texts import Ready
from flows.policy.timescales import local_time
from storage.tables import Case

MOST_SHOWN = 10
REPORTS_A_PAGE = 5
LONGEST_NAME = 100

OWN_ACTS = ("add", "reply", "correct_words", "withdraw", "say_put_right", "ask_review", TOO_LATE)
"""What reporters say later in words of their own."""


def _show(scene: Scene, _answers: Answers) -> None:
    scene.say_ready("\n\n".join(_parts(scene)), _buttons(scene))


def _parts(scene: Scene) -> Iterator[str]:
    texts, desk, me = scene.texts, scene.desk, scene.person_id
    yield texts.say("mydata-head", name=scene.person.name, since=scene.person.joined_at.date())
    if scene.memberships:
        yield "\n".join([texts.say("mydata-roles"), *_role_lines(scene)])
    reports = desk.personal_data.reports_of(person_id=me)
    if reports:
        lines = [_report_line(scene, case) for case in reports[:MOST_SHOWN]]
        more = (
            [texts.say("mydata-more", count=len(reports) - MOST_SHOWN)] if len(reports) > MOST_SHOWN else []
        )
        yield "\n".join([texts.say("mydata-reports", count=len(reports)), *lines, *more])
    else:
        yield texts.say("mydata-no-reports")
    yield texts.say("mydata-unnamed")
    if desk.conversations.of(person_id=me) is not None:
        yield texts.say("mydata-draft", days=scene.policy.conversations.close_after_days)
    held = desk.personal_data.count(person_id=me)
    if held.handled or held.actions or held.suggestions:
        yield texts.say(
            "mydata-work", handled=held.handled, actions=held.actions, suggestions=held.suggestions
        )
    if held.duties:
        yield texts.say("mydata-duties", count=held.duties)
    yield from _times(scene)
    yield texts.say("mydata-messages", count=held.messages, days=scene.policy.retention.messages_days)
    for request in desk.data_requests.of_person(person_id=me):
        state = "open" if request.answered_at is None else "done"
        kind = texts.label(f"data-kind-{request.kind}")
        yield texts.say(f"mydata-request-{state}", kind=kind, on=request.asked_at.date(), due=request.due_at)
    yield texts.say(
        "mydata-how-long",
        years=scene.policy.retention.complaint_years,
        serious=scene.policy.retention.serious_incident_years,
        thanks=scene.policy.retention.compliment_years,
    )
    yield texts.say("mydata-ask", copy=length_shown(texts, rule_for(scene.policy, "copy").length))


def _times(scene: Scene) -> Iterator[str]:
    """When somebody is away or on call, and how they are reminded."""
    texts = scene.texts
    away, called = scene.desk.absences.all_of(person_id=scene.person_id)
    lines = [texts.say("mydata-away", first=one.first_on, last=one.last_on) for one in away[-MOST_SHOWN:]]
    lines += [
        texts.say("mydata-on-call", first=one.first_on, last=one.last_on) for one in called[-MOST_SHOWN:]
    ]
    habit, put_off = scene.desk.habits.known_of(person_id=scene.person_id)
    if habit is not None and habit.digest_at is not None:
        never = "yes" if habit.digest_at == NEVER else "no"
        lines.append(texts.say("mydata-digest", never=never, hour=habit.digest_at))
    if put_off:
        lines.append(texts.say("mydata-put-off", count=put_off))
    if lines:
        yield "\n".join(lines)


def _role_lines(scene: Scene) -> Iterator[str]:
    services = scene.desk.services
    for held in scene.memberships:
        place = (
            services.get(service_id=held.service_id)
            if held.service_id is not None
            else services.provider(provider_id=held.provider_id)
        )
        role = scene.texts.label(f"role-{held.role}")
        yield scene.texts.say("mydata-role", role=role, place=place.name, since=held.joined_at.date())


def _report_line(scene: Scene, case: Case) -> str:
    texts = scene.texts
    return texts.say(
        "mydata-report",
        reference=case.reference,
        kind=Ready(texts.say(f"kind-{case.kind}")),
        on=local_time(case.reported_at, scene.policy).date(),
        way=Ready(texts.say(f"mydata-way-{case.way}")),
    )


def _buttons(scene: Scene) -> list[list[Button]]:
    names = ("my_words", "my_name", "ask_copy", "ask_change", "data_complaint", "erase_me", "privacy")
    return one_each(*(scene.button(f"button-{name}", f"d:{name}") for name in names))


def _show_words(scene: Scene, answers: Answers) -> None:
    """A person's own words, to be read at once; what others wrote about them is for somebody to look at."""
    reports = scene.desk.personal_data.reports_of(person_id=scene.person_id)
    page = int(answers.get("id") or 0)
    shown = reports[page * REPORTS_A_PAGE : (page + 1) * REPORTS_A_PAGE]
    if not shown:
        scene.say("my-words-none", [[scene.button("button-mydata", "d:mydata")]])
        return
    left = len(reports) - (page + 1) * REPORTS_A_PAGE
    more = [[scene.button("button-more", f"d:my_words:{page + 1}", count=left)]] if left > 0 else []
    scene.say_ready("\n\n".join(_own_words(scene, case) for case in shown), more)


def _own_words(scene: Scene, case: Case) -> str:
    assert case.id is not None
    texts = scene.texts
    lines = [_report_line(scene, case), texts.say("card-words", words=case.words)]
    lines += [
        texts.say(f"card-{name}", value=str(case.details[name]))
        for name in ("who_said", "people", "place", "when")
        if case.details.get(name)
    ]
    _, not_yet = not_yet_told(scene.desk, case, scene.now)
    for entry in scene.desk.timeline.standing(case_id=case.id):
        said = entry.detail.get("words")
        if said and entry.position not in not_yet and (entry.act in OWN_ACTS or was_told(entry)):
            who = "you" if entry.act in OWN_ACTS else "they"
            lines.append(texts.say(f"my-words-{who}", at=entry.at, words=said))
    lines += [
        texts.say("my-words-you", at=kept.at, words=kept.detail["words"])
        for kept in scene.desk.kept_back.of_case(case_id=case.id)
        if kept.detail.get("words")
    ]
    return "\n".join(lines)


def _read_name(_scene: Scene, _answers: Answers, text: str) -> str:
    name = " ".join("".join(ch for ch in text if ch.isprintable()).split())
    if not plain(name) or len(name) > LONGEST_NAME:
        raise NotUnderstood("not-understood-name")
    return name


def _set_name(scene: Scene, answers: Answers) -> None:
    scene.person.name = answers["name"]
    scene.say("my-name-set", [[scene.button("button-mydata", "d:mydata")]], name=answers["name"])


FLOWS = (
    Flow(name="mydata", command="mydata", action="mydata", finish=_show),
    Flow(name="my_words", action="my_words", finish=_show_words),
    Flow(name="my_name", action="my_name", steps=(Step("name", parse=_read_name),), finish=_set_name),
)
