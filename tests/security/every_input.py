"""Every place where somebody can put words, found from the registry of flows; and a canary for each."""

import contextlib

from bot.demo.phone import NothingCame, PhoneRefused
from flows.engine.registry import all_flows
from tests.security.robot import CODE, Robot, picture
from tests.security.site import Site

Input = tuple[str, str]
"""A flow, and a step of it, or one of the two below."""
ARGUMENT, BUTTON = "/", "button"

STORY = "{} slipped on the wet floor by {} this morning and {} caught her, nobody hurt"
TO_START_WITH = {
    "id": 1,
    "argument": "",
    "words": "The bell in room 4 did not ring",
    "service": "1",
    "kind": "incident",
    "category": "equipment",
    "harm": "none",
    "way": "named",
    "provider": "1",
}
"""What most conversations hold when they ask for something."""

UNDOES = ("cancel", "erase_me", "clear")
"""Flows that take away what the test has just planted; they come last."""


def all_inputs() -> set[Input]:
    found: set[Input] = set()
    for flow in all_flows().values():
        found |= {(flow.name, step.name) for step in flow.steps}
        if flow.command:
            found.add((flow.name, ARGUMENT))
        if flow.action:
            found.add((flow.name, BUTTON))
    return found


async def plant_everywhere(site: Site, robot: Robot, in_group: Robot) -> set[Input]:
    """By somebody with every role; returns where the bot got a canary. Whatever it does with it, it must
    not leave it lying about: not in the answers, and not in the fault where there is one."""
    planted: set[Input] = set()
    flows = all_flows()
    for flow in [
        *(one for name, one in flows.items() if name not in UNDOES),
        *map(flows.__getitem__, UNDOES),
    ]:
        for step in flow.steps:
            site.ask(robot.account_id, flow.name, step.name, dict(TO_START_WITH))
            word = robot.word(f"{flow.name} {step.name}")
            await robot.says(f"It was {word} who told me so")
            planted.add((flow.name, step.name))
        await robot.says("/cancel")
        if flow.action:
            data = f"d:{flow.action}:1:{robot.word(f'a button of {flow.name}')}"[:60]
            with contextlib.suppress(PhoneRefused, NothingCame):
                await robot.phone.tap(data, message_id=robot.first_message, stale=True)
                await robot.answer()
                planted.add((flow.name, BUTTON))
            await robot.says("/cancel")
        if flow.command:
            where = [
                *([robot] if flow.where != "group" else []),
                *([in_group] if flow.where != "private" else []),
            ]
            for one in where:
                await one.says(f"/{flow.command} {one.word(f'words behind /{flow.command}')}")
                planted.add((flow.name, ARGUMENT))
            await robot.says("/cancel")
    return planted


async def report(robot: Robot) -> None:
    await robot.reports(
        STORY.format(*(robot.word(part) for part in ("a person's name", "a place", "the story")))
    )
    with contextlib.suppress(NothingCame):
        seen = await robot.phone.last()
        if "belong" in seen.text:
            await robot.taps("Something new")
    await robot.taps("Yes, send it")


async def report_unnamed(robot: Robot) -> None:
    """The code that they get is a canary itself; with it they come back."""
    await robot.reports(STORY.format(*(robot.word("an unnamed report") for _ in range(3))))
    with contextlib.suppress(PhoneRefused):
        await robot.taps("Something new")
    await robot.phone.tap("without my name")
    told = await robot.phone.wait_for(lambda seen: CODE.search(seen.text) is not None)
    robot.watch_code(told)
    code = CODE.search(told.text)
    assert code is not None
    await robot.goes_through("check", f"/check {code.group()}")


async def walk(robot: Robot) -> None:
    """Through every conversation from its own beginning, as far as answers lead."""
    for flow in all_flows().values():
        if flow.where == "group" or flow.name in UNDOES:
            continue
        begun = (await robot.phone.last()).id
        starts = [f"/{flow.command}"] if flow.command else []
        for start in [*starts, *([f"d:{flow.action}:1"] if flow.action else [])]:
            await robot.goes_through(flow.name, start, forged_on=begun)
            await robot.says("/cancel")


async def report_with_files(carer: Robot) -> None:
    await carer.phone.send_photo(picture(carer.word("EXIF")), caption=f"The bed of {carer.word('a caption')}")
    await carer.answer()
    with contextlib.suppress(NothingCame):
        await carer.goes_through("a photo's report", "Something new")
    await carer.goes_through("photo report", "The hoist in the wet room stopped half way")
    await carer.phone.send_document(
        carer.word("inside a document").encode() * 40, f"{carer.word('the name of a file')}.pdf"
    )
    await carer.answer()
    await carer.says("/cancel")
    await carer.phone.send_voice(carer.word("a voice note").encode() * 100)
    await carer.answer()
    typed = await carer.phone.type(f"The fire door by {carer.word('words before an edit')} is propped open")
    await carer.answer()
    await carer.phone.edit(typed, f"The fire door by {carer.word('words after an edit')} is propped open")
    await carer.answer()
    await carer.goes_through("edited report", "yes")
    await carer.says("/cancel")
    for words in ("a made-up command", "a start word", "a code"):
        command = {"a start word": "/start", "a code": "/check"}.get(words)
        await carer.says(f"{command or '/' + carer.word(words)} {carer.word(words)}")
        await carer.says("/cancel")
