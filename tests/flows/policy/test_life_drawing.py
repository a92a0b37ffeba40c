"""The page about the life of a case says what the table says."""

from pathlib import Path

from flows.policy.life import life, statuses
from flows.policy.life_drawing import draw

PAGE = Path(__file__).parents[3] / "docs" / "life-of-a-case.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == draw(), "run `make life`"


def test_every_act_and_every_status_is_on_it() -> None:
    page = draw()
    assert all(f"`{act}`" in page for act in life().acts)
    assert all(f" {status} " in page for status in statuses())
