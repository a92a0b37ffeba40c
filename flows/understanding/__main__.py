"""Reads messages for the bot: `python -m flows.understanding`, asked and answering in pickles.

It ends when its standard input does, so it never outlives the bot.
"""

import pickle
import sys

from flows.understanding import understand


def main() -> None:
    answers = sys.stdout.buffer
    while True:
        try:
            text, role, now, known = pickle.load(sys.stdin.buffer)  # noqa: S301 - the bot wrote it
        except EOFError:
            return
        pickle.dump(understand(text, role, now, known=known), answers)
        answers.flush()


if __name__ == "__main__":
    main()
