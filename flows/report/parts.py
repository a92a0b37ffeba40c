"""The steps that report conversations share."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from flows.engine.parsers import free_text, plain
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, NotUnderstood, Step, always, choose
from flows.policy.categories import CATEGORIES
from flows.report.first_words import follow_kind
from storage.tables import Service

MOST_HOMES_SHOWN = 8
HOME_CLOSE_ENOUGH = 72
"""Similarity, 0 to 100, of typed words to a home's name."""


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


def _home_choices(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    services = reachable_services(scene)
    if len(services) > MOST_HOMES_SHOWN:
        return ()
    return [Choice(str(service.id), service.name) for service in services]


def _read_home(scene: Scene, _answers: Answers, text: str) -> str:
    names = {str(service.id): plain(service.name) for service in reachable_services(scene)}
    found = process.extractOne(
        plain(text), names, scorer=fuzz.token_set_ratio, score_cutoff=HOME_CLOSE_ENOUGH
    )
    if found is None:
        raise NotUnderstood("not-understood-home")
    return str(found[2])


def _kind_choices(scene: Scene, answers: Answers) -> Sequence[Choice]:
    speaks_up = ("speak_up",) if answers.get("_role") not in ("family", "public") else ()
    kinds = ("incident", "near_miss", "concern", "complaint", *speaks_up, "compliment", "suggestion")
    return [Choice(kind) for kind in kinds]


def _category_choices(_scene: Scene, answers: Answers) -> Sequence[Choice]:
    likely = [c for c in answers.get("_categories", ()) if c in CATEGORIES]
    return [Choice(category) for category in dict.fromkeys((*likely, *CATEGORIES))]


def _is_complaint(_scene: Scene, answers: Answers) -> bool:
    return answers.get("kind") == "complaint"


def _asks_consent(_scene: Scene, answers: Answers) -> bool:
    """Whether a relative complains about somebody's care; carers and residents need no one's leave."""
    return answers.get("kind") == "complaint" and answers.get("_role") in ("family", "public")


WORDS = Step("words", parse=free_text)
SERVICE = Step("service", parse=_read_home, choices=_home_choices)
KIND = Step("kind", choices=_kind_choices, then=follow_kind)
CATEGORY = Step("category", choices=_category_choices)
PEOPLE = Step("people", parse=free_text, ask_if=never, optional=True)
PLACE = Step("place", parse=free_text, ask_if=never, optional=True)
WHEN = Step("when", parse=free_text, ask_if=never, optional=True)
HARM = Step("harm", choices=choose("none", "low", "moderate", "severe", "death", "unknown"), ask_if=never)
WAY = Step("way", choices=choose("named", "confidential", "unnamed"), ask_if=never)
WANTS_ANSWER = Step("wants_answer", choices=choose("yes", "no"), ask_if=_is_complaint)
ANSWER_TO_SPEAKER = Step("wants_answer", choices=choose("yes", "no"), ask_if=always)
CONSENT = Step(
    "knows_and_agrees", choices=choose("agrees", "cannot", "not_yet", "myself"), ask_if=_asks_consent
)
WHO_SAID = Step("who_said", parse=free_text, optional=True)
