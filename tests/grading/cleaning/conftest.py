"""Formgrader's page of a notebook, with formgrader's own script, in a real browser; no server."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from playwright.sync_api import Browser, Page, Route
from traitlets.config import Config

from tests.ui.support import browsing

SITE = "http://formgrader.test"
STATIC = Path(handlers.static_path)

RESOURCES = {
    "assignment_id": "ps1",
    "notebook_id": "ps1",
    "submission_id": "0123",
    "index": 0,
    "total": 1,
    "base_url": "",
    "student": "ann",
    "last_name": "Lee",
    "first_name": "Ann",
    "notebook_path": "autograded/ann/ps1/ps1.ipynb",
}


def formgrader_page(notebook: dict[str, Any]) -> str:
    """Return the page as formgrader's `SubmissionHandler` makes it."""
    settings = {"template_name": "formgrade", "extra_template_basedirs": [handlers.template_path]}
    exporter = HTMLExporter(config=Config({"HTMLExporter": settings}))
    node = nbformat.from_dict(notebook)
    html: str = exporter.from_notebook_node(node, resources=dict(RESOURCES))[0]
    return html


class Shown:
    """A page that is open, and what it asked for."""

    def __init__(self, page: Page, asked: list[str]) -> None:
        self.page, self.asked = page, asked

    def hits(self) -> set[str]:
        """Return what ran: the properties that the vectors set, in any frame."""
        find = "Object.keys(window).filter(name => name.startsWith('hit_'))"
        return {name for frame in self.page.frames for name in frame.evaluate(find)}

    def provoke(self) -> None:
        """Do to everything what people do to a page: point, click, focus, toggle."""
        self.page.evaluate(
            """() => {
                const kinds = ['mouseover', 'mouseenter', 'focus', 'toggle', 'beforeinput'];
                for (const element of document.querySelectorAll('#notebook-container *')) {
                    for (const kind of kinds)
                        element.dispatchEvent(new Event(kind, {bubbles: true}));
                    if (element.closest('a, button, input, form, [data-toggle]')) {
                        const click = new MouseEvent('click', {bubbles: true, cancelable: true});
                        if (/^(https?|mailto):/.test(element.href || '')) continue;
                        element.dispatchEvent(click);
                    }
                }
            }"""
        )
        self.page.wait_for_function("document.readyState === 'complete'")

    def elsewhere(self) -> set[str]:
        """Return what was asked of other hosts, formgrader's own MathJax left out."""
        ours = (SITE, "data:", "blob:", "about:", "https://cdnjs.cloudflare.com/ajax/libs/")
        nowhere = ("attachment:",)  # a scheme that no browser knows
        return {address for address in self.asked if not address.startswith(ours + nowhere)}


Show = Callable[[dict[str, Any]], Shown]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium."""
    with browsing.started() as started:
        yield started


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Open formgrader's page of a notebook."""
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))

    def opened(notebook: dict[str, Any]) -> Shown:
        html = formgrader_page(notebook)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.route("**/*", lambda route: _answer(route, html))
        page.goto(f"{SITE}/formgrader/submissions/0123/", wait_until="load")
        return Shown(page, asked)

    yield opened
    context.close()


def _answer(route: Route, html: str) -> None:
    """Serve the page and formgrader's own files; nothing else answers."""
    path = route.request.url.removeprefix(SITE)
    if path == "/formgrader/submissions/0123/":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
        return
    file = STATIC / path.removeprefix("/formgrader/static/")
    if path.startswith("/formgrader/static/") and file.is_file():
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), content_type=kind)
    elif path.startswith("/formgrader/api/"):
        route.fulfill(body="[]", content_type="application/json")
    else:
        route.abort()
