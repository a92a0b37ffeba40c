"""A crowd that writes to a bot: turns a second, and how long each of them waits for the reply.

The bot is a process of its own; the Bot API emulator runs in this one, so that a reply's moment
is the moment its request was answered. `python -m bench.load` measures the echo bots of
`bench.echo_bots`; `measure` takes the command of any bot that reads TELEGRAM_API_URL and
TELEGRAM_BOT_TOKEN.
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

import psutil  # type: ignore[import-untyped]

from bench.crowd import Crowd, ReplyLog
from bot.demo.emulator import Emulator

ECHO_BOT = (sys.executable, "-m", "bench.echo_bots")
BASELINES: Mapping[str, Sequence[str]] = {
    "PTB, httpx": ECHO_BOT,
    "PTB, httpx, concurrent": (*ECHO_BOT, "--concurrent"),
    "PTB, aiohttp": (*ECHO_BOT, "--aiohttp"),
    "PTB, aiohttp, concurrent": (*ECHO_BOT, "--aiohttp", "--concurrent"),
}
COLUMNS = (
    "| bot | turns/s | ratio | turns/CPU s | bot CPU | emulator CPU "
    "| p50 ms | p95 ms | p99 ms | first reply s | MB |"
)
START_WITHIN_S = 120
STOP_WITHIN_S = 10


class BotEnded(RuntimeError):
    """The bot's process ended before it had answered everything."""


@dataclass(frozen=True)
class Flood:
    """`turns` messages that were all waiting at once. CPU figures are shares of one core."""

    turns: int
    seconds: float
    bot_cpu: float
    emulator_cpu: float
    bot_memory_mb: float
    first_reply_s: float

    @property
    def turns_a_second(self) -> float:
        return self.turns / self.seconds

    @property
    def turns_a_cpu_second(self) -> float:
        """What the bot's own core allows, whatever else the machine was doing."""
        return self.turns_a_second / self.bot_cpu


@dataclass(frozen=True)
class Waits:
    """From a message's arrival to the request with its reply, in milliseconds."""

    rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    most_ms: float


@dataclass(frozen=True)
class Measured:
    flood: Flood
    waits: Waits | None


async def measure(
    start_bot_command: Sequence[str],
    *,
    messages: int = 5_000,
    accounts: int = 500,
    rate: float | None = 30,
    rate_seconds: float = 20,
    api_latency_s: float = 0,
    replies_per_message: int = 1,
    text_of: Callable[[int], str] = lambda number: f"message {number}",
    opening: Callable[[int], str] | None = None,
    env: Mapping[str, str] | None = None,
) -> Measured:
    """Start the bot, let every account write `opening` (an invite's /start, say), then measure.

    `accounts` take turns to send `messages` texts, all queued before the bot sees the first;
    then, unless `rate` is None, `rate` texts a second for `rate_seconds`. A text counts as
    answered with the `replies_per_message`-th message sent to its chat. Raises BotEnded.
    """
    replies = ReplyLog(replies_per_message)
    emulator = Emulator(lean=True)
    emulator.world.calls = replies
    crowd = Crowd(emulator, replies, accounts)
    if api_latency_s:
        emulator.world.faults.add("latency", times=None, seconds=api_latency_s)
    begun = time.perf_counter()
    async with running(start_bot_command, emulator, env or {}) as bot:
        ended = asyncio.create_task(bot.wait())
        crowd.ring()
        await while_alive(ended, asyncio.wait_for(replies.first_reply.wait(), START_WITHIN_S))
        first_reply_s = time.perf_counter() - begun
        if opening is not None:
            await while_alive(ended, crowd.flood(accounts, opening))
            await while_alive(ended, replies.wait_until_quiet())
        process = psutil.Process(bot.pid)
        bot_before, own_before = cpu_seconds_of(process), time.process_time()
        begun = time.perf_counter()
        await while_alive(ended, crowd.flood(messages, text_of))
        seconds = time.perf_counter() - begun
        bot_cpu = (cpu_seconds_of(process) - bot_before) / seconds
        emulator_cpu = (time.process_time() - own_before) / seconds
        memory_mb = process.memory_info().rss / 1024**2
        waits = None
        if rate is not None:
            replies.waits_s.clear()
            await while_alive(ended, crowd.trickle(rate, rate_seconds, text_of))
            waits = summarize(rate, replies.waits_s)
    return Measured(Flood(messages, seconds, bot_cpu, emulator_cpu, memory_mb, first_reply_s), waits)


