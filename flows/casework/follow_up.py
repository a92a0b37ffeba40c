"""What a reporter adds to a case later."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.casework.acts import record_act
from flows.casework.danger import raise_flags
from flows.casework.filing import hand_over_files, show_case
from flows.casework.pings import case_line
from flows.casework.standing_in import HANDLER, Hearers
from flows.casework.ways import blurred, is_guarded, shown_after
from flows.engine.say import Button
from flows.engine.scene import Scene
from flows.engine.texts import Ready, Texts
from flows.policy.timescales import out_of_quiet
from storage.notices import RED_FLAG, REMINDER
from storage.tables import Case


def add_to_case(
    scene: Scene,
    case: Case,
    words: str,
    *,
    conversation_id: int | None = None,
    act: str = "add",
    warned: Sequence[str] = (),
) -> None:
    """Puts a reporter's further words and files on the case and pings who has it. New danger in the words
    is told first, unless the reporter was `warned` of it already.

    Where somebody speaks in private handlers see it after a random while, as they see the report itself.
    """
    assert case.id is not None
    raise_flags(scene, case, words, warned=warned)
    files = hand_over_files(scene.desk, case, conversation_id) if conversation_id is not None else 0
    kept_back = is_guarded(case) and not case.red_flags
    after = shown_after(scene.policy, scene.rng) if kept_back and case.hidden_until is None else timedelta()
    record_act(
        scene.desk,
        scene.policy,
        case,
        act,
        now=time_of_act(scene, case),
        actor_id=case.reporter_id,
        actor_role=case.reporter_role,
        words=words,
        files=files,
        **({SHOWN_FROM: (scene.now + after).isoformat()} if after else {}),
    )
    if case.hidden_until is None:
        ping_handler(scene, case, "ping-reply" if act == "reply" else "ping-added", after=after)
    elif case.red_flags:
        show_case(scene.desk, scene.policy, case, now=scene.now)


SHOWN_FROM = "shown_from"
"""The detail of an entry that handlers are not shown before then."""


def is_shown(detail: dict[str, object], now: datetime) -> bool:
    """Whether handlers see an entry of the timeline already."""
    shown_from = detail.get(SHOWN_FROM)
    return not isinstance(shown_from, str) or datetime.fromisoformat(shown_from) <= now


def time_of_act(scene: Scene, case: Case) -> datetime:
    """When a reporter did something, as finely as their way to speak allows; never before what is on the
    timeline already."""
    if not is_guarded(case):
        return scene.now
    assert case.id is not None
    entries = scene.desk.timeline.of(case_id=case.id)
    return max(blurred(scene.now, scene.policy), entries[-1].at)


def ping_handler(scene: Scene, case: Case, key: str, *, after: timedelta | None = None) -> None:
    """Tells who has the case that something came in. No names, no words: it shows on a locked phone. What
    was said in private waits for a random while where no other is given."""
    if after is None:
        kept_back = is_guarded(case) and not case.red_flags
        after = shown_after(scene.policy, scene.rng) if kept_back else timedelta()
    urgent = scene.policy.is_urgent(case.red_flags)
    ready = scene.now if urgent else out_of_quiet(scene.now + after, scene.policy)
    for person in Hearers(scene.desk, scene.policy, scene.now).of(case, HANDLER, urgent=urgent):
        texts = Texts(person.language)
        scene.tell(
            person,
            key,
            [[Button(texts.label("button-open"), f"d:open:{case.id}")]],
            priority=RED_FLAG if urgent else REMINDER,
            case=case,
            about="added",
            after=ready - scene.now,
            line=Ready(case_line(case, texts)),
        )
