"""When Python looks for garbage: not while it loads modules, and later only among what came since."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 10_000
"""After so many new objects the youngest are looked through. Python's own 700 is several looks a turn."""


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded within stays as long as the process, and is never looked through: not meanwhile, which
    takes a fifth of a start, and not later, when it would stop every turn for a quarter of a second."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG)
        gc.enable()
