"""What people do on the Hub in a browser: log in, use nbgrader's lists, open a lesson."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Error, Locator, Page, TimeoutError, expect  # noqa: A004

from tests.hub.support.environment import ROOT
from tests.hub.support.hub import LESSON, PASSWORD, Hub
from tests.hub.support.people import Person
from tests.ui.support import browsing
from tests.ui.support.answering import Exercise
from tests.ui.support.browsing import Watch
from tests.ui.support.checking import picture
from tests.ui.support.notebooks import SLOW, Notebook

TRIES = 8
UPSTREAM = (
    # The Python proxy does not answer with a subprotocol; JupyterLab asks again without.
    re.compile(r"WebSocket connection to .* failed: .*'Sec-WebSocket-Protocol' header"),
)


@dataclass(frozen=True)
class Visit:
    """One person at the Hub, logged in, with a browser of their own."""

    hub: Hub
    person: Person
    page: Page
    watch: Watch

    @property
    def url(self) -> str:
        """The person's own server."""
        return f"{self.hub.url}/user/{self.person.name}"

    def open_lab(self) -> None:
        """Open JupyterLab with nothing in it."""
        self.page.goto(f"{self.url}/lab?reset", timeout=SLOW)
        self.page.locator(".jp-Launcher").first.wait_for(timeout=SLOW)

    def open_assignments(self) -> Page:
        """Open nbgrader's Assignment List from JupyterLab's menu."""
        self.open_lab()
        self.page.locator('.lm-MenuBar-itemLabel:text-is("Nbgrader")').click()
        self.page.locator('.lm-Menu-itemLabel:text-is("Assignment List")').click()
        self.page.locator("#released_assignments_list").wait_for(timeout=SLOW)
        return self.page

    def assignment(self, status: str) -> Locator:
        """Return the lesson's row in one of the lists: released, fetched, submitted."""
        rows = self.page.locator(f"#{status}_assignments_list > .list_item")
        return rows.filter(has_text=LESSON)

    def press(self, status: str, button: str) -> None:
        """Press a button of the lesson's row."""
        row = self.assignment(status)
        row.get_by_role("button", name=button, exact=True).first.click(timeout=SLOW)

    def open_lesson(self) -> Notebook:
        """Open the lesson in JupyterLab and run every cell."""
        path = f"{LESSON}/{LESSON}.ipynb"
        self.page.goto(f"{self.url}/lab/workspaces/lesson/tree/{path}", timeout=SLOW)
        notebook = Notebook(self.page, self.hub.server_of(self.person), path, "lab")
        notebook.ready()
        notebook.run_all()
        return notebook

    def exercise(self, name: str) -> Exercise:
        """Return an exercise of the open notebook, scrolled into view."""
        cells = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell")
        cell = cells.filter(has_text=f'exercise("{name}")')
        root = cell.locator(".cw-exercise").first
        root.scroll_into_view_if_needed(timeout=SLOW)
        return Exercise(root)


@contextmanager
def visit(browser: Browser, hub: Hub, person: Person) -> Iterator[Visit]:
    """Log in on the Hub's own page and wait for the person's server."""
    with browsing.context(browser) as (context, watch):
        page = context.new_page()
        page.goto(f"{hub.url}/hub/login", timeout=SLOW)
        page.locator("#username_input").fill(person.name)
        page.locator("#password_input").fill(PASSWORD)
        page.locator("#login_submit").click()
        try:
            _arrive(page, re.compile(rf"^{re.escape(hub.url)}/user/{person.name}/"))
            yield Visit(hub, person, page, watch)
        except BaseException:
            picture(page, f"hub-{person.name}", ROOT / "test-results")  # what was seen last
            raise
        watch.assert_clean(*UPSTREAM)


def _arrive(page: Page, address: re.Pattern[str]) -> None:
    """Wait until the person's server is up and the Hub has led there.

    On a slow start the proxy may end the stream by which the waiting page learns of it. People
    reload the page then.
    """
    for _ in range(TRIES):
        with contextlib.suppress(TimeoutError):
            page.wait_for_url(address, timeout=SLOW / TRIES, wait_until="commit")
            return
        with contextlib.suppress(Error):  # it was just being led on
            page.reload(wait_until="commit")
    expect(page).to_have_url(address)


def formgrader(visit: Visit, place: str) -> Page:
    """Open a page of Formgrader."""
    visit.page.goto(f"{visit.url}/formgrader/{place}", timeout=SLOW)
    return visit.page


def press_in_formgrader(page: Page, row: str, column: str) -> None:
    """Press the button in a row's column and wait until it is said to have worked."""
    found = page.locator("tbody tr").filter(has_text=row)
    found.locator(f"td.{column} a").click(timeout=SLOW)
    expect(page.locator(".modal.in, .modal.show").first).to_be_visible(timeout=SLOW)
    told = page.locator(".modal .modal-title, .modal h4").first
    expect(told).to_have_text(re.compile("Success", re.IGNORECASE), timeout=SLOW)
    page.locator(".modal .close").last.click()
    expect(page.locator(".modal")).to_have_count(0, timeout=SLOW)
