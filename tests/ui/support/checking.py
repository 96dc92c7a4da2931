"""axe-core in the page, and pictures for people to look at."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from playwright.sync_api import Locator, Page

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "widgets" / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""WCAG 2.2, levels A and AA."""


@functools.cache
def _axe() -> str:
    assert AXE.is_file(), f"{AXE} is missing: run `npm ci` in widgets/"
    return AXE.read_text("utf-8")


def violations(page: Page, within: str = ".cw-exercise") -> list[str]:
    """Return what axe finds wrong inside the elements of a selector, one line each."""
    page.evaluate(_axe())
    options = {"runOnly": {"type": "tag", "values": list(STANDARD)}, "resultTypes": ["violations"]}
    found = page.evaluate(
        "([within, options]) => axe.run({include: [within]}, options)", [within, options]
    )
    assert found["passes"] or found["violations"], f"axe looked at nothing: {within}"
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page, within: str = ".cw-exercise") -> None:
    """axe finds no violation of WCAG 2.2 AA."""
    wrong = violations(page, within)
    assert not wrong, "\n".join(wrong)


def picture(page: Page | Locator, name: str, folder: Path | None = None) -> None:
    """Take a picture for `folder`, or for the one that `COURSEWARE_PICTURES` names; else none."""
    if kept := os.environ.get("COURSEWARE_PICTURES", folder):
        Path(kept).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(kept, f"{name}.png"))
