"""Whether a report is about the manager or the owner, and who gets it then."""

from collections.abc import Sequence

from flows.casework.reading import understand_words
from flows.casework.routing import NEITHER, NOBODY, Route, choices_inside, names_known, route_of
from flows.engine.asking import YES_LABEL
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Step, choose
from flows.policy.permissions import GOES_TO, HOME
from flows.understanding.in_charge import MANAGER, OWNER, names_in_charge
from storage.tables import Case, Service

THANKS = ("compliment", "suggestion")
WORRIES = ("concern", "complaint", "speak_up")


def those_in_charge(scene: Scene, words: str, service: Service | None, *, kind: str = "") -> str:
    """Whom of those in charge ("manager", "owner") words name other than in passing, so that it has to be
    asked; "" for nobody."""
    flags = understand_words(scene, words).red_flags
    asked_with = scene.policy.speaking.asked_whether_about_manager
    if kind in THANKS or (kind and kind not in WORRIES and not set(flags) & set(asked_with)):
        return ""
    known = names_known(scene.desk, service) if service is not None else None
    return names_in_charge(words, known)


def tells_of_the_reader(scene: Scene, case: Case, words: str) -> str:
    """Whom of those who read a case further words to it may be about: "manager", "owner", or ""."""
    if not words or case.goes_to != HOME:
        return ""
    service = scene.desk.services.get(service_id=case.service_id)
    return those_in_charge(scene, words, service)


def _may_be_about_them(scene: Scene, answers: Answers) -> bool:
    if not answers.get("words") or not answers.get("kind"):
        return False
    asked_of = [answers["words"], answers["kind"], answers.get("service")]
    if answers.get("_read_for_about", [None])[:3] != asked_of:
        is_about = bool(
            those_in_charge(scene, answers["words"], service_of(scene, answers), kind=answers["kind"])
        )
        answers["_read_for_about"] = [*asked_of, is_about]
    return bool(answers["_read_for_about"][3])


def service_of(scene: Scene, answers: Answers) -> Service | None:
    return scene.desk.services.get(service_id=int(answers["service"])) if "service" in answers else None


def route_for(scene: Scene, answers: Answers) -> Route | None:
    """Where the report would go as it stands; None while its service is not known."""
    service = service_of(scene, answers)
    if service is None:
        return None
    return route_of(
        scene.desk,
        service,
        kind=answers.get("kind", ""),
        about=answers.get("about", NEITHER),
        chosen=answers.get("inside", ""),
        words=answers.get("words", ""),
        reporter_id=scene.person_id,
    )


def goes_nowhere(scene: Scene, answers: Answers) -> bool:
    """Whether the person wants nobody inside to have it."""
    return answers.get("inside") == NOBODY and _has_to_choose(scene, answers)


def _has_to_choose(scene: Scene, answers: Answers) -> bool:
    """About the owner the person chooses; also where those who would get it are those it is about."""
    if answers.get("about") == OWNER:
        return True
    route = route_for(scene, {**answers, "inside": ""})
    return route is not None and not route.is_heard


def _inside(scene: Scene, answers: Answers) -> Sequence[Choice]:
    service = service_of(scene, answers)
    roles = choices_inside(scene.desk, service, answers.get("about", NEITHER)) if service else []
    return [Choice(role) for role in (*roles, NOBODY)]


def _choose_again(_scene: Scene, answers: Answers) -> None:
    for name in ("inside", YES_LABEL):
        answers.pop(name, None)


def _name_the_button(_scene: Scene, answers: Answers) -> None:
    """Where nobody gets it, the button below the card must not say "send"."""
    answers.pop(YES_LABEL, None)
    if answers["inside"] == NOBODY:
        answers[YES_LABEL] = "button-nobody-yes"


def looker(scene: Scene, goes_to: str, service: Service) -> str:
    """Who looks at a case first, as the reporter is told: somebody who is there."""
    roles = GOES_TO[goes_to]
    there = next((r for r in roles if scene.desk.people.with_role(service=service, roles=(r,))), roles[0])
    return scene.texts.label(f"looker-{there}", service=service.name)


ABOUT = Step(
    "about",
    choices=choose(MANAGER, OWNER, NEITHER),
    ask_if=_may_be_about_them,
    then=_choose_again,
    offered=True,
    means=(("no", NEITHER), ("skip", MANAGER)),
)
INSIDE = Step("inside", choices=_inside, ask_if=_has_to_choose, then=_name_the_button)
