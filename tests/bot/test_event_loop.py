import asyncio
import sys

import pytest

from bot.event_loop import new_event_loop


def test_where_there_is_no_uvloop_pythons_own_loop_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    loop = new_event_loop()
    loop.close()
    assert isinstance(loop, asyncio.SelectorEventLoop)


@pytest.mark.skipif(sys.platform == "win32", reason="uvloop is not made for Windows")
def test_else_it_is_uvloops() -> None:
    loop = new_event_loop()
    loop.close()
    assert type(loop).__module__.startswith("uvloop")
