"""The event loop of `candour run`: uvloop, where the platform has it."""

import asyncio


def new_event_loop() -> asyncio.AbstractEventLoop:
    """Sending is mostly the loop's own work; in C it costs less. Windows keeps Python's own."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
