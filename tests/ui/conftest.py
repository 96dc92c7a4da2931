"""What the browser tests share: one Chromium and one Jupyter server for the whole ring."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.ui.support import browsing, servers
from tests.ui.support.browsing import Watch
from tests.ui.support.servers import Server

OpenPage = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium; each test opens contexts of its own in it."""
    with browsing.started() as started:
        yield started


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open pages in contexts of their own: `page, watch = open_page(size=PHONE)`."""
    with ExitStack() as stack:

        def opened(
            size: tuple[int, int] = browsing.DESKTOP, **options: object
        ) -> tuple[Page, Watch]:
            context, watch = stack.enter_context(browsing.context(browser, size, **options))
            return context.new_page(), watch

        yield opened


@pytest.fixture(scope="session")
def jupyter_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with JupyterLab and Notebook 7 over an empty folder."""
    folder = tmp_path_factory.mktemp("jupyter")
    root = folder / "root"
    root.mkdir()
    with servers.jupyter(folder, root, {"COURSEWARE_LEARNER": "zilola"}) as server:
        yield server


@pytest.fixture
def jupyter(jupyter_server: Server) -> Iterator[Server]:
    """The server, whose kernels end with the test."""
    yield jupyter_server
    jupyter_server.stop_kernels()


@pytest.fixture
def folder(jupyter: Server, request: pytest.FixtureRequest) -> Path:
    """An empty folder on the server for one test."""
    place: Path = jupyter.root / re.sub(r"\W+", "-", f"{request.path.stem}-{request.node.name}")
    place.mkdir()
    return place
