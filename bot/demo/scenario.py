"""The made-up home of the demo, with a few weeks of history played through the real bot."""

import tomllib
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.assemble import Candour
from bot.demo.demo_clock import DemoClock
from bot.demo.emulator import Emulator
from bot.demo.jumps import ENGLAND, USUAL_JUMPS, Jump
from bot.demo.phone import Phone
from bot.dialogue import Dialogue, Incoming, Turn
from flows.admin.inviting import invite_link, make_invite
from flows.duties.sweep import sweep
from flows.engine.said import Said
from flows.policy.working_days import on_or_before
from storage.desk import Desk

HOME, PROVIDER, CODE = "Rose House", "Larkfield Care", "RH"
HISTORY = Path(__file__).with_name("history.toml")
OPENS = time(9, 40)
"""The demo opens on a working morning, when a manager's phone may ping."""

STAGE = {
    "carer": ("Amara Nwosu", "staff", "carer"),
    "relative": ("Susan Doyle", "family", "relative"),
    "manager": ("Priya Shah", "manager", "manager"),
}
NEWCOMERS = {
    "night": ("Ewa Zarska", "staff", "carer"),
    "lead": ("Lena Marsh", "speak_up_lead", "speak_up_lead"),
    "owner": ("Ruth Penhallow", "owner", "owner"),
}
"""They open their links when the demo opens: their phones show the first contact. Speaking up is heard by
the lead and the owner; the others come before an owner who would have to confirm them."""
OFF_STAGE = {
    "night_carer": ("Tomasz Zielinski", "staff"),
    "carer2": ("Grace Mbeki", "staff"),
    "kitchen": ("Bill Turner", "staff"),
    "night_carer2": ("Ify Madu", "staff"),
    "son": ("Daniel Hughes", "family"),
    "daughter_off_stage": ("Helen Wood", "family"),
}
OF_PROVIDER = ("speak_up_lead", "owner")
OWNER_ID = 900_000_100
TEAM = "team"
SHORTLY_BEFORE, AFTERWARDS = timedelta(minutes=50), timedelta(hours=3)
MEETING_WORDS = "every first Tuesday 14:00"


class PastClock:
    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


def set_the_stage(emulator: Emulator, clock: DemoClock, candour_policy: Any) -> None:
    """Accounts, the team group, and a clock on a working morning."""
    for key, (name, _role, sort) in (STAGE | NEWCOMERS).items():
        emulator.add_account(key, name, sort=sort)
    emulator.add_group(TEAM, f"{HOME} team", ["manager", "carer"])
    today = on_or_before(clock.now().astimezone(ENGLAND).date(), candour_policy)
    clock.jump_to(datetime.combine(today, OPENS, ENGLAND).astimezone(UTC))


def play_history(candour: Candour, emulator: Emulator) -> dict[str, str]:
    """Plays the history and returns the invite link of each account on stage."""
    player = _Player(candour, emulator)
    links = player.found_home()
    for report in tomllib.loads(HISTORY.read_text("utf-8"))["report"]:
        player.play(report)
    player.play_manager()
    player.leave_no_trace_in_the_outbox()
    return links


async def join_everybody(base_url: str, links: dict[str, str]) -> None:
    """Lets the phones on stage open their links, and sets the team's meeting in the group."""
    for key, link in links.items():
        async with Phone(base_url, key) as phone:
            await phone.join(link)
            await phone.wait_for(PROVIDER if key in NEWCOMERS and NEWCOMERS[key][1] in OF_PROVIDER else HOME)
    async with Phone(base_url, "manager") as manager:
        await manager.in_group(TEAM).type(f"/meetings {MEETING_WORDS}")


def demo_jumps(candour: Candour) -> list[Jump]:
    return [*USUAL_JUMPS, Jump("meeting_day", "", lambda now: _meeting_day(candour, now))]


async def _meeting_day(candour: Candour, now: datetime) -> datetime:
    """Shortly before the next meeting, when its agenda is posted, and at the next tap after it."""

    def next_meeting(desk: Desk) -> datetime | None:
        services = [service.id or 0 for service in desk.services.all()]
        dates = [
            occurrence.starts_at
            for meeting in desk.meetings.of_services(service_ids=services)
            for occurrence in desk.meetings.dates_to_come(meeting_id=meeting.id or 0)
        ]
        return min(dates, default=None)

    starts_at = await candour.worker.do(next_meeting)
    if starts_at is None:
        return now + timedelta(days=1)
    return (
        starts_at - SHORTLY_BEFORE if starts_at - SHORTLY_BEFORE > now else max(now, starts_at) + AFTERWARDS
    )


