"""The steps that report conversations share."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from flows.engine.parsers import free_text, is_slip, plain
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, NotUnderstood, Step, choose
from flows.policy.categories import CATEGORIES
from flows.report.first_words import follow_kind, watch_for_danger
from storage.tables import Service

MOST_HOMES_SHOWN = 8
HOME_CLOSE_ENOUGH = 72
"""Similarity, 0 to 100, of typed words to a home's name."""
CLEARLY_NEARER = 12
"""How much nearer the nearest home must be than the next one; "Rose" alone may be two homes."""
WORDS_OF_A_NAME = 6
"""Longer lines are no attempt at a home's name but more of the story."""


def never(_scene: Scene, _answers: Answers) -> bool:
    return False


def reachable_services(scene: Scene) -> list[Service]:
    """The services a person belongs to; all of them where they belong to none."""
    own = scene.service_ids()
    if own:
        return [scene.desk.services.get(service_id=service_id) for service_id in own]
    return scene.desk.services.all()


def fill_service(scene: Scene, answers: Answers) -> None:
    """The service goes without saying where there is only one."""
    services = reachable_services(scene)
    if len(services) == 1:
        answers["service"] = str(services[0].id)


def _home_choices(scene: Scene, answers: Answers) -> Sequence[Choice]:
    """All homes where they are few, else those nearest to what was typed."""
    services = reachable_services(scene)
    if len(services) > MOST_HOMES_SHOWN:
        nearest = answers.get("_homes", ())
        services = [service for service in services if str(service.id) in nearest]
    return [Choice(str(service.id), service.name) for service in services]


def _read_home(scene: Scene, answers: Answers, text: str) -> str:
    """The home that was named. Where it could be several, or none, the nearest are offered."""
    names = {str(service.id): plain(service.name) for service in reachable_services(scene)}
    words = plain(text).split()
    if len(words) > WORDS_OF_A_NAME:
        raise NotUnderstood
    known = {word for name in names.values() for word in name.split()}
    typed = " ".join(word for word in words if any(is_slip(word, other) for other in known)) or " ".join(
        words
    )
    ranked = process.extract(typed, names, scorer=fuzz.token_sort_ratio, limit=MOST_HOMES_SHOWN)
    part = process.extract(typed, names, scorer=fuzz.token_set_ratio, limit=2)
    for found in (ranked, part):
        scores = [score for _, score, _ in found] + [0.0]
        if scores[0] >= HOME_CLOSE_ENOUGH and scores[0] - scores[1] >= CLEARLY_NEARER:
            return str(found[0][2])
    answers["_homes"] = [key for _, _, key in ranked]
    raise NotUnderstood("not-understood-home")


def _kind_choices(scene: Scene, answers: Answers) -> Sequence[Choice]:
    """All kinds, the likeliest first."""
    speaks_up = ("speak_up",) if answers.get("_role") not in ("family", "public") else ()
    kinds = ("incident", "near_miss", "concern", "complaint", *speaks_up, "compliment", "suggestion")
    likely = [kind for kind in answers.get("_kinds", ()) if kind in kinds]
    return [Choice(kind) for kind in dict.fromkeys((*likely, *kinds))]


def _category_choices(_scene: Scene, answers: Answers) -> Sequence[Choice]:
    likely = [c for c in answers.get("_categories", ()) if c in CATEGORIES]
    return [Choice(category) for category in dict.fromkeys((*likely, *CATEGORIES, "none"))]


def _is_complaint(_scene: Scene, answers: Answers) -> bool:
    return answers.get("kind") == "complaint"


def _asks_consent(_scene: Scene, answers: Answers) -> bool:
    """Whether a relative complains about somebody's care; carers and residents need no one's leave."""
    return answers.get("kind") == "complaint" and answers.get("_role") in ("family", "public")


WORDS = Step("words", parse=free_text)
SERVICE = Step("service", parse=_read_home, choices=_home_choices)
KIND = Step("kind", choices=_kind_choices, then=follow_kind, means=(("skip", "concern"),))
CATEGORY = Step("category", choices=_category_choices, means=(("skip", "none"),))
PEOPLE = Step("people", parse=free_text, ask_if=never, optional=True, then=watch_for_danger)
PLACE = Step("place", parse=free_text, ask_if=never, optional=True, then=watch_for_danger)
WHEN = Step("when", parse=free_text, ask_if=never, optional=True, then=watch_for_danger)
HARM = Step(
    "harm",
    choices=choose("none", "low", "moderate", "severe", "death", "unknown"),
    ask_if=never,
    means=(("no", "none"), ("skip", "unknown")),
)
WAY = Step("way", choices=choose("named", "confidential", "unnamed"), ask_if=never)
WANTS_ANSWER = Step(
    "wants_answer", choices=choose("yes", "no"), ask_if=_is_complaint, means=(("skip", "yes"),)
)
ANSWER_TO_SPEAKER = Step("wants_answer", choices=choose("yes", "no"), means=(("skip", "yes"),))
CONSENT = Step(
    "knows_and_agrees",
    choices=choose("agrees", "attorney", "cannot", "not_yet", "myself"),
    ask_if=_asks_consent,
    means=(("yes", "agrees"), ("no", "not_yet"), ("skip", "not_yet")),
)
WHO_SAID = Step("who_said", parse=free_text, optional=True, then=watch_for_danger)
