"""A real Chromium that can reach nothing but loopback, and what its pages did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    WebError,
    sync_playwright,
)

from tests.browser import find_browser

LOOPBACK = {"127.0.0.1", "localhost"}
FLAGS = (
    "--no-sandbox",  # containers run tests as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    # Fails closed: no name but loopback resolves, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
PHONE = (360, 740)
DESKTOP = (1280, 900)

UPSTREAM: tuple[re.Pattern[str], ...] = (
    # JupyterLab asks for workspaces and settings that do not exist yet and handles the 404.
    re.compile(r"Failed to load resource: .* 404 .*/(lab|notebook)?/?api/(workspaces|settings)/"),
    # Notebook 7 hears of a changed plugin before its shortcuts' own settings are registered.
    re.compile(r"uncaught: .* \(reading 'schema'\) at http://[^/]+/static/notebook/notebook_core"),
    # It also asks for a command of the file browser, which stands on another of its pages.
    re.compile(r"uncaught: Command 'filebrowser:open-path' not registered.*notebook_core"),
    # jupyter_server keeps one table of static files for Lab and Notebook: what one of them asked
    # for first is then refused to the other. These are the icon fonts that both have.
    re.compile(r"Failed to load resource: .* 403 .*/static/(lab|notebook)/[0-9a-f]{16}\.woff$"),
    # ipywidgets looks for saved widget state of outputs whose kernel is gone, then says so.
    re.compile(r"Error: widget model not found"),
)
"""Console errors of JupyterLab and Notebook themselves, each with its reason."""


@dataclass
class Watch:
    """What the pages of one context asked for and complained of."""

    hosts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"}:
            self.hosts[parts.hostname or url[:40]] += 1

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.errors.append(f"{message.text} {where}".strip())

    def uncaught(self, error: WebError) -> None:
        """Keep an uncaught error with the place that it came from."""
        stack = (error.error.stack or "").splitlines()
        self.errors.append(
            f"uncaught: {error.error} {' '.join(line.strip() for line in stack[1:2])}"
        )

    @property
    def strangers(self) -> set[str]:
        """Hosts off loopback that a page asked for."""
        return set(self.hosts) - LOOPBACK

    def complaints(self, *excepted: re.Pattern[str]) -> list[str]:
        """Return console errors that are neither upstream's known ones nor excepted here."""
        known = (*UPSTREAM, *excepted)
        return [text for text in self.errors if not any(rule.search(text) for rule in known)]

    def assert_clean(self, *excepted: re.Pattern[str]) -> None:
        """No request left loopback and no error stands in the console."""
        assert self.hosts, "no request was seen: the watch was not attached"
        assert not self.strangers, f"requests off loopback: {self.strangers}"
        assert not self.complaints(*excepted), "\n".join(self.complaints(*excepted))


@contextmanager
def started() -> Iterator[Browser]:
    """Start the Chromium of `tests/browser.py`; AssertionError where there is none."""
    path = find_browser()  # before Playwright runs: it may ask Playwright itself
    assert path is not None, "no Chromium: set COURSEWARE_BROWSER, or run `make setup`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def context(
    browser: Browser, size: tuple[int, int] = DESKTOP, **options: object
) -> Iterator[tuple[BrowserContext, Watch]]:
    """Open a context of its own (cookies, storage) whose every request and error is kept.

    `options` go to Playwright's `new_context`: `color_scheme`, `locale`, ...
    """
    width, height = size
    opened = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
    watch = Watch()
    opened.on("request", lambda request: watch.request(request.url))
    opened.on("console", watch.console)
    opened.on("weberror", watch.uncaught)
    opened.on("page", lambda page: _watch_sockets(page, watch))
    try:
        yield opened, watch
    finally:
        opened.close()


def _watch_sockets(page: Page, watch: Watch) -> None:
    page.on("websocket", lambda socket: watch.request(socket.url))
