"""A course folder of nbgrader's with one assignment, and nothing else in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from courseware.grading.archives import Options, Report, collect
from tests.grading.intake.packing import notebook
from tests.grading.plain import open_gradebook, write_config

Collect = Callable[..., Report]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The root of a course with the assignment `ps1`, of one notebook of that name."""
    root = tmp_path / "course"
    for step in ("source", "release"):
        (root / step / "ps1").mkdir(parents=True)
        (root / step / "ps1" / "ps1.ipynb").write_bytes(notebook("question"))
    write_config(root)
    return root


@pytest.fixture
def take(course: Path) -> Collect:
    """Collect sources into the course."""

    def run(*sources: Path, **options: object) -> Report:
        return collect(course, "ps1", sources, Options(**options))  # type: ignore[arg-type]

    return run


@pytest.fixture
def gradebook(course: Path) -> Callable[[], Gradebook]:
    """Open the gradebook, which is made by that; use it as a context manager."""
    return lambda: open_gradebook(course)


def tree(course: Path) -> dict[str, bytes]:
    """Return all that was collected: what stands under `submitted`."""
    top = course / "submitted"
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }
