"""Driving a notebook in JupyterLab 4 and Notebook 7 as a person does: keys and menus.

Every wait is for something that the page shows. The trap: Lab's toolbar says "idle" before a
session exists, and cells run then are lost without a word. So a page of Lab counts as ready when
its status bar says so, and a run as done when every prompt has its number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.ui.support.servers import Server

FrontEnd = Literal["lab", "notebook"]
SLOW = 120_000
"""Milliseconds; a cold front end on a busy machine."""
HEARD = 5_000
"""Milliseconds within which a run that was asked for shows in a prompt."""
TRIES = 12
_BEGUN = """before => {
  const cells = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt";
  const prompts = Array.from(document.querySelectorAll(cells), prompt => prompt.innerText);
  return prompts.some((text, place) => /[*0-9]/.test(text) && text !== before[place]);
}"""


@dataclass(frozen=True)
class Notebook:
    """One notebook, open in one front end."""

    page: Page
    server: Server
    path: str
    front_end: FrontEnd

    @property
    def file(self) -> Path:
        """The notebook on disk."""
        return self.server.root / self.path

    @property
    def cells(self) -> Locator:
        """The code cells."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell")

    def saved(self) -> dict[str, object]:
        """Return the notebook as it stands on disk."""
        content: dict[str, object] = json.loads(self.file.read_text("utf-8"))
        return content

    def exercise(self, number: int) -> Locator:
        """Return the exercise in the code cell of this number, from 0."""
        return self.cells.nth(number).locator(".cw-exercise").first

    def ready(self) -> None:
        """Wait until the kernel has a session with the page."""
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=SLOW)
        if self.front_end == "lab":
            idle = self.page.get_by_text(re.compile(r"\| Idle$"))
            expect(idle.first).to_be_visible(timeout=SLOW)

    def run_all(self) -> None:
        """Run every cell and wait until each has a number.

        Notebook 7 shows nothing by which its session could be seen to stand: a run that was
        lost is asked for again.
        """
        before = self._prompts()
        for _ in range(TRIES):
            self.menu("Run", "Run All Cells")
            with suppress(PlaywrightTimeoutError):
                self.page.wait_for_function(_BEGUN, arg=before, timeout=HEARD)
                break
        self.wait_until_run()

    def wait_until_run(self) -> None:
        """Wait until every code cell has a number."""
        for index in range(self.cells.count()):
            prompt = self.cells.nth(index).locator(".jp-InputPrompt")
            expect(prompt).to_have_text(re.compile(r"\[\d+\]:"), timeout=SLOW)

    def restart(self) -> None:
        """Restart the kernel, outputs kept."""
        self._restart("Restart Kernel…")
        self.ready()

    def restart_and_run_all(self) -> None:
        """Restart the kernel, then run every cell."""
        self._restart("Restart Kernel and Run All Cells…")
        self.wait_until_run()

    def clear_outputs(self) -> None:
        """Clear the outputs of all cells."""
        self.menu("Edit", "Clear Outputs of All Cells")
        expect(self.cells.first.locator(".jp-OutputArea-output")).to_have_count(0)

    def save(self) -> None:
        """Save and wait until the server has the file."""
        with self.page.expect_response(
            lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url,
            timeout=SLOW,
        ):
            self.page.keyboard.press("Escape")
            self.menu("File", "Save Notebook")

    def reload(self) -> None:
        """Reload the page in the browser."""
        self.page.reload()
        self.ready()

    def make_room(self) -> None:
        """Fold JupyterLab's side bar, which leaves nothing of a small window."""
        if self.front_end == "lab":
            self.page.keyboard.press("Control+b")
            expect(self.page.locator("#jp-left-stack")).to_be_hidden()

    def menu(self, name: str, item: str) -> None:
        """Choose an item of the menu bar."""
        dialog = self.page.locator(".jp-Dialog")
        assert not dialog.count(), f"a dialog stands in the way: {dialog.first.inner_text()}"
        self.page.locator(f'.lm-MenuBar-itemLabel:text-is("{name}")').click()
        self.page.locator(f'.lm-Menu-itemLabel:text-is("{item}")').click()

    def _prompts(self) -> list[str]:
        return self.cells.locator(".jp-InputPrompt").all_inner_texts()

    def _restart(self, item: str) -> None:
        self.menu("Kernel", item)
        dialog = self.page.locator(".jp-Dialog")
        dialog.get_by_role("button", name=re.compile("^(Confirm Kernel )?Restart$")).click()
        expect(dialog).to_have_count(0)


def open_notebook(page: Page, server: Server, path: str, front_end: FrontEnd) -> Notebook:
    """Open a notebook, wait for its kernel.

    Each opening has a workspace of its own, or Lab would bring back the tabs of earlier tests.
    """
    workspace = re.sub(r"\W+", "-", path)
    place = f"lab/workspaces/{workspace}/tree" if front_end == "lab" else "notebooks"
    page.goto(f"{server.url}/{place}/{path}?token={server.token}", timeout=SLOW)
    notebook = Notebook(page, server, path, front_end)
    notebook.ready()
    return notebook


def write_notebook(path: Path, cells: Sequence[str], kernel: str = "python3") -> Path:
    """Write a notebook; a cell that begins with `#md` is Markdown."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "cells": [_cell(number, source) for number, source in enumerate(cells)],
        "metadata": {
            "kernelspec": {"name": kernel, "display_name": "Python", "language": "python"}
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content, indent=1), "utf-8")
    return path


def _cell(number: int, source: str) -> dict[str, object]:
    common = {"id": f"cell-{number}", "metadata": {}}
    if source.startswith("#md"):
        return {**common, "cell_type": "markdown", "source": source.removeprefix("#md").strip()}
    return {
        **common,
        "cell_type": "code",
        "source": source,
        "execution_count": None,
        "outputs": [],
    }
