"""What a handler writes on a case: notes, the review, the files."""

from flows.casework.acts import record_act
from flows.engine.parsers import free_text
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow, Step
from flows.manage.opened import act, can_do, handling_role, open_again, opened
from storage.tables import Case


def _note(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "note")
    act(scene, case, "note", words=answers["note"], files=keep_files(scene, case, answers))
    scene.say("noted", open_again(scene, case), reference=case.reference)


def _review(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "review")
    act(scene, case, "review", words=answers["review"], files=keep_files(scene, case, answers))
    scene.say("reviewed", open_again(scene, case), reference=case.reference)


def _files(scene: Scene, answers: Answers) -> None:
    case = opened(scene, answers, "files")
    assert case.id is not None
    for attachment in scene.desk.attachments.of_case(case_id=case.id):
        fetched = {"attachment": attachment.id} if attachment.path is not None else {}
        scene.say("file-of-case", reference=case.reference, carries=fetched)
    record_act(
        scene.desk,
        scene.policy,
        case,
        "look_at_files",
        now=scene.now,
        actor_id=scene.person_id,
        actor_role=handling_role(scene, case),
    )


def keep_files(scene: Scene, case: Case, answers: Answers) -> int:
    """Puts what a handler sent with their words on the case."""
    assert case.id is not None
    return scene.desk.attachments.hand_over(conversation_id=answers["_conversation"], case_id=case.id)


FLOWS = (
    Flow(
        name="note",
        action="note",
        may="add_to_case",
        begin=can_do("note"),
        steps=(Step("note", parse=free_text),),
        takes_files=True,
        finish=_note,
    ),
    Flow(
        name="review",
        action="review",
        may="handle_case",
        begin=can_do("review"),
        steps=(Step("review", parse=free_text),),
        takes_files=True,
        finish=_review,
    ),
    Flow(name="files", action="files", may="add_to_case", begin=can_do("files"), finish=_files),
)
