"""A released lesson in a folder of its own, and kernels in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from courseware.kernel.jupyter import host
from courseware.widgets import module
from tests.ui.support.lessons import write_lesson
from tests.unit.widgets.front_end import FrontEnd, kernel

StartKernel = Callable[..., FrontEnd]


@pytest.fixture(autouse=True)
def built() -> None:
    assert module.is_built(), "the browser half is not built: run `make setup`"


@pytest.fixture(scope="session", autouse=True)
def warm_process() -> Iterator[None]:
    """A folder for the process that kernels are forked from, which ends with the tests."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        yield
        host.ask("stop")


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
