"""The menu, help, language, and stopping."""

from collections.abc import Sequence

from flows.engine import runner
from flows.engine.say import in_pairs
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step
from flows.engine.texts import language_named, languages
from flows.policy.permissions import may
from flows.report.entrance import doors


def _menu(scene: Scene, _answers: Answers) -> None:
    below = [scene.button("button-status", "d:status"), scene.button("button-help", "d:help")]
    if may("see_lists", scene.all_roles):
        below = [
            scene.button("button-today", "d:today"),
            scene.button("button-cases", "d:cases"),
            scene.button("button-overdue", "d:overdue"),
            *below,
        ]
    scene.say("menu", [*doors(scene), *in_pairs(below)])


def _help(scene: Scene, _answers: Answers) -> None:
    key = "help-handlers" if may("see_lists", scene.all_roles) else "help"
    scene.say(key, [[scene.button("button-menu", "d:menu")]])


def _cancel(scene: Scene, _answers: Answers) -> None:
    if scene.desk.conversations.of(person_id=scene.person_id) is None:
        scene.say("nothing-to-cancel", [[scene.button("button-menu", "d:menu")]])
        return
    scene.desk.conversations.end(person_id=scene.person_id)
    scene.say("cancelled")


def _go_on(scene: Scene, _answers: Answers) -> None:
    """Shows once more where an unfinished conversation stands."""
    conversation = scene.desk.conversations.of(person_id=scene.person_id)
    if conversation is None:
        scene.say("nothing-unfinished", doors(scene))
    else:
        runner.resume(scene, conversation)


def _language_choices(_scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return [Choice(code, language_named(code).format("language-name", {})) for code in languages()]


def _only_one(scene: Scene, _answers: Answers) -> bool:
    if len(languages()) > 1:
        return True
    scene.say("language-only-english")
    return False


def _set_language(scene: Scene, answers: Answers) -> None:
    scene.person.language = answers["language"]
    scene.__post_init__()
    scene.say("language-set")


FLOWS = (
    Flow(name="menu", command="menu", action="menu", finish=_menu),
    Flow(name="help", command="help", action="help", where="both", finish=_help),
    Flow(name="cancel", command="cancel", action="cancel", finish=_cancel),
    Flow(name="go_on", action="go_on", finish=_go_on),
    Flow(
        name="language",
        command="language",
        begin=_only_one,
        steps=(Step("language", choices=_language_choices),),
        finish=_set_language,
    ),
)
