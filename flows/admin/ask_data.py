"""A person asks for a copy of their data, for a change, or complains about how it is used."""

from collections.abc import Sequence

from flows.admin.privacy import privacy_contact, providers_of
from flows.casework.data_handlers import CHANGE, COMPLAINT, COPY, data_handlers, take_request
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Choice, Flow, Step


def _provider_choices(scene: Scene, _answers: Answers) -> Sequence[Choice]:
    return [Choice(str(provider.id), provider.name) for provider in providers_of(scene)]


def _begin_copy(scene: Scene, answers: Answers) -> bool:
    """A second request for a copy while one is open would only start the clock anew."""
    for request in scene.desk.data_requests.of_person(person_id=scene.person_id):
        if request.kind == COPY and request.answered_at is None:
            scene.say("data-asked-before", due=request.due_at)
            return False
    return _begin(scene, answers)


def _begin(scene: Scene, answers: Answers) -> bool:
    choices = _provider_choices(scene, answers)
    if not choices:
        scene.say("data-nobody", contact=privacy_contact(scene))
        return False
    if len(choices) == 1:
        answers["provider"] = choices[0].value
    return True


def _send(scene: Scene, answers: Answers, kind: str) -> None:
    provider_id = int(answers["provider"])
    request = take_request(
        scene.desk,
        scene.policy,
        provider_id=provider_id,
        person_id=scene.person_id,
        kind=kind,
        words=answers.get("words"),
        now=scene.now,
    )
    scene.say(
        f"data-asked-{kind}",
        number=str(request.id),
        due=request.due_at,
        heard="yes" if data_handlers(scene.desk, provider_id) else "no",
        contact=privacy_contact(scene),
    )


PROVIDER = Step("provider", choices=_provider_choices)

FLOWS = (
    Flow(
        name="ask_copy",
        action="ask_copy",
        begin=_begin_copy,
        steps=(PROVIDER,),
        finish=lambda scene, answers: _send(scene, answers, COPY),
    ),
    Flow(
        name="ask_change",
        action="ask_change",
        begin=_begin,
        steps=(PROVIDER, Step("words", parse=free_text)),
        finish=lambda scene, answers: _send(scene, answers, CHANGE),
    ),
    Flow(
        name="data_complaint",
        action="data_complaint",
        begin=_begin,
        steps=(PROVIDER, Step("words", parse=free_text)),
        finish=lambda scene, answers: _send(scene, answers, COMPLAINT),
    ),
)
