"""Further words to a case that may be about those who read it: the case, or the words alone, go past them."""

from collections.abc import Sequence

from flows.casework.follow_up import add_to_case
from flows.casework.routing import is_heard_above
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Step
from flows.report.about import tells_of_the_reader
from flows.report.entrance import begin_report
from flows.understanding.in_charge import MANAGER, OWNER
from storage.tables import Case

PAST, NEW, NO = "past", "new", "no"
"""The case goes past the manager; the words become a report of their own that does; it is not about them."""


def asks_about_reader(*words: str) -> Step:
    """The step that follows those in which the `words` were said."""

    def is_asked(scene: Scene, answers: Answers) -> bool:
        return names_reader(scene, answers, *words)

    def choices(scene: Scene, answers: Answers) -> Sequence[Choice]:
        case = case_of_words(scene, answers)
        said = _said(answers, words)
        offers = (
            case is not None
            and tells_of_the_reader(scene, case, said) == MANAGER
            and is_heard_above(scene.desk, case)
        )
        return [Choice(value) for value in ((PAST, NEW, NO) if offers else (NEW, NO))]

    return Step(
        "is_about",
        choices=choices,
        ask_if=is_asked,
        means=(("yes", NEW), ("no", NO), ("skip", NEW)),
    )


def names_reader(scene: Scene, answers: Answers, *words: str) -> bool:
    case = case_of_words(scene, answers)
    return case is not None and bool(tells_of_the_reader(scene, case, _said(answers, words)))


def case_of_words(scene: Scene, answers: Answers) -> Case | None:
    """The case to which the words of a conversation would go."""
    number = answers.get("_case", answers.get("id"))
    return scene.desk.cases.get(case_id=number) if number else None


def _said(answers: Answers, words: Sequence[str]) -> str:
    return "\n".join(str(answers[name]) for name in words if answers.get(name))


def goes_past(answers: Answers) -> bool:
    return bool(answers.get("is_about") == PAST)


def became_a_report(scene: Scene, case: Case, answers: Answers, *words: str) -> bool:
    """Words about whoever reads the case do not go there, where the person wants that: they begin a report
    that goes past them."""
    if answers.get("is_about") != NEW:
        return False
    scene.say("begins-new-report", reference=case.reference)
    said = _said(answers, words)
    about_owner = tells_of_the_reader(scene, case, said) == OWNER
    begin_report(
        scene,
        {
            "_said": answers.get("_said") or [[None, said]],
            **({"_conversation": answers["_conversation"]} if "_conversation" in answers else {}),
            "service": str(case.service_id),
            # About the owner it is asked, for then the person chooses who gets it.
            **({} if about_owner else {"about": MANAGER}),
            "way": case.way,
        },
    )
    return True


def put_on_case(scene: Scene, case: Case, answers: Answers, step: str, *, act: str, key: str) -> None:
    """What a reporter says further, with its files; words that are about whoever reads the case become a
    report of their own, where the reporter wants that."""
    if became_a_report(scene, case, answers, step):
        return
    waits = add_to_case(
        scene,
        case,
        answers.get(step, ""),
        conversation_id=answers["_conversation"],
        act=act,
        warned=answers.get("_warned", ()),
        past_manager=goes_past(answers),
    )
    scene.say(key, reference=case.reference)
    say_where_it_is(scene, answers, case, waits=waits)


def say_where_it_is(scene: Scene, answers: Answers, case: Case, *, waits: bool) -> None:
    """Below what was added: that the case goes past the manager now, and that nobody sees it yet."""
    if goes_past(answers):
        scene.say("goes-past-now", reference=case.reference)
    say_it_waits(scene, waits=waits)


def say_it_waits(scene: Scene, *, waits: bool) -> None:
    if waits:
        scene.say("waits-a-while")
