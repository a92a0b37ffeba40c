"""Reads messages for the bot: `python -m flows.understanding`, asked and answering in pickles.

It ends when the bot does, however that ends, and says nothing of why: a traceback could hold what somebody
wrote. Whatever goes wrong here, the bot begins another, and at the last reads by itself.
"""

import os
import pickle
import sys

from flows.understanding import understand


def main() -> None:
    while True:
        text, role, now, known = pickle.load(sys.stdin.buffer)  # noqa: S301 - the bot wrote it
        pickle.dump(understand(text, role, now, known=known), sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _end(status: int) -> None:
    os._exit(status)  # At once: what could not be written any more is not tried again.


if __name__ == "__main__":
    try:
        main()
    except EOFError:
        _end(0)
    except BaseException:
        _end(1)
