"""Take a picture of every exercise of the showcase, for docs/kinds/*.md.

    python docs/pictures.py

The lesson is served by Voilà on loopback and shown in English in the browser that the tests use.
The pictures land in docs/kinds/pictures/; each page gets those of its kind between
`<!-- pictures -->` and `<!-- /pictures -->`. Run it after a change of what exercises look like.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "kinds"
PICTURES = PAGES / "pictures"
COURSE = ROOT / "notebooks" / "showcase"
SIZE = {"width": 560, "height": 900}
COLOURS = 64  # enough for flat drawings and their edges
PATIENCE = 60.0  # seconds for Voilà to start
OPEN, CLOSE = "<!-- pictures -->", "<!-- /pictures -->"


def main() -> None:
    """Shoot all, then write the pages."""
    sys.path.insert(0, str(ROOT))
    from tests.browser import find_browser  # noqa: PLC0415 - found by the path above

    PICTURES.mkdir(exist_ok=True)
    chromium = find_browser()
    titles = {path.stem: _told(path) for path in sorted(COURSE.glob("*/exercises/*.toml"))}
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        serve = [sys.executable, "-m", "courseware.cli", "serve", str(COURSE), "--port", str(port)]
        server = subprocess.Popen(serve, cwd=folder)
        try:
            _wait(f"http://127.0.0.1:{port}/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium)
                for name, picture in _shoot(browser, port, titles):
                    print(f"{name}: {_save(PICTURES / f'{name}.png', picture):,} bytes")
        finally:
            server.terminate()
            server.wait()
    for page in sorted(PAGES.glob("*.md")):
        shown = [name for name, (kind, _) in titles.items() if kind == page.stem]
        page.write_text(_filled(page.read_text("utf-8"), shown, titles), "utf-8")


def _told(path: Path) -> tuple[str, str]:
    exercise = tomllib.loads(path.read_text("utf-8"))
    return exercise["kind"], exercise["title"]["en"]


def _shoot(
    browser: Browser, port: int, titles: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    page: Page = browser.new_page(viewport=SIZE, reduced_motion="reduce", color_scheme="light")
    page.goto(f"http://127.0.0.1:{port}/lesson/kinds/?lang=en", timeout=120_000)
    for name, (_, title) in titles.items():
        heading = page.locator(".cw-title", has_text=re.compile(f"^{re.escape(title)}$"))
        exercise = page.locator(".cw-exercise").filter(has=heading)
        exercise.locator("button[type=submit]").wait_for(timeout=120_000)
        yield name, exercise.screenshot()


def _save(path: Path, picture: bytes) -> int:
    small = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    return path.stat().st_size


def _filled(page: str, names: list[str], titles: dict[str, tuple[str, str]]) -> str:
    """Return a page with its pictures, by default above its first section."""
    block = "\n\n".join(f"![{titles[name][1]}](pictures/{name}.png)" for name in names)
    written = f"{OPEN}\n\n{block}\n\n{CLOSE}"
    if OPEN in page:
        before, _, rest = page.partition(OPEN)
        return before + written + rest.partition(CLOSE)[2]
    before, section, rest = page.partition("\n## ")
    return f"{before}\n{written}\n{section}{rest}"


def _wait(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own, on loopback
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
