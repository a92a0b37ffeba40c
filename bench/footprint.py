"""Memory at rest, time from start to first poll, and what the imports cost."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from storage.sealing import make_key

SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed bot is compiled once, by pip or at its first start, and not at every start."""

IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)")
CANDOUR = (sys.executable, "-c", "from bot.cli import main; main()")


def start_and_rest(env: Mapping[str, str], rest_s: float = 8.0) -> tuple[float, float, float]:
    """Seconds from start to the first poll of an installation, the CPU seconds of these, and resident
    megabytes after a rest."""
    emulator = subprocess.Popen(
        [sys.executable, "-m", "bot.demo.emulator"], stdout=subprocess.PIPE, text=True
    )
    assert emulator.stdout is not None
    surroundings = {**SURROUNDINGS, **env, "TELEGRAM_API_URL": emulator.stdout.readline().strip()}
    folder = env["CANDOUR_DATA_DIR"]
    began = time.perf_counter()
    bot = subprocess.Popen([*CANDOUR, "run"], env=surroundings, stderr=subprocess.PIPE, text=True, cwd=folder)
    assert bot.stderr is not None
    while "polling" not in (line := bot.stderr.readline()):
        assert line, "the bot ended"
    started = time.perf_counter() - began
    spent = psutil.Process(bot.pid).cpu_times()
    time.sleep(rest_s)
    resident = psutil.Process(bot.pid).memory_info().rss / 1e6
    bot.terminate()
    bot.wait(15)
    emulator.terminate()
    emulator.wait(15)
    return started, spent.user + spent.system, resident


def run_command(env: Mapping[str, str], *arguments: str) -> tuple[float, float, float]:
    """Seconds that a command of `candour` takes, its CPU seconds, and its peak megabytes."""
    began = time.perf_counter()
    done = subprocess.Popen(
        [*CANDOUR, *arguments],
        env={**SURROUNDINGS, **env},
        cwd=env["CANDOUR_DATA_DIR"],
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    assert done.returncode == 0, f"{arguments}: exit status {done.returncode}"
    spent = usage.ru_utime + usage.ru_stime
    return time.perf_counter() - began, spent, usage.ru_maxrss * 1024 / 1e6


def slow_imports(least_ms: float = 15.0) -> list[tuple[str, float]]:
    """Packages that cost the bot's start the most; milliseconds with all that they bring."""
    load = "from bot.garbage import loading\nwith loading(): import bot.commands.run"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", load],
        env=SURROUNDINGS,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = {}
    for line in done.stderr.splitlines():
        if match := IMPORT_LINE.match(line):
            package = match[4].split(".")[0]
            if match[4] == package:
                found[package] = max(found.get(package, 0), int(match[2]) / 1000)
    return sorted(((n, ms) for n, ms in found.items() if ms >= least_ms), key=lambda row: -row[1])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            "TELEGRAM_BOT_TOKEN": "700000001:demo",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'c.db'}",
            "CANDOUR_SECRET_KEY": make_key(),
            "CANDOUR_DATA_DIR": folder,
        }
        run_command(env, "setup", "--yes")
        started, cpu, resident = start_and_rest(env)
    print("| what | |\n|---|---|")
    print(f"| start to first poll | {started:.2f} s, {cpu:.2f} s of them CPU |")
    print(f"| resident at rest | {resident:.0f} MB |\n")
    print("| import | ms, with what it brings |\n|---|---|")
    for name, ms in slow_imports():
        print(f"| {name} | {ms:.0f} |")


if __name__ == "__main__":
    main()
