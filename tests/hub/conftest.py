"""A Hub with real users, and one lesson's way through it: released, answered, marked, returned.

Each step is a fixture that begins where the one before it ended, so that a test asks for the state
it needs, whichever tests run.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hub.support import steps
from tests.hub.support.environment import installed, python_for_all
from tests.hub.support.hub import Hub, hub
from tests.hub.support.people import people, why_not
from tests.ui.support import browsing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium; everyone has a context of their own in it."""
    with browsing.started() as started:
        yield started


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder that every user may enter, as pytest's own may not."""
    folder = Path(tempfile.mkdtemp(prefix="courseware-hub-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def running_hub(place: Path, pytestconfig: pytest.Config) -> Iterator[Hub]:
    """The Hub, with an instructor and two students."""
    if reason := why_not():
        pytest.skip(reason)
    python = python_for_all()
    if python is None:
        pytest.skip("no Python 3.11 or newer stands where every user may run it")
    homes = place / "home"
    homes.mkdir()
    fetched = bool(pytestconfig.getoption("--thorough"))
    with (
        installed(python, place / "install.log", fetched=fetched) as environment,
        people(homes) as users,
        hub(place, environment, users) as started,
    ):
        yield started


@pytest.fixture(scope="session")
def released(running_hub: Hub, browser: Browser) -> Hub:
    """The lesson stands in the exchange."""
    steps.release(running_hub, browser)
    return running_hub


@pytest.fixture(scope="session")
def handed_in(released: Hub, browser: Browser) -> Hub:
    """Both students have answered and submitted; their servers and kernels still run."""
    for student in released.students:
        steps.work(released, browser, student)
    return released


@pytest.fixture(scope="session")
def marked(handed_in: Hub, browser: Browser) -> Hub:
    """The submissions are collected and autograded."""
    steps.mark(handed_in, browser)
    return handed_in


@pytest.fixture(scope="session")
def returned(marked: Hub, browser: Browser) -> Hub:
    """The feedback is released."""
    steps.give_back(marked, browser)
    return marked
