"""What can be done on the stage by name: the table behind `/demo/act/<name>` and batches."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from bot.demo import groups, people_acts
from bot.demo.cast import Post
from bot.demo.refusals import NotPossible, Refused
from bot.demo.world import World

Given = dict[str, Any]


def _where(given: Given) -> dict[str, Any]:
    return {
        "chat": given.get("chat"),
        "reply_to": _whole(given, "reply_to"),
        "thread": _whole(given, "thread"),
    }


def _whole(given: Given, name: str) -> int | None:
    value = given.get(name)
    return None if value in (None, "") else int(value)


def _sent(post: Post) -> Given:
    return {"message_id": post.message["message_id"]}


def say(world: World, given: Given) -> Given:
    return _sent(people_acts.say(world, given["account"], str(given["text"]), **_where(given)))


def forward(world: World, given: Given) -> Given:
    post = people_acts.forward(world, given["account"], given["text"], of=given["of"], chat=given.get("chat"))
    return _sent(post)


def edit(world: World, given: Given) -> Given:
    post = people_acts.edit(
        world, given["account"], int(given["message_id"]), given["text"], chat=given.get("chat")
    )
    return _sent(post)


def tap(world: World, given: Given) -> Given:
    return people_acts.tap(
        world,
        given["account"],
        int(given["message_id"]),
        data=given.get("data"),
        label=given.get("label"),
        chat=given.get("chat"),
        stale=bool(given.get("stale")),
    )


def send_file(world: World, given: Given) -> Given:
    """`sort` is photo, voice, document or sticker; `content` bytes, or base64 text in JSON."""
    sort, content = str(given["sort"]), given["content"]
    if isinstance(content, str):
        try:
            content = base64.b64decode(content, validate=True)
        except binascii.Error as fault:
            raise NotPossible("content is not base64") from fault
    media: Any
    if sort == "photo":
        try:
            media = world.files.add_photo(content)
        except Refused as refusal:
            raise NotPossible("not a picture") from refusal
    elif sort in ("voice", "document", "sticker"):
        name, mime_type = str(given.get("name") or ""), str(given.get("mime_type") or "")
        media = dict(world.files.add(sort, content, name=name, mime_type=mime_type).shape)
        if sort == "voice":
            media["duration"] = _whole(given, "duration") or 1
        if sort == "sticker":
            media |= {"type": "regular", "width": 512, "height": 512, "emoji": given.get("emoji") or "👍"}
            media |= {"is_animated": False, "is_video": False}
    else:
        raise NotPossible(f"no such sort of file: {sort}")
    message: Given = {sort: media}
    if given.get("caption"):
        message["caption"] = str(given["caption"])
    return _sent(people_acts.send(world, given["account"], message, **_where(given)))


def send_location(world: World, given: Given) -> Given:
    place = {"latitude": float(given["latitude"]), "longitude": float(given["longitude"])}
    return _sent(people_acts.send(world, given["account"], {"location": place}, **_where(given)))


def send_contact(world: World, given: Given) -> Given:
    contact: Given = {"phone_number": str(given["phone_number"]), "first_name": str(given["first_name"])}
    if given.get("own"):
        contact["user_id"] = world.account(given["account"]).id
    return _sent(people_acts.send(world, given["account"], {"contact": contact}, **_where(given)))


def block(world: World, given: Given) -> Given:
    people_acts.block(world, given["account"])
    return {}


def unblock(world: World, given: Given) -> Given:
    people_acts.unblock(world, given["account"])
    return {}


def join(world: World, given: Given) -> Given:
    return _sent(people_acts.join(world, given["account"], given["link"]))


def add_account(world: World, given: Given) -> Given:
    details = {k: given[k] for k in ("username", "language", "sort", "account_id") if k in given}
    first, _, last = str(given.get("name") or given["key"]).partition(" ")
    account = world.add_account(given["key"], first, last, **details)
    return {"key": account.key, "id": account.id}


def add_group(world: World, given: Given) -> Given:
    details = {k: given[k] for k in ("supergroup", "bot_present") if k in given}
    chat = groups.add_group(
        world, given["key"], given["title"], given["members"], given.get("topics") or (), **details
    )
    return {"key": chat.key, "id": chat.id, "topics": chat.topics}


def add_topic(world: World, given: Given) -> Given:
    return {"thread": groups.add_topic(world, given["chat"], given["name"])}


def add_bot(world: World, given: Given) -> Given:
    groups.add_bot(world, given["chat"], given["account"])
    return {}


def remove_bot(world: World, given: Given) -> Given:
    groups.remove_bot(world, given["chat"], given["account"])
    return {}


def promote_bot(world: World, given: Given) -> Given:
    groups.promote_bot(world, given["chat"], given["account"])
    return {}


def add_member(world: World, given: Given) -> Given:
    groups.add_member(world, given["chat"], given["account"])
    return {}


def remove_member(world: World, given: Given) -> Given:
    groups.remove_member(world, given["chat"], given["account"])
    return {}


def migrate(world: World, given: Given) -> Given:
    return {"id": groups.migrate(world, given["chat"]).id}


ACTS: dict[str, Callable[[World, Given], Given]] = {
    act.__name__: act
    for act in (
        say,
        forward,
        edit,
        tap,
        send_file,
        send_location,
        send_contact,
        block,
        unblock,
        join,
        add_account,
        add_group,
        add_topic,
        add_bot,
        remove_bot,
        promote_bot,
        add_member,
        remove_member,
        migrate,
    )
}


def perform(world: World, act: str, given: Given) -> Given:
    """Do `act`, or raise NotPossible where it is unknown or its details are missing or wrong."""
    if act not in ACTS:
        raise NotPossible(f"no such act: {act}")
    try:
        answer = ACTS[act](world, given)
    except (KeyError, TypeError, ValueError) as fault:
        raise NotPossible(f"{act}: {type(fault).__name__} {fault}") from fault
    # The driver looks for answers that came after this number, so it is taken before the bot can act.
    return {**answer, "seq": world.feed.seq}
