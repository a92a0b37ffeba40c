"""What the attacks came to is told at the end of the run, so that it can be quoted."""

from collections.abc import Callable

import pytest

TOLD = pytest.StashKey[list[str]]()

Tell = Callable[[str], None]


@pytest.fixture
def tell(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Tell:
    """Puts a line of figures under the summary of the run."""

    def keep(line: str) -> None:
        record_property("figures", line)
        request.config.stash.setdefault(TOLD, []).append(line)

    return keep


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    for line in config.stash.get(TOLD, []):
        terminalreporter.write_line(line)
