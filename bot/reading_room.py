"""Reads messages in a process of its own, which ends when nobody has written for a while.

The language model takes as much memory as the rest of the bot. A home that sleeps should not pay for it, and
a second core reads while the first answers others.
"""

import pickle
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from select import select

from bot.logs import log
from flows.understanding import KnownWords, Understanding, understand

ENDS_AFTER_SECONDS = 600.0
"""How long the process waits for the next message."""
ANSWERS_WITHIN_SECONDS = 30.0
"""A process that has not answered by then has hung; beginning and answering take it a second or two."""
GOES_WITHIN_SECONDS = 2.0


class ReadingRoom:
    """Safe to call from several threads; they are read one after the other."""

    def __init__(
        self, ends_after: float = ENDS_AFTER_SECONDS, answers_within: float = ANSWERS_WITHIN_SECONDS
    ) -> None:
        self._ends_after = ends_after
        self._answers_within = answers_within
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._last_read = 0.0
        self.is_warm = False
        """Whether the process has loaded what it reads with: that takes it a second or two."""

    def warm_up(self) -> None:
        """Returns as soon as the next message will be read at once."""
        if not self.is_warm:
            self.read("hello", "staff", datetime.now(UTC))

    def read(self, text: str, role: str, now: datetime, *, known: KnownWords | None = None) -> Understanding:
        """What the message says. Where the process is gone or hangs, another is asked; at last, this."""
        with self._turn:
            for _ in range(2):
                try:
                    return self._ask(text, role, now, known)
                except (OSError, EOFError, pickle.UnpicklingError) as fault:
                    log.warning("The process that reads messages is gone (%s).", type(fault).__name__)
                    self._end()
        return understand(text, role, now, known=known)

    def rest(self) -> None:
        """Ends the process where nobody has written for a while."""
        with self._turn:
            if self._process and time.monotonic() - self._last_read >= self._ends_after:
                self._end()

    def close(self) -> None:
        with self._turn:
            self._end()

    @property
    def is_open(self) -> bool:
        return self._process is not None

    def _ask(self, text: str, role: str, now: datetime, known: KnownWords | None) -> Understanding:
        process = self._process or self._begin()
        assert process.stdin
        assert process.stdout
        pickle.dump((text, role, now, known), process.stdin)
        process.stdin.flush()
        if not select([process.stdout], [], [], self._answers_within)[0]:
            raise TimeoutError
        meant: Understanding = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
        self._last_read = time.monotonic()
        self.is_warm = True
        return meant

    def _begin(self) -> subprocess.Popen[bytes]:
        # In a session of its own: a Ctrl-C is for the bot, which lets turns finish first.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.understanding"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        return self._process

    def _end(self) -> None:
        """The process ends by itself as soon as nobody can ask it any more, unless it hangs."""
        process, self._process = self._process, None
        self.is_warm = False
        if process and process.stdin and process.stdout:
            with suppress(OSError):  # What was under way when it died cannot be delivered.
                process.stdin.close()
            process.stdout.close()
            try:
                process.wait(GOES_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
