"""/clear: takes the messages of this chat away, as far as Telegram lets a bot do that."""

from datetime import timedelta

from flows.engine import runner
from flows.engine.scene import Scene
from flows.engine.steps import Answers, Flow
from flows.engine.unfinished import would_be_lost


def has_unsent_words(scene: Scene) -> bool:
    """Whether something was typed and not sent; then it is shown once more."""
    conversation = scene.desk.conversations.of(person_id=scene.person_id)
    if conversation is None or not would_be_lost(conversation.answers):
        return False
    scene.say("unsent-first")
    runner.resume(scene, conversation)
    return True


def _begin(scene: Scene, _answers: Answers) -> bool:
    if has_unsent_words(scene):
        return False
    scene.desk.conversations.end(person_id=scene.person_id)
    return True


def _clear(scene: Scene, _answers: Answers) -> None:
    """Nothing is kept to make this possible: numbers run through all chats, so the sender goes back from the
    newest one, and those that stand in other chats are simply not found here."""
    rules = scene.policy.messages
    told = {"hours": rules.clear_hours}
    known = scene.desk.notices.forget_answers_in(
        chat_id=scene.said.chat_id, sent_since=scene.now - timedelta(hours=rules.clear_hours)
    )
    scene.forgets = True
    clear = {
        "reach": rules.clear_reach,
        "known": known,
        "cleared": scene.texts.say("cleared", **told),
        "partly": scene.texts.say("cleared-partly", **told),
    }
    scene.say("clearing", carries={"clear": clear})


FLOW = Flow(name="clear", command="clear", action="clear", begin=_begin, finish=_clear)
