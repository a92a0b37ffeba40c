"""`candour demo`: the real bot in a browser. No account, no token, no internet."""

import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from pathlib import Path
from typing import Any

import click

from bot.assemble import Candour
from bot.demo.demo_clock import DemoClock
from bot.demo.emulator import Emulator
from bot.demo.passing import PassingTime
from bot.demo.scenario import HOME, demo_jumps, join_everybody, play_history, set_the_stage
from bot.logs import set_up_logging
from bot.settings import Settings
from flows.policy.loading import load_policy
from storage.sealing import make_key


@click.command()
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
def demo(port: int, no_browser: bool) -> None:
    """Show Candour with phones side by side, in a made-up home."""
    set_up_logging("WARNING", "console")
    with tempfile.TemporaryDirectory(prefix="candour-demo-") as folder:
        try:
            asyncio.run(_demo(port, Path(folder), opens=not no_browser))
        except OSError as fault:
            raise click.ClickException(
                f"Port {port} cannot be used ({fault.strerror}). Try --port 8081."
            ) from None


async def _demo(port: int, folder: Path, *, opens: bool) -> None:
    clock = DemoClock()
    emulator = Emulator(clock, home=HOME)
    base_url = await emulator.start("127.0.0.1", port)
    policy = load_policy()
    set_the_stage(emulator, clock, policy)
    settings = Settings.model_construct(
        telegram_bot_token=emulator.token,
        telegram_api_url=base_url,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        candour_secret_key=make_key(),
        candour_data_dir=folder,
    )
    candour = Candour(settings, clock=clock, policy=policy)
    links = await candour.worker.call(lambda: play_history(candour, emulator))
    emulator.jumps[:] = demo_jumps(candour)
    emulator.on_clock_moved.append(PassingTime(candour))
    await candour.start()
    polling = asyncio.create_task(candour.run_polling())
    await join_everybody(base_url, links)
    click.echo(f"Candour is open at {base_url} – Ctrl+C ends it.")
    if opens:
        await asyncio.to_thread(webbrowser.open, base_url)
    await _until_stopped(polling)
    polling.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await polling
    await candour.stop()
    await emulator.stop()


async def _until_stopped(polling: asyncio.Task[Any]) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await asyncio.wait({asyncio.create_task(stopping.wait()), polling}, return_when=asyncio.FIRST_COMPLETED)
