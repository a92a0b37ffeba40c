"""Dates that are a right of the reporter and no duty of a handler: on the card, told, put into letters."""

from collections.abc import Iterator
from datetime import date, datetime

from flows.casework.clock_names import clock_label
from flows.casework.clocks import TOO_OLD
from flows.casework.matter import COMPLAINT
from flows.engine.scene import Scene
from flows.policy.timescales import due_at, local_time
from storage.tables import Case

REVIEW, OMBUDSMAN = "review_window", "ombudsman"


def dates_of(scene: Scene, case: Case) -> dict[str, datetime]:
    assert case.id is not None
    return scene.desk.clocks.to_know(case_id=case.id)


def is_too_old(scene: Scene, case: Case) -> bool:
    """Whether somebody has still to decide if a complaint is looked into that came late."""
    until = dates_of(scene, case).get(TOO_OLD)
    return case.kind == COMPLAINT and until is not None and until < scene.now


def date_lines(scene: Scene, case: Case) -> Iterator[str]:
    """For handlers: one line a date."""
    for name, until in dates_of(scene, case).items():
        over = "over" if until < scene.now else "to-come"
        key = scene.texts.first(f"date-{name}-{over}-{case.kind}", f"date-{name}-{over}", f"date-any-{over}")
        label = clock_label(scene.texts, scene.policy, name)
        yield scene.texts.say(key, name=label, until=scene.texts.long_day(until))


def own_date_lines(scene: Scene, case: Case) -> Iterator[str]:
    """For the reporter: what they can still do, and until when. Of a complaint, once there is an answer."""
    shown = [TOO_OLD] if case.kind != COMPLAINT else [REVIEW, OMBUDSMAN] if _is_answered(scene, case) else []
    found = dates_of(scene, case)
    for name in shown:
        if name in found and found[name] >= scene.now:
            yield scene.texts.say(f"status-date-{name}", until=scene.texts.long_day(found[name]))


def _is_answered(scene: Scene, case: Case) -> bool:
    assert case.id is not None
    return any(c.name == REVIEW for c in scene.desk.clocks.of(case_id=case.id))


def review_by(scene: Scene, case: Case) -> date:
    """Until which day a review may be asked for, if the answer goes out now."""
    rule = scene.policy.clock_rule(REVIEW, kind=case.kind)
    until = due_at(rule, scene.now, scene.policy) if rule is not None else scene.now
    return local_time(until, scene.policy).date()


def ways_onward(scene: Scene, case: Case, key: str = "ways-onward") -> str:
    """What somebody can do who is not content with an answer, with the days until which they can."""
    dated, until = ombudsman_by(scene, case)
    review = scene.texts.long_day(review_by(scene, case))
    return scene.texts.say(key, review_by=review, dated=dated, by=until)


def ombudsman_by(scene: Scene, case: Case) -> tuple[str, str]:
    """Whether the Ombudsman's twelve months are known ("yes", "no") or "over", and the day in words."""
    until = dates_of(scene, case).get(OMBUDSMAN)
    if until is None:
        return "no", ""
    return ("yes" if until >= scene.now else "over"), scene.texts.long_day(until)
