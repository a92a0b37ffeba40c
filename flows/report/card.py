"""The card: everything that was understood, for one look and one tap."""

from collections.abc import Sequence

from flows.casework.safeguarding import would_be_read_by_officers
from flows.casework.ways import CONFIDENTIAL, NAMED, UNNAMED, WAYS
from flows.engine.parsers import plain
from flows.engine.say import cut
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Shortcut
from flows.engine.texts import Ready
from flows.report.about import goes_nowhere, looker, route_for, service_of

LONGEST_QUOTE = 600
"""Characters of the reporter's words shown on the card; the case keeps them all."""
LONGEST_VALUE = 120
"""The same for one line of it."""

LINES = ("who_said", "people", "place", "when")
ABOUT_MANAGER = Shortcut("about_manager", (("about", "manager"),), stays=True, unless=("owner",))
SHORTCUTS = (
    Shortcut("with_name", (("way", NAMED),)),
    Shortcut("confidential", (("way", CONFIDENTIAL),)),
    Shortcut("unnamed", (("way", UNNAMED),)),
)
SHORTEST_NAME = 3
"""Letters of a first name that is looked for in the words."""
WORRY_SHORTCUTS = (*SHORTCUTS, ABOUT_MANAGER)
"""What went wrong is seldom about the manager: there it stands behind "change something"."""


def show_card(scene: Scene, answers: Answers) -> str:
    texts = scene.texts
    service = scene.desk.services.get(service_id=int(answers["service"]))
    lines = [
        texts.say(
            "card-head",
            kind=Ready(texts.say(f"kind-{answers['kind']}")),
            category=Ready(texts.say(f"category-{answers['category']}")),
        ),
        "",
    ]
    lines += [
        texts.say(f"card-{name}", value=cut(answers[name], LONGEST_VALUE))
        for name in LINES
        if answers.get(name)
    ]
    if answers["kind"] not in ("compliment", "suggestion"):
        lines.append(texts.say(f"card-harm-{answers.get('harm') or 'unknown'}"))
    if answers.get("wants_answer"):
        lines.append(texts.say(f"card-answer-{answers['wants_answer']}"))
    if answers.get("knows_and_agrees"):
        lines.append(texts.say(f"card-consent-{answers['knows_and_agrees']}"))
    if answers.get("_files"):
        lines.append(texts.say("card-files", count=answers["_files"]))
    lines.append(texts.say("card-service", name=service.name))
    if answers.get("about") in ("manager", "owner"):
        lines.append(_past_them(scene, answers))
    if _officers_read(scene, answers):
        lines.append(texts.say("card-officers"))
    lines += [
        "",
        texts.say("card-words", words=cut(answers["words"], LONGEST_QUOTE)),
        "",
        texts.say("card-question"),
        "",
        *ways_explained(scene, answers),
    ]
    return "\n".join(lines)


def _past_them(scene: Scene, answers: Answers) -> str:
    """That it goes past whoever it is about, and to whom."""
    if goes_nowhere(scene, answers):
        return scene.texts.say("card-inside-nobody")
    route, service = route_for(scene, answers), service_of(scene, answers)
    assert route is not None
    assert service is not None
    return scene.texts.say(f"card-about-{answers['about']}", looker=looker(scene, route.goes_to, service))


def _officers_read(scene: Scene, answers: Answers) -> bool:
    route, service = route_for(scene, answers), service_of(scene, answers)
    if route is None or service is None or goes_nowhere(scene, answers):
        return False
    return would_be_read_by_officers(
        scene.desk,
        service,
        route,
        category=answers["category"],
        flags=answers.get("_flags", ()),
        reporter_id=scene.person_id,
    )


def ways_explained(scene: Scene, answers: Answers) -> list[str]:
    """The three ways to speak, a sentence each; the one that stands is marked."""
    texts = scene.texts
    lines = [texts.say("card-ways")]
    lines += [texts.say(f"card-way-{way}", mark="✓" if answers["way"] == way else "•") for way in WAYS]
    if _names_oneself(scene, answers):
        lines.append(texts.say("card-own-name"))
    return lines


def _names_oneself(scene: Scene, answers: Answers) -> bool:
    """Whether the first name of whoever speaks stands in what they say."""
    first, *_ = plain(scene.person.name).split() or [""]
    said = " ".join(str(answers[name]) for name in ("words", *LINES) if answers.get(name))
    return len(first) >= SHORTEST_NAME and first in plain(said).split()


def suggest_corrections(_scene: Scene, answers: Answers) -> Sequence[tuple[str, str]]:
    """The next best guesses of kind and category."""
    kinds = [kind for kind in answers.get("_kinds", ()) if kind != answers["kind"]][:2]
    categories = [c for c in answers.get("_categories", ()) if c != answers["category"]][:3]
    return [*(("category", category) for category in categories), *(("kind", kind) for kind in kinds)]
