"""Sends a report on its way and tells the reporter what happens next."""

from functools import partial

from flows.casework.codes import in_fours
from flows.casework.filing import file_case
from flows.casework.reporter import speaks_from
from flows.casework.ways import NAMED, UNNAMED
from flows.engine.scene import Scene
from flows.engine.steps import Answers
from flows.engine.texts import Ready
from flows.policy.permissions import ABOVE_MANAGER
from flows.report.about import goes_nowhere, looker
from flows.report.entrance import ONE_OF_SEVERAL, begin_report
from flows.understanding.in_charge import MANAGER, OWNER


def send_report(scene: Scene, answers: Answers) -> None:
    if goes_nowhere(scene, answers):
        keep_nothing(scene)
        go_on_with_the_rest(scene, answers)
        return
    if answers["way"] == UNNAMED:
        # What was shown so far quotes the words: it goes, with what is said now.
        scene.forgets = True
        scene.desk.notices.forget_answers_to(person_id=scene.person_id)
    case, code = file_case(scene, answers)
    assert case.id is not None
    service = scene.desk.services.get(service_id=case.service_id)
    due = {clock.name: clock.due_at for clock in scene.desk.clocks.running(case_id=case.id)}
    first_look = min((at for name, at in due.items() if name != "outcome_told"), default=case.reported_at)
    clear = [[scene.button("button-clear", "d:clear")]]
    key = scene.texts.first(f"sent-{case.kind}", "sent")
    # The receipt belongs to its case, which then tells if a crash sent it twice; not where no name is given.
    say = (
        partial(scene.say, "sent-unnamed")
        if code
        else partial(scene.tell, scene.person, key, case=case, about="to_reporter")
    )
    say(
        clear if case.way == NAMED else [],
        reference=case.reference,
        service=service.name,
        looker=looker(scene, case.goes_to, service),
        look_by=first_look,
        acknowledge_by=due.get("acknowledge", first_look),
        answer_by=due.get("answer", first_look),
        told_by=due.get("outcome_told", first_look),
        answered="yes" if case.wants_answer else "no",
    )
    if case.goes_to == ABOVE_MANAGER:
        scene.say("sent-past-manager" if answers.get("about") == MANAGER else "sent-past-lead")
    elif answers.get("about") == OWNER:
        scene.say("sent-past-owner")
    if case.way != NAMED:
        scene.say(
            f"sent-told-{case.way}",
            [] if code else clear,
            told=Ready(scene.texts.say("sent-told-when", red="no" if case.hidden_until else "yes")),
            outside=speaks_from(case),
        )
    if code:
        # Last, where it is looked for.
        scene.say("sent-code", clear, code=in_fours(code))
    count_corrections(scene, answers)
    go_on_with_the_rest(scene, answers)


def keep_nothing(scene: Scene) -> None:
    """Nobody inside gets it, so nothing is kept of it: no case, no draft, no file, no message of ours."""
    scene.desk.notices.forget_answers_to(person_id=scene.person_id)
    scene.forgets = True
    scene.say("kept-nothing", [[scene.button("button-clear", "d:clear")]])


def count_corrections(scene: Scene, answers: Answers) -> None:
    """Counts where the understanding was put right, by label alone: never a word of what was said."""
    for field, guessed in answers.get("_guess", {}).items():
        if guessed and field in answers:
            scene.desk.corrections.count(
                month=f"{scene.now:%Y-%m}", field=field, guessed=guessed[0], chosen=answers[field]
            )


def go_on_with_the_rest(scene: Scene, answers: Answers) -> None:
    """Begins the next of several worries that were told in one message."""
    rest = answers.get(ONE_OF_SEVERAL)
    if rest:
        scene.say("several-next", left=len(rest))
        begin_report(
            scene,
            {
                "words": rest[0],
                ONE_OF_SEVERAL: rest[1:],
                "service": answers["service"],
                "way": answers["way"],
                "_warned": answers.get("_warned", ()),
            },
        )
