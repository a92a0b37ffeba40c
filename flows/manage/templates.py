"""Words that are ready to send: offered as buttons, put in as a draft, changed before they go out."""

from collections.abc import Callable, Sequence

from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Step
from flows.policy.timescales import local_time
from storage.tables import Case

Fits = tuple[str, ...]

_WENT_WRONG: Fits = ("near_miss", "incident", "concern", "complaint")
_WORRIES: Fits = ("concern", "complaint", "speak_up")

SHIPPED: dict[str, dict[str, Fits]] = {
    "question": {
        "when_where": (*_WENT_WRONG, "unclear"),
        "who_saw": (*_WENT_WRONG, "speak_up"),
        "how_now": ("incident", "concern", "complaint"),
        "what_helps": _WORRIES,
        "safe_now": ("speak_up",),
        "tell_more": ("unclear", "suggestion"),
        "may_share": ("compliment",),
    },
    "answer": {
        "you_were_right": ("incident", "concern", "complaint"),
        "no_fault": ("concern", "complaint"),
        "made_safe": ("near_miss", "incident", "unclear"),
        "putting_right": ("speak_up",),
        "passed_on": ("compliment",),
        "will_try": ("suggestion",),
        "not_now": ("suggestion",),
    },
    "outcome": {
        "made_safe": ("near_miss", "incident", "unclear"),
        "put_right": ("incident", *_WORRIES),
        "no_change": ("near_miss", "unclear", *_WORRIES),
        "passed_on": ("compliment",),
        "will_try": ("suggestion",),
        "not_now": ("suggestion",),
    },
    "first_words": {
        "sorry": ("incident", "concern", "complaint"),
        "cannot_wait": _WORRIES,
        "did_right": ("speak_up",),
        "thanks": ("near_miss", "incident", "unclear"),
        "kind_words": ("compliment",),
        "good_idea": ("suggestion",),
    },
    "found": {"as_told": ("upheld",), "in_part": ("partly",), "not_so": ("not_upheld",)},
    "sorry": {"happened": ("upheld", "partly"), "felt": ("partly", "not_upheld")},
    "changes": {
        "told_team": ("upheld", "partly"),
        "looks_in": ("upheld", "partly"),
        "nothing": ("not_upheld",),
    },
}
"""For which kinds of case a template is offered at a step, and in a drafted answer for which verdicts."""

OWN = "own_"
"""How the value of a provider's own template begins; its number in the policy file follows."""


def _case(scene: Scene, answers: Answers) -> Case | None:
    return scene.desk.cases.get(case_id=answers["id"])


def worded(name: str, *, then_flow: str = "") -> Step:
    """A step that is answered in the handler's own words or with a template's."""
    return Step(
        name, parse=free_text, choices=offer(name), in_full=True, then=fill_in(name, then_flow=then_flow)
    )


def offer(step: str) -> Callable[[Scene, Answers], Sequence[Choice]]:
    """The choices of a step: the provider's own templates first, then those that came with the bot."""

    def choices(scene: Scene, answers: Answers) -> Sequence[Choice]:
        case = _case(scene, answers)
        if case is None:
            return ()
        facts = {case.kind, answers.get("verdict")}
        own = [
            Choice(f"{OWN}{number}", template.label)
            for number, template in enumerate(scene.policy.templates.own)
            if template.used_in == step and case.kind in (template.kinds or (case.kind,))
        ]
        shipped = [
            Choice(name, scene.texts.label(f"template-{step}-{name}-label"))
            for name, fits in SHIPPED[step].items()
            if facts & set(fits)
        ]
        return [*own, *shipped]

    return choices


def fill_in(step: str, *, then_flow: str) -> Callable[[Scene, Answers], None]:
    """What a tap on a template does: its words become the answer. `then_flow` goes on from there."""

    def then(scene: Scene, answers: Answers) -> None:
        value = answers.get(step)
        case = _case(scene, answers)
        if case is None or value not in [choice.value for choice in offer(step)(scene, answers)]:
            return
        answers[step] = _words(scene, case, step, str(value))
        if then_flow:
            answers["_flow"] = then_flow

    return then


def _words(scene: Scene, case: Case, step: str, name: str) -> str:
    """The words with the facts of the case: its reference and the day it came. No names."""
    on = local_time(case.reported_at, scene.policy).date()
    if name.startswith(OWN):
        words = scene.policy.templates.own[int(name.removeprefix(OWN))].words
        return words.replace("{reference}", case.reference).replace("{day}", scene.texts.day(on))
    return scene.texts.label(f"template-{step}-{name}", day=on)
