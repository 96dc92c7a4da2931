"""A course of nbgrader's, and hand-ins of the usual sorts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.grading.running import plain


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with nobody's hand-in, made once: nbgrader takes seconds to make a gradebook."""
    return plain.write_course(tmp_path_factory.mktemp("plain") / "course")


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    """A copy of the course, to be changed."""
    return Path(shutil.copytree(written, tmp_path / "course"))


@pytest.fixture
def theirs(written: Path, tmp_path: Path) -> Path:
    """Another copy, for nbgrader itself."""
    return Path(shutil.copytree(written, tmp_path / "theirs"))
