"""Makes raw updates as an attacker would: wrong types, huge, nested, forged, signs that mean something."""

from typing import Any

from hypothesis import strategies as st

from flows.engine.registry import all_flows

CARER, STRANGER, GROUP = 7_000_000_001, 6_600_000_066, -1_001_234_567_890

NASTY = (
    "'; DROP TABLE person; --",
    "Robert'); DELETE FROM report_case WHERE ('1'='1",
    "{ $name } { -brand } { DATETIME($x) }",
    "{",
    "}",
    "name = { $reference ->\n   *[other] x\n}",
    "<b>bold</b><script>alert(1)</script>",
    "<b><i>never closed",
    "</b></i></blockquote>",
    "&lt;&amp;&#60;&nosuch;",
    "*bold* _it_ [x](tg://user?id=1) `code` ~s~ ||spoiler||",
    "\x00\x01\x1b[31m\x7f\x85",
    "\u202e\u2066reversed\u2069",
    "\ud800",
    "\U000e0001\ufeff\u200b",
    "a" * 5000,
    "😀" * 2100,
    "\n" * 3000,
    "../../../../etc/passwd",
    "%s%s%n {0.__class__} ${jndi:ldap://x}",
    "RH-26-0001",
    "/start " + "x" * 300,
    "/case RH-26-0001",
    "/start@candour_bot x",
    "/" * 200,
    "yes",
    "1",
    "-1",
    "99999999999999999999999999",
    "٣",
    "²",
)
COMMANDS = sorted({flow.command for flow in all_flows().values() if flow.command})
ACTIONS = sorted({flow.action for flow in all_flows().values() if flow.action})

seldom = st.sampled_from([False] * 7 + [True])
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.sampled_from([f"/{c}" for c in COMMANDS]))
sizes = st.sampled_from([0, 1, 7, 90, 1280, 20_000_000, 2**31])
numbers = st.one_of(
    st.integers(-3, 12), st.sampled_from([2**31, 2**53, 2**63, 2**64, -(2**63) - 1, 10**30, 0, True])
)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, st.floats(allow_nan=False), words),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def nested(draw: st.DrawFn) -> Any:
    """A box in a box in a box."""
    value: Any = draw(words)
    for _ in range(draw(st.sampled_from([1, 50, 300]))):
        value = {"reply_to_message": value} if draw(st.booleans()) else [value]
    return value


@st.composite
def users(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "id": draw(st.sampled_from([CARER, STRANGER, STRANGER + 1, 2**52])),
        "is_bot": draw(st.booleans()),
        "first_name": draw(words),
        **draw(st.fixed_dictionaries({}, optional={"last_name": words, "language_code": words})),
    }


@st.composite
def chats(draw: st.DrawFn, user_id: int) -> dict[str, Any]:
    kind = draw(
        st.sampled_from(["private", "private", "private", "group", "supergroup", "channel", "made-up"])
    )
    return {"id": user_id if kind == "private" else GROUP, "type": kind, "title": "x"}


files = st.fixed_dictionaries(
    {
        "file_id": words,
        "file_unique_id": words,
        "width": sizes,
        "height": sizes,
        "duration": sizes,
    },
    optional={"file_size": sizes, "file_name": words, "mime_type": words},
)


odd_parts = st.fixed_dictionaries(
    {},
    optional={
        "sticker": anything,
        "entities": anything,
        "reply_to_message": anything,
        "forward_origin": anything,
    },
)


@st.composite
def messages(draw: st.DrawFn) -> dict[str, Any]:
    user = draw(users())
    return {
        "message_id": draw(st.integers(1, 30)),
        "date": draw(st.sampled_from([0, 1_700_000_000, 1_795_000_000, 2**31 - 1])),
        "chat": draw(chats(user["id"])),
        "from": user,
        **(draw(odd_parts) if draw(seldom) else {}),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "text": words,
                    "caption": words,
                    "photo": st.lists(files, max_size=2),
                    "voice": files,
                    "document": files,
                    "video": files,
                    "message_thread_id": st.integers(1, 2**31),
                    "is_topic_message": st.booleans(),
                },
            )
        ),
    }


@st.composite
def button_data(draw: st.DrawFn) -> str:
    """Buttons that were never shown to whoever taps them."""
    return draw(
        st.one_of(
            words,
            st.builds(
                "d:{}:{}{}".format,
                st.sampled_from(ACTIONS),
                st.one_of(st.integers(0, 12), st.sampled_from([10**14, 2**63])),
                st.sampled_from(["", ":over", ":" + "9" * 16, ":..", ":a.b-c"]),
            ),
            st.builds("d:{}".format, st.sampled_from(ACTIONS)),
            st.builds(
                "q:{}:{}:{}".format,
                st.integers(0, 40),
                st.integers(0, 40),
                st.one_of(
                    st.sampled_from(["yes", "cancel", "back", "skip", "change", "unnamed", "kind=incident"]),
                    st.text(max_size=20),
                ),
            ),
        )
    )


@st.composite
def taps(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "id": draw(words),
        "from": draw(users()),
        "chat_instance": draw(words),
        "data": draw(button_data()),
        "message": draw(messages()),
    }


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    user = draw(users())
    member = st.fixed_dictionaries(
        {"status": st.sampled_from(["member", "left", "kicked", "administrator", "made-up"])}
    )
    return {
        "chat": draw(chats(user["id"])),
        "from": user,
        "date": draw(st.integers(0, 2**31 - 1)),
        "old_chat_member": {**draw(member), "user": user},
        "new_chat_member": {**draw(member), "user": user, "until_date": 0},
    }


@st.composite
def spoiled(draw: st.DrawFn, whole: st.SearchStrategy[dict[str, Any]]) -> Any:
    """A proper one in which one part, at any depth, is something else or missing."""
    update = draw(whole)
    here = update
    while True:
        name = draw(st.sampled_from(sorted(here)))
        if isinstance(here[name], dict) and here[name] and draw(st.booleans()):
            here = here[name]
            continue
        if draw(st.booleans()):
            here[name] = draw(st.one_of(anything, nested()))
        else:
            del here[name]
        return update


KINDS = {
    "message": messages(),
    "edited_message": messages(),
    "callback_query": taps(),
    "my_chat_member": changes(),
}


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """One update without its number."""
    kind = draw(
        st.sampled_from(
            [
                "message",
                "message",
                "edited_message",
                "callback_query",
                "callback_query",
                "my_chat_member",
                "nonsense",
            ]
        )
    )
    if kind == "nonsense":
        return draw(st.dictionaries(st.sampled_from([*KINDS, "poll", "x"]), anything, max_size=3))
    proper = KINDS[kind]
    return {kind: draw(spoiled(proper) if draw(seldom) else proper)}
