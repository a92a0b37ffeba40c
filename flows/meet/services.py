"""Which service is meant: by its name in what was typed, or by the group that it was typed in."""

import re
from collections.abc import Sequence

from flows.engine.scene import Scene
from storage.desk import Desk
from storage.tables import Meeting, Service


def named_service(desk: Desk, service_ids: Sequence[int], words: str) -> tuple[Service | None, str]:
    """The service whose name stands in some words, and the words without it. The longest name
    wins: "Rose House West" is not "Rose House"."""
    services = [desk.services.get(service_id=service_id) for service_id in service_ids]
    for service in sorted(services, key=lambda one: -len(one.name)):
        found = re.search(rf"(?<!\w){re.escape(service.name)}(?!\w)[:,]?", words, re.IGNORECASE)
        if found:
            return service, f"{words[: found.start()]} {words[found.end() :]}".strip()
    return None, words


def meeting_here(scene: Scene) -> Meeting | None:
    """The meeting of this topic of a group; of the whole group where it has just one."""
    desk, said = scene.desk, scene.said
    if not said.is_group:
        return None
    here = desk.meetings.of_topic(chat_id=said.chat_id, thread=said.thread)
    if here is not None:
        return here
    others = desk.meetings.in_chat(chat_id=said.chat_id)
    return others[0] if len(others) == 1 else None
