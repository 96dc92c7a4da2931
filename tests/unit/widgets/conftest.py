"""A released lesson in a folder of its own, and kernels in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from courseware.widgets import module
from tests.ui.support.lessons import write_lesson
from tests.unit.widgets.front_end import FrontEnd, kernel

StartKernel = Callable[..., FrontEnd]


@pytest.fixture(autouse=True)
def built() -> None:
    assert module.is_built(), "the browser half is not built: run `make setup`"


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    return write_lesson(tmp_path / "small")


@pytest.fixture
def start_kernel(lesson: Path) -> Iterator[StartKernel]:
    """Start kernels in the lesson's folder, or in another; they end with the test."""
    with ExitStack() as stack:

        def started(folder: Path = lesson, **environment: str) -> FrontEnd:
            return stack.enter_context(kernel(folder, environment))

        yield started


@pytest.fixture
def front_end(start_kernel: StartKernel) -> FrontEnd:
    return start_kernel()
