"""The part of the walk with messages and buttons that are not what they seem: forwarded ones, and the
question buttons of conversations that are over, or are somebody else's."""

from functools import partial
from itertools import count
from typing import Any

from bot.telegram.incoming import read_update
from flows.engine.registry import all_flows
from storage.tables import Case
from tests.security.walk_world import end_conversations, told_by, trace
from tests.talk import Speaker, Talk

_NUMBERS = count(5_000_000)
OLD = "That is done, or too old. Just type what you need, or /menu."
A_DRAFT = "Mrs Patel nearly slipped on a wet floor by bathroom 2 this morning"


def walk_forwarded(house: Talk, cases: dict[int, Case], who: str) -> int:
    """Words that somebody forwards are their own, whoever they say they come from: what opens a case for the
    manager opens it for nobody else, and in a group nothing comes of them."""
    speaker = getattr(house, who)
    tried = 0
    for _case_id, case in list(cases.items())[:: max(1, len(cases) // 6)]:
        for words in (f"/case {case.reference}", f"/status {case.reference}", case.reference, "/today"):
            plain = told_by(speaker, partial(speaker.says, words))
            end_conversations(house, speaker)
            for origin in _origins(house):
                shown = told_by(speaker, partial(_forwards, house, speaker, words, origin))
                end_conversations(house, speaker)
                assert shown == plain, (who, words, origin["type"])
                heard = len(house.group.heard)
                _forwards(house, speaker, words, origin, in_group=True)
                said = "\n".join(one.text for one in house.group.heard[heard:])
                assert case.reference not in said, (who, words)
                assert "secretword" not in said, (who, words)
                tried += 2
    return tried


def _origins(house: Talk) -> list[dict[str, Any]]:
    manager = {"id": house.manager.account_id, "is_bot": False, "first_name": house.manager.name}
    bot = {"id": 42, "is_bot": True, "first_name": "Candour", "username": "candour_bot"}
    return [
        {"type": "user", "date": 1, "sender_user": manager},
        {"type": "user", "date": 1, "sender_user": bot},
        {"type": "hidden_user", "date": 1, "sender_user_name": house.manager.name},
    ]


def _forwards(
    house: Talk, speaker: Speaker, words: str, origin: dict[str, Any], *, in_group: bool = False
) -> None:
    """As Telegram tells of it, with more that names the manager than it would ever say."""
    chat = (
        {"id": house.group.account_id, "type": "supergroup", "title": "Team"}
        if in_group
        else {"id": speaker.account_id, "type": "private", "first_name": speaker.name}
    )
    manager = origin.get("sender_user", {"id": 42, "is_bot": True, "first_name": "Candour"})
    raw = {
        "update_id": next(_NUMBERS),
        "message": {
            "message_id": next(house.message_ids),
            "date": int(house.now.timestamp()),
            "chat": chat,
            "from": {"id": speaker.account_id, "is_bot": False, "first_name": speaker.name},
            "text": words,
            "forward_origin": origin,
            "via_bot": {"id": 42, "is_bot": True, "first_name": "Candour"},
            "reply_to_message": {"message_id": 1, "date": 1, "chat": chat, "from": manager, "text": words},
        },
    }
    incoming = read_update(raw, None, "candour_bot", house.now)
    assert incoming.fault is None
    if incoming.said is not None:
        house.take(speaker, incoming.said)


def walk_replayed(house: Talk, cases: dict[int, Case], who: str, flows: list[str]) -> int:
    """A question's buttons belong to one person, one conversation and one chat: pressed by anybody else, in a
    group, or after it is over, they do nothing and show nothing."""
    speaker, manager = getattr(house, who), house.manager
    case_id = next(i for i, c in cases.items() if c.goes_to == "home" and c.way == "named")
    tried = 0
    for name in flows:
        manager.heard.clear()
        manager.taps_data(f"d:{all_flows()[name].action}:{case_id}")
        buttons = [data for one in manager.heard for _, data, _ in one.buttons if data.startswith("q:")]
        for data in dict.fromkeys(buttons):
            before = _remembered(house, case_id)
            if speaker is not manager:
                tried += _presses(house, speaker, data, before, case_id, (who, name))
            tried += _presses(house, speaker, data, before, case_id, (who, name), in_group=True)
        end_conversations(house, manager)
        before = _remembered(house, case_id)
        for data in dict.fromkeys(buttons):
            tried += _presses(house, speaker, data, before, case_id, (who, name))
    if speaker is not manager:
        tried += _replay_on_a_draft(house, speaker, case_id)
    return tried


def _presses(
    house: Talk,
    speaker: Speaker,
    data: str,
    before: Any,
    case_id: int,
    where: tuple[str, str],
    *,
    in_group: bool = False,
) -> int:
    heard = len(house.group.heard)
    doing = (
        partial(speaker.in_group, tapped=data, tap_id="t") if in_group else partial(speaker.taps_data, data)
    )
    shown = told_by(speaker, doing)
    assert shown.strip() == OLD, (*where, data, shown)
    assert len(house.group.heard) == heard, where
    assert _remembered(house, case_id) == before, where
    return 1


def _remembered(house: Talk, case_id: int) -> Any:
    """The case, and everybody's conversations with what was answered in them."""
    with house.desk(keep=False) as desk:
        people = {p: desk.people.find(account_id=getattr(house, p).account_id) for p in ("manager", "carer")}
        open_ones = {
            key: desk.conversations.of(person_id=person.id or 0)
            for key, person in people.items()
            if person is not None
        }
        drafts = {key: c and (c.id, c.turn, c.mode, dict(c.answers)) for key, c in open_ones.items()}
    return drafts, trace(house, case_id)


def _replay_on_a_draft(house: Talk, speaker: Speaker, case_id: int) -> int:
    """Somebody's own question is open when they press one of the manager's."""
    speaker.says(A_DRAFT)
    own = [data for _, data, _ in speaker.last.buttons if data.startswith("q:")]
    house.manager.says(A_DRAFT)
    theirs = [data for _, data, _ in house.manager.last.buttons if data.startswith("q:")]
    tried = 0
    for data in theirs:
        assert data not in own
        tried += _presses(house, speaker, data, _remembered(house, case_id), case_id, (speaker.key, "draft"))
    end_conversations(house, speaker)
    end_conversations(house, house.manager)
    return tried