class _Player:
    """Lets made-up people talk to the real dialogue at times gone by."""

    def __init__(self, candour: Candour, emulator: Emulator) -> None:
        self._candour = candour
        self._today = candour.clock.now().astimezone(ENGLAND).date()
        self._clock = PastClock(candour.clock.now() - timedelta(days=40))
        self._rng = Random(26)  # noqa: S311  (a demo is the same every time)
        self._dialogue = Dialogue(candour.database, candour.policy, self._clock, self._rng)
        self._dialogue.bot_username = "candour_demo_bot"
        self._update_id = 0
        self._acts: list[tuple[datetime, str, dict[str, Any]]] = []
        self._ids = {key: emulator.world.account(key).id for key in STAGE}
        self._ids |= {key: OWNER_ID + number for number, key in enumerate(OFF_STAGE, start=1)}
        self._names = {key: value[0] for key, value in (STAGE | OFF_STAGE).items()}

    def found_home(self) -> dict[str, str]:
        candour = self._candour
        links = {}
        with candour.database.desk() as desk:
            provider = desk.services.add_provider(name=PROVIDER)
            assert provider.id is not None
            service = desk.services.add_service(provider_id=provider.id, name=HOME, code=CODE)
            for role in ("staff", "family", "manager", *OF_PROVIDER):
                invite = make_invite(
                    desk,
                    candour.policy,
                    provider_id=provider.id,
                    service_id=None if role in OF_PROVIDER else service.id,
                    role=role,
                    now=candour.clock.now(),
                    rng=self._rng,
                    uses=50,
                )
                links[role] = invite_link("candour_demo_bot", invite)
        for key, (_name, role, *_sort) in (STAGE | OFF_STAGE).items():
            self._say(key, command="start", argument=links[role].partition("start=")[2])
        return {key: links[role] for key, (_name, role, _sort) in (STAGE | NEWCOMERS).items()}

    def play(self, report: dict[str, Any]) -> None:
        """One report of the history, tapped through with the first choice of each question."""
        at = datetime.combine(
            self._today - timedelta(days=report["days"]), time.fromisoformat(report["at"]), ENGLAND
        ).astimezone(UTC)
        self._clock.time = at
        turn = self._say(report["who"], text=report["text"])
        while (data := _first_button(turn)) is not None:
            turn = self._say(report["who"], tapped=data)
        if "take" in report:
            self._acts.append((at + timedelta(hours=report["take"]), "take", report))

    def play_manager(self) -> None:
        """What the manager did, in the order of time, with the sweeps in between."""
        with self._candour.database.desk() as desk:
            cases = {
                case.words: case.id
                for case_id in desk.cases.ids()
                if (case := desk.cases.get(case_id=case_id)) is not None and case.closed_at is None
            }
        for at, _act, report in sorted(self._acts, key=lambda act: act[0]):
            case_id = cases[report["text"]]
            if at >= self._candour.clock.now():
                continue
            self._clock.time = at
            self._say("manager", tapped=f"d:take:{case_id}")
            if report.get("close"):
                self._close(case_id, *report["close"])
            elif report["days"] > 10:
                self._say("manager", tapped=f"d:acknowledge:{case_id}")

    def _close(self, case_id: int | None, outcome: str, lesson: str) -> None:
        self._clock.time += timedelta(hours=2)
        self._say("manager", tapped=f"d:close:{case_id}")
        self._say("manager", text=outcome)
        self._say("manager", text="yes" if lesson else "no")
        turn = self._say("manager", text=lesson or "Nothing new to learn from this one.")
        if (data := _first_button(turn)) is not None:
            self._say("manager", tapped=data)

    def leave_no_trace_in_the_outbox(self) -> None:
        """The past is not sent again: its reminders and answers count as delivered."""
        now = self._candour.clock.now()
        with self._candour.database.desk() as desk:
            sweep(desk, self._candour.policy, now - timedelta(minutes=10))
            desk.services.installation().alive_at = now
            desk.notices.settle_all(at=now)

    def _say(self, who: str, **said: Any) -> Turn:
        self._update_id -= 1
        return self._dialogue.take_turn(
            Incoming(
                self._update_id,
                Said(
                    account_id=self._ids[who],
                    name=self._names[who],
                    chat_id=self._ids[who],
                    is_group=False,
                    at=self._clock.now(),
                    message_id=-self._update_id,
                    **said,
                ),
                {},
            )
        )


def _first_button(turn: Turn) -> str | None:
    """The first answer that the last message of a turn offers inside a conversation."""
    for row in turn.notices[-1].content["rows"] if turn.notices else ():
        for _label, data, _link in row:
            if data.startswith("q:") and not data.endswith(":cancel"):
                return str(data)
    return None
