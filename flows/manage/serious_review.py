"""The review meeting of a serious incident: a day and an hour, everybody told, an agenda in hand."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from flows.casework.candour import latest
from flows.casework.pings import case_line
from flows.casework.serious_papers import serious_agenda
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, NotUnderstood, Step
from flows.engine.texts import Ready, Texts
from flows.manage.days import read_day
from flows.manage.opened import act, case_of, open_again, opened
from flows.meet.clock_words import take_time
from flows.policy.quiet_hours import on_the_day
from flows.policy.standing import whom_it_goes_to
from flows.policy.timescales import out_of_quiet
from storage.notices import REMINDER
from storage.tables import Case, Person

BOOK, HELD = "book_serious_review", "hold_serious_review"
MEETING = "serious_meeting"
"""What the messages about it are about."""
DAYS_OFFERED = 4
AN_HOUR = timedelta(hours=1)


def review_due(scene: Scene, case: Case) -> datetime | None:
    assert case.id is not None
    running = scene.desk.clocks.running(case_id=case.id)
    return next((clock.due_at for clock in running if clock.name == "serious_review"), None)


def booked_for(scene: Scene, case: Case) -> datetime | None:
    """When the meeting is; None where none is booked, or it was held."""
    last = latest(scene.desk, case, BOOK, HELD)
    return datetime.fromisoformat(last.detail["starts"]) if last is not None and last.act == BOOK else None


def _begin(scene: Scene, answers: Answers) -> bool:
    case = case_of(scene, answers)
    if case is None:
        return False
    answers["reference"] = case.reference
    due = review_due(scene, case)
    answers["due_words"] = scene.texts.moment(due) if due is not None else ""
    answers["timed"] = "yes" if due is not None and due > scene.now else "no"
    return True


def _hours(scene: Scene) -> Iterator[datetime]:
    today = scene.today
    for days in range(DAYS_OFFERED):
        for hour in scene.policy.serious.review_hours:
            yield on_the_day(today + timedelta(days=days), hour, scene.policy)


def _offered(scene: Scene, answers: Answers) -> Sequence[Choice]:
    """The policy's hours on the coming days, within the time that there is."""
    due = review_due(scene, opened(scene, answers, even_closed=True))
    coming = [at for at in _hours(scene) if at > scene.now]
    in_time = [at for at in coming if due is None or at <= due] or coming
    return [Choice(at.isoformat(), scene.texts.moment(at)) for at in in_time]


def _read_moment(scene: Scene, answers: Answers, text: str) -> str:
    """A typed day and hour to come, "tomorrow 2pm" or "26/11 at 10:30", as ISO. Raises `NotUnderstood`."""
    taken = take_time(text.casefold().replace(" at ", " "))
    if taken is None:
        raise NotUnderstood("not-understood-moment")
    hour, day = taken
    at = _moment(scene, answers, day.strip() or "today", hour)
    if at <= scene.now:
        raise NotUnderstood("not-understood-moment")
    return at.isoformat()


def _moment(scene: Scene, answers: Answers, day: str, hour: time) -> datetime:
    on = date.fromisoformat(read_day(scene, answers, day))
    return on_the_day(on, hour, scene.policy)


def _book(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, even_closed=True)
    assert case.id is not None
    starts = datetime.fromisoformat(answers["review_at"])
    scene.desk.notices.withdraw(case_id=case.id, about=(MEETING,), at=scene.now)
    act(scene, case, BOOK, starts=starts.isoformat())
    people = whom_it_goes_to(scene.desk, case)
    for person in people:
        if person.id != scene.person_id:
            _tell(scene, case, person, "ping-serious-meeting", starts, _soon(scene))
        if starts - AN_HOUR > scene.now:
            _tell(scene, case, person, "ping-serious-meeting-soon", starts, starts - AN_HOUR - scene.now)
    due = review_due(scene, case)
    scene.say(
        "serious-meeting-booked",
        [
            [scene.button("button-serious_agenda", f"d:serious_agenda:{case.id}")],
            [scene.button("button-serious", f"d:serious:{case.id}")],
        ],
        reference=case.reference,
        starts=starts,
        names=", ".join(person.name for person in people if person.id != scene.person_id),
        others="yes" if len(people) > 1 else "no",
        late="yes" if due is not None and starts > due else "no",
    )


def _soon(scene: Scene) -> timedelta:
    return out_of_quiet(scene.now, scene.policy) - scene.now


def _tell(scene: Scene, case: Case, person: Person, key: str, starts: datetime, after: timedelta) -> None:
    """No names and no story: it shows on a locked phone."""
    texts = Texts(person.language)
    scene.tell(
        person,
        key,
        [[Button(texts.label("button-serious_agenda"), f"d:serious_agenda:{case.id}")]],
        priority=REMINDER,
        case=case,
        about=MEETING,
        after=after,
        line=Ready(case_line(case, texts)),
        starts=starts,
    )


def _agenda(scene: Scene, answers: Answers) -> None:
    case = case_of(scene, answers)
    if case is not None:
        agenda = serious_agenda(scene, case, booked_for(scene, case))
        scene.hand_over(agenda, "serious-agenda", open_again(scene, case), reference=case.reference)


FLOWS = (
    Flow(
        name=BOOK,
        action=BOOK,
        may="add_to_case",
        begin=_begin,
        steps=(Step("review_at", choices=_offered, parse=_read_moment),),
        finish=_book,
    ),
    Flow(name="serious_agenda", action="serious_agenda", may="add_to_case", finish=_agenda),
)
