import gc

from bot.garbage import YOUNG, loading


def test_what_is_loaded_is_not_looked_through_then_or_later() -> None:
    before = gc.get_threshold()
    try:
        with loading():
            assert not gc.isenabled()
            kept = [[number] for number in range(1000)]
        assert gc.isenabled()
        assert gc.get_freeze_count() >= len(kept)
        assert gc.get_threshold()[0] == YOUNG
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
