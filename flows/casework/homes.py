"""Homes to choose from: as the answers of a step, or as buttons in pages, for Telegram takes a hundred of
them in one message."""

from collections.abc import Callable, Iterable, Sequence

from flows.engine.say import Button, Rows, in_pairs
from flows.engine.scene import Scene
from flows.engine.steps import Choice

ON_A_PAGE = 24


def home_choices(scene: Scene, numbers: Iterable[int]) -> list[Choice]:
    return [Choice(str(number), scene.desk.services.get(service_id=number).name) for number in numbers]


def home_rows(
    scene: Scene,
    numbers: Sequence[int],
    page: int,
    of_home: Callable[[int], str],
    of_page: Callable[[int], str],
) -> Rows:
    """Buttons for a page of homes, by name, and for the pages beside it; what each says back is made of the
    home's number or the page's."""
    services = sorted((scene.desk.services.get(service_id=n) for n in numbers), key=lambda one: one.name)
    shown = services[page * ON_A_PAGE : (page + 1) * ON_A_PAGE] or services[:ON_A_PAGE]
    left = len(services) - (page + 1) * ON_A_PAGE
    beside = [scene.button("button-page-back", of_page(page - 1))] if page > 0 else []
    beside += [scene.button("button-more", of_page(page + 1), count=left)] if left > 0 else []
    return [*in_pairs([Button(one.name, of_home(one.id or 0)) for one in shown]), beside]
