"""Find the browser that the tests drive; run as a program, print its path.

Kept apart from conftest.py because .ci/setup.py asks the same question before the tests run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> Path | None:
    """The first Chromium that starts: ``COURSEWARE_BROWSER``, the machine's, Playwright's."""
    if named := os.environ.get("COURSEWARE_BROWSER"):
        return Path(named)
    candidates = [Path(found) for name in NAMES if (found := shutil.which(name))]
    candidates.append(_playwrights())
    return next((path for path in candidates if _starts(path)), None)


def _playwrights() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    """Whether it runs at all: a downloaded browser may lack the system's libraries."""
    if not path.is_file():
        return False
    told = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    return told.returncode == 0


if __name__ == "__main__":
    browser = find_browser()
    if browser is None:
        sys.exit("no Chromium or Chrome found")
    print(browser)
