"""Memory at rest, time from start to first poll, and what the imports cost."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from storage.sealing import make_key

IMPORT_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|(\s+)(\S+)")


def start_and_rest(rest_s: float = 8.0) -> tuple[float, float]:
    """Seconds from start to the first poll, and resident megabytes after a rest."""
    emulator = subprocess.Popen(
        [sys.executable, "-m", "bot.demo.emulator"], stdout=subprocess.PIPE, text=True
    )
    assert emulator.stdout is not None
    base_url = emulator.stdout.readline().strip()
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": "700000001:demo",
            "TELEGRAM_API_URL": base_url,
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'c.db'}",
            "CANDOUR_SECRET_KEY": make_key(),
            "CANDOUR_DATA_DIR": folder,
        }
        candour = [sys.executable, "-c", "from bot.cli import main; main()"]
        subprocess.run(
            [*candour, "setup", "--yes"], env=env, check=True, stdout=subprocess.DEVNULL, cwd=folder
        )
        began = time.perf_counter()
        bot = subprocess.Popen([*candour, "run"], env=env, stderr=subprocess.PIPE, text=True, cwd=folder)
        assert bot.stderr is not None
        while "polling" not in bot.stderr.readline():
            pass
        started = time.perf_counter() - began
        time.sleep(rest_s)
        resident = psutil.Process(bot.pid).memory_info().rss / 1e6
        bot.terminate()
        bot.wait(15)
    emulator.terminate()
    emulator.wait(15)
    return started, resident


def slow_imports(least_ms: float = 15.0) -> list[tuple[str, float]]:
    """Packages that cost the bot's start the most; milliseconds with all that they bring."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import bot.commands.run"],
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
    started, resident = start_and_rest()
    print(f"| start to first poll | {started:.2f} s |\n| resident at rest | {resident:.0f} MB |\n")
    print("| import | ms, with what it brings |\n|---|---|")
    for name, ms in slow_imports():
        print(f"| {name} | {ms:.0f} |")


if __name__ == "__main__":
    main()
