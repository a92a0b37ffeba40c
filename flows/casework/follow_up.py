"""What a reporter adds to a case later."""

from collections.abc import Sequence

from flows.casework.danger import warn_of_new
from flows.casework.reporter_acts import do_to_own_case
from flows.engine.scene import Scene
from storage.tables import Case


def add_to_case(
    scene: Scene,
    case: Case,
    words: str,
    *,
    conversation_id: int | None = None,
    act: str = "add",
    warned: Sequence[str] = (),
    past_manager: bool = False,
) -> bool:
    """Puts a reporter's further words and files on the case and pings who has it; `past_manager` takes it out
    of the managers' hands first. New danger in the words is told first, unless the reporter was `warned` of
    it already. Returns whether handlers see it only after a while."""
    flags = warn_of_new(scene, case, words, warned=warned)
    return do_to_own_case(
        scene,
        case,
        act,
        conversation_id=conversation_id,
        flags=flags,
        past_manager=past_manager,
        words=words,
    )
