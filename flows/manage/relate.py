"""Puts a case with another one, and shows what happened before to the same people."""

from flows.casework.similar import earlier_events, similar_cases
from flows.engine.say import Button, cut
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.engine.texts import Ready
from flows.manage.endings import other_case, read_other
from flows.manage.open_case import note_look
from flows.manage.opened import act, can_do, open_again, opened
from storage.links import RELATED
from storage.tables import Case

SHOWN = 300
"""Characters of the words of another case, where it is held against this one."""


def _begin(scene: Scene, answers: Answers) -> bool:
    if not can_do("relate")(scene, answers):
        return False
    if "extra" in answers:
        answers["other"] = answers.pop("extra")
    return True


def _relate(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "relate")
    other = other_case(scene, answers)
    assert case.id is not None
    assert other.id is not None
    scene.desk.links.add(case_id=case.id, other_id=other.id, how=RELATED, now=scene.now)
    act(scene, case, "relate", other=other.reference)
    scene.say("related", open_again(scene, case), reference=case.reference, other=other.reference)


def _show_similar(scene: Scene, answers: Answers) -> None:
    """The cases that look alike, with what can be done about each."""
    case = opened(scene, answers, "relate")
    found = similar_cases(scene, case)
    if not found:
        scene.say("similar-nothing", open_again(scene, case), reference=case.reference)
    for other in found:
        rows = [
            [scene.button("button-relate-it", f"d:relate:{case.id}:{other.reference}")],
            [scene.button("button-duplicate-it", f"d:duplicate:{case.id}:{other.reference}")],
            *open_again(scene, other),
        ]
        scene.say_ready(_shown(scene, other), rows)


def _shown(scene: Scene, other: Case) -> str:
    note_look(scene, other)
    return scene.texts.say("similar-case", line=Ready(_line(scene, other)), words=cut(other.words, SHOWN))


def _line(scene: Scene, case: Case) -> str:
    return scene.texts.say("earlier-line", reference=case.reference, at=case.reported_at)


def _read_earlier(scene: Scene, answers: Answers) -> None:
    """What happened before to the same people; seeing it counts as read, and the timeline says so."""
    case = opened(scene, answers, "read_earlier")
    events = earlier_events(scene, case)
    act(scene, case, "read_earlier", others=[event.reference for event in events])
    lines = [scene.texts.say("earlier-head", reference=case.reference, count=len(events))]
    lines += [_shown(scene, event) for event in events]
    opening = [[Button(event.reference, f"d:open:{event.id}")] for event in events]
    scene.say_ready("\n\n".join(lines), [*opening, *open_again(scene, case)])


FLOWS = (
    Flow(
        name="relate",
        action="relate",
        may="handle_case",
        begin=_begin,
        steps=(Step("other", parse=read_other),),
        finish=_relate,
    ),
    Flow(name="similar", action="similar", may="handle_case", begin=can_do("relate"), finish=_show_similar),
    Flow(
        name="read_earlier",
        action="read_earlier",
        may="handle_case",
        begin=can_do("read_earlier"),
        finish=_read_earlier,
    ),
)