def cpu_seconds_of(process: psutil.Process) -> float:
    """Of the process and of those it has begun."""
    each = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return float(sum(times.user + times.system for times in each))


def summarize(rate: float, waits_s: Sequence[float]) -> Waits:
    cuts = quantiles((wait * 1000 for wait in waits_s), n=100, method="inclusive")
    return Waits(rate, cuts[49], cuts[94], cuts[98], max(waits_s) * 1000)


@asynccontextmanager
async def running(
    command: Sequence[str], emulator: Emulator, env: Mapping[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    await emulator.start()
    surroundings = {
        **os.environ,
        "TELEGRAM_API_URL": emulator.base_url,
        "TELEGRAM_BOT_TOKEN": emulator.token,
        **env,
    }
    bot = await asyncio.create_subprocess_exec(*command, env=surroundings)
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(bot.wait(), STOP_WITHIN_S)
            except TimeoutError:
                bot.kill()
                await bot.wait()
        await emulator.stop()


async def while_alive(ended: asyncio.Task[int], work: Any) -> None:
    task = asyncio.ensure_future(work)
    await asyncio.wait({task, ended}, return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        task.cancel()
        raise BotEnded(f"exit status {ended.result()}")
    await task


async def run_baselines(given: argparse.Namespace) -> None:
    """Every bot once a round, so that a slow minute of the machine falls on all of them."""
    bots = {**BASELINES, "this bot": given.command} if given.command else BASELINES
    results: dict[str, list[Measured]] = {name: [] for name in bots}
    for _ in range(given.rounds):
        for name, command in bots.items():
            results[name].append(
                await measure(
                    command,
                    messages=given.messages,
                    accounts=given.accounts,
                    rate=given.rate or None,
                    rate_seconds=given.seconds,
                    api_latency_s=given.latency_ms / 1000,
                )
            )
    print("\n".join(as_table(results)))


def as_table(results: Mapping[str, Sequence[Measured]]) -> list[str]:
    """Medians over the rounds; the ratio is to the first bot's turns a second."""
    lines = [COLUMNS, "|---" * (COLUMNS.count("|") - 1) + "|"]
    base = 0.0
    for name, rounds in results.items():
        floods = [measured.flood for measured in rounds]
        waits = [measured.waits for measured in rounds if measured.waits is not None]
        turns = median(flood.turns_a_second for flood in floods)
        base = base or turns
        cells = [name, f"{turns:.0f}", f"{turns / base:.2f}"]
        cells += [f"{median(flood.turns_a_cpu_second for flood in floods):.0f}"]
        cells += [f"{median(flood.bot_cpu for flood in floods):.0%}"]
        cells += [f"{median(flood.emulator_cpu for flood in floods):.0%}"]
        for share in ("p50_ms", "p95_ms", "p99_ms"):
            cells += [f"{median(getattr(wait, share) for wait in waits):.1f}" if waits else "–"]
        cells += [f"{median(flood.first_reply_s for flood in floods):.2f}"]
        cells += [f"{median(flood.bot_memory_mb for flood in floods):.0f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--accounts", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=float, default=30, help="texts a second; 0 leaves the waits out")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--latency-ms", type=float, default=0)
    parser.add_argument("command", nargs="*", help="a bot to measure beside the baselines, after --")
    asyncio.run(run_baselines(parser.parse_args()))


if __name__ == "__main__":
    main()
