"""One released course for the whole ring, and a fresh copy of it for each test."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from courseware.grading import generate
from courseware.publish.seal import seal
from tests.grading.course import LESSON, MIXED, Learner, write_course

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let nbgrader's own use of its libraries warn."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"))


@pytest.fixture(scope="session", autouse=True)
def programs_on_path() -> None:
    """nbgrader calls `alembic` by name."""
    programs = os.fspath(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join((programs, os.environ.get("PATH", "")))


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The top of a course that was sealed and released, and is never changed."""
    top = tmp_path_factory.mktemp("released")
    graders = write_course(top)
    seal(top / "notebooks" / "tiny")
    for lesson in (LESSON, MIXED):
        generate(graders, lesson)
    return top


@pytest.fixture
def top(released: Path, tmp_path: Path) -> Path:
    """A copy of the released course, to be changed."""
    copy = tmp_path / "course"
    shutil.copytree(released, copy)
    config = copy / "graders" / "tiny" / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8").replace(str(released), str(copy)), "utf-8")
    return copy


@pytest.fixture
def graders(top: Path) -> Path:
    """The private half of the course."""
    return top / "graders" / "tiny"


@pytest.fixture
def notebooks(top: Path) -> Path:
    """The public half of the course."""
    return top / "notebooks" / "tiny"


@pytest.fixture
def learner(top: Path, graders: Path) -> Callable[..., Learner]:
    """Make a learner with a released lesson at home."""

    def make(name: str, lesson: str = LESSON) -> Learner:
        return Learner(top / "homes" / name / lesson, name, graders / "release" / lesson)

    return make


@pytest.fixture
def gradebook(graders: Path) -> Callable[[], Gradebook]:
    """Open the gradebook; use it as a context manager."""
    return lambda: Gradebook(f"sqlite:///{graders / 'gradebook.db'}", "tiny")
