"""What every ring of the tests shares: the checkout, the browser, a Jupyter of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every machine and no clock: a red test is red for everyone.
settings.register_profile("courseware", derandomize=True, deadline=None, database=None)
settings.load_profile("courseware")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take `--thorough`: also what others hold as well, in more hosts, sizes and hands."""
    parser.addoption("--thorough", action="store_true", help="run the tests marked `thorough` too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `thorough`, unless it is asked for."""
    if config.getoption("--thorough"):
        return
    left = [item for item in items if item.get_closest_marker("thorough")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """The Chromium to drive, for Playwright's ``executable_path``."""
    found = find_browser()
    if found is None:
        pytest.fail("no Chromium or Chrome starts on this machine: run `make setup`")
    return found


@pytest.fixture(scope="session", autouse=True)
def jupyter_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings and histories of the person who runs the tests out of them."""
    home = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            folder = home / name.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(name, str(folder))
        yield
